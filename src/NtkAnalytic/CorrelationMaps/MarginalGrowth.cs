using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The variance map next to 0 or to infinity where its slope there is 1: V(q) = q (1 + c h^n + ...) with h = sqrt(q) next to 0
/// and h = 1/sqrt(q) next to infinity, as phi is smooth on either side of 0 and follows rays far from it.
/// </summary>
/// <param name="Power">p = n/2, so that the term is c q^p or c q^-p; 0 when it is smaller than every power.</param>
/// <param name="Coefficient">c; 0 likewise.</param>
internal readonly record struct MarginalGrowth(double Power, double Coefficient)
{
    private const int Points = 6;
    private const int LargestOrder = 16;

    /// <summary>Next to q = 0, for phi(0) = 0 and sigma_b^2 = 0.</summary>
    public static MarginalGrowth AtOrigin(Activation activation, double weightVariance)
    {
        var moments = ActivationMoments.Of(activation);
        double scale = 0.1 * Math.Min(1, Panel(activation));
        return Fit(scale, h => weightVariance * moments.ExcessOverRays(h * h, moments.Origin) / (h * h));
    }

    /// <summary>Next to q = infinity.</summary>
    public static MarginalGrowth AtInfinity(Activation activation, double weightVariance, double biasVariance)
    {
        var moments = ActivationMoments.Of(activation);
        var rays = ActivationRays.AtInfinity(activation);
        double scale = 1e-3 / Math.Max(1, Panel(activation));
        return Fit(scale, h => (biasVariance + (weightVariance * moments.ExcessOverRays(1 / (h * h), rays))) * h * h);
    }

    private static double Panel(Activation activation)
    {
        var mesh = ActivationMesh.Of(activation);
        return Math.Min(mesh.Within(1024, false).StepFrom(0), mesh.Within(1024, true).StepFrom(0));
    }

    // The order from the last halving of h, the coefficient by extrapolation of delta / h^n to h = 0 (Neville).
    private static MarginalGrowth Fit(double largest, Func<double, double> delta)
    {
        Span<double> h = stackalloc double[Points];
        Span<double> values = stackalloc double[Points];
        for (int i = 0; i < Points; i++)
        {
            h[i] = Math.ScaleB(largest, -i);
            values[i] = delta(h[i]);
        }

        double order = Math.Log2(values[^2] / values[^1]);
        if (!(order < LargestOrder) || order < 0.5)
        {
            return new MarginalGrowth(0, 0);
        }

        double n = Math.Round(order);
        for (int i = 0; i < Points; i++)
        {
            values[i] /= Math.Pow(h[i], n);
        }

        return new MarginalGrowth(n / 2, Extrapolation.ToZero(h, values).Limit);
    }
}
