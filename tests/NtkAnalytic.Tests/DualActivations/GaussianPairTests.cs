using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations;

public class GaussianPairTests
{
    [Fact]
    public void Its_text_shows_the_four_numbers_of_the_state() =>
        Assert.Equal(
            "GaussianPair { q1 = 1, q2 = 2.5, 1 - c = 1E-15, 1 + c = 1.999999999999999 }",
            GaussianPair.FromOneMinusCorrelation(1, 2.5, 1e-15).ToString());

    [Fact]
    public void The_correlation_comes_from_the_smaller_difference()
    {
        Assert.Equal(1e-9 - 1, new GaussianPair(1, 1, 2, 1e-9).Correlation);
        Assert.Equal(0.25, new GaussianPair(1, 1, 0.75, 1.25).Correlation);
        Assert.Equal(-1.5, new GaussianPair(4, 9, 1.25, 0.75).Covariance);
    }

    [Fact]
    public void Swapping_and_reflecting_twice_gives_the_pair_back()
    {
        var pair = new GaussianPair(1, 2, 0.25, 1.75);
        Assert.Equal(pair, pair.Swapped.Swapped);
        Assert.Equal(pair, pair.Reflected.Reflected);
        Assert.Equal(new GaussianPair(2, 1, 1.75, 0.25), pair.Swapped.Reflected);
    }

    [Theory]
    [InlineData(-1, 1, 0.5)]
    [InlineData(1, double.PositiveInfinity, 0.5)]
    [InlineData(1, double.NaN, 0.5)]
    [InlineData(1, 1, 1.5)]
    [InlineData(1, 1, double.NaN)]
    public void Numbers_out_of_range_are_refused(double variance1, double variance2, double correlation)
    {
        Assert.Throws<ArgumentException>(() => GaussianPair.FromCorrelation(variance1, variance2, correlation));
        Assert.Throws<ArgumentException>(() => GaussianPair.FromOneMinusCorrelation(variance1, variance2, correlation < 1 ? -0.1 : correlation + 1));
    }
}
