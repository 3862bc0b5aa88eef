using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class TwoSlopeNetworkTests
{
    [Fact]
    public void SlopesAreTheDecimalsThatWereTyped()
    {
        var network = new TwoSlopeNetwork(Activation.LeakyRelu(0.1), 3, 4, 1);
        Assert.Equal(new Rational(1, 10), network.NegativeSlope);
        Assert.Equal(Rational.One, network.PositiveSlope);
        Assert.Equal(new Rational(101, 200), network.MeanSquareSlope);
        Assert.Equal(2, network.WeightLayers);
    }

    [Fact]
    public void MisuseSaysWhatWasExpected()
    {
        AssertRefused("tanh", () => new TwoSlopeNetwork(Activation.Tanh, 1, 2, 1));
        AssertRefused("two widths", () => new TwoSlopeNetwork(Activation.Relu, 1));
        AssertRefused("n_1 is 0", () => new TwoSlopeNetwork(Activation.Relu, 1, 0, 1));
        AssertRefused("0 everywhere", () => new TwoSlopeNetwork(Activation.Parse("two-slope(0,0)"), 1, 1));
        var network = new TwoSlopeNetwork(Activation.Relu, 1, 1);
        AssertRefused("-1/2", () => network.WithWeightVariance(new Rational(-1, 2)));
        AssertRefused("positive", () => network.WithNormSquared(0));
        AssertRefused("-3", () => network.WithBiasGradient(-3));
    }

    private static void AssertRefused(string word, Func<object> action) =>
        Assert.Contains(word, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
