using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>The variance map V(q) = sigma_b^2 + sigma_w^2 E[phi(sqrt(q) Z)^2] and its slopes at one variance.</summary>
/// <param name="Value">V(q).</param>
/// <param name="ValueError">Absolute error estimate of <paramref name="Value"/>.</param>
/// <param name="Slope">chi_q = V'(q), in the literature also chi_parallel; at q = 0 its limit.</param>
/// <param name="SlopeError">Absolute error estimate of <paramref name="Slope"/>.</param>
/// <param name="Chi1">chi_1 = sigma_w^2 E[phi'(sqrt(q) Z)^2], in the literature also chi_perpendicular; +infinity for an activation that jumps.</param>
/// <param name="Chi1Error">Absolute error estimate of <paramref name="Chi1"/>.</param>
/// <param name="Status">How the computation ended.</param>
public readonly record struct VarianceMapValue(
    double Value,
    double ValueError,
    double Slope,
    double SlopeError,
    double Chi1,
    double Chi1Error,
    SolveStatus Status);
