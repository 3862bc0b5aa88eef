using NtkAnalytic.DepthLimits;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

public sealed class DeepSumTests
{
    [Fact]
    public void ItCarriesWhatDoublesCannot()
    {
        var sum = new DeepSum(3);
        for (int l = 0; l < 5000; l++)
        {
            sum.Step(0, 2.5, 0, 0);
        }

        Assert.Equal(double.PositiveInfinity, sum.Value);
        Assert.Equal(Math.Log(3) + (5000 * Math.Log(2.5)), sum.Log, 1e-11);
        for (int l = 0; l < 5000; l++)
        {
            sum.Step(0, 0.4, 0, 0);
        }

        Assert.Equal(3, sum.Value, 1e-12);
    }

    // 0.1 + 0.1 + ... : each plain addition rounds the same way, by up to half a unit of the growing sum.
    [Fact]
    public void EqualTermsAddUpWithoutDrift()
    {
        var sum = new DeepSum(0.1);
        double plain = 0.1;
        for (int l = 1; l < 1_000_000; l++)
        {
            sum.Step(0, 1, 0, 0.1);
            plain += 0.1;
        }

        Assert.Equal(100_000, sum.Value, 1e-10);
        Assert.True(Math.Abs(plain - 100_000) > 1e-7);
    }

    // The two terms of a layer have scales of their own: the moment's is that of the variances.
    [Fact]
    public void TermsArriveInTheirOwnScale()
    {
        var sum = new DeepSum(1);
        sum.Align(-3);
        sum.Step(1, 0.5, 16, 4);

        Assert.Equal(1.5 + 2 + 4, sum.Value);
    }

    [Fact]
    public void RatiosKeepTheirMeaningAtAnyScale()
    {
        var small = new DeepSum(2);
        var large = new DeepSum(8);
        var off = new DeepSum(-1);
        for (int l = 0; l < 2000; l++)
        {
            small.Step(0, 0.25, 0, 0);
            large.Step(0, 4, 0, 0);
        }

        Assert.Equal(-0.25, DeepSum.Normalize(off, small, large));
        Assert.Equal(0, DeepSum.Normalize(off, new DeepSum(0), large));
        Assert.Equal(0, DeepSum.Normalize(off, new DeepSum(double.PositiveInfinity), large));
    }

    [Fact]
    public void AVanishedScaleDoesNotTurnNothingIntoSomething()
    {
        var sum = new DeepSum(1);
        for (int l = 0; l < 4000; l++)
        {
            sum.Step(0, 0.5, 0, 0);
        }

        Assert.Equal(-4000 * Math.Log(2), sum.Log, 1e-11);
        sum.Step(0, double.PositiveInfinity, 0, 0);
        Assert.Equal(double.PositiveInfinity, sum.Value);
    }
}
