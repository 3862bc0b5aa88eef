using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>A fixed point q* = V(q*) of the variance map.</summary>
/// <param name="Variance">q*.</param>
/// <param name="Error">Absolute error estimate of <paramref name="Variance"/>.</param>
/// <param name="Slope">chi_q = V'(q*).</param>
/// <param name="Chi1">chi_1 at q*.</param>
/// <param name="Stability">What iteration does near it.</param>
/// <param name="Multiplicity">1 where V crosses the identity, 2 where it touches it within the accuracy of V.</param>
/// <param name="Status">How the computation ended.</param>
public sealed record VarianceFixedPoint(
    double Variance,
    double Error,
    double Slope,
    double Chi1,
    Stability Stability,
    int Multiplicity,
    SolveStatus Status);
