using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

public sealed class SettledDualTests
{
    [Theory]
    [InlineData("erf", 0.5)]
    [InlineData("erf", 30)]
    [InlineData("gelu", 1.3)]
    [InlineData("cos", 0.7)]
    [InlineData("relu", 2)]
    [InlineData("hard-tanh", 0.48)]
    [InlineData("elu", 0.4)]
    public void TheTableIsTheDualAtItsVariance(string name, double variance)
    {
        var dual = DualActivation.Of(Activation.Parse(name));
        SettledDual table = SettledDual.Of(dual, variance)!;
        DualMoments moments = dual.Diagonal(variance);
        double chi = variance * moments.DerivativeSecondMoment / moments.SecondMoment;

        // Quadrature itself is good to 1e-12 at worst.
        double tolerance = dual.IsClosedForm ? 1e-14 : 1e-12;
        foreach (double gap in (double[])[0, 1e-30, 1e-14, 3.3e-7, 0.013, 0.37, 0.9999])
        {
            DualPair exact = dual.Evaluate(new GaussianPair(variance, variance, gap, 2 - gap));
            Assert.True(table.TryEvaluate(gap, 2 - gap, out DualPair pair));
            Assert.Equal(exact.OneMinusCorrelation, pair.OneMinusCorrelation, tolerance * chi * gap);
            Assert.Equal(exact.Derivative, pair.Derivative, tolerance * moments.DerivativeSecondMoment);
            Assert.Equal(exact.Value, pair.Value, tolerance * Math.Max(1, chi) * moments.SecondMoment);
        }
    }

    [Theory]
    [InlineData("erf")]
    [InlineData("cos")]
    public void OddAndEvenActivationsServeNegativeCorrelationsToo(string name)
    {
        var dual = DualActivation.Of(Activation.Parse(name));
        DualPair exact = dual.Evaluate(new GaussianPair(0.7, 0.7, 1.4, 0.6));

        Assert.True(SettledDual.Of(dual, 0.7)!.TryEvaluate(1.4, 0.6, out DualPair pair));
        Assert.Equal(exact.OneMinusCorrelation, pair.OneMinusCorrelation, 1e-14);
        Assert.Equal(exact.OnePlusCorrelation, pair.OnePlusCorrelation, 1e-14);
        Assert.Equal(exact.Derivative, pair.Derivative, 1e-14);
        Assert.Equal(exact.Value, pair.Value, 1e-14);
        Assert.False(SettledDual.Of(DualActivation.Of(Activation.Gelu), 0.7)!.TryEvaluate(1.4, 0.6, out _));
    }

    [Fact]
    public void AJumpHasNoTable() => Assert.Null(SettledDual.Of(DualActivation.Of(Activation.Step), 1));

    // Layers far beyond what pair by pair quadrature could do: tanh at its critical point.
    [Fact]
    public void TanhRunsTenMillionLayersAtItsCriticalPoint()
    {
        CriticalPoint point = new CriticalLine(Activation.Tanh).At(0.05)[0];
        double meanSquare = (point.Variance - 0.05) / point.WeightVariance;
        DepthPoint deep = DepthRecursion.Run(
            new Network(Activation.Tanh, 1, point.WeightVariance, 0.05),
            GaussianPair.FromCorrelation(meanSquare, meanSquare, 0.5),
            [10_000_000])[0];

        Assert.Equal(1.0 / 3, deep.NormalizedNtk, 2e-6);
        Assert.False(deep.IsExtrapolated);
    }
}
