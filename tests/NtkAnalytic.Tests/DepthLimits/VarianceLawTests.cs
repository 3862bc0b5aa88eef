using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

public sealed class VarianceLawTests
{
    // The coefficient of the limit is the size of the distance: below the fixed point the law comes from below.
    [Theory]
    [InlineData(0.5, -3)]
    [InlineData(2, 3)]
    public void APowerLeadsToTheFixedPointFromTheSideOfTheStart(double start, double coefficient)
    {
        var limit = new VarianceLimit(start, VarianceBehavior.Settles, 1, DepthGrowth.Power, -1, 3, SolveStatus.Converged);
        Assert.Equal(DepthLaw.OfPower(1, coefficient, -1), VarianceLaw.Of(limit));
    }

    [Fact]
    public void TheDistanceToTheFixedPointFallsAtTheRateOfTheLaw()
    {
        var network = new Network(Activation.Erf, 1, 1.25, 0.05);
        DepthLaw law = DepthAsymptotics.Of(network).Variance!;
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 1), [20, 24]);

        // The square of the distance, 1e-4 of it, is what the law leaves out.
        Assert.Equal(law.Base, Math.Pow((points[1].Nngp - law.Limit) / (points[0].Nngp - law.Limit), 0.25), 1e-4);
    }

    [Fact]
    public void AVarianceFasterThanEveryExponentialGoesToInfinityOrToZero()
    {
        Assert.Equal(double.PositiveInfinity, DepthAsymptotics.Of(new Network(Activation.Parse("exp"), 1, 3)).Variance!.Limit);
        Assert.Equal(0, DepthAsymptotics.Of(new Network(Activation.Parse("polynomial(0,0,1)"), 1, 0.1)).Variance!.Limit);
    }
}
