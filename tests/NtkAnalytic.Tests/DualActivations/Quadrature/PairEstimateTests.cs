using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class PairEstimateTests
{
    [Fact]
    public void Near_correlation_one_the_gap_keeps_its_digits()
    {
        (double value, double oneMinus, double onePlus) = new PairEstimate(new TwoScaleTerm(2, 1e-20), 6e-20, 0, 0).Correlation(2);
        Assert.Equal((2, 2), (value, onePlus));
        Assert.Equal(4e-20, oneMinus, 1e-34);
    }

    [Fact]
    public void Near_correlation_minus_one_so_does_the_other()
    {
        (double value, double oneMinus, double onePlus) = new PairEstimate(new TwoScaleTerm(-2, 1e-20), -6e-20, 0, 0).Correlation(2);
        Assert.Equal((-2, 2), (value, oneMinus));
        Assert.Equal(4e-20, onePlus, 1e-34);
    }

    [Fact]
    public void Without_a_second_moment_there_is_no_correlation() =>
        Assert.Equal((0, 1, 1), new PairEstimate(default, 0, 3, 0).Correlation(0));

    [Fact]
    public void Estimates_agree_when_value_decrease_and_derivative_do()
    {
        var estimate = new PairEstimate(new TwoScaleTerm(1, 0), 1e-6, 0.5, 0);
        Assert.True(estimate.Agrees(estimate, 1e-12, 1e-11, 1, 1));
        Assert.False(estimate.Agrees(estimate with { Derivative = 0.5 + 1e-11 }, 1e-12, 1e-11, 1, 1));
        Assert.False(estimate.Agrees(estimate with { Decrease = 1e-6 + 1e-16 }, 1e-12, 1e-11, 1, 1));
        Assert.False(estimate.Agrees(estimate with { Decrease = 1e-6 + 1e-11 }, 1e-12, 1, 1, 1));
        Assert.True((estimate with { Derivative = double.PositiveInfinity }).Agrees(estimate, 1e-12, 1e-11, 1, 1));
    }
}
