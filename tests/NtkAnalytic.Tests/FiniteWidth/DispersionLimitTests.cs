using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class DispersionLimitTests
{
    // Computed apart from this code, to six decimals.
    [Theory]
    [InlineData(0.1, 1.458273, 1.268667)]
    [InlineData(0.5, 7.760316, 4.252806)]
    public void LimitsOfReluNetworks(double lambda, double chaotic, double edge)
    {
        Assert.Equal(chaotic, DispersionLimit.WeightsOnly(lambda).Ratio, 6e-7);
        Assert.Equal(chaotic, DispersionLimit.WithBiasGradients(Phase.Chaotic, lambda, 1).Ratio, 6e-7);
        Assert.Equal(edge, DispersionLimit.WithBiasGradients(Phase.EdgeOfChaos, lambda, 1).Ratio, 6e-7);
        Assert.Equal(1, DispersionLimit.WithBiasGradients(Phase.Ordered, lambda, 1).Ratio);
    }

    // The closed formulas as they are printed, where they do not cancel.
    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.8, 0.2)]
    [InlineData(1.7, 5)]
    [InlineData(6, 2)]
    public void TheLimitsAreTheClosedFormulas(double lambda, double t)
    {
        double x = lambda;
        double e5 = Math.Exp(5 * x);
        double i = (1 / (3 * x)) - ((1 - Math.Exp(-6 * x)) / (18 * x * x));
        double w = e5 * ((1.0 / 3) + (2.0 / 3 * i));
        double bb = 2 * (e5 - 1 - (5 * x)) / (25 * x * x);
        double wb = ((e5 - 1 - (5 * x)) / (25 * x * x))
            + (((e5 / (5 * x)) - ((e5 - 1) / (25 * x * x))) / 3)
            + (2 / (3 * x) * (((e5 - 1) / (5 * x)) - ((e5 - Math.Exp(-x)) / (6 * x))));
        double edge = ((t * t * w) + (2 * t * wb) + bb) / ((1 + t) * (1 + t));

        // At lambda = 0.3 the brackets of WB lose a digit or two.
        Assert.Equal(1, DispersionLimit.WeightsOnly(lambda).Ratio / w, 1e-13);
        Assert.Equal(1, DispersionLimit.WithBiasGradients(Phase.EdgeOfChaos, lambda, t).Ratio / edge, 1e-13);
    }

    // w = 1 + (11/3) lambda + ..., in general (3r - 1) - (2/3) r; the edge with all weight on the biases 1 + (3r - 1) lambda / 3.
    [Theory]
    [InlineData(2, 11.0 / 3)]
    [InlineData(1, 4.0 / 3)]
    [InlineData(1.5, 2.5)]
    public void ShallowNetworksGrowLinearly(double r, double slope)
    {
        const double Small = 1e-7;

        // The ratio is near 1: half a unit in its last place is 1e-9 of what is left, the next order 1e-6.
        Assert.Equal(slope, (DispersionLimit.WeightsOnly(Small, r).Ratio - 1) / Small, 1e-5);
        Assert.Equal(((3 * r) - 1) / 3, (DispersionLimit.WithBiasGradients(Phase.EdgeOfChaos, Small, 1e-12, r).Ratio - 1) / Small, 1e-5);
        Assert.Equal(1, DispersionLimit.WithBiasGradients(Phase.EdgeOfChaos, 0, 2, r).Ratio, 1e-15);
    }

    [Fact]
    public void LargeRatiosKeepTheirLogarithm()
    {
        var limit = DispersionLimit.WeightsOnly(1000);
        Assert.Equal(SolveStatus.Overflow, limit.Status);
        Assert.Equal(double.PositiveInfinity, limit.Ratio);
        Assert.Equal(5000 + Math.Log((1.0 / 3) + (2.0 / 3 * ((1.0 / 3000) - (1.0 / 18e6)))), limit.LogRatio, 1e-11);
        Assert.True(double.IsFinite(DispersionLimit.WithBiasGradients(Phase.EdgeOfChaos, 1000, 1).LogRatio));
    }

    // Error of the limit at width n: O(1/n), so four times the width leaves a quarter of it.
    [Theory]
    [InlineData("relu", "0", Parameterization.Ntk, "0.7")]
    [InlineData("relu", "1", Parameterization.Standard, "2")]
    [InlineData("relu", "1/2", Parameterization.Ntk, "2")]
    [InlineData("identity", "1", Parameterization.Standard, "1")]
    [InlineData("leaky-relu(0.5)", "2", Parameterization.Standard, "1.6")]
    [InlineData("relu", "1", Parameterization.Standard, "3")]
    public void FiniteNetworksApproachTheLimitLikeOneOverWidth(string activation, string bias, Parameterization parameterization, string variance)
    {
        double Error(int width)
        {
            int[] widths = [width / 2, .. Enumerable.Repeat(width, (width / 2) - 1), 1];
            TwoSlopeNetwork network = ExactKernelMomentsTests.Network(activation, widths, bias, parameterization, variance);
            var limit = DispersionLimit.Of(network);
            Assert.Equal(0.5, limit.DepthToWidth, 1e-12);
            return TangentKernelMoments.Of(network).Ratio / limit.Ratio - 1;
        }

        Assert.InRange(Error(1600) / Error(400), 0.22, 0.28);
        Assert.InRange(Math.Abs(Error(1600)), 0, 0.01);
    }

    // t at the edge of chaos: sigma_w^2 |x|^2 / (n_0 b) = 2 * 30 / (10 * 3/2) and |x|^2 n / (n_0 b) = 30 * 40 / (10 * 3/2).
    [Theory]
    [InlineData(Parameterization.Ntk, 4)]
    [InlineData(Parameterization.Standard, 80)]
    public void TheShareOfTheWeightsIsThatOfALayer(Parameterization parameterization, double share)
    {
        TwoSlopeNetwork network = ExactKernelMomentsTests.Network("relu", [10, .. Enumerable.Repeat(40, 9), 1], "3/2", parameterization, "2").WithNormSquared(30);
        double expected = DispersionLimit.WithBiasGradients(Phase.EdgeOfChaos, 0.25, share).Ratio;
        Assert.Equal(expected, DispersionLimit.Of(network).Ratio, 1e-13 * expected);
    }

    [Fact]
    public void InTheOrderedPhaseTheDispersionTendsToOne()
    {
        int[] widths = [100, .. Enumerable.Repeat(400, 199), 1];
        TwoSlopeNetwork network = ExactKernelMomentsTests.Network("relu", widths, "1", Parameterization.Standard, "1");
        Assert.Equal(Phase.Ordered, DispersionLimit.Of(network).Phase);
        Assert.InRange(TangentKernelMoments.Of(network).Ratio - 1, 0, 0.01);
    }

    [Fact]
    public void MisuseSaysWhatWasExpected()
    {
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => DispersionLimit.WeightsOnly(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("0.5", Assert.Throws<ArgumentException>(() => DispersionLimit.WeightsOnly(1, 0.5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DispersionLimit.WithBiasGradients(Phase.Chaotic, 1, 0));
        Assert.Throws<ArgumentException>(() => DispersionLimit.WithBiasGradients(Phase.Marginal, 1, 1));
        Assert.Throws<ArgumentException>(() => DispersionLimit.Of(new TwoSlopeNetwork(Activation.Relu, 3, 1)));
    }
}
