using System.Numerics.Tensors;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>Buffers of one thread: the nodes of one Gaussian variable over given panels, and what is evaluated there.</summary>
internal sealed class QuadratureWorkspace
{
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    [ThreadStatic]
    private static QuadratureWorkspace? _current;

    private double[][] _buffers = [];

    private QuadratureWorkspace()
    {
    }

    /// <summary>The workspace of this thread.</summary>
    public static QuadratureWorkspace Current => _current ??= new QuadratureWorkspace();

    /// <summary>Ends of the panels of the outer variable.</summary>
    public List<double> OuterEnds { get; } = [];

    /// <summary>Ends of the panels of the inner variable.</summary>
    public List<double> InnerEnds { get; } = [];

    /// <summary>How many inner nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The inner nodes y.</summary>
    public Span<double> Nodes => Buffer(0);

    /// <summary>Their weights, density included.</summary>
    public Span<double> Weights => Buffer(1);

    /// <summary>A buffer of <see cref="Count"/> numbers.</summary>
    /// <param name="index">0 and 1 hold the nodes and the weights; 2 to 7 are free.</param>
    public Span<double> Buffer(int index) => _buffers[index].AsSpan(0, Count);

    /// <summary>Fills the inner nodes and weights from <see cref="InnerEnds"/>.</summary>
    public void FillInner(GaussLegendre rule)
    {
        int order = rule.Nodes.Length;
        Count = (InnerEnds.Count - 1) * order;
        if (_buffers.Length == 0 || _buffers[0].Length < Count)
        {
            _buffers = [.. Enumerable.Range(0, 8).Select(_ => new double[2 * Count])];
        }

        Span<double> nodes = Nodes;
        Span<double> weights = Weights;
        Span<double> density = Buffer(2);
        for (int panel = 1; panel < InnerEnds.Count; panel++)
        {
            double center = (InnerEnds[panel] + InnerEnds[panel - 1]) / 2;
            double half = (InnerEnds[panel] - InnerEnds[panel - 1]) / 2;
            int start = (panel - 1) * order;
            for (int i = 0; i < order; i++)
            {
                double y = Math.FusedMultiplyAdd(half, rule.Nodes[i], center);
                nodes[start + i] = y;
                density[start + i] = -y * y / 2;
                weights[start + i] = half * rule.Weights[i] * InverseRootTwoPi;
            }
        }

        TensorPrimitives.Exp(density, density);
        TensorPrimitives.Multiply(weights, density, weights);
    }
}
