using NtkAnalytic.FiniteWidth;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class FourthMomentsTests
{
    private const int Order = 24;

    // x^3: E z^6 = 15 K^3 and so on; derivatives of the polynomials x^6 and 9 x^4.
    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.7)]
    [InlineData(40)]
    public void PolynomialsHaveTheirMoments(double k)
    {
        var m = FourthMoments.At(Activation.Parse("monomial(3)"), k, Order);
        AssertRelative(15 * k * k * k, m.Square);
        AssertRelative(30 * 3 * k * k, m.SquareSecond);
        AssertRelative(360 * k, m.SquareFourth);
        AssertRelative(27 * k * k, m.Slope);
        AssertRelative(9 * 12 * k, m.SlopeSecond);
        AssertRelative(9 * 24, m.SlopeFourth);
        AssertRelative(15 * 3 * k * k, m.ProductFirst);
        AssertRelative((10395 - 225) * Math.Pow(k, 6), m.SquareVariance);
        AssertRelative(((9 * 945) - (15 * 27)) * Math.Pow(k, 5), m.Covariance);
        AssertRelative(((81 * 105) - (27 * 27)) * Math.Pow(k, 4), m.SlopeVariance);
    }

    // e^x: every average is e^(m^2 K/2), with 2^j in front of the j-th derivative of e^(2x).
    [Fact]
    public void ExponentialsReachFarEnough()
    {
        const double K = 1.5;
        var m = FourthMoments.At(Activation.Parse("exp"), K, Order);
        AssertRelative(Math.Exp(2 * K), m.Slope);
        AssertRelative(4 * Math.Exp(2 * K), m.SquareSecond);
        AssertRelative(16 * Math.Exp(2 * K), m.SlopeFourth);
        AssertRelative(2 * Math.Exp(2 * K), m.ProductFirst);
        AssertRelative(Math.Exp(8 * K) - Math.Exp(4 * K), m.SquareVariance);
        AssertRelative(Math.Exp(8 * K) - Math.Exp(4 * K), m.Covariance);
    }

    [Fact]
    public void KinksHaveNoSecondDerivativeOfTheSlope()
    {
        const double K = 0.8;
        var m = FourthMoments.At(Activation.Relu, K, Order);
        AssertRelative(K / 2, m.Square);
        AssertRelative(1, m.SquareSecond);
        AssertRelative(0.5, m.Slope);
        AssertRelative(0.5, m.ProductFirst);
        AssertRelative((1.5 - 0.25) * K * K, m.SquareVariance);
        AssertRelative(0.25 * K, m.Covariance);
        AssertRelative(0.25, m.SlopeVariance);
        Assert.Equal(0, m.SlopeSecond, 1e-15);
        Assert.Equal(0, m.SquareFourth, 1e-15);
    }

    // hard-tanh kinks at 1: (phi'^2)'' averages to d/dK of 2 P(|z| < 1), by differences of the normal distribution.
    [Fact]
    public void KinksAwayFromZeroAreDerivativesInTheVariance()
    {
        double Slope(double k) => FourthMoments.At(Activation.Parse("hard-tanh"), k, Order).Slope;
        var m = FourthMoments.At(Activation.Parse("hard-tanh"), 0.9, Order);
        const double H = 1e-3;

        // Central difference: h^2/6 of a third derivative of order 1.
        Assert.Equal(2 * (Slope(0.9 + H) - Slope(0.9 - H)) / (2 * H), m.SlopeSecond, 3e-6);
    }

    // tanh at small K: phi^2 = z^2 - (2/3) z^4 + ..., phi'^2 = 1 - 2 z^2 + (7/3) z^4 - ...
    [Fact]
    public void SmallVariancesDoNotCancel()
    {
        const double K = 1e-5;
        var m = FourthMoments.At(Activation.Tanh, K, Order);

        // The next orders are some tens of K; the fourth derivatives lose 1e-16/K.
        Assert.Equal(2, m.SquareSecond, 1e-3);
        Assert.Equal(-16, m.SquareFourth, 2e-2);
        Assert.Equal(-4, m.SlopeSecond, 1e-2);
        Assert.Equal(56, m.SlopeFourth, 0.1);
    }

    // Some hundred rounded terms of both signs: 1e-13 where the fourth Hermite polynomial cancels most.
    private static void AssertRelative(double expected, double actual) => Assert.Equal(1, actual / expected, 2e-12);
}
