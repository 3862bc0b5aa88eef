using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class ExactKernelMomentsTests
{
    [Fact]
    public void SmallReluNetworksHaveTheseFractions()
    {
        var narrow = ExactKernelMoments.Of(new TwoSlopeNetwork(Activation.Relu, 1, 2, 2, 1));
        Assert.Equal(6, narrow.Mean);
        Assert.Equal(265, narrow.SecondMoment);
        Assert.Equal("265/36", narrow.Ratio.ToString());
        var wider = ExactKernelMoments.Of(new TwoSlopeNetwork(Activation.Relu, 3, 4, 4, 4, 1));
        Assert.Equal("8/3", wider.Mean.ToString());
        Assert.Equal(49, wider.SecondMoment);
    }

    [Fact]
    public void WithoutHiddenLayersTheKernelIsTheNormOfTheInput()
    {
        TwoSlopeNetwork linear = new TwoSlopeNetwork(Activation.Relu, 3, 1).WithNormSquared(new Rational(5, 2));
        Assert.Equal(new Rational(5, 3), ExactKernelMoments.Of(linear).Mean);
        Assert.Equal(Rational.One, ExactKernelMoments.Of(linear).Ratio);
    }

    // Theta = c/n0 (|x|^2 (A2-like sum of a_i^2 v_i^2) + sum of x_i^2) for one hidden layer: by hand for one unit of the identity,
    // Theta = c |x|^2 (c v^2 + c w^2)/n0 with unit normals v, w: mean 2 c^2/n0, second moment c^4 (3 + 2 + 3)/n0^2.
    [Fact]
    public void OneUnitOfALinearNetworkIsDoneByHand()
    {
        TwoSlopeNetwork network = new TwoSlopeNetwork(Activation.Identity, 3, 1, 1).WithWeightVariance(new Rational(3, 2));
        var moments = ExactKernelMoments.Of(network);
        Assert.Equal(new Rational(3, 2), moments.Mean);
        Assert.Equal(new Rational(81, 16) * 8 / 9, moments.SecondMoment);
    }

    public static TheoryData<string, int[], string, Parameterization, string> Tiny => new()
    {
        { "relu", [1, 2, 2, 1], "0", Parameterization.Ntk, "2" },
        { "relu", [2, 2, 1, 1], "0", Parameterization.Standard, "3/2" },
        { "relu", [1, 1, 2, 1], "1", Parameterization.Standard, "2" },
        { "relu", [1, 2, 1, 1], "3/4", Parameterization.Ntk, "1.2" },
        { "leaky-relu(0.5)", [1, 2, 2, 1], "1/3", Parameterization.Ntk, "2" },
        { "two-slope(-0.5,2)", [1, 1, 1, 2, 1], "1", Parameterization.Standard, "0.7" },
        { "abs", [2, 1, 2, 1], "1/2", Parameterization.Ntk, "1" },
        { "relu", [1, 1, 1, 1, 1], "1", Parameterization.Standard, "3" },
    };

    // Sums of up to 1e5 products of about 30 rounded factors: 1e-12 of the moment.
    [Theory]
    [MemberData(nameof(Tiny))]
    public void TinyNetworksAgreeWithGoingThroughAllMasksAndWeights(string activation, int[] widths, string bias, Parameterization parameterization, string variance)
    {
        TwoSlopeNetwork network = Network(activation, widths, bias, parameterization, variance);
        double middle = ((network.NegativeSlope + network.PositiveSlope) / 2).ToDouble();
        (double mean, double second) = MaskEnumeration.Moments(network, middle);
        var exact = ExactKernelMoments.Of(network);
        Assert.Equal(mean, exact.Mean.ToDouble(), 1e-12 * mean);
        Assert.Equal(second, exact.SecondMoment.ToDouble(), 1e-12 * second);
    }

    // Blocks know of no dead layers, the enumeration with coins everywhere neither; the exact moments do, and differ by at most the
    // probability of a dead layer times the moment given one (which at most one layer's 2^n raises above the overall one).
    [Theory]
    [InlineData(new[] { 1, 2, 2, 1 })]
    [InlineData(new[] { 2, 1, 2, 1 })]
    public void BlocksOfFormulasLeaveOutThatALayerMayBeDead(int[] widths)
    {
        TwoSlopeNetwork network = Network("relu", widths, "1", Parameterization.Standard, "2");
        (double mean, double second) = MaskEnumeration.Moments(network, null);
        BuildingBlocks blocks = new(widths, 2, 1, ntk: false, bias: 1);
        Assert.Equal(mean, blocks.Mean, 1e-12 * mean);
        Assert.Equal(second, blocks.SecondMoment, 1e-12 * second);
        var exact = ExactKernelMoments.Of(network);
        double difference = Math.Abs(exact.SecondMoment.ToDouble() - second);
        Assert.InRange(difference, 0.001 * second, exact.DeadLayerProbability.ToDouble() * second);
    }

    [Fact]
    public void TheProbabilityOfADeadLayerIsBelowItsBound()
    {
        var moments = ExactKernelMoments.Of(new TwoSlopeNetwork(Activation.Relu, 5, 2, 3, 4, 1));
        Assert.Equal(1 - (new Rational(3, 4) * new Rational(7, 8) * new Rational(15, 16)), moments.DeadLayerProbability);
        Assert.True(moments.DeadLayerProbability <= new Rational(1, 4) + new Rational(1, 8) + new Rational(1, 16));
        Assert.Equal(Rational.Zero, ExactKernelMoments.Of(new TwoSlopeNetwork(Activation.LeakyRelu(0.1), 5, 2, 3, 4, 1)).DeadLayerProbability);
    }

    // (1/D^2) prod (1 + (3r-1)/n_j) sum over l, m of (1 + 2 prod over [l, m) of (1 - 1/n_j)/(1 + (3r-1)/n_j)) / 3, in fractions.
    [Theory]
    [InlineData("relu")]
    [InlineData("leaky-relu(0.2)")]
    [InlineData("abs")]
    [InlineData("two-slope(-0.5,3)")]
    public void TheRatioIsTheClosedFormula(string activation)
    {
        int[] widths = [7, 3, 1, 5, 2, 9, 4, 1];
        TwoSlopeNetwork network = Network(activation, widths, "0", Parameterization.Ntk, "1.3");
        Rational a = network.NegativeSlope;
        Rational b = network.PositiveSlope;
        Rational second = ((a * a) + (b * b)) / 2;
        Rational r = ((a * a * a * a) + (b * b * b * b)) / 2 / (second * second);
        int depth = widths.Length - 1;
        Rational sum = 0;
        for (int l = 1; l <= depth; l++)
        {
            for (int m = 1; m <= depth; m++)
            {
                Rational part = 1;
                for (int j = Math.Min(l, m); j < Math.Max(l, m); j++)
                {
                    part *= (1 - new Rational(1, widths[j])) / (1 + (((3 * r) - 1) / widths[j]));
                }

                sum += (1 + (2 * part)) / 3;
            }
        }

        Rational all = sum / (depth * depth);
        for (int j = 1; j < depth; j++)
        {
            all *= 1 + (((3 * r) - 1) / widths[j]);
        }

        Assert.Equal(all, ExactKernelMoments.Of(network).Ratio);
    }

    internal static TwoSlopeNetwork Network(string activation, int[] widths, string bias, Parameterization parameterization, string variance) =>
        new TwoSlopeNetwork(Activation.Parse(activation), widths)
            .WithBiasGradient(Rational.Parse(bias))
            .WithParameterization(parameterization)
            .WithWeightVariance(Rational.Parse(variance));
}
