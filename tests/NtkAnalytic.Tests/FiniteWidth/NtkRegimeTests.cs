using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class NtkRegimeTests
{
    [Theory]
    [InlineData(4000, 3, Regime.Kernel)]
    [InlineData(200, 10, Regime.Corrected)]
    [InlineData(30, 20, Regime.Outside)]
    public void WidthDecidesForRelu(int width, int hiddenLayers, Regime expected)
    {
        var network = new TwoSlopeNetwork(Activation.Relu, [10, .. Enumerable.Repeat(width, hiddenLayers), 1]);
        var regime = NtkRegime.Of(network);
        Assert.Equal(expected, regime.Regime);
        Assert.True(regime.IsExact);
        Assert.Equal(TangentKernelMoments.Of(network).RelativeDeviation, regime.RelativeDeviation);
        Assert.Equal(Phase.EdgeOfChaos, regime.Phase);
        Assert.Equal(hiddenLayers / (double)width, regime.DepthToWidth, 1e-12);
        Assert.Equal(SolveStatus.Converged, regime.Status);
    }

    [Fact]
    public void ANetworkOfTwoSlopesIsTakenExactlyAndOthersByTheFirstOrder()
    {
        int[] widths = [10, 100, 100];
        var relu = NtkRegime.Of(new Network(Activation.Relu, 2), widths);
        Assert.True(relu.IsExact);
        Assert.Equal(NtkRegime.Of(new TwoSlopeNetwork(Activation.Relu, [.. widths, 1])).RelativeDeviation, relu.RelativeDeviation);
        var biased = NtkRegime.Of(new Network(Activation.Relu, 2, 2, 0.1), widths);
        Assert.False(biased.IsExact);
        Network tanh = new(Activation.Tanh, 2, 1.5, 0.05);
        var first = NtkRegime.Of(tanh, widths);
        Assert.False(first.IsExact);
        Assert.Equal(Math.Sqrt(FirstOrderCorrections.Of(tanh, widths).Output.NtkRelativeVariance), first.RelativeDeviation, 1e-15);
        Assert.Equal(Phase.Ordered, first.Phase);
        Assert.Contains("first order", string.Join(' ', first.Sentences), StringComparison.Ordinal);
    }

    // Every part of the description counts: each of the other values gives another deviation.
    [Fact]
    public void TheExactNetworkIsTheOneThatIsDescribed()
    {
        int[] widths = [4, 16, 16];
        Network described = new Network(Activation.Relu, 2, 1.4).WithStandardParameterization(4);
        TwoSlopeNetwork exact = new TwoSlopeNetwork(Activation.Relu, [.. widths, 1])
            .WithParameterization(Parameterization.Standard)
            .WithWeightVariance(Rational.OfShortestDecimal(1.4))
            .WithBiasGradient(1)
            .WithNormSquared(3);
        double expected = TangentKernelMoments.Of(exact).RelativeDeviation;
        Assert.Equal(expected, NtkRegime.Of(described, widths, 3).RelativeDeviation);
        TwoSlopeNetwork[] others = [exact.WithParameterization(Parameterization.Ntk), exact.WithWeightVariance(2), exact.WithBiasGradient(0), exact.WithNormSquared(1)];
        Assert.All(others, other => Assert.NotEqual(expected, TangentKernelMoments.Of(other).RelativeDeviation));
    }

    // q -> 0.2 * 3 q^2 has the fixed points 0 and 5/3: an input's norm decides to which side of the second it is drawn.
    [Theory]
    [InlineData(1, Phase.Ordered)]
    [InlineData(100, Phase.Chaotic)]
    public void ThePhaseIsThatOfTheInput(double normSquared, Phase expected)
    {
        Network network = new(Activation.Parse("monomial(2)"), 2, 0.2);
        Assert.Equal(expected, NtkRegime.Of(network, [4, 100, 100], normSquared).Phase);
    }

    [Theory]
    [InlineData(0.05, Regime.Kernel)]
    [InlineData(0.1, Regime.Kernel)]
    [InlineData(0.3, Regime.Corrected)]
    [InlineData(0.7, Regime.Outside)]
    public void AMeasuredDriftIsJudgedByTheSameThresholds(double drift, Regime expected)
    {
        var wide = new TwoSlopeNetwork(Activation.Relu, 10, 4000, 4000, 1);
        var regime = NtkRegime.Of(wide, drift);
        Assert.Equal(expected, regime.Regime);
        Assert.Contains("In training the kernel moved", regime.Sentences[^1], StringComparison.Ordinal);
        Assert.Equal(Regime.Outside, NtkRegime.Of(new TwoSlopeNetwork(Activation.Relu, [1, .. Enumerable.Repeat(2, 9), 1]), 0).Regime);
    }

    [Fact]
    public void AChaoticNetworkWithOverflowingKernelIsStillJudged()
    {
        TwoSlopeNetwork network = new TwoSlopeNetwork(Activation.Relu, [10, .. Enumerable.Repeat(1000, 5000), 1]).WithWeightVariance(8);
        var regime = NtkRegime.Of(network);
        Assert.Equal(Regime.Outside, regime.Regime);
        Assert.Equal(Phase.Chaotic, regime.Phase);
        Assert.True(double.IsFinite(regime.RelativeDeviation));
        Assert.Equal(SolveStatus.Converged, regime.Status);
    }

    [Fact]
    public void MisuseSaysWhatWasExpected()
    {
        var network = new TwoSlopeNetwork(Activation.Relu, 1, 2, 1);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => NtkRegime.Of(network, -1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NtkRegime.Of(network, double.NaN));
        Assert.Contains("layer 2", Assert.Throws<ArgumentException>(() => NtkRegime.Of(new Network(Activation.Tanh, 1).WithWeightVariances(1, 2), [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("layer 2", Assert.Throws<ArgumentException>(() => NtkRegime.Of(new Network(Activation.Tanh, 1).WithBiasVariances(1, 2), [1, 2])).Message, StringComparison.Ordinal);
    }
}
