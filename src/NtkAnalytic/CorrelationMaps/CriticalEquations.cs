using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The equations of the edge of chaos as Laplace transforms in s = 1/(2 q), with the densities whose signs bound the number of
/// their solutions.
/// </summary>
/// <remarks>
/// A factor q is an integration of the density: sqrt(q) q E[F] has in u = sqrt(v) the density u * integral of F from 0 to u (Stein's
/// lemma). With S = phi^2 and T = phi'^2, averaged over u and -u:
/// chi_1 = 1 at a fixed point, M + sigma_b^2 D = q D, has the density S + sigma_b^2 T - u * int T;
/// chi_q = chi_1, q E[phi^2 (Z^2 - 1)] = 2 q^2 D, has u^2 S - u * int S - u^3 * int T + u * int t^2 T dt.
/// </remarks>
internal sealed class CriticalEquations(Activation activation)
{
    // The running integrals are sums over some thousand cells.
    private const double SampleRounding = 1e-13;
    private readonly ActivationMoments _moments = ActivationMoments.Of(activation);
    private readonly ActivationSamples _samples = ActivationSamples.Of(activation);

    /// <summary>The q with chi_1 = 1 at a fixed point for this sigma_b^2.</summary>
    public LaplaceRootSet Critical(DensitySigns signs, double biasVariance, double from, double to) =>
        LaplaceRoots.Find(q => Critical(_moments.At(q), biasVariance), signs, from, to);

    /// <summary>The q with chi_q = chi_1.</summary>
    public LaplaceRootSet EqualSlopes(double from, double to) =>
        LaplaceRoots.Find(q => EqualSlopes(_moments.At(q)), EqualSlopeSigns(), from, to);

    /// <summary>The signs of the density of M + (sigma_b^2 - q) D.</summary>
    public DensitySigns CriticalSigns(double biasVariance) => Signs((u, i) =>
        (_samples.Square[i] + (biasVariance * _samples.DerivativeSquare[i]), u * _samples.DerivativeSquareIntegral[i]));

    private DensitySigns EqualSlopeSigns() => Signs((u, i) =>
        ((u * u * _samples.Square[i]) + (u * _samples.DerivativeSquareMoment[i]),
            u * (_samples.SquareIntegral[i] + (u * u * _samples.DerivativeSquareIntegral[i]))));

    private static LaplaceJet Critical(MomentDerivatives moments, double biasVariance)
    {
        LaplaceJet slopes = moments.Derivative.Transform(moments.Variance);
        return moments.Value.Transform(moments.Variance) + (biasVariance * slopes) - slopes.TimesPower(1, moments.Variance);
    }

    private static LaplaceJet EqualSlopes(MomentDerivatives moments)
    {
        double q = moments.Variance;
        return moments.Value.SlopeTransform(q)
            - moments.Value.Transform(q).TimesPower(1, q)
            - (2 * moments.Derivative.Transform(q).TimesPower(2, q));
    }

    private DensitySigns Signs(Func<double, int, (double Positive, double Negative)> density)
    {
        int count = _samples.Points.Length;
        double[] values = new double[count];
        double[] rounding = new double[count];
        for (int i = 0; i < count; i++)
        {
            (double positive, double negative) = density(_samples.Points[i], i);
            if (!double.IsFinite(positive) || !double.IsFinite(negative))
            {
                // From here on phi^2 overflows: no variance whose moments are finite knows of it.
                break;
            }

            values[i] = positive - negative;
            rounding[i] = SampleRounding * (positive + negative);
        }

        return _samples.Signs(values, rounding, LaplaceRoots.MostChanges);
    }
}
