using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Tests.Kernels;

/// <summary>What depth does to relu kernels, against high-precision figures and the corrected statements of the literature.</summary>
public sealed class DepthTests
{
    private static readonly Activation Relu = Activation.Parse("relu");

    // 1 - c of layer l from c = 0, in 50-digit arithmetic: d -> d - (sin t - t cos t) / pi with t = 2 asin sqrt(d/2).
    [Theory]
    [InlineData(10, 0.1284644839784823791513764)]
    [InlineData(100, 0.003576853316052374035146012)]
    [InlineData(1000, 0.00004312973254921401328353993)]
    [InlineData(100_000, 4.439398666606730277512841e-9)]
    [InlineData(1_000_000, 4.441098917743471764121178e-11)]
    public void CorrelationsKeepRelativeAccuracyThroughDepth(int layers, double expected) =>
        Assert.Equal(expected, At(new Network(Relu, layers), 1).Outputs.OneMinusCorrelation, 1e-11 * expected);

    // 1 - c = 1e-14 after 100 layers, in 50-digit arithmetic as above.
    [Fact]
    public void NearEqualInputsKeepTenDigitsThroughAHundredLayers()
    {
        double expected = NearEqual(1e-14, 100);
        KernelPair pair = new Kernel(new Network(Relu, 100)).Evaluate(GaussianPair.FromOneMinusCorrelation(1, 1, 1e-14));

        Assert.Equal(expected, pair.Outputs.OneMinusCorrelation, 1e-12 * expected);
    }

    [Fact]
    public void NearEqualRowsKeepTenDigitsThroughAHundredLayers()
    {
        var random = new Random(3);
        double[] x = Enumerable.Range(0, 64).Select(_ => random.NextDouble() + 0.1).ToArray();
        double[] y = Array.ConvertAll(x, value => value + (3e-7 * (random.NextDouble() - 0.5)));
        double gap = ExactGeometry.OneMinusCosine(x, y);
        Assert.InRange(gap, 1e-15, 1e-13);

        KernelPair pair = new Kernel(new Network(Relu, 100)).Evaluate(x, y);

        double expected = NearEqual(gap, 100);
        Assert.Equal(expected, pair.Outputs.OneMinusCorrelation, 1e-11 * expected);
    }

    // erf on its edge of chaos at sigma_b^2 = 0.05, from c = 0.5 at the fixed point of the variance; the limit is 1/3.
    [Theory]
    [InlineData(100, 0.339465)]
    [InlineData(100_000, 0.333275)]
    public void SmoothActivationsAtTheEdgeOfChaosTendToAThird(int weightLayers, double expected)
    {
        const double Bias = 0.05;
        (double weight, double variance) = ErfCriticalPoint(Bias);
        Assert.Equal(1.375839, weight, 5e-7);
        Assert.Equal(0.517177, variance, 5e-7);
        var network = new Network(Activation.Erf, weightLayers - 1, weight, Bias);
        double meanSquare = (variance - Bias) / weight;
        double cosine = ((variance / 2) - Bias) / (variance - Bias);
        KernelPair pair = new Kernel(network).Evaluate(GaussianPair.FromCorrelation(meanSquare, meanSquare, cosine));

        Assert.Equal(expected, pair.Ntk / pair.Ntk1, 5e-7);
    }

    // Off-diagonal over diagonal NTK from c = 0 and c = 0.5, by weight layers (Hayou, Doucet and Rousseau, checkable numbers).
    [Theory]
    [InlineData(0, 2, 0.159155)]
    [InlineData(0, 5, 0.286078)]
    [InlineData(0, 10, 0.315595)]
    [InlineData(0, 100, 0.272668)]
    [InlineData(0, 10000, 0.250417)]
    [InlineData(0.5, 2, 0.471166)]
    [InlineData(0.5, 30, 0.318775)]
    [InlineData(0.5, 1000, 0.253806)]
    public void TheNormalisedNtkFollowsTheTable(double correlation, int weightLayers, double expected)
    {
        KernelPair pair = At(new Network(Relu, weightLayers - 1), 1 - correlation);

        Assert.Equal(expected, pair.Ntk / pair.Ntk1, 5e-7);
    }

    [Fact]
    public void WithBiasAtWeightVarianceTwoTheLimitIsFourSevenths()
    {
        // Layer 100 of the recursion from c0 = 0 with q1 = sigma_w^2 + sigma_b^2; then on the way to 4/7.
        Assert.Equal(0.600029, Ratio(new Network(Relu, 99, 2, 1)), 5e-7);

        // The distance falls like 1/sqrt(L): a hundred times the depth, a tenth of it.
        double near = Ratio(new Network(Relu, 9_999, 2, 1)) - (4.0 / 7);
        double far = Ratio(new Network(Relu, 999_999, 2, 1)) - (4.0 / 7);
        Assert.Equal(0.1, far / near, 0.01);
    }

    [Fact]
    public void InTheOrderedPhaseWithBiasTheRatioTendsToOneLikeTheRootOfChi()
    {
        // chi = sigma_w^2 / 2 = 1/2: ten layers shrink the distance by 2^(-10/2), to first order.
        double at40 = 1 - Ratio(new Network(Relu, 40, 1, 1));
        double at50 = 1 - Ratio(new Network(Relu, 50, 1, 1));

        Assert.Equal(Math.Pow(2, -5), at50 / at40, 1e-3 * Math.Pow(2, -5));
    }

    // The diagonal of a residual relu network: K^1 (1 + a)^L (1 + L a / (1 + a)), a = sigma_w^2 / 2, with L residual branches.
    [Theory]
    [InlineData(2, 5)]
    [InlineData(0.7, 12)]
    public void TheResidualDiagonalIsTheCorrectedOne(double weightVariance, int layers)
    {
        double a = weightVariance / 2;
        double expected = weightVariance * Math.Pow(1 + a, layers) * (1 + (layers * a / (1 + a)));
        KernelPair pair = At(new Network(Relu, layers, weightVariance).WithArchitecture(Architecture.Residual), 0.5);

        Assert.Equal(expected, pair.Ntk1, 1e-14 * expected);
    }

    [Fact]
    public void ResidualNetworksTendToAQuarterToo() =>
        Assert.Equal(0.25, Ratio(new Network(Relu, 500, 2).WithArchitecture(Architecture.Residual)), 0.01);

    // Without bias the angles of relu networks do not know the norms; K is about 1e202 here, and its square overflows.
    [Fact]
    public void NormsDoNotMatterToTheAnglesOfHugeVariances()
    {
        var kernel = new Kernel(new Network(Relu, 1500, 0.7).WithArchitecture(Architecture.Residual));
        KernelPair equal = kernel.Evaluate(GaussianPair.FromCorrelation(1, 1, 0.5));
        KernelPair unequal = kernel.Evaluate(GaussianPair.FromCorrelation(1, 0.3, 0.5));
        Assert.InRange(equal.Nngp, 1e160, 1e300);
        Assert.Equal(1, unequal.Outputs.OneMinusCorrelation / equal.Outputs.OneMinusCorrelation, 1e-11);
    }

    // The edge of chaos of erf: sigma_w^2 = pi sqrt(1 + 4q) / 4, sigma_b^2 = q - sqrt(1 + 4q) asin(2q / (1 + 2q)) / 2, by bisection.
    private static (double WeightVariance, double Variance) ErfCriticalPoint(double biasVariance)
    {
        (double low, double high) = (0, 10);
        for (int step = 0; step < 100; step++)
        {
            double q = (low + high) / 2;
            double bias = q - (Math.Sqrt(1 + (4 * q)) / 2 * Math.Asin(2 * q / (1 + (2 * q))));
            (low, high) = bias < biasVariance ? (q, high) : (low, q);
        }

        return (Math.PI * Math.Sqrt(1 + (4 * low)) / 4, low);
    }

    private static double Ratio(Network network)
    {
        KernelPair pair = At(network, 1);
        return pair.Ntk / Math.Sqrt(pair.Ntk1 * pair.Ntk2);
    }

    private static KernelPair At(Network network, double oneMinusCorrelation) =>
        new Kernel(network).Evaluate(GaussianPair.FromOneMinusCorrelation(1, 1, oneMinusCorrelation));

    // In decimal arithmetic of 28 digits on e = 1e14 (1 - c): with s = sqrt(2 (1 - c)), 1 - f = (1 - c) - (s^3/3 + ...) / pi,
    // from sin t - t cos t with t = 2 asin(s/2); the next term, s^5/120, is below 1e-21 relative.
    private static double NearEqual(double gap, int layers)
    {
        decimal e = (decimal)(gap * 1e14);
        for (int layer = 0; layer < layers; layer++)
        {
            e -= 1e-7m * 2 * e * Root(2 * e) / 3 / 3.1415926535897932384626433833m;
        }

        return (double)e * 1e-14;
    }

    private static decimal Root(decimal value)
    {
        decimal root = (decimal)Math.Sqrt((double)value);
        return (root + (value / root)) / 2;
    }
}
