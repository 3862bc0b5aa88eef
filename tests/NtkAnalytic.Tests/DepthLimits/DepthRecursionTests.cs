using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>The recursion of very many layers against the kernels, exact laws and high-precision figures.</summary>
public sealed class DepthRecursionTests
{
    private static readonly int[] Few = [0, 1, 2, 9, 40];

    public static TheoryData<string, double, double, Architecture> Networks
    {
        get
        {
            var data = new TheoryData<string, double, double, Architecture>();
            foreach (string activation in (string[])["relu", "leaky-relu(-0.3)", "erf", "sin", "gelu", "identity"])
            {
                foreach (Architecture architecture in Enum.GetValues<Architecture>())
                {
                    data.Add(activation, 2, 0, architecture);
                    data.Add(activation, 1.3, 0.4, architecture);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryDepthIsThatOfTheKernel(string activation, double weight, double bias, Architecture architecture)
    {
        Network plain = new Network(Activation.Parse(activation), 1, weight, bias).WithArchitecture(architecture);
        AgreesWithKernel(plain, GaussianPair.FromCorrelation(1.1, 1.1, 0.3));
        AgreesWithKernel(plain.WithBiasGradientFactor(0.7), GaussianPair.FromCorrelation(0.6, 1.7, -0.8));
        AgreesWithKernel(plain.WithStandardParameterization(17), GaussianPair.FromOneMinusCorrelation(0.6, 0.6, 1e-9));
        AgreesWithKernel(plain.WithStandardParameterization(17).WithBiasGradientFactor(0), GaussianPair.FromCorrelation(1e-3, 1.7, 0.2));
    }

    [Fact]
    public void TheFirstLayerMayDiffer()
    {
        Network first = new Network(Activation.Erf, 1, 1.3, 0.1).WithWeightVariances(0.4, 1.3).WithBiasVariances(0, 0.1);
        Network deep = new Network(Activation.Erf, 4).WithWeightVariances(0.4, 1.3, 1.3, 1.3, 1.3).WithBiasVariances(0, 0.1, 0.1, 0.1, 0.1);
        var inputs = GaussianPair.FromCorrelation(1, 2, 0.3);
        KernelPair pair = new Kernel(deep).Evaluate(inputs);
        DepthPoint point = DepthRecursion.Run(first, inputs, [4])[0];

        Assert.Equal(pair.Ntk, point.Ntk, 1e-14);
        Assert.Equal(pair.Nngp, point.Nngp, 1e-14);
    }

    // Beyond some hundred layers the variance has settled and the duals come from their table.
    [Theory]
    [InlineData("erf", 1.25, 0.05)]
    [InlineData("erf", 2.5, 0.05)]
    [InlineData("sin", 1.4, 0.1)]
    [InlineData("gelu", 1.5, 0.5)]
    public void SettledVariancesGoOnAsTheKernelDoes(string activation, double weight, double bias)
    {
        var network = new Network(Activation.Parse(activation), 1, weight, bias);
        var inputs = GaussianPair.FromCorrelation(0.5, 2, 0.4);
        DepthPoint point = DepthRecursion.Run(network, inputs, [1500, 3000])[0];
        KernelPair pair = new Kernel(network.WithHiddenLayers(1500)).Evaluate(inputs);

        // 1500 layers of rounding, each of a few units.
        Assert.Equal(pair.Nngp, point.Nngp, 1e-13 * Math.Abs(pair.Nngp));
        Assert.Equal(pair.Ntk, point.Ntk, 1e-12 * Math.Abs(pair.Ntk));
        Assert.Equal((Math.Log(pair.Ntk1) + Math.Log(pair.Ntk2)) / 2, point.LogNtkDiagonal, 1e-12 * Math.Abs(point.LogNtkDiagonal));
    }

    // 1 - c of layer l from c = 0, in 50-digit arithmetic: d -> d - (sin t - t cos t) / pi with t = 2 asin sqrt(d/2).
    [Fact]
    public void CorrelationsKeepElevenDigitsThroughAMillionLayers()
    {
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(new Network(Activation.Relu, 1), GaussianPair.FromCorrelation(1, 1, 0), [100, 1000, 1_000_000]);

        Assert.Equal(0.003576853316052374035146012, points[0].OneMinusCorrelation, 1e-13);
        Assert.Equal(0.00004312973254921401328353993, points[1].OneMinusCorrelation, 1e-15);
        Assert.Equal(4.441098917743471764121178e-11, points[2].OneMinusCorrelation, 1e-11 * 4.44e-11);
    }

    // Hayou, Doucet and Rousseau count weight layers: L = 2 is one hidden layer. The recursion in 30-digit arithmetic.
    [Theory]
    [InlineData(0, new[] { 0.159155, 0.286078, 0.315595, 0.300196, 0.272668, 0.253293, 0.250417, 0.250050 })]
    [InlineData(0.5, new[] { 0.471166, 0.421423, 0.379269, 0.318775, 0.277892, 0.253806, 0.250469, 0.250056 })]
    public void TheNormalisedNtkOfReluFollowsTheTableDownToAQuarter(double correlation, double[] expected)
    {
        int[] weightLayers = [2, 5, 10, 30, 100, 1000, 10_000, 100_000];
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(
            new Network(Activation.Relu, 1),
            GaussianPair.FromCorrelation(1, 1, correlation),
            [.. weightLayers.Select(layers => layers - 1)]);

        Assert.Equal(expected, points.Select(point => Math.Round(point.NormalizedNtk, 6)));
    }

    // The recursion of St-Arnaud, Carvalho and Farnadi (arXiv 2511.07272, proposition 4), on its own:
    // t' = (L k0(rho) t + k1(rho)) / (L + 1). It is the normalised NTK, rises first from rho = 0 and falls at once from rho = 0.9.
    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void TheNormalisedNtkIsNotMonotone(double rho)
    {
        const int Depth = 200;
        DepthPoint[] points = [.. DepthRecursion.Run(
            new Network(Activation.Relu, 1, 1), GaussianPair.FromCorrelation(1, 1, rho), [.. Enumerable.Range(0, Depth)])];
        double theta = rho;
        double correlation = rho;
        for (int l = 0; l < Depth; l++)
        {
            Assert.Equal(theta, points[l].NormalizedNtk, 1e-12);
            double next = (Math.Sqrt(1 - (correlation * correlation)) + (correlation * (Math.PI - Math.Acos(correlation)))) / Math.PI;
            theta = (((l + 1) * (1 - (Math.Acos(correlation) / Math.PI)) * theta) + next) / (l + 2);
            correlation = next;
        }

        double peak = points.Max(point => point.NormalizedNtk);
        Assert.Equal(rho == 0 ? 0.316 : 0.9, peak, 1e-3);
        Assert.InRange(points[^1].NormalizedNtk, 0.25, 0.28);
    }

    // Theta(x, x) = (L + 1) q^1 a^L with a = sigma_w^2 / 2, without bias: at depths where neither overflow nor underflow is near.
    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(0.5)]
    public void KernelsThatGrowOrVanishCarryTheirExponent(double weight)
    {
        const int L = 300_000;
        DepthPoint point = DepthRecursion.Run(new Network(Activation.Relu, 1, weight), GaussianPair.FromCorrelation(1, 1, 0), [L])[0];
        DepthPoint critical = DepthRecursion.Run(new Network(Activation.Relu, 1), GaussianPair.FromCorrelation(1, 1, 0), [L])[0];

        double expected = Math.Log(L + 1) + Math.Log(weight) + (L * Math.Log(weight / 2));
        Assert.Equal(expected, point.LogNtkDiagonal, 1e-14 * L);

        // Scaling commutes with every layer: the same correlations, the same ratios. 1e-15 sqrt(L) of rounding.
        Assert.Equal(critical.OneMinusCorrelation, point.OneMinusCorrelation, 1e-12 * critical.OneMinusCorrelation);
        Assert.Equal(critical.NormalizedNtk, point.NormalizedNtk, 1e-12);
        Assert.Equal(weight / 2, point.Slope, 1e-4);
    }

    [Fact]
    public void SumsOfMillionsOfTermsDoNotDrift()
    {
        // Theta(x, x) = (L + 1) q exactly at sigma_w^2 = 2; a naive sum of 0.2's is off by 1e-10 here.
        const int L = 1_000_000;
        DepthPoint point = DepthRecursion.Run(new Network(Activation.Relu, 1), GaussianPair.FromCorrelation(0.1, 0.1, 0.5), [L])[0];

        Assert.Equal(Math.Log(L + 1) + Math.Log(0.2), point.LogNtkDiagonal, 2e-15);
    }

    [Fact]
    public void AVanishingVarianceLeavesTheTangentOfTheActivation()
    {
        // erf becomes a multiple of the identity: the correlation stays, and Theta = (L + 1) K to leading order, also far below 1e-308.
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(
            new Network(Activation.Erf, 1, Math.PI / 8), GaussianPair.FromCorrelation(0.1, 0.2, 0.5), [60, 3000, 50_000]);

        Assert.Equal(points[0].OneMinusCorrelation, points[1].OneMinusCorrelation, 1e-12);
        Assert.Equal(points[0].OneMinusCorrelation, points[2].OneMinusCorrelation, 1e-12);
        Assert.False(points[0].IsExtrapolated);
        Assert.True(points[2].IsExtrapolated);
        Assert.Equal(1 - points[2].OneMinusCorrelation, points[2].NormalizedNtk, 1e-3);
        Assert.Equal(
            (47_000 * Math.Log(0.5)) + Math.Log(50_000.0 / 3000),
            points[2].LogNtkDiagonal - points[1].LogNtkDiagonal,
            1e-2);
    }

    [Fact]
    public void AHugeVarianceLeavesTheAsymptotesOfTheActivation()
    {
        // gelu becomes relu: 1 - c and the ratio end where relu's do.
        DepthPoint point = DepthRecursion.Run(new Network(Activation.Gelu, 1, 3, 0.1), GaussianPair.FromCorrelation(1, 1, 0.5), [100_000])[0];

        Assert.True(point.IsExtrapolated);
        Assert.Equal(4.5 * Math.PI * Math.PI / 1e10, point.OneMinusCorrelation, 1e-2 * point.OneMinusCorrelation);
        Assert.Equal(double.PositiveInfinity, point.Ntk);
        Assert.Equal(1.5, point.Slope, 1e-4);
    }

    [Fact]
    public void WhatOutgrowsDoublePrecisionWithoutAsymptotesIsAStatus()
    {
        DepthPoint point = DepthRecursion.Run(new Network(Activation.Parse("exp"), 1, 3), GaussianPair.FromCorrelation(1, 1, 0.5), [100])[0];

        Assert.Same(SolveStatus.Overflow, point.Status);
        Assert.Equal(double.PositiveInfinity, point.Nngp);
        Assert.False(double.IsNaN(point.NormalizedNtk));
        Assert.Throws<OverflowException>(() => DepthRecursion.Run(new Network(Activation.Relu, 1), GaussianPair.FromCorrelation(1e308, 1, 0), [1]));
    }

    [Fact]
    public void AJumpHasAnInfiniteDiagonal()
    {
        DepthPoint point = DepthRecursion.Run(new Network(Activation.Step, 1), GaussianPair.FromCorrelation(1, 1, 0.5), [5])[0];

        Assert.Same(SolveStatus.Diverges, point.Status);
        Assert.Equal(double.PositiveInfinity, point.LogNtkDiagonal);
        Assert.Equal(0, point.NormalizedNtk);
        Assert.True(double.IsFinite(point.Ntk));
    }

    // Kinks away from 0 have no quadrature of pairs for 1 - c below 1e-35; the map is a straight line long before.
    [Fact]
    public void NearlyEqualInputsFollowTheStraightLine()
    {
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(
            new Network(Activation.Parse("hard-tanh"), 1, 0.3, 0.1), GaussianPair.FromCorrelation(0.2, 0.2, 0.9), [60, 100, 200, 500]);

        double chi = points[1].Slope;
        Assert.Equal(Math.Pow(chi, 40), points[1].OneMinusCorrelation / points[0].OneMinusCorrelation, 1e-6 * Math.Pow(chi, 40));
        Assert.Equal(Math.Pow(chi, 100), points[2].OneMinusCorrelation / points[1].OneMinusCorrelation, 1e-10 * Math.Pow(chi, 100));
        Assert.Equal(Math.Pow(chi, 300), points[3].OneMinusCorrelation / points[2].OneMinusCorrelation, 1e-10 * Math.Pow(chi, 300));
        Assert.Equal(SolveStatus.Converged, points[3].Status);
    }

    [Fact]
    public void IdenticalInputsStayIdentical()
    {
        foreach (DepthPoint point in DepthRecursion.Run(new Network(Activation.Erf, 1, 3, 0.1), GaussianPair.FromCorrelation(1, 1, 1), [0, 10, 5000]))
        {
            Assert.Equal(0, point.OneMinusCorrelation);
            Assert.Equal(1, point.NormalizedNtk);
            Assert.Equal(point.HiddenLayers > 10 ? double.PositiveInfinity : Math.Exp(point.LogNtkDiagonal), point.Ntk, 1e-14 * point.Ntk);
        }
    }

    [Fact]
    public void AnInputOfZeroStaysZeroWithoutBias()
    {
        DepthPoint point = DepthRecursion.Run(new Network(Activation.Relu, 1), GaussianPair.FromCorrelation(0, 1, 0.3), [50])[0];

        Assert.Equal(0, point.Nngp);
        Assert.Equal(0, point.Ntk);
        Assert.Equal(0, point.NormalizedNtk);
        Assert.Equal(double.NegativeInfinity, point.LogNtkDiagonal);
    }

    [Fact]
    public void ARunIsCancelledOnTheWay()
    {
        using var source = new CancellationTokenSource();
        var progress = new Cancelling(source);

        Assert.Throws<OperationCanceledException>(() => DepthRecursion.Run(
            new Network(Activation.Relu, 1),
            GaussianPair.FromCorrelation(1, 1, 0),
            [int.MaxValue],
            new KernelOptions { CancellationToken = source.Token, Progress = progress }));
        Assert.InRange(progress.Last, 0, 1e-3);
    }

    [Fact]
    public void MisuseIsNamed()
    {
        var network = new Network(Activation.Relu, 1);
        var pair = GaussianPair.FromCorrelation(1, 1, 0);

        Assert.Contains("empty", Message(() => DepthRecursion.Run(network, pair, [])), StringComparison.Ordinal);
        Assert.Contains("-1", Message(() => DepthRecursion.Run(network, pair, [-1])), StringComparison.Ordinal);
        Assert.Contains("3 comes after 3", Message(() => DepthRecursion.Run(network, pair, [3, 3])), StringComparison.Ordinal);
        Assert.Contains("layer 3", Message(() => DepthRecursion.Run(network.WithHiddenLayers(2).WithWeightVariances(2, 1, 2), pair, [3])), StringComparison.Ordinal);
        Assert.Contains("width", Message(() => DepthRecursion.Run(new Network(Activation.Relu, 2).WithStandardParameterization(3, 4), pair, [3])), StringComparison.Ordinal);
        Assert.Contains("correlation", Message(() => DepthRecursion.Run(network, new GaussianPair(1, 1, 2.5, 0), [3])), StringComparison.Ordinal);
        Assert.Contains("variances", Message(() => DepthRecursion.Run(network, new GaussianPair(double.NaN, 1, 1, 1), [3])), StringComparison.Ordinal);
    }

    private static string Message(Action act) => Assert.Throws<ArgumentException>(act).Message;

    private static void AgreesWithKernel(Network network, GaussianPair inputs)
    {
        foreach (DepthPoint point in DepthRecursion.Run(network, inputs, Few, inputDimension: 3))
        {
            KernelPair pair = new Kernel(network.WithHiddenLayers(point.HiddenLayers)).Evaluate(inputs, 3);

            // A few units of rounding for each layer, adding up like a random walk; relative to the diagonal where signs mix.
            double tolerance = 2e-15 * Math.Sqrt(point.HiddenLayers + 1);
            double scale = Math.Sqrt(pair.Outputs.Variance1) * Math.Sqrt(pair.Outputs.Variance2);
            double ntkScale = Math.Sqrt(pair.Ntk1) * Math.Sqrt(pair.Ntk2);
            Assert.Equal(pair.Nngp, point.Nngp, tolerance * scale);
            Assert.Equal(pair.Outputs.OneMinusCorrelation, point.OneMinusCorrelation, tolerance * pair.Outputs.OneMinusCorrelation);
            Assert.Equal(pair.Ntk, point.Ntk, tolerance * ntkScale);
            Assert.Equal(Math.Log(pair.Ntk1) + Math.Log(pair.Ntk2), 2 * point.LogNtkDiagonal, tolerance + (1e-15 * Math.Abs(point.LogNtkDiagonal)));
            Assert.Equal(pair.Ntk / ntkScale, point.NormalizedNtk, tolerance);
            Assert.Equal(point.Ntk / Math.Max(1, point.HiddenLayers), point.AverageNtk);
            Assert.False(point.IsExtrapolated);
        }
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value)
        {
            Last = value;
            source.Cancel();
        }
    }
}
