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

    // e^0 to e^99: the ten largest are e^1 to e^10 times the one below them.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_tail_index_of_known_sizes_is_Hills(int sign)
    {
        SampleStatistics statistics = Draws.Statistics(Enumerable.Range(0, 100).Select(i => sign * Math.Exp(i)));
        Assert.Equal(10 / 55.0, statistics.Tails.TailIndex!.Value, 1e-14);
    }

    [Fact]
    public void Without_fifty_numbers_or_a_tail_there_is_no_index()
    {
        Assert.NotNull(Index(Enumerable.Range(1, 50)));
        Assert.Null(Index(Enumerable.Range(1, 49)));
        Assert.Null(Index(Enumerable.Repeat(3, 100)));
        Assert.Null(Index(Enumerable.Repeat(0, 90).Concat(Enumerable.Repeat(1, 10))));

        static double? Index(IEnumerable<int> values) => Draws.Statistics(values.Select(value => (double)value)).Tails.TailIndex;
    }

    [Fact]
    public void Fewer_than_fifty_equal_numbers_are_too_few()
    {
        Assert.Contains("worth 49 equal ones", Draws.Statistics(Enumerable.Repeat(2.0, 49)).Tails.Statement, StringComparison.Ordinal);
        Assert.True(Draws.Statistics(Enumerable.Repeat(2.0, 50)).Tails.IsTrusted);
        TailReport zeros = Draws.Statistics([0, 0, 0]).Tails;
        Assert.Equal((3, 1 / 3.0), (zeros.EffectiveSamples, zeros.LargestShare));
    }

    // One number a among 10^4 ones has the share a^2 / (a^2 + 10^4) of the squares, which then are worth 59 and more.
    [Theory]
    [InlineData(0.09, true)]
    [InlineData(0.12, false)]
    public void A_tenth_of_the_sum_is_the_most_that_one_network_may_have(double share, bool isTrusted)
    {
        foreach (int sign in new[] { 1, -1 })
        {
            double large = sign * Math.Sqrt(1e4 * share / (1 - share));
            TailReport tails = Draws.Statistics(Enumerable.Repeat((double)sign, 10_000).Append(large)).Tails;
            Assert.Equal(share, tails.LargestShare, 1e-12);
            Assert.Equal(isTrusted, tails.IsTrusted);
            Assert.Equal(!isTrusted, tails.Statement.Contains("one network has", StringComparison.Ordinal));
        }
    }

    // e^c and e^-c, as many of each: the variance of the logarithms is c^2 N / (N - 1), no number weighs much, and what is left to judge
    // by is the error that a log-normal law of that variance has: beyond a tenth it is flagged, for the mean as for the second moment.
    [Theory]
    [InlineData(0.5, 100, Tails.Heavy)]
    [InlineData(0.5, 400, Tails.Light)]
    [InlineData(1.2, 200, Tails.VeryHeavy)]
    [InlineData(1.2, 300, Tails.Heavy)]
    public void Logarithms_that_vary_too_much_are_flagged(double square, int count, Tails expected)
    {
        TailReport tails = Draws.Statistics(Enumerable.Range(0, count).Select(i => Math.Exp(Math.Sqrt(square) * (i % 2 == 0 ? 1 : -1)))).Tails;
        double error = Math.Sqrt(TailReport.LogNormalRatioVariance(square * count / (count - 1)) / count);
        Assert.Equal(error, tails.LogNormalError!.Value, 1e-12);
        Assert.Equal(expected, tails.Tails);
        Assert.Equal(expected != Tails.Light, tails.Statement.Contains("logarithms vary", StringComparison.Ordinal));
    }

    // The first moment of numbers of one sign is judged like that of their sizes.
    [Fact]
    public void Negative_numbers_are_judged_as_positive_ones_are()
    {
        double[] values = Draws.LogNormal(500, 6, 3);
        TailReport positive = Draws.Statistics(values).Tails;
        TailReport negative = Draws.Statistics(values.Select(value => -value)).Tails;
        Assert.Equal(Tails.VeryHeavy, negative.Tails);
        Assert.Equal(positive with { LogNormalError = null }, negative);

        // One large number among a thousand small ones: in the mean it has a share of 0.12 with either sign.
        Assert.All([1, -1], sign =>
        {
            TailReport one = Draws.Statistics(Enumerable.Repeat((double)sign, 1000).Append(sign * 1000 * 0.12 / 0.88)).Tails;
            Assert.Contains("one network has", one.Statement, StringComparison.Ordinal);
            Assert.Equal(Tails.VeryHeavy, one.Tails);
        });
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
