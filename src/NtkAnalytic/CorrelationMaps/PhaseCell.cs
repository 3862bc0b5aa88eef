using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>One point of a phase diagram: what <see cref="PhaseAnalysis"/> says there, in numbers.</summary>
/// <param name="WeightVariance">sigma_w^2.</param>
/// <param name="BiasVariance">sigma_b^2.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Variance">q*: 0 where the variance vanishes, +infinity where it grows.</param>
/// <param name="Chi1">chi_1 there, or its limit.</param>
/// <param name="OneMinusCorrelation">1 - c*; null where the limit of the correlation depends on the inputs.</param>
/// <param name="CorrelationSlope">chi(c*); null likewise.</param>
/// <param name="Scales">The depth scales.</param>
/// <param name="Status">How the computation ended.</param>
public sealed record PhaseCell(
    double WeightVariance,
    double BiasVariance,
    Phase Phase,
    double Variance,
    double Chi1,
    double? OneMinusCorrelation,
    double? CorrelationSlope,
    DepthScales Scales,
    SolveStatus Status)
{
    /// <summary>The cell of an analysis.</summary>
    internal static PhaseCell Of(PhaseAnalysis analysis) => new(
        analysis.WeightVariance,
        analysis.BiasVariance,
        analysis.Phase,
        analysis.VarianceLimit.Limit,
        analysis.Chi1,
        analysis.CorrelationLimit?.OneMinusCorrelation,
        analysis.CorrelationLimit?.Slope,
        analysis.Scales,
        analysis.Status);
}
