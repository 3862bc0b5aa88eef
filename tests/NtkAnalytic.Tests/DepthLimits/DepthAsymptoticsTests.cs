using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>The laws where the variance settles, and where there are none, against the recursion they are about: limits, rates and coefficients, as measured.</summary>
public sealed class DepthAsymptoticsTests
{
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
        MeasuredLaws.LogarithmicCorrectionIsMeasured(network, laws, StartedAt(point, 0.5), 2e-3);

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
        MeasuredLaws.LogarithmicCorrectionIsMeasured(network, there, StartedAt(point, 0.5), 2e-2, [10_000, 30_000, 100_000]);
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

    // gelu with chi_q > chi_1: the NTK waits for the variance.
    [Fact]
    public void TheOrderedDiagonalFollowsTheSlowerOfItsRates()
    {
        var network = new Network(Activation.Gelu, 1, 1.97, 0.15);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 1), [250, 300]);
        double[] distances = [.. points.Select(p => Math.Exp(p.LogNtkDiagonal) - laws.NtkDiagonal!.Limit)];

        Assert.Equal(laws.Phase.VarianceSlope, laws.NtkDiagonal!.Base);
        Assert.Equal(0, laws.NtkDiagonal.Power);

        // What the faster exponential leaves, (chi_1 / chi_q)^250, and rounding are far below the difference of the rates, 0.07.
        Assert.Equal(laws.NtkDiagonal.Base, Math.Pow(distances[1] / distances[0], 1.0 / 50), 1e-4);
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

    // phi = 1/2 + x has chi_q = chi_1 = sigma_w^2 and slopes that are no function of the correlation.
    [Fact]
    public void EqualRatesResonateInTheOrderedDiagonal()
    {
        var network = new Network(Activation.Parse("polynomial(0.5,1)"), 1, 0.5, 0.1);
        var laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.3), [10, 20, 30]);
        double[] scaled = [.. points.Select(p => (Math.Exp(p.LogNtkDiagonal) - laws.NtkDiagonal!.Limit) / Math.Pow(laws.NtkDiagonal.Base, p.HiddenLayers))];

        // A straight line in L: the distance from the limit, 1e-8 after 30 layers, has seven digits.
        Assert.Equal(0.5, laws.NtkDiagonal!.Base, 1e-12);
        Assert.Equal(1, laws.NtkDiagonal.Power);
        Assert.Equal(1, (scaled[2] - scaled[1]) / (scaled[1] - scaled[0]), 1e-4);
        Assert.Equal(DepthLaw.Exactly(laws.Phase.Chi1), laws.Slope);
        Assert.All(points, p => Assert.Equal(laws.Slope!.Limit, p.Slope, 1e-14));
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

    [Fact]
    public void MisuseIsNamed()
    {
        Assert.Throws<ArgumentException>(() => DepthAsymptotics.Of(new Network(Activation.Relu, 1), double.NaN));
        Assert.Throws<ArgumentException>(() => DepthAsymptotics.Of(new Network(Activation.Relu, 2).WithWeightVariances(2, 2, 1)));
    }

    private static GaussianPair StartedAt(CriticalPoint point, double correlation)
    {
        double meanSquare = (point.Variance - point.BiasVariance) / point.WeightVariance;
        double cosine = ((point.Variance * correlation) - point.BiasVariance) / (point.Variance - point.BiasVariance);
        return GaussianPair.FromCorrelation(meanSquare, meanSquare, cosine);
    }
}
