using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Moments;

/// <summary>
/// Gaussian moments of F = phi^2 (or phi'^2) at one variance q, u = sqrt(q) Z: E[F], its derivatives in q by
/// d^m/dq^m E[F] = E[F He_2m(Z)] / (2 q)^m, and the moments E[F Z^2k], which are the derivatives in s = 1/(2 q).
/// </summary>
/// <param name="Mean">E[F].</param>
/// <param name="Slope">dE[F]/dq.</param>
/// <param name="Curvature">d^2 E[F]/dq^2.</param>
/// <param name="Power1">E[F Z^2].</param>
/// <param name="Power2">E[F Z^4].</param>
/// <param name="Power3">E[F Z^6].</param>
/// <param name="RelativeError">Error estimate of the moments E[F Z^2k], relative to each.</param>
internal readonly record struct SquareMoments(
    double Mean,
    double Slope,
    double Curvature,
    double Power1,
    double Power2,
    double Power3,
    double RelativeError)
{
    /// <summary>What is infinite because F is no function (phi jumps), or larger than a double can hold.</summary>
    public static SquareMoments Infinite { get; } = new(
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.PositiveInfinity,
        0);

    /// <summary>Absolute error estimate of <see cref="Slope"/>: rounding of F, in units of 2 q.</summary>
    public double SlopeError(double variance) => RelativeError * (Mean + Power1) / (2 * variance);

    /// <summary>sqrt(q) E[F] as a Laplace transform in s.</summary>
    public LaplaceJet Transform(double variance) => Jet(variance, Math.Sqrt(variance), Mean, Power1, Power2);

    /// <summary>The transform of F u^2, which is -d/ds of <see cref="Transform"/>: q^(3/2) E[F Z^2].</summary>
    public LaplaceJet SlopeTransform(double variance) => Jet(variance, variance * Math.Sqrt(variance), Power1, Power2, Power3);

    private LaplaceJet Jet(double variance, double factor, double a, double b, double c) =>
        LaplaceJet.Monotone(factor * a, factor * variance * b, factor * variance * variance * c, RelativeError);
}
