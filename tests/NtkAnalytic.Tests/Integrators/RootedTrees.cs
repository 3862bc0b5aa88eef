using NtkAnalytic.Integrators;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>
/// Rooted trees, one for each order condition of a Runge-Kutta method (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations
/// I, 2nd ed., section II.2).
/// </summary>
internal sealed class RootedTree
{
    private readonly RootedTree[] _children;
    private readonly int _index;

    private RootedTree(RootedTree[] children, int index)
    {
        _children = children;
        _index = index;
        Order = 1 + children.Sum(child => child.Order);
        Density = Order * children.Aggregate(1.0, (product, child) => product * child.Density);
    }

    /// <summary>The number of vertices.</summary>
    public int Order { get; }

    /// <summary>gamma: the weights of a method of this order give 1/gamma.</summary>
    public double Density { get; }

    /// <summary>All trees of at most so many vertices.</summary>
    public static IReadOnlyList<RootedTree> All(int order)
    {
        var trees = new List<RootedTree>();
        for (int size = 1; size <= order; size++)
        {
            int known = trees.Count;
            foreach (RootedTree[] children in Forests(trees, known - 1, size - 1).ToArray())
            {
                trees.Add(new RootedTree(children, trees.Count));
            }
        }

        return trees;
    }

    /// <summary>sum_i weights_i u_i with u the elementary weights of the stages, and the sum of the sizes of its terms.</summary>
    public (double Value, double Size) Weigh(RungeKuttaTableau tableau, ReadOnlySpan<double> weights) => Weigh(tableau.Stages, weights);

    /// <summary>The same for stages of any method, rows of A without zeros at their ends.</summary>
    public (double Value, double Size) Weigh(IReadOnlyList<IReadOnlyList<double>> stages, ReadOnlySpan<double> weights)
    {
        (double value, double size) = (0, 0);
        for (int i = 0; i < weights.Length; i++)
        {
            (double stage, double stageSize) = Stage(stages, i);
            value += weights[i] * stage;
            size += Math.Abs(weights[i]) * stageSize;
        }

        return (value, size);
    }

    // Multisets of trees with so many vertices in all; their indices descend.
    private static IEnumerable<RootedTree[]> Forests(List<RootedTree> trees, int last, int vertices)
    {
        if (vertices == 0)
        {
            yield return [];
        }

        for (int i = last; i >= 0; i--)
        {
            if (trees[i].Order <= vertices)
            {
                foreach (RootedTree[] rest in Forests(trees, trees[i]._index, vertices - trees[i].Order))
                {
                    yield return [trees[i], .. rest];
                }
            }
        }
    }

    private (double Value, double Size) Stage(IReadOnlyList<IReadOnlyList<double>> stages, int stage)
    {
        (double value, double size) = (1, 1);
        foreach (RootedTree child in _children)
        {
            (double childValue, double childSize) = child.Weigh(stages, [.. stages[stage]]);
            value *= childValue;
            size *= childSize;
        }

        return (value, size);
    }
}
