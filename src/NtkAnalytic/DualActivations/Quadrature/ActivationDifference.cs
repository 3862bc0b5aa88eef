using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// phi(x + delta) - phi(x) without cancellation: for a short delta as the integral of phi' over the smooth pieces between the
/// two points plus the jumps of phi on the way.
/// </summary>
internal static class ActivationDifference
{
    /// <summary>
    /// A step is short when it is below this part of the shortest panel of the mesh that it meets. A longer step loses no more
    /// than one or two digits by plain subtraction.
    /// </summary>
    public const double ShortPart = 0.05;

    // phi' is analytic within half a half-length of a panel of parameter rho = 2.6; seen from a twentieth of the panel that is an
    // ellipse of parameter above 20, and 20^-12 = 2e-16.
    private static readonly GaussLegendre Rule = GaussLegendre.OfOrder(6);

    /// <summary>
    /// The Gauss-Legendre rule that integrates phi' over a step of at most this part of the shortest panel to rounding: the
    /// ellipse has a parameter above 1/part, and n points err like part^(2n).
    /// </summary>
    public static GaussLegendre RuleFor(double part) =>
        part < 1e-4 ? GaussLegendre.OfOrder(2) : part < 2e-3 ? GaussLegendre.OfOrder(3) : Rule;

    /// <summary>phi(x + delta) - phi(x).</summary>
    /// <param name="activation">phi.</param>
    /// <param name="mesh">Its mesh on an interval that holds both points.</param>
    /// <param name="x">One point.</param>
    /// <param name="delta">The signed distance to the other point.</param>
    public static double Evaluate(Activation activation, MeshSide mesh, double x, double delta)
    {
        double low = Math.Min(x, x + delta);
        double high = Math.Max(x, x + delta);
        return Math.Abs(delta) <= ShortPart * mesh.ShortestPanel(low, high)
            ? Short(activation, x, delta)
            : activation.Evaluate(x + delta) - activation.Evaluate(x);
    }

    /// <summary>phi(x + delta) - phi(x) for a delta that is known to be short.</summary>
    public static double Short(Activation activation, double x, double delta)
    {
        double sum = 0;
        double start = 0;
        IReadOnlyList<Breakpoint> breakpoints = activation.Breakpoints;
        int count = breakpoints.Count;
        for (int i = 0; i < count; i++)
        {
            Breakpoint breakpoint = breakpoints[delta > 0 ? i : count - 1 - i];
            double offset = breakpoint.Location - x;
            if (offset * delta > 0 && Math.Abs(offset) < Math.Abs(delta))
            {
                sum += Smooth(activation, x, start, offset) + (delta > 0 ? breakpoint.ValueJump : -breakpoint.ValueJump);
                start = offset;
            }
        }

        return sum + Smooth(activation, x, start, delta);
    }

    private static double Smooth(Activation activation, double x, double from, double to)
    {
        double center = (from + to) / 2;
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < Rule.Nodes.Length; i++)
        {
            sum += Rule.Weights[i] * activation.EvaluateDerivative(x + Math.FusedMultiplyAdd(half, Rule.Nodes[i], center));
        }

        return half * sum;
    }
}
