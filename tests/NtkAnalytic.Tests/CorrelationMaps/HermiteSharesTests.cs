using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Series;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class HermiteSharesTests
{
    [Fact]
    public void TheDropIsThatOfTheExponential()
    {
        // phi = exp(x) at q = 1: C = e^(c - 1), so C'(1) - (1 - C)/gamma = 1 - (1 - e^-gamma)/gamma = gamma/2 - gamma^2/6 + ...
        HermiteShares shares = Of("exp", 1)!;
        foreach (double gamma in new[] { 1, 0.3, 0.01, 1e-6, 1e-12 })
        {
            double expected = 0;
            double term = 1;
            for (int k = 1; k < 25; k++)
            {
                term *= -gamma / (k + 1);
                expected -= term;
            }

            Assert.Equal(expected, shares.Drop(gamma), 4e-15 * expected);
            Assert.Equal(Math.Exp(-gamma), shares.Slope(gamma), 4e-15);
        }

        Assert.Equal(0, shares.Drop(0));
        Assert.Equal(Math.Exp(-1), shares.Constant, 4e-15);
        Assert.Equal(1.0 / 6, shares.Derivative(3), 1e-15);
    }

    [Fact]
    public void KinksAndLargeVariancesHaveNone()
    {
        Assert.Null(Of("elu", 1));
        Assert.Null(Of("relu", 1));
        Assert.Null(Of("tanh", 1000));
        Assert.NotNull(Of("tanh", 1));
        Assert.NotNull(Of("monomial(3)", 1e-10));
    }

    private static HermiteShares? Of(string name, double variance)
    {
        var activation = Activation.Parse(name);
        DualMoments moments = DualActivation.Of(activation).Diagonal(variance);
        return HermiteShares.Of(MapSource.Of(activation).Series(new InputMoments(variance, moments.SecondMoment, moments.DerivativeSecondMoment)));
    }
}
