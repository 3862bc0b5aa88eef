using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class TangentKernelMomentsTests
{
    private static int[] Equal(int inputs, int width, int depth) => [inputs, .. Enumerable.Repeat(width, depth - 1), 1];

    // The dispersion experiment of Seleznova and Kutyniok (arXiv 2202.00553), whose inputs are unit vectors; five decimals were computed
    // apart from this code.
    [Theory]
    [InlineData("1", 1.01695)]
    [InlineData("2", 3.93224)]
    [InlineData("3", 6.87217)]
    public void TheDispersionOfThePublishedExperiment(string variance, double ratio)
    {
        TwoSlopeNetwork network = ExactKernelMomentsTests.Network("relu", Equal(100, 100, 50), "1", Parameterization.Standard, variance);
        Assert.Equal(ratio, TangentKernelMoments.Of(network).Ratio, 5e-6);
    }

    // Seleznova and Kutyniok (arXiv 2012.04477): M = n0 = 64, |x|^2 = 64, standard parameterization, 32 and 64 hidden layers.
    [Theory]
    [InlineData(32, 6.953, 5e-4)]
    [InlineData(64, 62.71, 5e-3)]
    public void TheDispersionOfDeepReluNetworksWithLargeInputs(int hiddenLayers, double ratio, double tolerance)
    {
        TwoSlopeNetwork network = ExactKernelMomentsTests.Network("relu", Equal(64, 64, hiddenLayers + 1), "1", Parameterization.Standard, "2")
            .WithNormSquared(64);
        Assert.Equal(ratio, TangentKernelMoments.Of(network).Ratio, tolerance);
    }

    [Theory]
    [InlineData("relu", "0", Parameterization.Ntk, "2")]
    [InlineData("relu", "1", Parameterization.Standard, "3/2")]
    [InlineData("leaky-relu(0.1)", "1/7", Parameterization.Ntk, "2.2")]
    [InlineData("identity", "1", Parameterization.Standard, "1")]
    public void DoublesAgreeWithFractions(string activation, string bias, Parameterization parameterization, string variance)
    {
        int[] widths = [3, 4, 7, 2, 11, 5, 3, 8, 6, 9, 4, 2, 5, 1];
        TwoSlopeNetwork network = ExactKernelMomentsTests.Network(activation, widths, bias, parameterization, variance);
        IReadOnlyList<TangentKernelMoments> byDepth = TangentKernelMoments.ByDepth(network);
        for (int depth = 1; depth <= byDepth.Count; depth++)
        {
            TwoSlopeNetwork part = ExactKernelMomentsTests.Network(activation, [.. widths[..depth], 1], bias, parameterization, variance);
            var exact = ExactKernelMoments.Of(part);
            TangentKernelMoments moments = byDepth[depth - 1];
            double tolerance = moments.RelativeError;
            Assert.InRange(tolerance, 1e-15, 1e-13);
            Assert.Equal(depth, moments.WeightLayers);
            Assert.Equal(1, moments.Mean / exact.Mean.ToDouble(), tolerance);
            Assert.Equal(1, moments.SecondMoment / exact.SecondMoment.ToDouble(), tolerance);
            Assert.Equal(1, moments.Ratio / exact.Ratio.ToDouble(), tolerance);
            Assert.Equal(exact.DeadLayerProbability.ToDouble(), moments.DeadLayerProbability, 1e-15);
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(2.5)]
    public void WideNetworksAgreeWithTheBlocks(double variance)
    {
        int[] widths = [5, 60, 70, 50, 64, 80, 55, 1];
        BuildingBlocks blocks = new(widths, variance, 3, ntk: false, bias: 1);
        TwoSlopeNetwork network = new TwoSlopeNetwork(Activation.Relu, widths)
            .WithParameterization(Parameterization.Standard)
            .WithBiasGradient(1)
            .WithNormSquared(3)
            .WithWeightVariance(Rational.OfShortestDecimal(variance));
        var moments = TangentKernelMoments.Of(network);

        // 2^-50 of dead layers and some hundred roundings.
        Assert.Equal(1, moments.Mean / blocks.Mean, 1e-13);
        Assert.Equal(1, moments.SecondMoment / blocks.SecondMoment, 1e-13);
    }

    // Ten thousand layers: E[Theta^2] is about 10^3500. By the closed product for the mean, and by logarithms for the ratio.
    [Fact]
    public void VeryDeepNetworksOverflowOnlyAsDoubles()
    {
        int[] widths = [10, .. Enumerable.Range(0, 9999).Select(i => 50 + (i % 37)), 1];
        TwoSlopeNetwork network = new TwoSlopeNetwork(Activation.Relu, widths).WithWeightVariance(3);
        var moments = TangentKernelMoments.Of(network);
        Assert.Equal(SolveStatus.Overflow, moments.Status);
        Assert.Equal(double.PositiveInfinity, moments.SecondMoment);
        double logMean = Math.Log(1e4 * 3 / 10) + (9999 * Math.Log(1.5));
        Assert.Equal(logMean, moments.LogMean, 1e-12 * logMean);
        double growth = widths[1..^1].Sum(width => Math.Log(1 + (5.0 / width)));
        double sum = 0;
        double tail = 0;
        for (int j = 1; j < 10_000; j++)
        {
            // The sum over m > l of the products from l to m, from the last layer down.
            int width = widths[10_000 - j];
            tail = (1 - (1.0 / width)) / (1 + (5.0 / width)) * (1 + tail);
            sum += tail;
        }

        double logRatio = growth + Math.Log((1.0 / 3) + (2.0 / 3 * (1e4 + (2 * sum)) / 1e8));
        Assert.Equal(logRatio, moments.LogRatio, 1e-10);
    }

    [Theory]
    [InlineData("relu", new[] { 3, 4, 6, 5, 1 }, 2, 1.0, Parameterization.Standard)]
    [InlineData("relu", new[] { 2, 2, 3, 2, 1 }, 2, 1.0, Parameterization.Standard)]
    [InlineData("leaky-relu(-0.3)", new[] { 3, 5, 4, 6, 1 }, 1.6, 0.5, Parameterization.Ntk)]
    [InlineData("abs", new[] { 4, 5, 5, 1 }, 1, 0.0, Parameterization.Ntk)]
    public void DrawnNetworksHaveTheseMoments(string activation, int[] widths, double variance, double bias, Parameterization parameterization)
    {
        Network description = new Network(Activation.Parse(activation), widths.Length - 2, variance).WithBiasGradientFactor(bias);
        if (parameterization == Parameterization.Standard)
        {
            description = description.WithStandardParameterization(widths[1..^1]);
        }

        Powers sample = SampledKernel.Sample(description, widths, 1.5, seed: 71, count: 60_000);
        TwoSlopeNetwork network = new TwoSlopeNetwork(Activation.Parse(activation), widths)
            .WithWeightVariance(Rational.OfShortestDecimal(variance))
            .WithBiasGradient(Rational.OfShortestDecimal(bias))
            .WithParameterization(parameterization)
            .WithNormSquared(new Rational(3, 2));
        var moments = TangentKernelMoments.Of(network);
        Assert.InRange((sample.First - moments.Mean) / sample.MeanError, -5, 5);
        Assert.InRange((sample.Second - moments.SecondMoment) / sample.SecondError, -5, 5);
    }

    [Fact]
    public void TheWeightVarianceChangesNoRatioOfTheWeightsAlone()
    {
        var network = new TwoSlopeNetwork(Activation.Relu, 5, 6, 7, 8, 1);
        Assert.Equal(
            TangentKernelMoments.Of(network).Ratio,
            TangentKernelMoments.Of(network.WithWeightVariance(new Rational(1, 3)).WithNormSquared(11)).Ratio,
            1e-13);
    }

    [Fact]
    public void TheDeviationIsThatOfTheRatio()
    {
        var moments = TangentKernelMoments.Of(new TwoSlopeNetwork(Activation.Relu, 1, 2, 2, 1));
        Assert.Equal(Math.Sqrt(229.0 / 36), moments.RelativeDeviation, 1e-13);
        Assert.Equal(SolveStatus.Converged, moments.Status);
    }
}
