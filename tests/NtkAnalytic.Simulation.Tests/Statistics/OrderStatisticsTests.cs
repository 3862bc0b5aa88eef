using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class OrderStatisticsTests
{
    [Fact]
    public void Quantiles_are_linear_between_the_numbers()
    {
        double[] sorted = [1, 2, 4, 8];
        Assert.Equal(1, OrderStatistics.Quantile(sorted, 0));
        Assert.Equal(3, OrderStatistics.Quantile(sorted, 0.5));
        Assert.Equal(8, OrderStatistics.Quantile(sorted, 1));
        Assert.Equal(1.75, OrderStatistics.Quantile(sorted, 0.25), 1e-15);
    }

    // Tables of the sign test (binomial, p = 1/2): N = 10 has the places 2 and 9 (coverage 97.9 %), N = 20 has 6 and 15 (95.9 %), N = 5
    // has none at 95 % (two times 1/32 is 6.25 %), N = 6 has 1 and 6 (two times 1/64).
    [Theory]
    [InlineData(5, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(6, 1, 6)]
    [InlineData(10, 2, 9)]
    [InlineData(20, 6, 15)]
    public void The_interval_of_the_median_is_that_of_the_sign_test(int count, double lower, double upper)
    {
        double[] sorted = [.. Enumerable.Range(1, count).Select(i => (double)i)];
        ConfidenceInterval interval = OrderStatistics.Interval(sorted, 0.5, 0.95);
        Assert.Equal((lower, upper), (interval.Lower, interval.Upper));
    }

    [Fact]
    public void The_interval_covers_the_quantile_as_often_as_it_says()
    {
        // The quantile of exp(Z) at the level Phi(1) is e.
        int covered = 0;
        for (uint repetition = 0; repetition < 1000; repetition++)
        {
            double[] sorted = Draws.LogNormal(101, 1, repetition + 1000);
            Array.Sort(sorted);
            ConfidenceInterval interval = OrderStatistics.Interval(sorted, 0.8413447460685429, 0.9);
            covered += interval.Lower <= Math.E && Math.E <= interval.Upper ? 1 : 0;
        }

        // At least 90 % less five standard errors of sqrt(.09 / 1000); not much more, or the places are not the innermost.
        Assert.InRange(covered, 900 - 48, 960);
    }
}
