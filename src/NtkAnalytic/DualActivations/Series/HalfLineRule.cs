using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// Nodes z on the half-line for integrals of phi(sqrt(q) z) h_k(z) against the standard normal density, where phi is split
/// into its even and its odd part.
/// </summary>
/// <remarks>
/// h_k(z) exp(-z^2/4) is bounded by about 1 and oscillates with a wavenumber of at most sqrt(k). A 32-point Gauss-Legendre
/// rule integrates exp(i w t), |t| &lt;= 1, to about (w/2)^64 / 64!, which is rounding up to w = 27. Of these, a panel of length
/// 36 / (sqrt(k) + 6) spends 18 on h_k and on the other factor exp(-z^2/4), which counts as a wavenumber of 6. Panels are also
/// as short as phi and its mirror image ask for, who expect to be integrated by 16 points, which is to say that they need 8.
/// </remarks>
internal sealed class HalfLineRule
{
    private const int PointsPerPanel = 32;
    private const double PhasePerPanel = 36;
    private const double EnvelopeWavenumber = 6;
    private const double LogNegligible = -42;
    private const double FarthestReach = 50;

    private HalfLineRule(double[] nodes, double[] envelope, double[] weights)
    {
        Nodes = nodes;
        Envelope = envelope;
        Weights = weights;
    }

    /// <summary>z; their number is a multiple of 8.</summary>
    public double[] Nodes { get; }

    /// <summary>exp(-z^2/4), which goes with the Hermite polynomial.</summary>
    public double[] Envelope { get; }

    /// <summary>Twice the quadrature weight times exp(-z^2/4) / sqrt(2 pi), which goes with phi.</summary>
    public double[] Weights { get; }

    /// <summary>The rule for one variance; without breakpoints other than 0, for all variances up to it on the same scale.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="variance">q, positive.</param>
    /// <param name="degree">The largest Hermite degree.</param>
    public static HalfLineRule Build(Activation activation, double variance, int degree)
    {
        ActivationMesh mesh = ActivationMesh.Of(activation);
        double deviation = Math.Sqrt(variance);
        double reach = Reach(mesh, deviation);
        double longest = PhasePerPanel / (Math.Sqrt(degree) + EnvelopeWavenumber);
        var ends = new List<double>();
        PanelMarch.Fill(
            ends,
            0,
            reach,
            longest,
            1,
            [new MeshView(mesh.Within(deviation * reach, false), 0, deviation), new MeshView(mesh.Within(deviation * reach, true), 0, deviation)]);
        GaussLegendre panel = GaussLegendre.OfOrder(PointsPerPanel);
        int count = (ends.Count - 1) * PointsPerPanel;
        double[] nodes = new double[count];
        double[] envelope = new double[count];
        double[] weights = new double[count];
        for (int n = 0; n < count; n++)
        {
            double low = ends[n / PointsPerPanel];
            double half = (ends[(n / PointsPerPanel) + 1] - low) / 2;
            double z = low + (half * (1 + panel.Nodes[n % PointsPerPanel]));
            nodes[n] = z;
            envelope[n] = Math.Exp(-z * z / 4);
            weights[n] = 2 * half * panel.Weights[n % PointsPerPanel] * envelope[n] / Math.Sqrt(2 * Math.PI);
        }

        return new HalfLineRule(nodes, envelope, weights);
    }

    // Where the largest |phi| up to there times exp(-z^2/4) has fallen to 6e-19 of its peak: 13 for a bounded phi.
    private static double Reach(ActivationMesh mesh, double deviation)
    {
        const double step = 0.5;
        double peak = double.NegativeInfinity;
        double reach = step;
        for (double z = step; z <= FarthestReach; z += step)
        {
            double log = mesh.LogGrowth(deviation * z) - (z * z / 4);
            peak = Math.Max(peak, log);
            if (log > peak + LogNegligible)
            {
                reach = z + step;
            }
        }

        return reach;
    }
}
