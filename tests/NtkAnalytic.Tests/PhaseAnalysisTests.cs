using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Tests;

public sealed class PhaseAnalysisTests
{
    [Theory]
    [InlineData(1.2, 0.1, Phase.Ordered, 0.6)]
    [InlineData(1.2, 0, Phase.Ordered, 0.6)]
    [InlineData(2, 0, Phase.EdgeOfChaos, 1)]
    [InlineData(2, 0.5, Phase.Marginal, 1)]
    [InlineData(3, 0, Phase.Chaotic, 1.5)]
    [InlineData(3, 0.7, Phase.Chaotic, 1.5)]
    public void ReluFollowsTheSlopeOfTheUnnormalisedCovariance(double weight, double bias, Phase phase, double chi1)
    {
        // Hayou, Doucet and Rousseau: ordered below sigma_w^2 = 2, the edge only at (2, 0), chaotic above.
        var analysis = new PhaseAnalysis(Activation.Relu, weight, bias);
        Assert.Equal(phase, analysis.Phase);
        Assert.Equal(chi1, analysis.Chi1, 1e-14);
        Assert.Equal(chi1, analysis.VarianceSlope, 1e-14);

        // In every phase correlations tend to 1.
        Assert.Equal(0, analysis.CorrelationLimit!.OneMinusCorrelation);
        Assert.Equal(phase == Phase.EdgeOfChaos, analysis.CriticalDecay is not null);
        Assert.True(analysis.Status.IsSuccess);

        // The map: with its bias at q* where there is one; bias-free, with slope 1, where q goes to 0 or to infinity.
        bool settles = bias > 0 && weight < 2;
        Assert.Equal(settles ? bias : 0, analysis.CorrelationMap!.BiasVariance);
        Assert.Equal(settles ? bias / (1 - (weight / 2)) : 1, analysis.CorrelationMap.Variance, 1e-14);
        Assert.Equal(settles ? 0.6 : 1, analysis.CorrelationMap.Chi1, 1e-14);
    }

    [Fact]
    public void AtACriticalPointItIsTheEdge()
    {
        foreach ((string name, double bias) in new[] { ("tanh", 0.05), ("tanh", 0.18), ("erf", 0.18), ("gelu", 0.05), ("gelu", 0.3), ("elu", 0.2), ("hard-tanh", 0.05), ("relu", 0.0) })
        {
            foreach (CriticalPoint point in new CriticalLine(Activation.Parse(name)).At(bias))
            {
                var analysis = new PhaseAnalysis(Activation.Parse(name), point.WeightVariance, point.BiasVariance, point.Variance);
                Assert.Equal(Phase.EdgeOfChaos, analysis.Phase);
                Assert.Equal(1, analysis.Chi1, 1e-13);
                Assert.Equal(0, analysis.CorrelationLimit!.OneMinusCorrelation);
                Assert.NotNull(analysis.CriticalDecay);

                // The map is that of the start itself, not of a fixed point found again next to it.
                Assert.Equal(point.Variance, analysis.CorrelationMap!.Variance);
                Assert.Equal(double.PositiveInfinity, analysis.Scales.Correlation);
                Assert.Equal(double.PositiveInfinity, analysis.Scales.Ntk);
            }
        }
    }

    [Fact]
    public void GeluAtItsHalfStablePointStaysThere()
    {
        CriticalPoint point = Assert.Single(new CriticalLine(Activation.Gelu).HalfStablePoints);
        var analysis = new PhaseAnalysis(Activation.Gelu, point.WeightVariance, point.BiasVariance, point.Variance);
        Assert.Equal(Phase.EdgeOfChaos, analysis.Phase);

        // kappa as in the reference table of the decay.
        Assert.Equal(1.7963775824570826, analysis.CriticalDecay!.Kappa, 1e-7);
    }

    [Fact]
    public void TanhGoesFromOrderToChaosAcrossItsLine()
    {
        // 1.760954639606739 at sigma_b^2 = 0.05.
        var ordered = new PhaseAnalysis(Activation.Tanh, 1.76095, 0.05);
        Assert.Equal(Phase.Ordered, ordered.Phase);
        Assert.Equal(0, ordered.CorrelationLimit!.OneMinusCorrelation);
        Assert.Null(ordered.CriticalDecay);
        Assert.NotNull(ordered.Expansion);
        var chaotic = new PhaseAnalysis(Activation.Tanh, 1.76096, 0.05);
        Assert.Equal(Phase.Chaotic, chaotic.Phase);
        Assert.InRange(chaotic.CorrelationLimit!.OneMinusCorrelation, 1e-6, 1e-5);
    }

    [Theory]
    [InlineData(0.5, Phase.Ordered)]
    [InlineData(1, Phase.EdgeOfChaos)]
    public void WithoutBiasTanhVanishes(double weight, Phase phase)
    {
        var analysis = new PhaseAnalysis(Activation.Tanh, weight, 0);
        Assert.Equal(phase, analysis.Phase);
        Assert.Equal(0, analysis.VarianceLimit.Limit);
        Assert.Equal(weight, analysis.Chi1, 1e-15);
        Assert.Null(analysis.CorrelationMap);
        Assert.Null(analysis.CorrelationLimit);
        Assert.Empty(analysis.CorrelationFixedPoints);
        Assert.Null(analysis.Expansion);
        Assert.Null(analysis.CriticalDecay);
    }

    [Fact]
    public void AKinkAtZeroCountsWithBothSlopesWhereTheVarianceVanishes()
    {
        // elu(2): phi'(0+) = 1 and phi'(0-) = 2, so chi_1 -> sigma_w^2 (1 + 4)/2.
        var analysis = new PhaseAnalysis(Activation.Elu(2), 0.3, 0);
        Assert.Equal(VarianceBehavior.Vanishes, analysis.VarianceLimit.Behavior);
        Assert.Equal(0.75, analysis.Chi1, 1e-15);
    }

    [Theory]
    [InlineData("softplus", 3, Phase.Chaotic, 1.5)]
    [InlineData("softplus", 2, Phase.Marginal, 1)]
    [InlineData("monomial(3)", 2, Phase.Chaotic, double.PositiveInfinity)]
    public void AGrowingVarianceHasTheLimitOfItsSlope(string name, double weight, Phase phase, double chi1)
    {
        var analysis = new PhaseAnalysis(Activation.Parse(name), weight, 0.1);
        Assert.Equal(double.PositiveInfinity, analysis.VarianceLimit.Limit);
        Assert.Equal(phase, analysis.Phase);
        Assert.Equal(chi1, analysis.Chi1, 1e-12);
        Assert.Null(analysis.CorrelationMap);
    }

    [Fact]
    public void AJumpIsChaos()
    {
        var analysis = new PhaseAnalysis(Activation.Sign, 1, 0.3);
        Assert.Equal(Phase.Chaotic, analysis.Phase);
        Assert.Equal(double.PositiveInfinity, analysis.Chi1);
        Assert.Equal(0, analysis.Scales.NtkDiagonal);
        Assert.True(analysis.Status.IsSuccess);
        Assert.InRange(analysis.CorrelationLimit!.OneMinusCorrelation, 0.1, 0.9);
    }

    [Fact]
    public void ALinearNetworkKeepsItsCorrelations()
    {
        var analysis = new PhaseAnalysis(Activation.Identity, 1, 0);
        Assert.Equal(Phase.EdgeOfChaos, analysis.Phase);
        Assert.Null(analysis.CorrelationLimit);
        Assert.Null(analysis.CriticalDecay);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    public void WithoutAnyVarianceNothingIsLeft(string name)
    {
        var analysis = new PhaseAnalysis(Activation.Parse(name), 0, 0);
        Assert.Equal(Phase.Ordered, analysis.Phase);
        Assert.Equal(0, analysis.Chi1);
        Assert.Null(analysis.CorrelationMap);
        var biased = new PhaseAnalysis(Activation.Parse(name), 0, 0.5);
        Assert.Equal(Phase.Ordered, biased.Phase);
        Assert.Equal(0.5, biased.VarianceLimit.Limit);
        Assert.Equal(0, biased.CorrelationLimit!.OneMinusCorrelation);
    }

    [Fact]
    public void NegativeVariancesAreNamed()
    {
        Assert.Contains("weight variance", Assert.Throws<ArgumentException>(() => new PhaseAnalysis(Activation.Tanh, -1, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("first variance", Assert.Throws<ArgumentException>(() => new PhaseAnalysis(Activation.Tanh, 1, 0, double.NaN)).Message, StringComparison.Ordinal);
    }
}
