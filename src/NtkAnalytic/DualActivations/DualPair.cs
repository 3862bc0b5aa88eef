using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations;

/// <summary>What an activation makes of a Gaussian pair (u, v).</summary>
/// <param name="Value">E[phi(u) phi(v)], the dual activation.</param>
/// <param name="ValueError">Absolute error estimate of <paramref name="Value"/>.</param>
/// <param name="Derivative">E[phi'(u) phi'(v)], the derivative dual, Dirac terms of jumps included; infinite where it diverges.</param>
/// <param name="DerivativeError">Absolute error estimate of <paramref name="Derivative"/>.</param>
/// <param name="OneMinusCorrelation">
/// 1 - C with C = Value / sqrt(E[phi(u)^2] E[phi(v)^2]), accurate in relative terms also where C is close to 1; 1 when a
/// second moment is zero.
/// </param>
/// <param name="OnePlusCorrelation">1 + C, accurate in relative terms also where C is close to -1; 1 when a second moment is zero.</param>
/// <param name="Status">How the computation ended.</param>
public readonly record struct DualPair(
    double Value,
    double ValueError,
    double Derivative,
    double DerivativeError,
    double OneMinusCorrelation,
    double OnePlusCorrelation,
    SolveStatus Status);
