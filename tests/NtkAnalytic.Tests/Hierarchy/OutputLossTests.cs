using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

public class OutputLossTests
{
    public static TheoryData<string, double[], double[]> Points => new()
    {
        { "squared", [0.3, -1.2, 2], [1, 0, -1] },
        { "cross-entropy", [0.7], [1] },
        { "cross-entropy", [0.7], [-1] },
        { "cross-entropy", [0.3, -1.2, 2], [0.2, 0.5, 0.3] },
        { "cross-entropy", [0.3, -1.2], [0, 1] },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Residual_and_curvature_are_derivatives_of_the_value(string name, double[] outputs, double[] targets)
    {
        OutputLoss loss = Named(name);
        int count = outputs.Length;
        double[] residual = new double[count];
        double[] curvature = new double[count * count];
        loss.Residual(outputs, targets, residual);
        loss.Curvature(outputs, targets, curvature);
        const double H = 1e-5;
        for (int j = 0; j < count; j++)
        {
            double[] up = [.. outputs];
            double[] down = [.. outputs];
            up[j] += H;
            down[j] -= H;

            // Central differences: h^2 times a third derivative below 1, and rounding of 1e-16 / h.
            Assert.Equal((loss.Value(up, targets) - loss.Value(down, targets)) / (2 * H), residual[j], 1e-9);
            double[] above = new double[count];
            double[] below = new double[count];
            loss.Residual(up, targets, above);
            loss.Residual(down, targets, below);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal((above[i] - below[i]) / (2 * H), curvature[(i * count) + j], 1e-9);
            }
        }
    }

    [Fact]
    public void Two_outputs_of_opposite_sign_are_the_logistic_loss_of_their_difference()
    {
        foreach (double f in new[] { -3, -0.2, 0, 1.5, 40 })
        {
            Assert.Equal(OutputLoss.CrossEntropy.Value([f], [1]), OutputLoss.CrossEntropy.Value([f, 0], [1, 0]), 1e-15 * (1 + Math.Abs(f)));
        }
    }

    [Fact]
    public void Large_outputs_neither_overflow_nor_lose_their_digits()
    {
        OutputLoss loss = OutputLoss.CrossEntropy;
        Assert.Equal(1000, loss.Value([-1000], [1]));
        Assert.Equal(0, loss.Value([1000], [1]));
        Assert.Equal(2000, loss.Value([-1000, 1000], [1, 0]));
        Assert.Equal(0, loss.Value([1000, -1000], [1, 0]));

        // exp(-40) to rounding, far below the spacing of numbers near 1.
        double small = Math.Exp(-40);
        Assert.Equal(small, loss.Value([40], [1]), 2e-16 * small);
        Assert.Equal(small, loss.Value([40, 0], [1, 0]), 2e-16 * small);
        double[] residual = new double[2];
        loss.Residual([40], [1], residual);
        Assert.Equal(-small, residual[0], 2e-16 * small);
        loss.Residual([40, 0], [1, 0], residual);
        Assert.Equal(-small, residual[0], 4e-16 * small);
        Assert.Equal(small, residual[1], 4e-16 * small);
        loss.Residual([-1000], [1], residual);
        Assert.Equal(-1, residual[0]);
        double[] curvature = new double[4];
        loss.Curvature([40, 0], [1, 0], curvature);
        Assert.All(curvature, value => Assert.Equal(small, Math.Abs(value), 4e-16 * small));
        loss.Curvature([-1000, 1000], [1, 0], curvature);
        Assert.All(curvature, value => Assert.Equal(0, value));
        loss.Curvature([40], [-1], curvature);
        Assert.Equal(small, curvature[0], 4e-16 * small);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void The_curvature_is_below_its_bound(string name, double[] outputs, double[] targets)
    {
        int count = outputs.Length;
        OutputLoss loss = Named(name);
        double[] curvature = new double[count * count];
        foreach (double scale in new[] { 0.0, 0.1, 1.0, 3.0 })
        {
            loss.Curvature([.. outputs.Select(output => scale * output)], targets, curvature);
            double largest = Matrix<double>.Build.DenseOfRowMajor(count, count, curvature).Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real);
            Assert.InRange(largest, 0, loss.LargestCurvature(count)!.Value * (1 + 1e-15));
        }
    }

    [Fact]
    public void The_bounds_are_reached()
    {
        double[] curvature = new double[4];
        OutputLoss.CrossEntropy.Curvature([0], [1], curvature);
        Assert.Equal(OutputLoss.CrossEntropy.LargestCurvature(1), curvature[0]);

        // The eigenvalues of [[1, -1], [-1, 1]] / 4 are 0 and 1/2.
        OutputLoss.CrossEntropy.Curvature([0, 0], [1, 0], curvature);
        Assert.Equal([0.25, -0.25, -0.25, 0.25], curvature);
        Assert.Equal(0.5, OutputLoss.CrossEntropy.LargestCurvature(2));
        Assert.Equal(1, OutputLoss.Squared.LargestCurvature(3));
    }

    [Fact]
    public void Targets_that_are_none_are_refused_with_their_place()
    {
        Says("row 1, column 0 is 0.5", [[1.0], [0.5]]);
        Says("row 0, column 1 is -0.5", [[1.5, -0.5]]);
        Says("row 1 sum to 0.75", [[1.0, 0], [0.5, 0.25]]);
        OutputLoss.CrossEntropy.CheckTargets(Matrix<double>.Build.DenseOfRows([[0.1, 0.2, 0.7]]));
        OutputLoss.Squared.CheckTargets(Matrix<double>.Build.DenseOfRows([[-3.0, 1e300]]));
    }

    [Fact]
    public void Losses_have_names()
    {
        Assert.Equal("squared", OutputLoss.Squared.ToString());
        Assert.Equal("cross-entropy", OutputLoss.CrossEntropy.ToString());
    }

    private static OutputLoss Named(string name) => name == "squared" ? OutputLoss.Squared : OutputLoss.CrossEntropy;

    private static void Says(string part, double[][] targets) => Assert.Contains(
        part,
        Assert.Throws<ArgumentException>(() => OutputLoss.CrossEntropy.CheckTargets(Matrix<double>.Build.DenseOfRows(targets))).Message,
        StringComparison.Ordinal);
}
