using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class VarianceFlowTests
{
    [Fact]
    public void IterationGoesWhereTheLimitSays() => MapDraws.ForAll(60, map =>
    {
        foreach (double start in new[] { 0.01, 1.3, 40 })
        {
            VarianceLimit limit = map.Limit(start);
            double previous = start;
            double q = start;
            int layers = 0;
            for (; layers < 400 && q < 1e60 && q > 1e-60; layers++)
            {
                (previous, q) = (q, map.Evaluate(q).Value);
            }

            string what = $"{map.Activation.Name} {map.WeightVariance:R} {map.BiasVariance:R} from {start}: {limit.Behavior} {limit.Limit:R}, was {q:R}";
            switch (limit.Behavior)
            {
                case VarianceBehavior.Settles:
                    // Closer than at the start and approaching; arrived, where the rate says so.
                    double distance = Math.Abs(Math.Log(q / limit.Limit));
                    Assert.True(distance <= Math.Abs(Math.Log(start / limit.Limit)) + 1e-8, what);
                    Assert.True(limit.Growth != DepthGrowth.Exponential || limit.Rate > 0.9 || distance < 1e-10, what);
                    break;
                case VarianceBehavior.Vanishes:
                    Assert.True(q < start && q < previous, what);
                    Assert.True(limit.Growth != DepthGrowth.Exponential || q > 1e-6 || Math.Abs((q / previous) - limit.Rate) < 1e-4, what);
                    break;
                case VarianceBehavior.Grows:
                    Assert.True(q > start && q > previous, what);
                    break;
                default:
                    Assert.Equal(start, q, 1e-12 * start);
                    break;
            }
        }
    });

    [Theory]
    [InlineData("tanh", 1, 0, -1, 0.5, 1e-3)]
    [InlineData("sin", 1, 0, -1, 1, 1e-3)]
    [InlineData("elu", 1, 0, -2, 2 * Math.PI, 0.05)]
    [InlineData("softsign", 1, 0, -2, Math.PI / 8, 0.05)]
    [InlineData("softplus", 2, 0, 2.0 / 3, 2.0229768, 0.05)]
    public void PowersOfTheDepthAreThoseOfTheIteration(string name, double weight, double bias, double exponent, double coefficient, double tolerance)
    {
        var map = new VarianceMap(Activation.Parse(name), weight, bias);

        VarianceLimit limit = map.Limit(1);

        Assert.Equal(DepthGrowth.Power, limit.Growth);
        Assert.Equal(exponent, limit.Rate, 1e-15);
        Assert.Equal(coefficient, limit.Coefficient, 1e-7 * coefficient);

        // The next terms are log(l)/l or 1/sqrt(l) smaller.
        const int layers = 8000;
        double q = Iterate(map, 1, layers);
        Assert.Equal(1, q / (coefficient * Math.Pow(layers, exponent)), tolerance);
    }

    [Fact]
    public void SofterThanEveryPowerHasTheExponentZero()
    {
        // Hard-tanh: V = q - O(exp(-1/(2 q))).
        VarianceLimit limit = new VarianceMap(Activation.Parse("hard-tanh"), 1, 0).Limit(1);

        Assert.Equal(VarianceBehavior.Vanishes, limit.Behavior);
        Assert.Equal((DepthGrowth.Power, 0), (limit.Growth, limit.Rate));
    }

    [Fact]
    public void AHalfStablePointIsApproachedAsTheInverseDepth()
    {
        CriticalPoint critical = new CriticalLine(Activation.Gelu).HalfStablePoints[0];
        var map = new VarianceMap(Activation.Gelu, critical.WeightVariance, critical.BiasVariance);

        // V < q on both sides: it attracts from above.
        double start = 1.5 * critical.Variance;
        VarianceLimit above = map.Limit(start);
        Assert.Equal((VarianceBehavior.Settles, DepthGrowth.Power, -1), (above.Behavior, above.Growth, above.Rate));
        Assert.Equal(critical.Variance, above.Limit, 1e-6);

        // 1/d grows by V''/2 for each layer, up to terms of the order of d.
        const double distance = 2e-3;
        const int layers = 2000;
        double q = Iterate(map, critical.Variance + distance, layers + 1);
        Assert.Equal(1, ((1 / (q - critical.Variance)) - (1 / distance)) * above.Coefficient / layers, 0.02);

        Assert.Equal(above.Limit, map.Limit(critical.Variance).Limit);
        Assert.InRange(map.Limit(0.95 * critical.Variance).Limit, 3.03, 3.04);
    }

    [Theory]
    [InlineData("relu", 2, 0.3, 0.3)]
    [InlineData("elu", 2, 0, 1)]
    [InlineData("elu(3)", 2, 0.25, 9.25)]
    public void RaysOfSlopeOneAddAConstantForEachLayer(string name, double weight, double bias, double addend)
    {
        // Of elu(alpha) the negative half adds sigma_w^2 alpha^2 / 2.
        VarianceLimit limit = new VarianceMap(Activation.Parse(name), weight, bias).Limit(1);

        Assert.Equal((VarianceBehavior.Grows, DepthGrowth.Linear), (limit.Behavior, limit.Growth));
        Assert.Equal(addend, limit.Rate, 1e-8);
    }

    [Theory]
    [InlineData("relu", 3, 1, DepthGrowth.Exponential, 1.5)]
    [InlineData("gelu", 5, 0, DepthGrowth.Exponential, 2.5)]
    [InlineData("selu", 2, 0, DepthGrowth.Exponential, 1.0507009873554804934 * 1.0507009873554804934)]
    [InlineData("rectified-monomial(2)", 2, 0.1, DepthGrowth.FasterThanExponential, 0)]
    [InlineData("exp", 1, 0, DepthGrowth.FasterThanExponential, 0)]
    public void GrowthIsThatOfTheRays(string name, double weight, double bias, DepthGrowth growth, double rate)
    {
        VarianceLimit limit = new VarianceMap(Activation.Parse(name), weight, bias).Limit(1);

        Assert.Equal((VarianceBehavior.Grows, growth), (limit.Behavior, limit.Growth));
        Assert.Equal(rate, limit.Rate, 1e-9);
        Assert.Equal(double.PositiveInfinity, limit.Limit);
    }

    [Fact]
    public void ARepellingFixedPointKeepsWhoStartsOnIt()
    {
        // rectified-monomial(2) at sigma_w^2 = 1: V = 3 q^2/2, q* = 2/3.
        var map = new VarianceMap(Activation.Parse("rectified-monomial(2)"), 1, 0);

        Assert.Equal((VarianceBehavior.Settles, DepthGrowth.Constant), (map.Limit(2.0 / 3 * (1 + 5e-9)).Behavior, map.Limit(2.0 / 3).Growth));
        Assert.Equal(VarianceBehavior.Grows, map.Limit(2.0 / 3 * (1 + 5e-8)).Behavior);
        Assert.Equal((VarianceBehavior.Vanishes, DepthGrowth.FasterThanExponential), (map.Limit(0.6).Behavior, map.Limit(0.6).Growth));
        Assert.Equal((VarianceBehavior.Vanishes, DepthGrowth.Constant), (map.Limit(0).Behavior, map.Limit(0).Growth));
    }

    [Fact]
    public void AStepMayPassALimitButNotByMoreThanHalfTheDistance()
    {
        // Cosine: V' < 0, so every step passes q*.
        var map = new VarianceMap(Activation.Cos, 2, 0.1);
        double limit = map.Limit(0.01).Limit;
        double next = map.Evaluate(0.01).Value;

        Assert.True(next > limit);
        Assert.InRange(Math.Log(next / limit), 0, Math.Log(limit / 0.01) / 2);
    }

    [Fact]
    public void AStepThatPassesTheNextFixedPointTooIsFollowed()
    {
        // (x^2 - 1)/sqrt(2): V = sigma_w^2 (3 q^2 - 2 q + 1)/2, fixed at 0.543 (attracting) and 0.614 (repelling), but V(0) = 0.68.
        var map = new VarianceMap(Activation.Parse("hermite(2)"), 1.36, 0);

        Assert.Equal(VarianceBehavior.Settles, map.Limit(0.3).Behavior);
        Assert.Equal(0.5431, map.Limit(0.3).Limit, 1e-4);
        Assert.Equal(VarianceBehavior.Grows, map.Limit(1e-6).Behavior);
    }

    private static double Iterate(VarianceMap map, double start, int layers)
    {
        double q = start;
        for (int l = 1; l < layers; l++)
        {
            q = map.Evaluate(q).Value;
        }

        return q;
    }
}
