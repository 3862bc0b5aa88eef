using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// V(q) - q = E[g(sqrt(q) Z)] with g(u) = sigma_b^2 + sigma_w^2 phi(u)^2 - u^2: times sqrt(q) a Laplace transform in s = 1/(2 q) of
/// the density g(u) + g(-u) in u = sqrt(v), whose changes of sign bound the number of fixed points.
/// </summary>
internal sealed class VarianceEquation
{
    // g is a sum of three terms, of which phi^2 carries the error of phi.
    private const double SampleRounding = 4e-15;
    private const double SlopeRounding = 1e-15;
    private readonly ActivationMoments _moments;
    private readonly double _weight;
    private readonly double _bias;

    // For phi(t x) = t phi(x), t > 0: V(q) - q = sigma_b^2 + slope * q, without the cancellation near slope = 0.
    private readonly double? _linearSlope;

    public VarianceEquation(Activation activation, double weightVariance, double biasVariance)
    {
        _moments = ActivationMoments.Of(activation);
        _weight = weightVariance;
        _bias = biasVariance;
        if (activation.HomogeneityDegree == 1)
        {
            double slope = Math.FusedMultiplyAdd(weightVariance, _moments.Origin.MeanSquareSlope, -1);
            _linearSlope = Math.Abs(slope) <= SlopeRounding ? 0 : slope;
        }

        Signs = MakeSigns(activation);
    }

    /// <summary>The signs of the density; the first is 0 when V(q) = q for every q.</summary>
    public DensitySigns Signs { get; }

    /// <summary>The sign of V(q) - q next to q = 0; 0 when V(q) = q for every q.</summary>
    public int SignAtZero => AtZero > 0 ? 1 : Signs.First;

    private double AtZero => _bias + (_weight * _moments.Origin.MeanSquareValue);

    /// <summary>The zeros of V(q) - q in a range.</summary>
    public LaplaceRootSet Solve(double from, double to)
    {
        LaplaceRootSet found = SolveSampled(from, to);
        if (SignAtZero == Signs.First || Signs.First == 0)
        {
            return found;
        }

        // Below the first sample (1e-60) V = V(0) + V'(0) q.
        double q = AtZero / (1 - (_weight * _moments.Origin.MeanSquareSlope));
        return q >= from && q <= to ? found with { Roots = [new LaplaceRoot(q, 1, 1), .. found.Roots] } : found;
    }

    private LaplaceRootSet SolveSampled(double from, double to)
    {
        if (_linearSlope is not { } slope || Signs.Changes.Length == 0)
        {
            return LaplaceRoots.Find(Transform, Signs, from, to);
        }

        double q = _bias / -slope;
        return new LaplaceRootSet(q >= from && q <= to ? [new LaplaceRoot(q, 1, 1)] : [], 1, true);
    }

    private LaplaceJet Transform(double variance) =>
        (_bias * LaplaceJet.Power(0.5, variance))
        + (_weight * _moments.At(variance).Value.Transform(variance))
        - LaplaceJet.Power(1.5, variance);

    private DensitySigns MakeSigns(Activation activation)
    {
        if (_linearSlope is { } slope)
        {
            int first = _bias > 0 ? 1 : Math.Sign(slope);
            return new DensitySigns(first, _bias > 0 && slope < 0 ? [_bias / -slope] : [], 0);
        }

        ActivationSamples samples = ActivationSamples.Of(activation);
        double[] density = new double[samples.Points.Length];
        double[] rounding = new double[density.Length];
        for (int i = 0; i < density.Length; i++)
        {
            double u = samples.Points[i];
            double drive = _bias + (_weight == 0 ? 0 : _weight * samples.Square[i]);
            density[i] = drive - (u * u);
            rounding[i] = SampleRounding * (double.IsFinite(drive) ? drive + (u * u) : 1);
        }

        return samples.Signs(density, rounding, LaplaceRoots.MostChanges);
    }
}
