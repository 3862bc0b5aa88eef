using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>The correlation map and its slope at one correlation.</summary>
/// <param name="OneMinusCorrelation">1 - C(c), in relative accuracy.</param>
/// <param name="OnePlusCorrelation">1 + C(c), in relative accuracy.</param>
/// <param name="Slope">chi(c) = dC/dc; at c = 1 it is chi_1, and +infinity for an activation that jumps.</param>
/// <param name="Status">How the computation ended.</param>
public readonly record struct CorrelationMapValue(
    double OneMinusCorrelation,
    double OnePlusCorrelation,
    double Slope,
    SolveStatus Status);
