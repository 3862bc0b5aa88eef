using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class TailReportTests
{
    // A dispersion of 3.93 is that of the NTK at the edge of chaos with half as many layers as neurons; five hundred networks do not show it.
    [Fact]
    public void Five_hundred_networks_as_deep_as_half_their_width_are_always_flagged()
    {
        int low = 0;
        for (uint repetition = 0; repetition < 200; repetition++)
        {
            SampleStatistics statistics = Draws.Statistics(Draws.LogNormal(500, Math.Log(3.93), repetition + 5000));
            Assert.NotEqual(Tails.Light, statistics.Tails.Tails);
            Assert.False(statistics.Tails.IsTrusted);
            low += statistics.Dispersion!.Value.Value < 3.93 ? 1 : 0;
        }

        // What the flag is for: most of the estimates are too low.
        Assert.InRange(low, 120, 200);
    }

    [Theory]
    [InlineData(500, 1.05)]
    [InlineData(500, 1.27)]
    [InlineData(10_000, 1.5)]
    public void Benign_samples_are_not_flagged(int count, double dispersion)
    {
        int flagged = 0;
        for (uint repetition = 0; repetition < 50; repetition++)
        {
            SampleStatistics statistics = Draws.Statistics(Draws.LogNormal(count, Math.Log(dispersion), repetition + 7000));
            flagged += statistics.Tails.IsTrusted ? 0 : 1;
        }

        Assert.Equal(0, flagged);
    }

    [Fact]
    public void Where_the_mean_cannot_be_trusted_either_it_says_so()
    {
        SampleStatistics statistics = Draws.Statistics(Draws.LogNormal(500, 6, 3));
        Assert.Equal(Tails.VeryHeavy, statistics.Tails.Tails);
        Assert.Contains("Neither mean", statistics.Tails.Statement, StringComparison.Ordinal);
        Assert.Equal(Tails.Heavy, Draws.Statistics(Draws.LogNormal(500, Math.Log(3.93), 3)).Tails.Tails);
    }

    [Fact]
    public void Normal_numbers_of_either_sign_are_not_flagged()
    {
        SampleStatistics statistics = Draws.Statistics(Draws.Normal(500, 4));
        Assert.True(statistics.Tails.IsTrusted);
        Assert.Null(statistics.Tails.LogNormalError);

        // (sum X^2)^2 / sum X^4 tends to N / 3.
        Assert.InRange(statistics.Tails.EffectiveSamples, 500 / 4.0, 500 / 2.5);
    }

    [Fact]
    public void One_number_that_outweighs_the_others_is_named()
    {
        SampleStatistics statistics = Draws.Statistics(Draws.Normal(1000, 6).Append(15));
        Assert.False(statistics.Tails.IsTrusted);
        Assert.Equal(15 * 15 / (15 * 15 + Draws.Normal(1000, 6).Sum(z => z * z)), statistics.Tails.LargestShare, 1e-12);
    }

    // P(X > t) = t^-3 for X = u^(-1/3): Hill's estimate from k = sqrt(N) numbers has the relative standard error 1 / sqrt(k).
    [Fact]
    public void The_tail_index_is_the_exponent_of_a_power_law()
    {
        const int Count = 40_000;
        SampleStatistics statistics = Draws.Statistics(Enumerable.Range(0, Count).Select(i => Math.Pow((((i * 7919L) % Count) + 0.5) / Count, -1.0 / 3)));
        Assert.InRange(statistics.Tails.TailIndex!.Value, 3 * (1 - (5 / Math.Sqrt(200))), 3 * (1 + (5 / Math.Sqrt(200))));
        Assert.InRange(statistics.Tails.TailIndex!.Value, 2.9, 3.1);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.4)]
    [InlineData(1.4)]
    public void The_variance_of_a_log_normal_ratio_is_that_of_its_influence(double s)
    {
        double direct = Math.Exp(4 * s) - (4 * Math.Exp(2 * s)) + (4 * Math.Exp(s)) - 1;

        // The direct form cancels terms of order 1.
        Assert.Equal(direct, TailReport.LogNormalRatioVariance(s), 1e-14 * Math.Exp(4 * s));
    }
}
