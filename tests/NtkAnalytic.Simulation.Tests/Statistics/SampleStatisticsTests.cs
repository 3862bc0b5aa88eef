using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class SampleStatisticsTests
{
    [Fact]
    public void The_interval_of_the_mean_is_Students()
    {
        SampleStatistics statistics = Draws.Statistics([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);

        // Mean 6, variance 11, N = 11; the table of Student's t has 2.228139 for ten degrees of freedom and 95 %.
        Assert.Equal(6, statistics.Mean, 1e-14);
        Assert.Equal(11, statistics.Variance, 1e-13);
        Assert.Equal(1, statistics.StandardError, 1e-14);
        ConfidenceInterval interval = statistics.MeanInterval();
        Assert.Equal(6 - 2.228139, interval.Lower, 1e-6);
        Assert.Equal(6 + 2.228139, interval.Upper, 1e-6);
        Assert.Equal(2, statistics.ZScore(4), 1e-13);
    }

    [Fact]
    public void A_single_number_has_no_error()
    {
        SampleStatistics statistics = Draws.Statistics([2.5]);
        Assert.Equal(double.PositiveInfinity, statistics.StandardError);
        Assert.Equal(double.NegativeInfinity, statistics.MeanInterval().Lower);
        Assert.Equal(2.5, statistics.Median);
        Assert.Equal(0, statistics.ZScore(1));
        Assert.False(statistics.Tails.IsTrusted);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_counted_apart()
    {
        SampleStatistics statistics = Draws.Statistics([1, double.NaN, 3, double.PositiveInfinity]);
        Assert.Equal((2L, 2L), (statistics.Count, statistics.NotFinite));
        Assert.Equal(2, statistics.Mean);
        Assert.Null(new SampleAccumulator().ToStatistics());
    }

    [Fact]
    public void Logarithms_have_statistics_only_where_all_numbers_are_positive()
    {
        SampleStatistics positive = Draws.Statistics([Math.E, 1, 1 / Math.E]);
        Assert.Equal(0, positive.LogMean!.Value, 1e-15);
        Assert.Equal(1, positive.LogVariance!.Value, 1e-15);
        SampleStatistics signed = Draws.Statistics([1, 2, -3, 4]);
        Assert.Null(signed.LogMean);
        Assert.Null(signed.LogVariance);
    }

    // Known moments: E[X^2] / E[X]^2 = e^s. Five hundred samples of 2000 numbers each say what the standard error should have been.
    [Fact]
    public void The_error_of_the_dispersion_is_its_spread_over_repetitions()
    {
        const double LogVariance = 0.1;
        var values = new RunningMoments();
        var errors = new RunningMoments();
        for (uint repetition = 0; repetition < 500; repetition++)
        {
            Dispersion dispersion = Draws.Statistics(Draws.LogNormal(2000, LogVariance, repetition + 10)).Dispersion!.Value;
            values.Add(dispersion.Value);
            errors.Add(dispersion.StandardError);
        }

        double spread = values.Unscale(Math.Sqrt(values.ScaledVariance));
        Assert.InRange((values.Mean - Math.Exp(LogVariance)) / (spread / Math.Sqrt(500)), -5, 5);

        // The spread of 500 values is known to 1 / sqrt(1000) = 3 %.
        Assert.InRange(errors.Mean / spread, 1 - (5 * 0.032), 1 + (5 * 0.032));
    }

    // r = m_2 / m_1^2 has the influence (x^2 - m_2) / m_1^2 - 2 m_2 (x - m_1) / m_1^3, whose mean square over N is the square of the error.
    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    public void The_error_of_the_dispersion_is_that_of_its_influence(double factor)
    {
        double[] values = [.. new[] { 1, 2, 2.5, 4, 9, -0.5, 3, 1.5 }.Select(value => factor * value)];
        double first = values.Average();
        double second = values.Average(x => x * x);
        double influence = values.Average(x => Math.Pow((((x * x) - second) / first / first) - (2 * second * (x - first) / first / first / first), 2));
        Dispersion dispersion = Draws.Statistics(values).Dispersion!.Value;

        // Some tens of roundings of sums that cancel by less than a digit.
        Assert.Equal(second / first / first, dispersion.Value, 1e-14);
        Assert.Equal(Math.Sqrt(influence / values.Length), dispersion.StandardError, 1e-14);
    }

    [Fact]
    public void Numbers_of_mean_zero_have_no_dispersion_and_equal_ones_no_error()
    {
        Assert.Null(Draws.Statistics([1, -1]).Dispersion);
        Assert.All(Enumerable.Range(1, 50), i =>
        {
            Dispersion dispersion = Draws.Statistics(Enumerable.Repeat(i / 7.0, 3)).Dispersion!.Value;
            Assert.Equal(1, dispersion.Value, 1e-15);

            // The square root of a few roundings.
            Assert.InRange(dispersion.StandardError, 0, 1e-7);
        });
    }

    [Fact]
    public void What_does_not_vary_is_compared_up_to_the_rounding_of_single_precision()
    {
        SampleStatistics statistics = Draws.Statistics([-2, -2, -2]);
        Assert.InRange(statistics.ZScore(-2 * (1 + 1e-7)), 0.05, 0.2);
        Assert.InRange(statistics.ZScore(-2 * (1 - 1e-4)), -110, -90);
    }

    [Fact]
    public void Wrong_probabilities_are_refused()
    {
        SampleStatistics statistics = Draws.Statistics([1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.MeanInterval(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.MeanInterval(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Quantile(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Quantile(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.QuantileInterval(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.QuantileInterval(0.5, 0));
    }
}
