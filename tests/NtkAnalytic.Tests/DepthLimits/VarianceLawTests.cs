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

    // gelu follows relu far from 0: a factor sigma_w^2 / 2 for each layer, and next to sigma_w^2 = 2 an addend.
    [Fact]
    public void AGrowingVarianceHasTheLawOfItsGrowth()
    {
        DepthLaw exponential = DepthAsymptotics.Of(new Network(Activation.Gelu, 1, 3, 0.1)).Variance!;
        Assert.Equal(double.PositiveInfinity, exponential.Limit);
        Assert.Equal(1.5, exponential.Base, 1e-14);

        var network = new Network(Activation.Gelu, 1, 2, 0.5);
        DepthLaw linear = DepthAsymptotics.Of(network).Variance!;
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 1), [4000, 8000]);
        Assert.Equal((double.PositiveInfinity, 1.0, 1.0), (linear.Limit, linear.Power, linear.Base));

        // The next order falls like q^(-1/2), and q is 2000 or more: 0.02.
        Assert.Equal(linear.Coefficient!.Value, (points[1].Nngp - points[0].Nngp) / 4000, 2e-2 * linear.Coefficient.Value);
    }

    [Fact]
    public void AVarianceFasterThanEveryExponentialGoesToInfinityOrToZero()
    {
        DepthLaw grows = DepthAsymptotics.Of(new Network(Activation.Parse("exp"), 1, 3)).Variance!;
        DepthLaw falls = DepthAsymptotics.Of(new Network(Activation.Parse("polynomial(0,0,1)"), 1, 0.1)).Variance!;
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (grows.Limit, grows.Base));
        Assert.Equal((0.0, 0.0), (falls.Limit, falls.Base));
    }
}
