using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Moments;

/// <summary>What an activation makes of one Gaussian of variance q, with the derivatives in q.</summary>
/// <param name="Variance">q.</param>
/// <param name="Value">Of phi^2: M, M', M''.</param>
/// <param name="Derivative">Of phi'^2: D, D', D''; infinite for an activation that jumps.</param>
/// <param name="Status">How the computation ended.</param>
internal readonly record struct MomentDerivatives(double Variance, SquareMoments Value, SquareMoments Derivative, SolveStatus Status);
