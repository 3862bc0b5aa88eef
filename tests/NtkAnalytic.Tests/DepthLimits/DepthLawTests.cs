using NtkAnalytic.DepthLimits;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

public sealed class DepthLawTests
{
    [Fact]
    public void ALawIsItsLimitAndItsLeadingTerm()
    {
        Assert.Equal(0.25 + (0.375 * Math.Log(100) / 100), new DepthLaw(0.25, 0.375, -1, 1, 1).Evaluate(100)!.Value, 1e-15);
        Assert.Equal(2 + (3 * Math.Pow(0.5, 7)), new DepthLaw(2, 3, 0, 0, 0.5).Evaluate(7)!.Value, 1e-14);
        Assert.Equal(7, DepthLaw.Exactly(7).Evaluate(10));
        Assert.Null(new DepthLaw(1, null, 0, 0, 0.5).Evaluate(7));
    }

    [Fact]
    public void WhatGrowsIsItsLeadingTermAlone()
    {
        Assert.Equal(300, new DepthLaw(double.PositiveInfinity, 3, 1, 0, 1).Evaluate(100)!.Value, 1e-12);
        Assert.Equal(double.PositiveInfinity, DepthLaw.Exactly(double.PositiveInfinity).Evaluate(100));

        // 1e4^-100 1.1^10000 fits, its factors do not.
        Assert.Equal(Math.Exp((10_000 * Math.Log(1.1)) - (100 * Math.Log(1e4))), new DepthLaw(double.PositiveInfinity, 1, -100, 0, 1.1).Evaluate(1e4)!.Value, 1e10);
    }
}
