using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations;

/// <summary>What an activation makes of one Gaussian u ~ N(0, q): the dual activations at correlation 1.</summary>
/// <param name="SecondMoment">E[phi(u)^2].</param>
/// <param name="SecondMomentError">Absolute error estimate of <paramref name="SecondMoment"/>.</param>
/// <param name="DerivativeSecondMoment">E[phi'(u)^2]; +infinity for an activation that jumps.</param>
/// <param name="DerivativeSecondMomentError">Absolute error estimate of <paramref name="DerivativeSecondMoment"/>.</param>
/// <param name="Status">How the computation ended.</param>
public readonly record struct DualMoments(
    double SecondMoment,
    double SecondMomentError,
    double DerivativeSecondMoment,
    double DerivativeSecondMomentError,
    SolveStatus Status);
