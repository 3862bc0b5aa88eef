using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The variance map q -> V(q) = sigma_b^2 + sigma_w^2 E[phi(sqrt(q) Z)^2] of a fully connected network: the variance of a
/// preactivation from one layer to the next (Poole et al., arXiv 1606.05340).
/// </summary>
public sealed class VarianceMap
{
    private const double Rounding = 1e-15;

    // Below, V = V(0) + V'(0) q; the moments would underflow.
    private const double Tiny = 1e-60;
    private readonly ActivationMoments _moments;
    private readonly Lazy<VarianceEquation> _equation;
    private int _evaluations;

    /// <summary>The map of an activation and two variances.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="weightVariance">sigma_w^2, finite and not negative.</param>
    /// <param name="biasVariance">sigma_b^2, finite and not negative.</param>
    /// <exception cref="ArgumentException">A variance is negative or not finite.</exception>
    public VarianceMap(Activation activation, double weightVariance, double biasVariance)
    {
        ArgumentNullException.ThrowIfNull(activation);
        VarianceArguments.Check(weightVariance, "The weight variance", nameof(weightVariance));
        VarianceArguments.Check(biasVariance, "The bias variance", nameof(biasVariance));
        Activation = activation;
        WeightVariance = weightVariance;
        BiasVariance = biasVariance;
        _moments = ActivationMoments.Of(activation);
        _equation = new Lazy<VarianceEquation>(() => new VarianceEquation(Activation, WeightVariance, BiasVariance));
    }

    /// <summary>phi.</summary>
    public Activation Activation { get; }

    /// <summary>sigma_w^2.</summary>
    public double WeightVariance { get; }

    /// <summary>sigma_b^2.</summary>
    public double BiasVariance { get; }

    /// <summary>How many variances the map was evaluated at so far.</summary>
    internal int Evaluations => Volatile.Read(ref _evaluations);

    /// <summary>V(q) - q and the signs of its density.</summary>
    internal VarianceEquation Equation => _equation.Value;

    /// <summary>True when q = 0 is a fixed point: no bias, and phi(0) = 0 (or no weights).</summary>
    internal bool KeepsZero => BiasVariance == 0 && (WeightVariance == 0 || Activation.Evaluate(0) == 0);

    /// <summary>V, V' and chi_1 at one variance.</summary>
    /// <param name="variance">q, finite and not negative.</param>
    /// <returns>The values with their error estimates; at q = 0 V is the value there, V' and chi_1 are limits.</returns>
    /// <exception cref="ArgumentException">The variance is negative or not finite.</exception>
    public VarianceMapValue Evaluate(double variance)
    {
        VarianceArguments.Check(variance, "The variance", nameof(variance));
        Interlocked.Increment(ref _evaluations);
        return variance < Tiny ? AtZero(variance) : Of(_moments.At(variance));
    }

    /// <summary>Every fixed point in a range.</summary>
    /// <param name="from">The smallest variance, 0 or more.</param>
    /// <param name="to">The largest variance.</param>
    /// <returns>The fixed points, or the statement that every variance is one.</returns>
    /// <exception cref="ArgumentException">The range is empty or reversed, or a bound is negative or not finite.</exception>
    /// <remarks>
    /// V(q) - q is the Laplace transform, in 1/(2 q), of a density that changes its sign a few times; the number of fixed points
    /// cannot be larger than that (Descartes' rule of signs for Laplace transforms), and all are found, those below 1e-12 too.
    /// </remarks>
    public VarianceFixedPoints FixedPoints(double from = 0, double to = 1e8)
    {
        VarianceArguments.CheckRange(from, to, "variances", nameof(to));
        if (Equation.SignAtZero == 0)
        {
            return new VarianceFixedPoints([], true, from, to, 0, SolveStatus.Converged);
        }

        LaplaceRootSet roots = Equation.Solve(from, to);
        Interlocked.Add(ref _evaluations, roots.Evaluations);
        var points = new List<VarianceFixedPoint>();
        if (from == 0 && KeepsZero)
        {
            VarianceMapValue zero = AtZero(0);
            points.Add(new VarianceFixedPoint(
                0,
                0,
                zero.Slope,
                zero.Chi1,
                Equation.SignAtZero < 0 ? Stability.Attracting : Stability.Repelling,
                1,
                SolveStatus.Converged));
        }

        points.AddRange(roots.Roots.Select(root => FixedPoint(root)));
        SolveStatus status = roots.IsComplete ? SolveStatus.Converged : SolveStatus.ToleranceNotMet;
        return new VarianceFixedPoints(points, false, from, to, roots.Evaluations + roots.Roots.Count, status);
    }

    /// <summary>Where the variance goes from a start.</summary>
    /// <param name="start">q^1; within 1e-8 (relative) of a fixed point, also a repelling one, it is taken to be at it.</param>
    /// <returns>The limit and how it is approached.</returns>
    /// <exception cref="ArgumentException">The start is negative or not finite.</exception>
    public VarianceLimit Limit(double start)
    {
        VarianceArguments.Check(start, "The first variance", nameof(start));
        return VarianceFlow.From(this, start);
    }

    private VarianceFixedPoint FixedPoint(LaplaceRoot root)
    {
        double q = root.Variance;
        VarianceMapValue value = Evaluate(q);
        double accuracy = value.ValueError + (Rounding * q);
        double curvature = q < Tiny ? 0 : Math.Abs(WeightVariance * _moments.At(q).Value.Curvature);
        double error = root.Multiplicity == 2
            ? Math.Sqrt(2 * accuracy / curvature)
            : accuracy / Math.Max(Math.Abs(1 - value.Slope), Math.Sqrt(accuracy * curvature));

        // Where the slope is small, one more application of V makes the error smaller by it.
        bool contracts = root.Multiplicity == 1 && Math.Abs(value.Slope) < 0.5;
        return new VarianceFixedPoint(
            contracts ? value.Value : q,
            double.IsFinite(error) ? error : q,
            value.Slope,
            value.Chi1,
            root.Multiplicity == 2 ? Stability.HalfStable : root.SignBelow > 0 ? Stability.Attracting : Stability.Repelling,
            root.Multiplicity,
            value.Status);
    }

    private VarianceMapValue Of(MomentDerivatives moments)
    {
        if (WeightVariance == 0)
        {
            return new VarianceMapValue(BiasVariance, 0, 0, 0, 0, 0, SolveStatus.Converged);
        }

        double mean = WeightVariance * moments.Value.Mean;
        double chi1 = WeightVariance * moments.Derivative.Mean;
        return new VarianceMapValue(
            BiasVariance + mean,
            (moments.Value.RelativeError * mean) + (Rounding * BiasVariance),

            // Of degree k, E[phi^2] is a multiple of q^k.
            Activation.HomogeneityDegree is { } degree ? degree * mean / moments.Variance : WeightVariance * moments.Value.Slope,
            WeightVariance * moments.Value.SlopeError(moments.Variance),
            chi1,
            double.IsFinite(chi1) ? moments.Derivative.RelativeError * chi1 : 0,
            moments.Status);
    }

    private VarianceMapValue AtZero(double variance)
    {
        double value = Activation.Evaluate(0);
        double atZero = variance == 0 ? value * value : _moments.Origin.MeanSquareValue;
        bool jumps = Activation.Breakpoints.Any(breakpoint => breakpoint.IsJump && breakpoint.Location == 0);
        double slopes = WeightVariance == 0 ? 0 : jumps ? double.PositiveInfinity : WeightVariance * _moments.Origin.MeanSquareSlope;
        (double slope, double slopeError) = (slopes, Rounding * slopes);
        if (value != 0 && WeightVariance > 0)
        {
            (double limit, double change) = SlopeAtZero(value);
            (slope, slopeError) = (WeightVariance * limit, WeightVariance * change);
        }

        double at = BiasVariance + (WeightVariance * atZero) + (variance == 0 || double.IsInfinity(slope) ? 0 : slope * variance);
        bool finite = double.IsFinite(slope) && double.IsFinite(slopes);
        return new VarianceMapValue(
            at,
            Rounding * at,
            slope,
            double.IsFinite(slope) ? slopeError : 0,
            slopes,
            double.IsFinite(slopes) ? Rounding * slopes : 0,
            finite ? SolveStatus.Converged : SolveStatus.Diverges);
    }

    // phi(0)^2 + 2 phi(0) (phi'(0) x +- kink |x|/2) + ...: with a kink E[phi^2] starts like sqrt(q). Otherwise M' is a series in
    // sqrt(q), extrapolated to 0 from four points where rounding, 1e-16 over q, is still small.
    private (double Limit, double Change) SlopeAtZero(double value)
    {
        foreach (Breakpoint breakpoint in Activation.Breakpoints)
        {
            double step = breakpoint.IsJump ? _moments.Origin.MeanSquareValue - (value * value) : value * breakpoint.DerivativeJump;
            if (breakpoint.Location == 0 && step != 0)
            {
                return (step > 0 ? double.PositiveInfinity : double.NegativeInfinity, 0);
            }
        }

        double[] roots = [1e-2, 5e-3, 2.5e-3, 1.25e-3];
        (double limit, double change) = Extrapolation.ToZero(roots, Array.ConvertAll(roots, r => _moments.At(r * r).Value.Slope));
        return (limit, change + _moments.At(roots[^1] * roots[^1]).Value.SlopeError(roots[^1] * roots[^1]));
    }
}
