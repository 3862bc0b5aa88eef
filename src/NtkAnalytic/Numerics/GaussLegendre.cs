using System.Collections.Concurrent;
using MathNet.Numerics.Integration;

namespace NtkAnalytic.Numerics;

/// <summary>Gauss-Legendre rules on [-1, 1], each order computed once; the nodes ascend.</summary>
internal sealed class GaussLegendre
{
    private static readonly ConcurrentDictionary<int, GaussLegendre> Known = new();

    private GaussLegendre(int order)
    {
        var rule = new GaussLegendreRule(-1, 1, order);
        Nodes = rule.Abscissas;
        Weights = rule.Weights;
        Array.Sort(Nodes, Weights);
    }

    public double[] Nodes { get; }

    public double[] Weights { get; }

    public static GaussLegendre OfOrder(int order) => Known.GetOrAdd(order, static n => new GaussLegendre(n));
}
