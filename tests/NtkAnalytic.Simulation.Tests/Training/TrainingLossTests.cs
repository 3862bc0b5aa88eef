using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public class TrainingLossTests
{
    private static readonly TensorBackend s_backend = Problems.Backend;

    public static TheoryData<string, int> Losses => new() { { "squared", 3 }, { "cross-entropy", 3 }, { "cross-entropy", 1 } };

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_the_central_difference(string name, int outputs)
    {
        TrainingLoss loss = Named(name);
        double[] f = [.. Enumerable.Range(0, 2 * 4 * outputs).Select(i => 2 * Math.Sin(i + 1))];
        Matrix<double> targets = Targets(name, 4, outputs);
        double[] gradient = Evaluate(loss, f, targets).Gradient;
        for (int i = 0; i < f.Length; i++)
        {
            double[] up = [.. f];
            double[] down = [.. f];
            up[i] += 1e-4;
            down[i] -= 1e-4;
            int network = i / (4 * outputs);
            double difference = (Evaluate(loss, up, targets).Values[network] - Evaluate(loss, down, targets).Values[network]) / 2e-4;

            // h^2 f''' / 6 with third derivatives below 1/4, and rounding of some eps / h.
            Assert.Equal(difference, gradient[i], 1e-9);
        }
    }

    [Fact]
    public void Values_are_those_of_the_definitions()
    {
        double[] f = [1, -2, 0.5, 3];
        Matrix<double> pairs = Matrix<double>.Build.DenseOfRowMajor(2, 2, [0.5, 1, -1, 2]);
        Assert.Equal(((0.25 + 9 + 2.25 + 1) / 4), Evaluate(TrainingLoss.SquaredError, f, pairs, 1).Values[0], 1e-15);
        Matrix<double> classes = Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, 0, 0, 1]);
        double expected = (Math.Log(1 + Math.Exp(-3)) + Math.Log(1 + Math.Exp(-2.5))) / 2;
        Assert.Equal(expected, Evaluate(TrainingLoss.CrossEntropy, f, classes, 1).Values[0], 1e-15);
        Matrix<double> labels = Matrix<double>.Build.DenseOfRowMajor(4, 1, [1, 1, -1, -1]);
        expected = f.Zip([1, 1, -1, -1], (output, label) => Math.Log(1 + Math.Exp(-output * label))).Average();
        Assert.Equal(expected, Evaluate(TrainingLoss.CrossEntropy, f, labels, 1).Values[0], 1e-15);
    }

    [Fact]
    public void Large_outputs_do_not_overflow()
    {
        (double[] values, double[] gradient) = Evaluate(TrainingLoss.CrossEntropy, [1e4, -1e4], Matrix<double>.Build.Dense(2, 1, -1), 1);
        Assert.Equal(5000, values[0]);
        Assert.Equal([0.5, 0], gradient);
    }

    // The largest curvature is attained: softmax at two equal likely classes, logistic at 0.
    [Theory]
    [InlineData("squared", 2, 1)]
    [InlineData("cross-entropy", 2, 0.5)]
    [InlineData("cross-entropy", 1, 0.25)]
    public void The_largest_curvature_is_attained(string name, int outputs, double expected)
    {
        TrainingLoss loss = Named(name);
        Matrix<double> targets = Targets(name, 1, outputs);
        double[] direction = outputs == 1 ? [1] : [Math.Sqrt(0.5), -Math.Sqrt(0.5)];
        double[] up = Evaluate(loss, [.. direction.Select(d => 1e-4 * d)], targets, 1).Gradient;
        double[] down = Evaluate(loss, [.. direction.Select(d => -1e-4 * d)], targets, 1).Gradient;
        double curvature = direction.Select((d, i) => d * (up[i] - down[i]) / 2e-4).Sum();
        Assert.Equal(expected, curvature, 1e-8);
        Assert.Equal(expected, loss.LargestCurvature(outputs));
    }

    [Theory]
    [InlineData(2, "0.5,0.6", "row 0", "sum to 1.1")]
    [InlineData(2, "1.5,-0.5", "row 0, column 1 is -0.5")]
    [InlineData(1, "0", "1 and -1", "row 0 is 0")]
    public void Targets_that_are_no_probabilities_are_refused(int outputs, string row, params string[] words)
    {
        Matrix<double> targets = Matrix<double>.Build.DenseOfRowMajor(1, outputs, [.. row.Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))]);
        string message = Assert.Throws<ArgumentException>(() => TrainingLoss.CrossEntropy.CheckTargets(targets)).Message;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private static TrainingLoss Named(string name) => name == "squared" ? TrainingLoss.SquaredError : TrainingLoss.CrossEntropy;

    private static Matrix<double> Targets(string name, int rows, int outputs) => name == "squared" ? Problems.Quantities(rows, outputs)
        : outputs == 1 ? Matrix<double>.Build.Dense(rows, 1, (i, _) => i % 2 == 0 ? 1 : -1)
        : Problems.OneHot(rows, outputs);

    private static (double[] Values, double[] Gradient) Evaluate(TrainingLoss loss, double[] f, Matrix<double> targets, int networks = 2)
    {
        using TensorScope scope = s_backend.NewScope();
        Tensor outputs = scope.Allocate(networks, targets.RowCount, targets.ColumnCount);
        Tensor gradient = scope.Allocate(networks, targets.RowCount, targets.ColumnCount);
        Tensor value = scope.Allocate(networks, 1, 1);
        s_backend.Write(f, outputs);
        loss.Prepare(s_backend, scope, outputs.Shape).Evaluate(outputs, scope.FromMatrix(targets), value, gradient);
        return (s_backend.ToArray(value), s_backend.ToArray(gradient));
    }
}
