using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class LaplaceJetTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(3)]
    public void PowersHaveTheirDerivatives(double exponent)
    {
        // q^c = (2 s)^-c at s = 1/(2 q) = 0.8: derivatives -c/s and c (c + 1)/s^2 times itself.
        const double q = 0.625;
        double power = Math.Pow(q, exponent);
        var jet = LaplaceJet.Power(exponent, q);

        Assert.Equal(power, jet.Value, 1e-15 * power);
        Assert.Equal(-exponent / 0.8 * power, jet.First, 4e-15 * power);
        Assert.Equal(exponent * (exponent + 1) / 0.64 * power, jet.Second, 2e-14 * power);
    }

    [Fact]
    public void AProductOfPowersIsAPower()
    {
        LaplaceJet product = LaplaceJet.Power(1.5, 3).TimesPower(2, 3);
        var power = LaplaceJet.Power(3.5, 3);

        Assert.Equal(power.Value, product.Value, 4e-15 * power.Value);
        Assert.Equal(power.First, product.First, -4e-15 * power.First);
        Assert.Equal(power.Second, product.Second, 4e-15 * power.Second);
    }

    [Fact]
    public void ErrorsAddUpAndScale()
    {
        var a = LaplaceJet.Monotone(2, 3, 4, 1e-3);
        LaplaceJet difference = a - (-2 * a);

        Assert.Equal(6, difference.Value);
        Assert.Equal(-9, difference.First);
        Assert.Equal(12, difference.Second);
        Assert.Equal(6e-3, difference.ValueError, 1e-15);
        Assert.Equal(9e-3, difference.FirstError, 1e-15);
        Assert.Equal(12e-3, difference.SecondError, 1e-15);
        Assert.True((a - a).ValueError >= 4e-3);
    }
}
