using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The edge of chaos of an activation: the pairs (sigma_b^2, sigma_w^2) with chi_1 = 1 at a fixed point q* of the variance map.
/// It is a curve with q* as its parameter: sigma_w^2 = 1 / E[phi'^2], sigma_b^2 = q* - E[phi^2] / E[phi'^2].
/// </summary>
public sealed class CriticalLine
{
    /// <summary>The largest q* that is looked for.</summary>
    internal const double Farthest = 1e30;

    private readonly ActivationMoments _moments;
    private readonly CriticalEquations? _equations;
    private readonly Lazy<IReadOnlyList<CriticalPoint>> _halfStable;
    private readonly Lazy<bool> _scaleInvariant;
    private readonly Lazy<CriticalShape> _shape;
    private readonly Lazy<UniversalityClass> _class;

    /// <summary>The line of an activation.</summary>
    /// <param name="activation">phi.</param>
    public CriticalLine(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
        _moments = ActivationMoments.Of(activation);
        bool jumps = activation.Breakpoints.Any(breakpoint => breakpoint.IsJump);
        bool linear = activation.HomogeneityDegree == 1;
        bool constant = activation.HomogeneityDegree == 0;
        _equations = jumps || linear || constant ? null : new CriticalEquations(activation);

        // Where no catalog says so, M = q D for every q does: phi is then linear on either side of 0 (Cauchy and Schwarz).
        _scaleInvariant = new Lazy<bool>(() => _moments.Origin.MeanSquareSlope > 0
            && (linear || (HasZeroVariance && _equations?.CriticalSigns(0).First == 0)));
        _halfStable = new Lazy<IReadOnlyList<CriticalPoint>>(FindHalfStable);
        _shape = new Lazy<CriticalShape>(FindShape);
        _class = new Lazy<UniversalityClass>(FindClass);
    }

    /// <summary>phi.</summary>
    public Activation Activation { get; }

    /// <summary>What the edge looks like.</summary>
    public CriticalShape Shape => _shape.Value;

    /// <summary>Where chi_q = chi_1 = 1 can be had.</summary>
    public UniversalityClass UniversalityClass => _class.Value;

    /// <summary>The points of the line at which q* is half-stable (chi_q = 1), by ascending q*; empty for most activations.</summary>
    public IReadOnlyList<CriticalPoint> HalfStablePoints => _halfStable.Value;

    /// <summary>True for the activations whose edge is one point at which every variance is a fixed point.</summary>
    internal bool IsScaleInvariant => _scaleInvariant.Value;

    /// <summary>Every point of the edge with this sigma_b^2, by ascending q*; usually one, and none where the edge does not reach.</summary>
    /// <param name="biasVariance">sigma_b^2, finite and not negative.</param>
    /// <returns>The points; at sigma_b^2 = 0 also q* = 0 where it is a fixed point, with the limits of the slopes.</returns>
    /// <exception cref="ArgumentException">The variance is negative or not finite.</exception>
    public IReadOnlyList<CriticalPoint> At(double biasVariance)
    {
        VarianceArguments.Check(biasVariance, "The bias variance", nameof(biasVariance));
        if (IsScaleInvariant)
        {
            return biasVariance == 0 ? [EveryVariance()] : [];
        }

        if (_equations is null)
        {
            return [];
        }

        LaplaceRootSet roots = _equations.Critical(_equations.CriticalSigns(biasVariance), biasVariance, 0, Farthest);
        IEnumerable<CriticalPoint> points = roots.Roots.Select(root => Point(_moments.At(root.Variance), biasVariance));
        return biasVariance == 0 && HasZeroVariance ? [ZeroVariance(), .. points] : [.. points];
    }

    /// <summary>The point whose fixed point is q*; null where sigma_b^2 would be negative.</summary>
    /// <param name="variance">q*, positive and finite.</param>
    /// <returns>The point.</returns>
    /// <exception cref="ArgumentException">The variance is not positive and finite.</exception>
    public CriticalPoint? AtVariance(double variance)
    {
        VarianceArguments.Check(variance, "The variance", nameof(variance));
        if (variance == 0)
        {
            throw new ArgumentException("The variance must be positive; the point with q* = 0, where there is one, is among those at the bias variance 0.", nameof(variance));
        }

        if (IsScaleInvariant)
        {
            return EveryVariance();
        }

        if (_equations is null)
        {
            return null;
        }

        MomentDerivatives moments = _moments.At(variance);
        double rounding = moments.Value.RelativeError * moments.Value.Mean;
        double excess = Math.FusedMultiplyAdd(variance, moments.Derivative.Mean, -moments.Value.Mean);
        return excess < -rounding || !double.IsFinite(excess) ? null : Point(moments, Math.Max(0, excess / moments.Derivative.Mean));
    }

    /// <summary>Points of the line, equally spaced in sigma_b^2, each found from the one before (continuation).</summary>
    /// <param name="from">The first sigma_b^2.</param>
    /// <param name="to">The last sigma_b^2.</param>
    /// <param name="count">How many points, at least 2.</param>
    /// <returns>For each sigma_b^2 where the line exists, its point of smallest q* at <paramref name="from"/>, followed from there.</returns>
    /// <exception cref="ArgumentException">The range is empty or reversed, or a bound is negative or not finite.</exception>
    public IReadOnlyList<CriticalPoint> Trace(double from, double to, int count)
    {
        VarianceArguments.CheckRange(from, to, "bias variances", nameof(to));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var points = new List<CriticalPoint>();
        MomentDerivatives? previous = null;
        for (int i = 0; i < count; i++)
        {
            double bias = i == count - 1 ? to : from + (i * ((to - from) / (count - 1)));
            if (Follow(previous, points.LastOrDefault(), bias) is { } point)
            {
                points.Add(point);
                previous = point.Variance > 0 && !point.EveryVariance ? _moments.At(point.Variance) : null;
            }
        }

        return points;
    }

    private CriticalPoint? Follow(MomentDerivatives? previous, CriticalPoint? point, double bias)
    {
        if (_equations is null || previous is not { } start)
        {
            return At(bias) is { Count: > 0 } first ? first[0] : null;
        }

        // Newton's method from the tangent at the last point; where it is the only one, that is it.
        double q = start.Variance + ((bias - point!.BiasVariance) * start.Derivative.Mean / -Steepness(start, point.BiasVariance));
        if (_equations.CriticalSigns(bias).Changes.Length == 1 && Newton(q, bias) is { } found)
        {
            return Point(found, bias);
        }

        return At(bias).MinBy(candidate => Math.Abs(Math.Log(candidate.Variance / start.Variance)));
    }

    private MomentDerivatives? Newton(double start, double bias)
    {
        const int mostSteps = 20;
        double q = start;
        double last = double.PositiveInfinity;
        for (int i = 0; i < mostSteps && q > 0 && double.IsFinite(q); i++)
        {
            MomentDerivatives moments = _moments.At(q);
            double step = Residual(moments, bias) / Steepness(moments, bias);
            if (Math.Abs(step) <= 1e-15 * q || (Math.Abs(step) < 1e-10 * q && Math.Abs(step) >= last / 2))
            {
                return moments;
            }

            last = Math.Abs(step);
            q -= step;
        }

        return null;
    }

    // M + (sigma_b^2 - q) D.
    private static double Residual(MomentDerivatives moments, double bias) =>
        Math.FusedMultiplyAdd(bias - moments.Variance, moments.Derivative.Mean, moments.Value.Mean);

    // Its derivative in q.
    private static double Steepness(MomentDerivatives moments, double bias) =>
        moments.Value.Slope - moments.Derivative.Mean + ((bias - moments.Variance) * moments.Derivative.Slope);

    private bool HasZeroVariance => Activation.Evaluate(0) == 0
        && _moments.Origin is { ValueAbove: 0, ValueBelow: 0, MeanSquareSlope: > 0 };

    private static CriticalPoint Point(MomentDerivatives moments, double bias)
    {
        double q = moments.Variance;
        double d = moments.Derivative.Mean;
        double weight = 1 / d;
        double slope = weight * moments.Value.Slope;
        double accuracy = (moments.Value.RelativeError * moments.Value.Mean) + (moments.Derivative.RelativeError * (bias + q) * d);
        double shift = accuracy / Math.Abs(Steepness(moments, bias));
        double weightError = (Math.Abs(moments.Derivative.Slope / d) * shift) + moments.Derivative.RelativeError;
        double slopeError = weight * (moments.Value.SlopeError(q) + (Math.Abs(moments.Value.Curvature) * shift)) + (slope * weightError);
        const double rounding = 1e-12;
        return new CriticalPoint(
            weight,
            bias,
            q,
            EveryVariance: false,
            weight * d,
            slope,
            Math.Abs(slope - 1) <= rounding + slopeError ? Stability.HalfStable : slope < 1 ? Stability.Attracting : Stability.Repelling,
            Math.Max(weightError, shift / q),
            moments.Status);
    }

    private CriticalPoint EveryVariance() => AtOrigin(1, everyVariance: true, Stability.Neutral);

    private CriticalPoint ZeroVariance()
    {
        int sign = new VarianceEquation(Activation, 1 / _moments.Origin.MeanSquareSlope, 0).SignAtZero;
        return AtOrigin(0, everyVariance: false, sign < 0 ? Stability.Attracting : sign > 0 ? Stability.Repelling : Stability.Neutral);
    }

    private CriticalPoint AtOrigin(double variance, bool everyVariance, Stability stability)
    {
        double weight = 1 / _moments.Origin.MeanSquareSlope;
        double chi = weight * _moments.Origin.MeanSquareSlope;
        return new CriticalPoint(weight, 0, variance, everyVariance, chi, chi, stability, 2.2e-16, SolveStatus.Converged);
    }

    private IReadOnlyList<CriticalPoint> FindHalfStable()
    {
        if (_equations is null)
        {
            return [];
        }

        return [.. _equations.EqualSlopes(0, Farthest).Roots
            .Select(root => AtVariance(root.Variance))
            .OfType<CriticalPoint>()];
    }

    private CriticalShape FindShape()
    {
        if (IsScaleInvariant)
        {
            return CriticalShape.Point;
        }

        if (_equations is null)
        {
            return CriticalShape.Absent;
        }

        // The line exists where M < q D, for sigma_b^2 = q - M/D to be positive.
        DensitySigns signs = _equations.CriticalSigns(0);
        bool line = signs.First < 0 || signs.Last < 0 || _equations.Critical(signs, 0, 0, Farthest).Roots.Count > 0;
        return line ? CriticalShape.Line : CriticalShape.Absent;
    }

    private UniversalityClass FindClass() =>
        IsScaleInvariant ? UniversalityClass.ScaleInvariant
        : _equations is null ? UniversalityClass.None
        : HasZeroVariance && ZeroVariance().Stability == Stability.Attracting ? UniversalityClass.ZeroVariance
        : HalfStablePoints.Count > 0 ? UniversalityClass.HalfStable
        : UniversalityClass.None;
}
