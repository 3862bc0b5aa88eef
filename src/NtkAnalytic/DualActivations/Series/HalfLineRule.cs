using MathNet.Numerics.Integration;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// Nodes z on the half-line for integrals of phi(sqrt(q) z) h_k(z) against the standard normal density, where phi is split
/// into its even and its odd part.
/// </summary>
/// <remarks>
/// h_k(z) exp(-z^2/4) is bounded by about 1 and oscillates with a wavenumber of at most sqrt(k), and the other factor
/// exp(-z^2/4) is below 5e-19 from z = 13 on. A 32-point Gauss-Legendre rule integrates exp(i w t), |t| &lt;= 1, to rounding for
/// w up to about 22; a panel of length 45 / (sqrt(k) + 6) keeps half its length times the wavenumber (6 for exp(-z^2/4)) at
/// that. phi is analytic about 0 on the scale of 1, so there the panels are no longer than 2 / sqrt(q), and grow from there.
/// </remarks>
internal sealed class HalfLineRule
{
    private const int PointsPerPanel = 32;
    private const double Reach = 13;
    private const double PhasePerPanel = 45;
    private const double EnvelopeWavenumber = 6;
    private const double SmoothScale = 2;
    private const double BreakpointScale = 0.25;
    private static readonly GaussLegendreRule Panel = new(-1, 1, PointsPerPanel);

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

    /// <summary>The rule for one variance.</summary>
    /// <param name="variance">q, positive: breakpoints lie at b / sqrt(q).</param>
    /// <param name="degree">The largest Hermite degree.</param>
    /// <param name="breakpoints">Where phi is not smooth.</param>
    public static HalfLineRule Build(double variance, int degree, IReadOnlyList<Activations.Breakpoint> breakpoints)
    {
        double deviation = Math.Sqrt(variance);
        var centers = new List<(double Location, double Finest)> { (0, SmoothScale / deviation) };
        foreach (Activations.Breakpoint breakpoint in breakpoints)
        {
            if (breakpoint.Location != 0)
            {
                centers.Add((Math.Abs(breakpoint.Location) / deviation, BreakpointScale / deviation));
            }
        }

        double longest = PhasePerPanel / (Math.Sqrt(degree) + EnvelopeWavenumber);
        double[] ends = GradedPanels.Build(0, Reach, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(centers), longest);
        int count = (ends.Length - 1) * PointsPerPanel;
        double[] nodes = new double[count];
        double[] envelope = new double[count];
        double[] weights = new double[count];
        for (int n = 0; n < count; n++)
        {
            int panel = n / PointsPerPanel;
            double half = (ends[panel + 1] - ends[panel]) / 2;
            double z = ends[panel] + (half * (1 + Panel.GetAbscissa(n % PointsPerPanel)));
            nodes[n] = z;
            envelope[n] = Math.Exp(-z * z / 4);
            weights[n] = 2 * half * Panel.GetWeight(n % PointsPerPanel) * envelope[n] / Math.Sqrt(2 * Math.PI);
        }

        return new HalfLineRule(nodes, envelope, weights);
    }
}
