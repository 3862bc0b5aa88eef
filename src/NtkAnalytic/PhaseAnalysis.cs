using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Numerics;

namespace NtkAnalytic;

/// <summary>
/// What depth does to a fully connected network with these variances: where the variance goes, which phase it is in, where
/// correlations go and how fast. Computed once, immutable.
/// </summary>
public sealed class PhaseAnalysis
{
    // A start that is a fixed point to this is taken as it is: near a half-stable point q* is less certain than chi_1 there.
    private const double SamePoint = 1e-8;
    private const double SameValue = 1e-14;
    private readonly Lazy<MapExpansion?> _expansion;
    private readonly Lazy<CriticalDecay?> _decay;

    /// <summary>The analysis for inputs of |x|^2 = n_0, whose first layer has q^1 = sigma_w^2 + sigma_b^2.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="weightVariance">sigma_w^2, finite and not negative.</param>
    /// <param name="biasVariance">sigma_b^2, finite and not negative.</param>
    /// <exception cref="ArgumentException">A variance is negative or not finite.</exception>
    public PhaseAnalysis(Activation activation, double weightVariance, double biasVariance)
        : this(activation, weightVariance, biasVariance, weightVariance + biasVariance)
    {
    }

    /// <summary>The analysis from another start; it matters where the variance map has several fixed points.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="weightVariance">sigma_w^2, finite and not negative.</param>
    /// <param name="biasVariance">sigma_b^2, finite and not negative.</param>
    /// <param name="startVariance">q^1, the variance of the first layer; at a fixed point within 1e-8 (relative), also a repelling one, it stays there.</param>
    /// <exception cref="ArgumentException">A variance is negative or not finite.</exception>
    public PhaseAnalysis(Activation activation, double weightVariance, double biasVariance, double startVariance)
    {
        VarianceMap = new VarianceMap(activation, weightVariance, biasVariance);
        VarianceLimit = VarianceMap.Limit(startVariance);
        var slopes = LimitingSlopes.Of(VarianceMap, VarianceLimit);
        CorrelationMap = MapOf(VarianceMap, VarianceLimit);
        bool settles = VarianceLimit.Behavior == VarianceBehavior.Settles;
        (Chi1, double error) = settles && CorrelationMap is { } map ? (map.Chi1, map.Chi1Error) : (slopes.Chi1, 0);
        VarianceSlope = settles ? VarianceMap.Evaluate(CorrelationMap?.Variance ?? VarianceLimit.Limit).Slope : slopes.VarianceSlope;
        Phase = PhaseOf(VarianceLimit, Chi1, error);
        CorrelationFixedPoints = CorrelationMap?.FixedPoints() ?? [];
        CorrelationLimit = CorrelationMap?.Limit() is { } limit && limit.Stability != Stability.Neutral ? limit : null;
        Scales = LimitingSlopes.Scales(activation, VarianceLimit, Phase, Chi1, VarianceSlope, CorrelationLimit);
        Status = SolveStatus.Worse(VarianceLimit.Status, CorrelationLimit?.Status ?? SolveStatus.Converged);
        _expansion = new Lazy<MapExpansion?>(() => CorrelationMap?.Expand());
        _decay = new Lazy<CriticalDecay?>(() =>
            Phase == Phase.EdgeOfChaos && Expansion is { } expansion ? CriticalDecay.Of(expansion) : null);
    }

    /// <summary>phi.</summary>
    public Activation Activation => VarianceMap.Activation;

    /// <summary>sigma_w^2.</summary>
    public double WeightVariance => VarianceMap.WeightVariance;

    /// <summary>sigma_b^2.</summary>
    public double BiasVariance => VarianceMap.BiasVariance;

    /// <summary>The variance map.</summary>
    public VarianceMap VarianceMap { get; }

    /// <summary>Where the variance goes.</summary>
    public VarianceLimit VarianceLimit { get; }

    /// <summary>The phase.</summary>
    public Phase Phase { get; }

    /// <summary>chi_1 at q*; where the variance vanishes or grows, its limit.</summary>
    public double Chi1 { get; }

    /// <summary>chi_q = V'(q*), likewise.</summary>
    public double VarianceSlope { get; }

    /// <summary>
    /// The correlation map at q*; where the variance vanishes or grows, the limit of the maps on the way, without bias where the
    /// growing variance drowns it; null where this limit is no map of a Gaussian pair (a variance that vanishes or grows under an
    /// activation that is not homogeneous, or is 0 from the first layer on).
    /// </summary>
    public CorrelationMap? CorrelationMap { get; }

    /// <summary>The fixed points of the correlation map; empty where there is none to speak of.</summary>
    public IReadOnlyList<CorrelationFixedPoint> CorrelationFixedPoints { get; }

    /// <summary>c*, the limit of the correlation of two different inputs; null where it depends on the inputs.</summary>
    public CorrelationFixedPoint? CorrelationLimit { get; }

    /// <summary>The expansion of the correlation map at c = 1; null without a map.</summary>
    public MapExpansion? Expansion => _expansion.Value;

    /// <summary>How 1 - c falls at the edge of chaos; null elsewhere.</summary>
    public CriticalDecay? CriticalDecay => _decay.Value;

    /// <summary>The depth scales.</summary>
    public DepthScales Scales { get; }

    /// <summary>How the computation ended.</summary>
    public SolveStatus Status { get; }

    private static CorrelationMap? MapOf(VarianceMap variances, VarianceLimit limit)
    {
        if (limit.Behavior == VarianceBehavior.Settles)
        {
            double q = limit.Limit;
            double start = limit.Start;
            bool atStart = start != q
                && Math.Abs(start - q) <= SamePoint * q
                && Math.Abs(variances.Evaluate(start).Value - start) <= SameValue * start;
            return new CorrelationMap(variances.Activation, variances.WeightVariance, variances.BiasVariance, atStart ? start : q);
        }

        // phi(t x) = t phi(x): the map is the same at every variance, but for the share of the bias, which is 0 here or goes to 0.
        return variances.Activation.HomogeneityDegree == 1 && variances.Evaluate(1).Chi1 > 0
            ? new CorrelationMap(variances.Activation, variances.WeightVariance, 0, 1)
            : null;
    }

    // At chi_1 = 1 without a fixed point the variance grows more slowly than any exponential.
    private static Phase PhaseOf(VarianceLimit limit, double chi1, double error) =>
        !MapFixedPoints.IsAtEdge(chi1, error) ? chi1 < 1 ? Phase.Ordered : Phase.Chaotic
        : limit.Behavior == VarianceBehavior.Grows ? Phase.Marginal
        : Phase.EdgeOfChaos;
}
