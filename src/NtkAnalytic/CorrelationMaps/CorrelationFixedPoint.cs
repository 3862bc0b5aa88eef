using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>A fixed point c* = C(c*) of the correlation map.</summary>
/// <param name="OneMinusCorrelation">1 - c*, in relative accuracy.</param>
/// <param name="OnePlusCorrelation">1 + c*, in relative accuracy.</param>
/// <param name="RelativeError">Relative error estimate of the smaller of the two; near criticality it grows like rounding / |chi_1 - 1|.</param>
/// <param name="Slope">chi(c*).</param>
/// <param name="Stability">What iteration does near it.</param>
/// <param name="Status">How the computation ended.</param>
public sealed record CorrelationFixedPoint(
    double OneMinusCorrelation,
    double OnePlusCorrelation,
    double RelativeError,
    double Slope,
    Stability Stability,
    SolveStatus Status)
{
    /// <summary>c*, from the smaller of the two differences.</summary>
    public double Correlation => OneMinusCorrelation <= OnePlusCorrelation ? 1 - OneMinusCorrelation : OnePlusCorrelation - 1;
}
