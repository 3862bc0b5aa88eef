using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// Nodes and weights for integrals of functions of sqrt(q) Z over a standard normal Z, where the functions are made of one
/// activation (and of its derivative): panels that follow the activation's own scale, each with a Gauss-Legendre rule. The
/// Gaussian density is in the weights.
/// </summary>
internal sealed class GaussianRule
{
    /// <summary>An order that, with <see cref="DefaultLongestPanel"/>, integrates exp(-z^2/2) to rounding on every panel.</summary>
    public const int DefaultOrder = 20;

    /// <summary>The longest panel in units of the standard deviation.</summary>
    public const double DefaultLongestPanel = 4;

    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    private GaussianRule(double[] nodes, double[] weights)
    {
        Nodes = nodes;
        Weights = weights;
    }

    /// <summary>The points z, ascending; the points x of the activation are sqrt(q) z.</summary>
    public double[] Nodes { get; }

    /// <summary>The weights; they sum to 1 up to rounding and the tails beyond the support radius.</summary>
    public double[] Weights { get; }

    /// <summary>The rule for functions of sqrt(q) z. A symmetric activation gets symmetric nodes.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="variance">q, finite and not negative.</param>
    /// <param name="order">Gauss-Legendre points a panel.</param>
    /// <param name="longestPanel">No panel is longer, in units of the standard deviation.</param>
    /// <param name="share">The part of the length of the activation's own panels that a panel may have.</param>
    public static GaussianRule For(
        Activation activation,
        double variance,
        int order = DefaultOrder,
        double longestPanel = DefaultLongestPanel,
        double share = 1)
    {
        double deviation = Math.Sqrt(variance);
        return ForTwoScales(ActivationMesh.Of(activation), deviation, deviation, order, longestPanel, share);
    }

    /// <summary>The rule for functions of r1 z and r2 z together, where r1 and r2 may be negative.</summary>
    public static GaussianRule ForTwoScales(
        ActivationMesh mesh,
        double scale1,
        double scale2,
        int order,
        double longestPanel,
        double share)
    {
        double radius = SupportRadius.Of(mesh, Math.Abs(scale1), Math.Abs(scale2));
        if (double.IsNaN(radius))
        {
            radius = SupportRadius.Largest;
        }

        var above = new List<double>();
        var below = new List<double>();
        PanelMarch.Fill(above, 0, radius, longestPanel, share, Views(mesh, scale1, scale2, radius, mirrored: false));
        PanelMarch.Fill(below, 0, radius, longestPanel, share, Views(mesh, scale1, scale2, radius, mirrored: true));

        GaussLegendre rule = GaussLegendre.OfOrder(order);
        int half = (below.Count - 1) * order;
        double[] nodes = new double[half + ((above.Count - 1) * order)];
        double[] weights = new double[nodes.Length];
        Fill(above, rule, nodes.AsSpan(half), weights.AsSpan(half));
        Fill(below, rule, nodes.AsSpan(0, half), weights.AsSpan(0, half));
        nodes.AsSpan(0, half).Reverse();
        weights.AsSpan(0, half).Reverse();
        for (int i = 0; i < half; i++)
        {
            nodes[i] = -nodes[i];
        }

        return new GaussianRule(nodes, weights);
    }

    private static MeshView[] Views(ActivationMesh mesh, double scale1, double scale2, double radius, bool mirrored)
    {
        MeshView first = View(mesh, scale1, radius, mirrored);
        return scale1 == scale2 ? [first] : [first, View(mesh, scale2, radius, mirrored)];
    }

    private static MeshView View(ActivationMesh mesh, double scale, double radius, bool mirrored) =>
        new(mesh.Within(Math.Abs(scale) * radius, mirrored ^ (scale < 0)), 0, Math.Abs(scale));

    private static void Fill(List<double> ends, GaussLegendre rule, Span<double> nodes, Span<double> weights)
    {
        int order = rule.Nodes.Length;
        for (int panel = 1; panel < ends.Count; panel++)
        {
            double center = (ends[panel] + ends[panel - 1]) / 2;
            double halfLength = (ends[panel] - ends[panel - 1]) / 2;
            for (int i = 0; i < order; i++)
            {
                double z = Math.FusedMultiplyAdd(halfLength, rule.Nodes[i], center);
                nodes[((panel - 1) * order) + i] = z;
                weights[((panel - 1) * order) + i] = halfLength * rule.Weights[i] * InverseRootTwoPi * Math.Exp(-z * z / 2);
            }
        }
    }
}
