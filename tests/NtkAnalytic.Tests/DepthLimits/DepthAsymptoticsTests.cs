using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>The laws against the recursion they are about: limits, rates and coefficients, as measured.</summary>
public sealed class DepthAsymptoticsTests
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
        LogarithmicCorrectionIsMeasured(network, laws, GaussianPair.FromCorrelation(1, 1, 0.3), 1e-3);
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
    }

    [Theory]
    [InlineData("tanh", 0.05)]
    [InlineData("erf", 0.05)]
    [InlineData("erf", 0.18)]
    public void SmoothActivationsAtTheEdgeOfChaosKeepAThirdOfTheNtk(string name, double bias)
    {
        var activation = Activation.Parse(name);
        CriticalPoint point = new CriticalLine(activation).At(bias)[0];
        var network = new Network(activation, 1, point.WeightVariance, bias);
        var laws = DepthAsymptotics.Of(network, point.Variance);

        Assert.Equal(1.0 / 3, laws.NormalizedNtk!.Limit, 1e-14);
        LogarithmicCorrectionIsMeasured(network, laws, StartedAt(point, 0.5), 2e-3);

        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, StartedAt(point, 0.5), [100_000, 1_000_000]);
        double[] scaled = [.. points.Select(p => (p.AverageNtk - laws.AverageNtk!.Limit) * p.HiddenLayers)];
        Assert.Equal(laws.AverageNtk!.Coefficient!.Value, (scaled[1] - scaled[0]) / Math.Log(10), 2e-3);
        Assert.Equal(Math.Log(laws.NtkDiagonal!.Evaluate(1e6)!.Value), points[1].LogNtkDiagonal, 1e-5);
        Assert.Equal(DepthLaw.Exactly(laws.Variance!.Limit), laws.Variance);
        Assert.Equal(point.Variance, laws.Variance.Limit, 1e-12);
    }

    [Fact]
    public void GeluDoesSoAtItsHalfStablePointFromThereOnly()
    {
        CriticalPoint point = new CriticalLine(Activation.Gelu).HalfStablePoints[0];
        var network = new Network(Activation.Gelu, 1, point.WeightVariance, point.BiasVariance);
        var there = DepthAsymptotics.Of(network, point.Variance);
        var above = DepthAsymptotics.Of(network, 1.2 * point.Variance);

        Assert.Equal(1.0 / 3, there.NormalizedNtk!.Limit, 1e-14);
        LogarithmicCorrectionIsMeasured(network, there, StartedAt(point, 0.5), 2e-2, [10_000, 30_000, 100_000]);
        Assert.Null(above.NormalizedNtk);
        Assert.Contains("power of the depth", above.Explanation, StringComparison.Ordinal);
    }

    // phi'' of elu jumps at 0 and phi' does not: the correction is of order L^(-1/2), without a logarithm.
    [Fact]
    public void AJumpOfTheSecondDerivativeReplacesTheLogarithmByARoot()
    {
        var elu = Activation.Elu();
        CriticalPoint point = new CriticalLine(elu).At(0.2)[0];
        var network = new Network(elu, 1, point.WeightVariance, 0.2);
        var laws = DepthAsymptotics.Of(network, point.Variance);
        Assert.Equal((-0.5, 0, 1), (laws.NormalizedNtk!.Power, laws.NormalizedNtk.LogPower, laws.NormalizedNtk.Base));
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, StartedAt(point, 0.5), [250_000, 1_000_000]);

        // (ratio - 1/3) sqrt(L) = k + O(log L / sqrt L): extrapolated in 1/sqrt(L).
        double[] scaled = [.. points.Select(p => (p.NormalizedNtk - (1.0 / 3)) * Math.Sqrt(p.HiddenLayers))];
        Assert.Equal(laws.NormalizedNtk.Coefficient!.Value, (2 * scaled[1]) - scaled[0], 1e-2 * Math.Abs(scaled[1]));
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

    // The notebook of Xiao, Pennington and Schoenholz (arXiv 1912.13053): erf, sigma_w^2 = 1.25, sigma_b^2 = 0.05.
    [Fact]
    public void TheOrderedPhaseHasTheNumbersOfTheLiterature()
    {
        var network = new Network(Activation.Erf, 1, 1.25, 0.05);
        var laws = DepthAsymptotics.Of(network);

        Assert.Equal(0.43516570, laws.Variance!.Limit, 5e-9);
        Assert.Equal(0.96137390, laws.Phase.Chi1, 5e-9);
        Assert.Equal(25.386, laws.Phase.Scales.NtkDiagonal, 5e-4);
        Assert.Equal(11.266106, laws.NtkDiagonal!.Limit, 5e-7);

        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.5), [200, 300]);
        double Rate(Func<DepthPoint, double> distance) => Math.Pow(distance(points[1]) / distance(points[0]), 0.01);
        Assert.Equal(laws.OneMinusCorrelation!.Base, Rate(p => p.OneMinusCorrelation), 1e-5);
        Assert.Equal(laws.NtkDiagonal.Base, Rate(p => laws.NtkDiagonal.Limit - Math.Exp(p.LogNtkDiagonal)), 1e-5);
        Assert.Equal(laws.Slope!.Base, Rate(p => laws.Slope.Limit - p.Slope), 1e-4);

        // L chi_1^L, up to 1/L.
        Assert.Equal(laws.NormalizedNtk!.Base, Rate(p => (1 - p.NormalizedNtk) / p.HiddenLayers), 1e-3);
        Assert.Equal(1, laws.NormalizedNtk.Power);
    }

    [Fact]
    public void KinksSlowTheOrderedNtkDownToTheRootOfChi()
    {
        var network = new Network(Activation.Relu, 1, 1.4, 0.3);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.2), [60, 100, 120]);

        Assert.Equal(Math.Sqrt(0.7), laws.NormalizedNtk!.Base, 1e-14);
        Assert.Equal(laws.NormalizedNtk.Base, Math.Pow((1 - points[1].NormalizedNtk) / (1 - points[0].NormalizedNtk), 1.0 / 40), 1e-4);
        Assert.Equal(0.7, Math.Pow(points[2].OneMinusCorrelation / points[1].OneMinusCorrelation, 1.0 / 20), 1e-4);

        // Theta(x, x) = p* + (q^1 - q*) L chi_1^L + ...: q follows at the same rate and drives it.
        IReadOnlyList<DepthPoint> early = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.2), [20, 40]);
        double[] scaled = [.. early.Select(p => (Math.Exp(p.LogNtkDiagonal) - laws.NtkDiagonal!.Limit) / Math.Pow(0.7, p.HiddenLayers))];
        Assert.Equal(laws.NtkDiagonal!.Coefficient!.Value, (scaled[1] - scaled[0]) / 20, 1e-6);
        Assert.Equal(laws.Variance!.Evaluate(40)!.Value, DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 1), [40])[0].Nngp, 1e-13);
    }

    [Theory]
    [InlineData(1.4, 0.3, null)]
    [InlineData(1.4, 0.3, 0.05)]
    public void TheOrderedDiagonalFromItsFixedPointIsExact(double weight, double bias, double? factor)
    {
        Network network = new Network(Activation.Relu, 1, weight, bias).WithBiasGradientFactor(factor);
        double fixedPoint = bias / (1 - (weight / 2));
        var laws = DepthAsymptotics.Of(network, fixedPoint);
        double meanSquare = (fixedPoint - bias) / weight;
        DepthPoint point = DepthRecursion.Run(network, GaussianPair.FromCorrelation(meanSquare, meanSquare, 0), [7])[0];

        Assert.Equal(laws.NtkDiagonal!.Evaluate(7)!.Value, Math.Exp(point.LogNtkDiagonal), 1e-13);
        Assert.Equal((fixedPoint - bias + (factor ?? bias)) / (1 - (weight / 2)), laws.NtkDiagonal.Limit, 1e-13);
    }

    [Fact]
    public void ChaosKeepsTheCorrelationOfItsFixedPoint()
    {
        var network = new Network(Activation.Erf, 1, 2.5, 0.05);
        double fixedPoint = DepthAsymptotics.Of(network).Variance!.Limit;
        var laws = DepthAsymptotics.Of(network, fixedPoint);
        double meanSquare = (fixedPoint - 0.05) / 2.5;
        var inputs = GaussianPair.FromCorrelation(meanSquare, meanSquare, 0.2);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, inputs, [40, 60, 300]);

        Assert.Equal(laws.OneMinusCorrelation!.Limit, points[2].OneMinusCorrelation, 1e-12);
        double rate = Math.Pow(
            (points[1].OneMinusCorrelation - laws.OneMinusCorrelation.Limit) / (points[0].OneMinusCorrelation - laws.OneMinusCorrelation.Limit),
            1.0 / 20);
        Assert.Equal(laws.OneMinusCorrelation.Base, rate, 1e-4);
        Assert.Equal(Math.Log(laws.NtkDiagonal!.Evaluate(300)!.Value), points[2].LogNtkDiagonal, 1e-10);
        Assert.Equal(laws.NormalizedNtk!.Evaluate(300)!.Value, points[2].NormalizedNtk, 1e-8 * points[2].NormalizedNtk);
    }

    [Fact]
    public void OddChaosWithoutBiasForgetsInputsByAResonance()
    {
        var network = new Network(Activation.Erf, 1, 2.5);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.2), [40, 50, 60]);

        Assert.Equal(1, laws.OneMinusCorrelation!.Limit, 1e-12);
        Assert.Equal(1, laws.NormalizedNtk!.Power);

        // A straight line in L is left of (ratio / base^L), and not a constant.
        double[] scaled = [.. points.Select(p => p.NormalizedNtk / Math.Pow(laws.NormalizedNtk.Base, p.HiddenLayers))];
        Assert.Equal(1, (scaled[2] - scaled[1]) / (scaled[1] - scaled[0]), 1e-2);
        Assert.True(scaled[2] > 1.2 * scaled[0]);
    }

    // tanh's K* = 0 by erf, whose duals are closed: sigma_w^2 phi'(0)^2 = 1.
    [Fact]
    public void AtZeroVarianceTheNtkKeepsTheCorrelationOfTheInputs()
    {
        var network = new Network(Activation.Erf, 1, Math.PI / 4);
        var laws = DepthAsymptotics.Of(network);
        DepthPoint deep = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.5), [100_000])[0];

        Assert.Null(laws.NormalizedNtk);
        Assert.Contains("depends on the inputs", laws.Explanation, StringComparison.Ordinal);
        Assert.Equal(1 - deep.OneMinusCorrelation, deep.NormalizedNtk, 1e-3);
        Assert.Equal(laws.Variance!.Evaluate(1e5)!.Value, deep.Nngp / (1 - deep.OneMinusCorrelation), 1e-3 * deep.Nngp);
    }

    [Theory]
    [InlineData("identity", 1, 0, Architecture.FullyConnected)]
    [InlineData("tanh", 0.5, 0, Architecture.FullyConnected)]
    [InlineData("identity", 1, 0, Architecture.ScaledResidual)]
    [InlineData("tanh", 2, 0, Architecture.Residual)]
    [InlineData("exp", 3, 0, Architecture.FullyConnected)]
    [InlineData("relu", 0, 0, Architecture.FullyConnected)]
    public void WhatDependsOnTheInputsHasNoLawButAReason(string activation, double weight, double bias, Architecture architecture)
    {
        var laws = DepthAsymptotics.Of(new Network(Activation.Parse(activation), 1, weight, bias).WithArchitecture(architecture));

        Assert.Null(laws.NormalizedNtk);
        Assert.Null(laws.OneMinusCorrelation);
        Assert.NotEmpty(laws.Explanation);
    }

    [Fact]
    public void AJumpLeavesTheIdentity()
    {
        var laws = DepthAsymptotics.Of(new Network(Activation.Step, 1, 2, 0.3));

        Assert.Equal(DepthLaw.Exactly(0), laws.NormalizedNtk);
        Assert.Equal(double.PositiveInfinity, laws.NtkDiagonal!.Limit);
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
        LogarithmicCorrectionIsMeasured(network, laws, GaussianPair.FromCorrelation(1, 1, 0.3), 1e-3);

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
                LogarithmicCorrectionIsMeasured(
                    network,
                    DepthAsymptotics.Of(network),
                    GaussianPair.FromCorrelation(1, 1, draw.Cosine),
                    2e-2,
                    [20_000, 60_000, 200_000]);
            }));
    }

    [Fact]
    public void MisuseIsNamed()
    {
        Assert.Throws<ArgumentException>(() => DepthAsymptotics.Of(new Network(Activation.Relu, 1), double.NaN));
        Assert.Throws<ArgumentException>(() => DepthAsymptotics.Of(new Network(Activation.Relu, 2).WithWeightVariances(2, 2, 1)));
    }

    // (ratio - limit) L = k log L + const + O(log^2 L / L): k from the last two depths. 1 - c and the slopes by their leading
    // terms, whose corrections are of order log L / L.
    private static void LogarithmicCorrectionIsMeasured(
        Network network,
        DepthAsymptotics laws,
        GaussianPair inputs,
        double tolerance,
        int[]? depths = null)
    {
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, inputs, depths ?? [30_000, 100_000, 1_000_000]);
        DepthLaw ratio = laws.NormalizedNtk!;
        Assert.Equal((-1, 1, 1), (ratio.Power, ratio.LogPower, ratio.Base));
        double[] scaled = [.. points.Select(p => (p.NormalizedNtk - ratio.Limit) * p.HiddenLayers)];
        double coefficient = (scaled[2] - scaled[1]) / Math.Log((double)points[2].HiddenLayers / points[1].HiddenLayers);
        Assert.Equal(ratio.Coefficient!.Value, coefficient, tolerance);

        DepthPoint deep = points[2];
        double margin = 3000.0 / deep.HiddenLayers;
        DepthLaw gap = laws.OneMinusCorrelation!;
        Assert.Equal(gap.Coefficient!.Value, deep.OneMinusCorrelation * Math.Pow(deep.HiddenLayers, -gap.Power), margin * gap.Coefficient.Value);

        // Relative to the growth of the variance where there is one.
        double growth = DualActivation.Of(network.Activation).Diagonal(1e28).DerivativeSecondMoment * network.WeightVariance(2);
        double atOne = laws.Variance!.Limit is > 0 and < double.PositiveInfinity && network.Activation.HomogeneityDegree is null ? 1 : growth;
        Assert.Equal(laws.Slope!.Coefficient!.Value, ((deep.Slope / atOne) - 1) * deep.HiddenLayers, margin * Math.Abs(laws.Slope.Coefficient.Value));
    }

    private static GaussianPair StartedAt(CriticalPoint point, double correlation)
    {
        double meanSquare = (point.Variance - point.BiasVariance) / point.WeightVariance;
        double cosine = ((point.Variance * correlation) - point.BiasVariance) / (point.Variance - point.BiasVariance);
        return GaussianPair.FromCorrelation(meanSquare, meanSquare, cosine);
    }
}
