using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>The laws of activations that scale, or whose asymptotes do, against the recursion: limits, rates and coefficients, as measured.</summary>
public sealed class HomogeneousLawsTests
{
    public static TheoryData<string, double, double, Architecture> ScalingNetworks => new()
    {
        { "relu", 2, 0, Architecture.FullyConnected },
        { "leaky-relu(0.1)", 1.5, 0, Architecture.FullyConnected },
        { "abs", 1, 0, Architecture.FullyConnected },
        { "relu", 3, 1, Architecture.FullyConnected },
        { "relu", 0.6, 0, Architecture.FullyConnected },
        { "relu", 2, 0, Architecture.Residual },
        { "relu", 1, 0.3, Architecture.Residual },
        { "gelu", 3, 0.1, Architecture.FullyConnected },
        { "gelu", 2, 0, Architecture.Residual },
    };

    [Theory]
    [MemberData(nameof(ScalingNetworks))]
    public void KinksKeepAQuarterOfTheNtk(string activation, double weight, double bias, Architecture architecture)
    {
        Network network = new Network(Activation.Parse(activation), 1, weight, bias).WithArchitecture(architecture);
        var laws = DepthAsymptotics.Of(network);

        Assert.Equal(0.25, laws.NormalizedNtk!.Limit, 1e-14);
        Assert.Equal(0.375, laws.NormalizedNtk.Coefficient!.Value, 1e-12);
        MeasuredLaws.LogarithmicCorrectionIsMeasured(network, laws, GaussianPair.FromCorrelation(1, 1, 0.3), 1e-3);
    }

    // K(x, x) = coefficient base^L up to a constant, Theta(x, x) = (coefficient L + constant) base^L.
    [Theory]
    [InlineData(3, 1, null, Architecture.FullyConnected)]
    [InlineData(3, 1, 0.2, Architecture.FullyConnected)]
    [InlineData(0.6, 0, null, Architecture.FullyConnected)]
    [InlineData(1, 0.3, null, Architecture.Residual)]
    [InlineData(2, 0, 5.0, Architecture.Residual)]
    public void ScalingKernelsHaveTheirCoefficients(double weight, double bias, double? factor, Architecture architecture)
    {
        Network network = new Network(Activation.Relu, 1, weight, bias).WithArchitecture(architecture).WithBiasGradientFactor(factor);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.3), [200, 300]);

        double variance = points[1].Nngp / (1 - points[1].OneMinusCorrelation);
        Assert.Equal(laws.Variance!.Evaluate(300)!.Value, variance, 1e-12 * variance);
        double[] scaled = [.. points.Select(p => Math.Exp(p.LogNtkDiagonal - (p.HiddenLayers * Math.Log(laws.NtkDiagonal!.Base))))];
        Assert.Equal(laws.NtkDiagonal!.Coefficient!.Value, (scaled[1] - scaled[0]) / 100, 1e-11 * scaled[1]);
        Assert.Equal(1, laws.NtkDiagonal.Power);
    }

    // kappa of relu is 9 pi^2 / 2 (Hayou, Doucet and Rousseau, lemma 1); a skip connection makes it (1 + 2 / sigma_w^2)^2 times that.
    [Fact]
    public void ReluHasTheConstantsOfTheLiterature()
    {
        double kappa = 4.5 * Math.PI * Math.PI;
        var plain = DepthAsymptotics.Of(new Network(Activation.Relu, 1));
        var residual = DepthAsymptotics.Of(new Network(Activation.Relu, 1, 3).WithArchitecture(Architecture.Residual));
        var marginal = DepthAsymptotics.Of(new Network(Activation.Relu, 1, 2, 1));

        Assert.Equal(kappa, plain.OneMinusCorrelation!.Coefficient!.Value, 1e-11);
        Assert.Equal(kappa * 25 / 9, residual.OneMinusCorrelation!.Coefficient!.Value, 1e-10);
        Assert.Equal(-3 * 5.0 / 3, residual.Slope!.Coefficient!.Value, 1e-12);
        Assert.Equal(kappa / 4, marginal.OneMinusCorrelation!.Coefficient!.Value, 1e-11);
        Assert.Equal(0.5, plain.AverageNtk!.Limit, 1e-14);
        Assert.Equal(0.75, plain.AverageNtk.Coefficient!.Value, 1e-12);
    }

    // q_l ~ sigma_b^2 l: 4/7, approached like L^(-1/2).
    [Fact]
    public void ABiasAtTheCriticalWeightVarianceKeepsFourSevenths()
    {
        var network = new Network(Activation.Relu, 1, 2, 1);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0), [99, 10_000, 1_000_000]);

        Assert.Equal(0.600029, points[0].NormalizedNtk, 5e-7);
        Assert.Equal(4.0 / 7, laws.NormalizedNtk!.Limit, 1e-15);
        Assert.Null(laws.NormalizedNtk.Coefficient);
        double rate = Math.Log((points[2].NormalizedNtk - (4.0 / 7)) / (points[1].NormalizedNtk - (4.0 / 7))) / Math.Log(100);
        Assert.Equal(laws.NormalizedNtk.Power, rate, 5e-3);
        Assert.Equal(laws.OneMinusCorrelation!.Evaluate(1e6)!.Value, points[2].OneMinusCorrelation, 1e-2 * points[2].OneMinusCorrelation);
        Assert.Equal(laws.Slope!.Coefficient!.Value, (points[2].Slope - 1) * 1e6, 1e-2);
        Assert.Equal(Math.Log(laws.NtkDiagonal!.Evaluate(1e6)!.Value), points[2].LogNtkDiagonal, 1e-5);
        Assert.Equal(laws.Variance!.Evaluate(1e6)!.Value, points[2].Nngp, 1e-5 * points[2].Nngp);
    }

    // Without a kink nothing but the bias brings inputs together: the difference of diagonal and off-diagonal grows like L only.
    [Fact]
    public void ABiasMakesLinearInputsAlike()
    {
        var network = new Network(Activation.Identity, 1, 1, 0.5);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.2), [1000, 100_000]);

        Assert.Equal(1, laws.NormalizedNtk!.Limit);
        Assert.Equal(laws.NormalizedNtk.Power, Math.Log((1 - points[1].NormalizedNtk) / (1 - points[0].NormalizedNtk)) / Math.Log(100), 2e-2);
        Assert.Equal(laws.OneMinusCorrelation!.Power, Math.Log(points[1].OneMinusCorrelation / points[0].OneMinusCorrelation) / Math.Log(100), 2e-2);
    }

    // B and F keep bias gradients without biases: with a vanishing variance they are all that is left.
    [Fact]
    public void BiasGradientsOutliveAVanishingVariance()
    {
        Network network = new Network(Activation.Relu, 1, 1.2).WithBiasGradientFactor(1);
        var laws = DepthAsymptotics.Of(network);
        DepthPoint deep = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0), [300_000])[0];

        Assert.Equal(1, laws.NormalizedNtk!.Limit);
        Assert.Equal(laws.NormalizedNtk.Evaluate(3e5)!.Value, deep.NormalizedNtk, 1e-3 * (1 - deep.NormalizedNtk));
        Assert.Equal(Math.Log(laws.NtkDiagonal!.Limit), deep.LogNtkDiagonal, 1e-12);
    }

    // Without a kink what tells inputs apart is the share that the variance has left: (L + 1) a^L.
    [Fact]
    public void LinearInputsAreToldApartByTheVarianceThatIsLeft()
    {
        Network network = new Network(Activation.Identity, 1, 0.5).WithBiasGradientFactor(1);
        DepthLaw law = DepthAsymptotics.Of(network).NormalizedNtk!;
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0), [10, 30]);

        Assert.Equal((1.0, 1.0, 0.5), (law.Limit, law.Power, law.Base));
        double ratio = (1 - points[1].NormalizedNtk) / (1 - points[0].NormalizedNtk);

        // At 10 layers the share is 5e-3 of the whole.
        Assert.Equal(31.0 / 11 * Math.Pow(law.Base, 20), ratio, 1e-2 * ratio);
    }

    // q_l of a = 1.5 with bias: (q^1 + b / a) times the product of 1 + a / l, less b / a; the product tends to L^a / Gamma(2 + a).
    [Fact]
    public void ABiasEntersTheVarianceOfScaledResidualNetworks()
    {
        Network network = new Network(Activation.Relu, 1, 3, 0.4).WithArchitecture(Architecture.ScaledResidual);
        DepthLaw law = DepthAsymptotics.Of(network).Variance!;
        DepthPoint deep = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 1), [100_000])[0];

        // The product is reached like 1/L.
        Assert.Equal(1.5, law.Power);
        Assert.Equal(law.Evaluate(1e5)!.Value, deep.Nngp, 1e-4 * deep.Nngp);
    }

    [Fact]
    public void ScaledResidualNetworksLiveInLogL()
    {
        Network network = new Network(Activation.Relu, 1).WithArchitecture(Architecture.ScaledResidual);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.3), [10_000, 1_000_000]);

        Assert.Equal(0.25, laws.NormalizedNtk!.Limit, 1e-14);
        Assert.Equal(0.88, (points[1].NormalizedNtk - 0.25) * Math.Log(1e6), 5e-3);

        // 1 / sqrt(1 - c) grows by 1/sqrt(kappa) for each unit of log L; the slope of the branch follows from it.
        double step = (1 / Math.Sqrt(points[1].OneMinusCorrelation)) - (1 / Math.Sqrt(points[0].OneMinusCorrelation));
        Assert.Equal(1 / Math.Sqrt(laws.OneMinusCorrelation!.Coefficient!.Value), step / Math.Log(100), 2e-3);
        double lag = (1 / (1 - points[1].Slope)) - (1 / (1 - points[0].Slope));
        Assert.Equal(-1 / laws.Slope!.Coefficient!.Value, lag / Math.Log(100), 1e-2);

        // q = q^1 L^a / Gamma(2 + a) and Theta(x, x) = a q log L + a constant times q.
        double diagonal0 = Math.Exp(points[0].LogNtkDiagonal) / 1e4;
        double diagonal1 = Math.Exp(points[1].LogNtkDiagonal) / 1e6;
        Assert.Equal(laws.NtkDiagonal!.Coefficient!.Value, (diagonal1 - diagonal0) / Math.Log(100), 1e-3);
        Assert.Equal(laws.Variance!.Evaluate(1e6)!.Value, points[1].Nngp / (1 - points[1].OneMinusCorrelation), 1e-5 * points[1].Nngp);
    }

    // The kink of gelu's asymptotes acts as soon as the variance, a power of L, is large.
    [Fact]
    public void SoDoThoseOfActivationsWithAsymptotes()
    {
        Network network = new Network(Activation.Gelu, 1, 3).WithArchitecture(Architecture.ScaledResidual);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.3), [10_000, 1_000_000]);

        double step = (1 / Math.Sqrt(points[1].OneMinusCorrelation)) - (1 / Math.Sqrt(points[0].OneMinusCorrelation));
        Assert.Equal(1 / Math.Sqrt(laws.OneMinusCorrelation!.Coefficient!.Value), step / Math.Log(100), 5e-3);
        Assert.Null(laws.Variance!.Coefficient);
        Assert.Equal(laws.Variance.Power, Math.Log(points[1].Nngp / points[0].Nngp) / Math.Log(100), 0.02);
    }

    // In the standard parameterization a layer adds n m + 1: at the critical point of relu, n q / sigma_w^2 + 1.
    [Fact]
    public void TheStandardParameterizationChangesTheKernelsButNotTheirRatio()
    {
        Network network = new Network(Activation.Relu, 1).WithStandardParameterization(50);
        var laws = DepthAsymptotics.Of(network);
        DepthPoint deep = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.3), [100_000])[0];

        Assert.Equal(51, laws.NtkDiagonal!.Coefficient!.Value, 1e-12);
        Assert.Equal(Math.Log(laws.NtkDiagonal.Evaluate(1e5)!.Value), deep.LogNtkDiagonal, 1e-4);
        MeasuredLaws.LogarithmicCorrectionIsMeasured(network, laws, GaussianPair.FromCorrelation(1, 1, 0.3), 1e-3);

        var withoutWidth = DepthAsymptotics.Of(new Network(Activation.Relu, 1).WithStandardParameterization());
        Assert.Equal(laws.NormalizedNtk, withoutWidth.NormalizedNtk);
        Assert.Null(withoutWidth.NtkDiagonal!.Coefficient);
    }

    [Fact]
    public void RatesHoldForEveryLeakyRelu()
    {
        Gen<double> unit = Gen.Choose(0, 1 << 20).Select(i => i / (double)(1 << 20));
        Gen<(double Alpha, double Weight, double Bias, double Cosine, bool Residual)> draws =
            from alpha in unit
            from weight in unit
            from bias in Gen.Elements(0.0, 0.2)
            from cosine in unit
            from residual in Gen.Elements(false, true)
            select (-1 + (1.4 * alpha), Math.Pow(10, weight - 0.3), bias, -0.9 + (1.8 * cosine), residual);
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20250311, 977).WithMaxTest(20),
            Prop.ForAll(draws.ToArbitrary(), draw =>
            {
                double moment = (1 + (draw.Alpha * draw.Alpha)) / 2;
                bool grows = draw.Residual || draw.Weight * moment > 1.05;
                Network network = new Network(Activation.LeakyRelu(draw.Alpha), 1, draw.Weight, grows ? draw.Bias : 0)
                    .WithArchitecture(draw.Residual ? Architecture.Residual : Architecture.FullyConnected);
                MeasuredLaws.LogarithmicCorrectionIsMeasured(
                    network,
                    DepthAsymptotics.Of(network),
                    GaussianPair.FromCorrelation(1, 1, draw.Cosine),
                    2e-2,
                    [20_000, 60_000, 200_000]);
            }));
    }
}
