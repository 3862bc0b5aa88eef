using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class RungeKuttaTableauTests
{
    public static TheoryData<string> Methods => [.. IntegrationMethods.All.OfType<ExplicitRungeKutta>().Select(method => method.Name)];

    private static readonly IReadOnlyList<RootedTree> Trees = RootedTree.All(8);

    // A rounding of each coefficient and of each sum of at most 16 terms, along a tree of at most 8 vertices.
    private const double Roundings = 8 * 18 * 2.3e-16;

    // Cayley's numbers of rooted trees.
    [Fact]
    public void There_are_as_many_trees_as_there_should_be()
    {
        int[] counts = [.. Trees.GroupBy(tree => tree.Order).OrderBy(group => group.Key).Select(group => group.Count())];
        Assert.Equal([1, 1, 2, 4, 9, 20, 48, 115], counts);
        Assert.Equal(24, Trees.Where(tree => tree.Order == 4).Max(tree => tree.Density));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_weights_satisfy_every_order_condition_and_not_all_of_the_next_order(string name)
    {
        RungeKuttaTableau tableau = Tableau(name);
        Assert.All(Trees.Where(tree => tree.Order <= tableau.Order), tree => Assert.True(Defect(tree, tableau, [.. tableau.Weights], 1) <= 1));
        Assert.Contains(RootedTree.All(tableau.Order + 1), tree => Defect(tree, tableau, [.. tableau.Weights], 1) > 1e6);
    }

    // A difference of methods of order k and higher vanishes on trees of order k. The estimate E^2 / sqrt(E^2 + 0.01 E'^2) of differences
    // O(h^(k+1)) and O(h^(m+1)) is O(h^(2k + 1 - m)); without E' it is O(h^(k+1)).
    [Theory]
    [MemberData(nameof(Methods))]
    public void The_difference_of_both_methods_has_the_order_that_the_exponent_needs(string name)
    {
        RungeKuttaTableau tableau = Tableau(name);
        int order = Vanishing(tableau, tableau.ErrorWeights);
        int exponent = tableau.CorrectionWeights.Count == 0 ? order + 1 : (2 * order) + 1 - Vanishing(tableau, tableau.CorrectionWeights);
        Assert.Equal(tableau.ErrorExponent, exponent);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_path_satisfies_every_order_condition_and_not_all_of_the_next_order(string name)
    {
        RungeKuttaTableau tableau = Tableau(name);
        double[] weights = new double[tableau.Nodes.Count];
        foreach (double fraction in new[] { 0.05, 0.3, 0.5, 0.8, 0.97 })
        {
            tableau.DenseWeights(fraction, weights);
            Assert.All(Trees.Where(tree => tree.Order <= tableau.DenseOrder), tree => Assert.True(Defect(tree, tableau, weights, fraction) <= 1));
        }

        tableau.DenseWeights(0.3, weights);
        Assert.Contains(Trees.Where(tree => tree.Order == tableau.DenseOrder + 1), tree => Defect(tree, tableau, weights, 0.3) > 1e6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_path_meets_both_ends_to_the_bit(string name)
    {
        RungeKuttaTableau tableau = Tableau(name);
        double[] weights = new double[tableau.Nodes.Count];
        tableau.DenseWeights(0, weights);
        Assert.All(weights, weight => Assert.Equal(0, weight));
        tableau.DenseWeights(1, weights);
        Assert.Equal(tableau.Weights, weights.Take(tableau.Weights.Count));
        Assert.All(weights.Skip(tableau.Weights.Count), weight => Assert.Equal(0, weight));
    }

    // The embedded weights as printed by Dormand and Prince; they fix the size of the difference, which no order condition does.
    [Fact]
    public void The_embedded_weights_of_Dormand_and_Prince_are_those_printed()
    {
        double[] printed = [5179.0 / 57600, 0, 7571.0 / 16695, 393.0 / 640, -92097.0 / 339200, 187.0 / 2100, 1.0 / 40];
        RungeKuttaTableau tableau = IntegrationMethods.DormandPrince5.Tableau;
        for (int i = 0; i < printed.Length; i++)
        {
            Assert.Equal(printed[i], (i < 6 ? tableau.Weights[i] : 0) - tableau.ErrorWeights[i], 1e-15);
        }
    }

    [Fact]
    public void A_tableau_refuses_what_does_not_fit()
    {
        Refused("Row 1 must sum to its node 0.5, but sums to 0.25.", stages: [[], [0.25], [0, 1]]);
        Refused("Row 1 of an explicit method has at most 1 numbers, but 2 were given.", stages: [[], [0.25, 0.25], [0, 1]]);
        Refused("There are 3 nodes, but 2 rows of stages.", stages: [[], [0.5]]);
        Refused("Nodes lie in [0, 1], but node 1 is -0.5.", nodes: [0, -0.5, 1]);
        Refused("The last stage of the step stands at its end, but its node is 0.5.", nodes: [0, 0.5, 0.5], stages: [[], [0.5], [0, 0.5]]);
        Refused("The step has 2 to 3 of the 3 stages, not 4.", stepStages: 4);
        Refused("The weights of the error must sum to 0, but sum to 1.", error: [1]);
        Refused("The weights of the error are 4, but there are 3 stages.", error: [1, -1, 1, -1]);
        Refused("The weights of the correction of the error must sum to 0, but sum to 2.", correction: [1, 1]);
        Refused("The weights of a bubble must sum to 0, but sum to -1.", bubble: [0, -1]);
        Refused("Orders must be at least 1.", order: 0);
        Refused("There are 3 stages, but room for 2 weights.", () => Midpoint().DenseWeights(0.5, new double[2]));

        static void Refused(
            string message,
            Action? action = null,
            int order = 2,
            double[]? nodes = null,
            double[][]? stages = null,
            int stepStages = 3,
            double[]? error = null,
            double[]? bubble = null,
            double[]? correction = null)
        {
            action ??= () => Midpoint(order, nodes, stages, stepStages, error, bubble, correction);
            Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
        }
    }

    /// <summary>The midpoint rule with Euler's method; its path is a cubic, of order 2.</summary>
    internal static RungeKuttaTableau Midpoint(
        int order = 2,
        double[]? nodes = null,
        double[][]? stages = null,
        int stepStages = 3,
        double[]? error = null,
        double[]? bubble = null,
        double[]? correction = null) => new(
            order,
            errorExponent: 2,
            denseOrder: 2,
            nodes ?? [0, 0.5, 1],
            stages ?? [[], [0.5], [0, 1]],
            stepStages,
            error ?? [-1, 1],
            bubble is null ? [] : [bubble],
            correction);

    private static RungeKuttaTableau Tableau(string name) => ((ExplicitRungeKutta)IntegrationMethods.Parse(name)).Tableau;

    private static double Defect(RootedTree tree, RungeKuttaTableau tableau, ReadOnlySpan<double> weights, double fraction)
    {
        (double value, double size) = tree.Weigh(tableau, weights);
        return Math.Abs(value - (Math.Pow(fraction, tree.Order) / tree.Density)) / (Roundings * size);
    }

    private static int Vanishing(RungeKuttaTableau tableau, IReadOnlyList<double> weights) =>
        Trees.Where(tree => tree.Weigh(tableau, [.. weights]) is var (value, size) && Math.Abs(value) > Roundings * size).Min(tree => tree.Order) - 1;
}
