using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Tests.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Series;

public sealed class ConstantInputTests
{
    [Fact]
    public void AZeroVarianceAgreesWithTheDual()
    {
        Activation negative = Activation.FromFunctions("negative softplus", x => -SampleActivations.Softplus.Evaluate(x), x => -SampleActivations.Softplus.EvaluateDerivative(x));
        Activation crossed = Activation.FromFunctions("x^2 - 0.1", x => (x * x) - 0.1, x => 2 * x);
        foreach (Activation activation in (Activation[])[SampleActivations.Tanh, SampleActivations.Softplus, SampleActivations.Elu, InputSeriesTests.Bump, negative, crossed])
        {
            foreach ((double q1, double q2) in ((double, double)[])[(0, 1), (2, 0), (0, 1e-3), (0, 0)])
            {
                var pair = GaussianPair.FromCorrelation(q1, q2, 0);
                DualPair expected = new QuadratureDual(activation).Evaluate(pair);
                SeriesPair actual = SeriesPair.Of(activation, pair);
                Assert.Equal(0, actual.ByQuadrature);
                Assert.Equal(expected.Derivative, actual.Derivative, 1e-13);
                Assert.True(Math.Abs(expected.OneMinusCorrelation - actual.OneMinus) <= 1e-11 * expected.OneMinusCorrelation, $"{activation} {pair}: {actual} for {expected}");
                Assert.True(Math.Abs(expected.OnePlusCorrelation - actual.OnePlus) <= 1e-11 * expected.OnePlusCorrelation, $"{activation} {pair}: {actual} for {expected}");
            }
        }
    }

    [Fact]
    public void WhatRoundedCoefficientsCannotTellIsLeftToTheDual() =>
        Assert.Equal(1, SeriesPair.Of(InputSeriesTests.Bump, GaussianPair.FromCorrelation(0, 1e-6, 0)).ByQuadrature);

    [Fact]
    public void AJumpAtZeroIsLeftToTheDual() =>
        Assert.Equal(1, SeriesPair.Of(SampleActivations.Sign, GaussianPair.FromCorrelation(0, 1, 0)).ByQuadrature);
}
