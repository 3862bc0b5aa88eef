using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class LimitingSlopesTests
{
    [Fact]
    public void WithKinksTheOrderedNtkTakesTwiceAsLong()
    {
        // relu at sigma_w^2 = 1, sigma_b^2 = 1: chi_q = chi_1 = 1/2 at q* = 2.
        DepthScales relu = new PhaseAnalysis(Activation.Relu, 1, 1).Scales;
        double layers = 1 / Math.Log(2);
        Assert.Equal(layers, relu.Variance, 1e-14);
        Assert.Equal(layers, relu.Correlation, 1e-14);
        Assert.Equal(layers, relu.NtkDiagonal, 1e-14);
        Assert.Equal(2 * layers, relu.Ntk, 1e-14);
        Assert.Equal(double.PositiveInfinity, relu.MeanPredictor);

        DepthScales tanh = new PhaseAnalysis(Activation.Tanh, 1, 1).Scales;
        Assert.Equal(tanh.NtkDiagonal, tanh.Ntk);
    }

    [Theory]
    [InlineData("tanh", 1, 0.3)]
    [InlineData("tanh", 3, 0.3)]
    [InlineData("erf", 2.5, 0.1)]
    [InlineData("elu(2)", 0.3, 0.5)]
    public void CorrelationsFallAtTheirScale(string name, double weight, double bias)
    {
        var analysis = new PhaseAnalysis(Activation.Parse(name), weight, bias);
        CorrelationFixedPoint limit = analysis.CorrelationLimit!;
        CorrelationMap map = analysis.CorrelationMap!;
        double gap = 1;
        double first = 0;
        int from = (int)(8 * analysis.Scales.Correlation);
        int to = (int)(12 * analysis.Scales.Correlation);
        for (int l = 0; l < to; l++)
        {
            first = l == from ? gap - limit.OneMinusCorrelation : first;
            gap = map.Evaluate(gap, 2 - gap).OneMinusCorrelation;
        }

        // After 8 scales the map is linear to e^-8, with a kink to its root.
        double measured = (from - to) / Math.Log((gap - limit.OneMinusCorrelation) / first);
        Assert.Equal(analysis.Scales.Correlation, measured, 0.02 * measured);
    }

    [Theory]
    [InlineData("tanh", 3, 0.3)]
    [InlineData("erf", 4, 0.1)]
    public void InChaosTheMeanPredictorFallsWithTheRatioOfTheSlopes(string name, double weight, double bias)
    {
        // Theta(x, x')/Theta(x, x) falls by chi(c*)/chi_1 a layer, c* being reached much faster.
        var analysis = new PhaseAnalysis(Activation.Parse(name), weight, bias);
        double c = analysis.CorrelationLimit!.OneMinusCorrelation;
        double q = analysis.CorrelationMap!.Variance;
        DualActivation dual = DualActivation.Of(analysis.Activation);
        double ratio = dual.Evaluate(new GaussianPair(q, q, c, 2 - c)).Derivative / dual.Diagonal(q).DerivativeSecondMoment;
        Assert.Equal(-1 / Math.Log(ratio), analysis.Scales.MeanPredictor, 1e-10);
        Assert.Equal(analysis.Scales.Correlation, analysis.Scales.Ntk);
        Assert.Equal(1 / Math.Log(analysis.Chi1), analysis.Scales.NtkDiagonal, 1e-12);
    }

    [Fact]
    public void AGrowingVarianceHasTheScaleOfItsGrowth()
    {
        DepthScales scales = new PhaseAnalysis(Activation.Relu, 3, 0.2).Scales;
        Assert.Equal(1 / Math.Log(1.5), scales.Variance, 1e-13);
        Assert.Equal(double.PositiveInfinity, scales.Correlation);
        Assert.Equal(double.PositiveInfinity, scales.MeanPredictor);
        Assert.Equal(double.PositiveInfinity, new PhaseAnalysis(Activation.Relu, 2, 0.2).Scales.Variance);
        Assert.Equal(0, new PhaseAnalysis(Activation.Parse("monomial(3)"), 1, 2).Scales.Variance);
    }

    [Fact]
    public void AVanishingVarianceTakesTheNtkWithIt()
    {
        DepthScales scales = new PhaseAnalysis(Activation.Relu, 1, 0).Scales;
        Assert.Equal(1 / Math.Log(2), scales.Variance, 1e-14);
        Assert.Equal(1 / Math.Log(2), scales.Ntk, 1e-14);
        Assert.Equal(0, new PhaseAnalysis(Activation.Tanh, 0, 0.3).Scales.Variance);
    }
}
