using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>A point of the edge of chaos: sigma_w^2 and sigma_b^2 with a fixed point q* of the variance map at which chi_1 = 1.</summary>
/// <param name="WeightVariance">sigma_w^2 = 1 / E[phi'(sqrt(q*) Z)^2].</param>
/// <param name="BiasVariance">sigma_b^2 = q* - sigma_w^2 E[phi(sqrt(q*) Z)^2].</param>
/// <param name="Variance">q*; where every variance is a fixed point, 1 stands for it.</param>
/// <param name="EveryVariance">True when every variance is a fixed point there, as for relu.</param>
/// <param name="Chi1">chi_1 at these rounded numbers; 1 up to rounding.</param>
/// <param name="VarianceSlope">chi_q = V'(q*).</param>
/// <param name="Stability">Of q* under the variance map.</param>
/// <param name="RelativeError">Estimate of the larger of the relative errors of sigma_w^2 and q*.</param>
/// <param name="Status">How the computation ended.</param>
public sealed record CriticalPoint(
    double WeightVariance,
    double BiasVariance,
    double Variance,
    bool EveryVariance,
    double Chi1,
    double VarianceSlope,
    Stability Stability,
    double RelativeError,
    SolveStatus Status);
