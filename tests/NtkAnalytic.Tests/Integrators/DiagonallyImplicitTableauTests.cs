using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class DiagonallyImplicitTableauTests
{
    // A rounding of each coefficient and of each sum of seven terms, along a tree of at most 6 vertices.
    private const double Roundings = 6 * 10 * 2.3e-16;

    private static readonly DiagonallyImplicitTableau Tableau = KennedyCarpenter5.Tableau;

    private static readonly double[][] Stages = [.. Tableau.Nodes.Select((_, i) => i == 0 ? [] : (double[])[.. Tableau.Row(i), Tableau.Gamma])];

    private static double[] Embedded => [.. Stages[^1].Select((weight, j) => weight - Tableau.Error[j])];

    [Fact]
    public void Both_methods_satisfy_every_order_condition_of_their_orders_and_no_more()
    {
        Assert.Equal(5, Order(Stages[^1], 1));
        Assert.Equal(4, Order(Embedded, 1));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.93)]
    public void The_path_satisfies_every_order_condition_of_its_order_and_no_more(double fraction)
    {
        double[] weights = new double[Stages.Length];
        Tableau.DenseWeights(fraction, weights);
        Assert.Equal(Tableau.DenseOrder, Order(weights, fraction));
    }

    [Fact]
    public void The_path_meets_both_ends_to_the_bit()
    {
        double[] weights = new double[Stages.Length];
        Tableau.DenseWeights(0, weights);
        Assert.All(weights, weight => Assert.Equal(0, weight));
        Tableau.DenseWeights(1, weights);
        Assert.Equal(Stages[^1], weights);
    }

    [Fact]
    public void Stages_have_order_two_and_predictors_are_exact_for_quadratic_slopes()
    {
        double[] c = Tableau.Nodes;
        for (int i = 1; i < c.Length; i++)
        {
            Assert.Equal(c[i] * c[i] / 2, Stages[i].Select((a, j) => a * c[j]).Sum(), 1e-15);
            for (int power = 1; power <= Math.Min(i - 1, 2); power++)
            {
                double predicted = 0;
                for (int j = 0; j < i; j++)
                {
                    predicted += Tableau.Predictor(i)[j] * Math.Pow(c[j], power);
                }

                Assert.Equal(Math.Pow(c[i], power), predicted, 1e-15);
            }
        }
    }

    // By the maximum principle |R| <= 1 on the imaginary axis and no pole to the left are enough; the pole is 1 / gamma.
    [Fact]
    public void The_method_is_L_stable_and_the_embedded_one_A_stable()
    {
        for (double x = 1e-3; x < 1e6; x *= 1.05)
        {
            Assert.InRange(Stability(Stages[^1], new Complex(0, x)).Magnitude, 0, 1 + 1e-13);
            Assert.InRange(Stability(Embedded, new Complex(0, x)).Magnitude, 0, 1 + 1e-13);
        }

        Assert.InRange(Stability(Stages[^1], -1e8).Magnitude, 0, 1e-6);
        Assert.Equal(0.25, Stability(Embedded, -1e8).Magnitude, 1e-6);
    }

    [Fact]
    public void A_tableau_refuses_what_does_not_fit()
    {
        Assert.Contains("Row 1 must sum", Refused(stages: [[], [0.25, 0.5], [0.25, 0.25, 0.5]]), StringComparison.Ordinal);
        Assert.Contains("Row 1 must have", Refused(stages: [[], [0.5], [0.25, 0.25, 0.5]]), StringComparison.Ordinal);
        Assert.Contains("Differences", Refused(embedded: [0.5, 0.25, 0.5]), StringComparison.Ordinal);
        Assert.Contains("predictor", Refused(predictors: [[], [2], [0, 1]]), StringComparison.Ordinal);
        Assert.Contains("Lengths", Refused(embedded: [1]), StringComparison.Ordinal);
        Assert.Contains("first stage", Refused(nodes: [0, 1, 2]), StringComparison.Ordinal);

        static string Refused(double[]? nodes = null, double[][]? stages = null, double[]? embedded = null, double[][]? predictors = null) =>
            Assert.Throws<ArgumentException>(() => new DiagonallyImplicitTableau(
                2,
                2,
                nodes ?? [0, 1, 1],
                stages ?? [[], [0.5, 0.5], [0.25, 0.25, 0.5]],
                embedded ?? [0.5, 0.5, 0],
                [0, 0, 0],
                predictors ?? [[], [1], [0, 1]])).Message;
    }

    private static int Order(double[] weights, double fraction)
    {
        int order = 0;
        while (RootedTree.All(6).Where(tree => tree.Order == order + 1).All(tree => Holds(tree, weights, fraction)))
        {
            order++;
        }

        return order;
    }

    private static bool Holds(RootedTree tree, double[] weights, double fraction)
    {
        (double value, double size) = tree.Weigh(Stages, weights);
        return Math.Abs(value - (Math.Pow(fraction, tree.Order) / tree.Density)) <= Roundings * size;
    }

    // R(z) = 1 + z b^T (1 - z A)^-1 1.
    private static Complex Stability(double[] weights, Complex z)
    {
        int count = Stages.Length;
        Matrix<Complex> matrix = Matrix<Complex>.Build.Dense(count, count, (i, j) => (i == j ? 1 : 0) - (j < Stages[i].Length ? z * Stages[i][j] : 0));
        Matrix<Complex> stages = matrix.LU().Solve(Matrix<Complex>.Build.Dense(count, 1, Complex.One));
        return 1 + (z * weights.Select((weight, j) => weight * stages[j, 0]).Aggregate(Complex.Zero, (sum, term) => sum + term));
    }
}
