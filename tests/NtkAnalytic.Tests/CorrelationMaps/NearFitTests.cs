using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class NearFitTests
{
    // Closed forms, whose values are exact to rounding; sign jumps, gelu is smooth.
    [Theory]
    [InlineData("relu", 1)]
    [InlineData("rectified-monomial(2)", 0.7)]
    [InlineData("gelu", 2)]
    [InlineData("sign", 1)]
    [InlineData("hard-tanh", 5)]
    public void BetweenItsPointsItAgreesWithTheDual(string name, double q)
    {
        DualActivation dual = DualActivation.Of(Activation.Parse(name));
        var fit = NearFit.Of(dual, q);
        DualMoments moments = dual.Diagonal(q);
        double whole = q * moments.DerivativeSecondMoment / moments.SecondMoment;
        Assert.True(fit.Tail <= 2e-14);
        for (double gamma = fit.OneMinusEnd; gamma > 1e-15; gamma /= 7)
        {
            DualPair pair = dual.Evaluate(new GaussianPair(q, q, gamma, 2 - gamma));
            (double oneMinus, double slope) = fit.Evaluate(gamma, whole);
            Assert.Equal(1, oneMinus / pair.OneMinusCorrelation, 2e-14);

            // Differentiating at the end of the interval costs the square of the degree.
            Assert.Equal(1, slope / (q * pair.Derivative / moments.SecondMoment), 1e-11);
            if (!double.IsInfinity(whole))
            {
                Assert.Equal(whole - (pair.OneMinusCorrelation / gamma), fit.Drop(gamma), 2e-14 * whole);
            }
        }
    }

    [Fact]
    public void KinksFarApartAskForAShorterInterval()
    {
        // exp(-D^2/(4 q gamma)) of the two kinks of hard-tanh is not analytic at gamma = 0, and matters the more the larger q is.
        DualActivation dual = DualActivation.Of(Activation.Parse("hard-tanh"));
        double near = NearFit.Of(dual, 0.2).End;
        double far = NearFit.Of(dual, 20).End;
        Assert.True(far < near, $"{near} {far}");
        Assert.Equal(0.8, NearFit.Of(DualActivation.Of(Activation.Relu), 1).End);
    }
}
