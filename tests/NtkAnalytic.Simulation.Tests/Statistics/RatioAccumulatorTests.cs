using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class RatioAccumulatorTests
{
    // X = 2 + Z_1, Y = 1 + Z_1 / 2 + Z_2 / 4, so E[Y] / E[X] = 1/2 and Y - X / 2 = Z_2 / 4: the delta method has the error 1 / (8 sqrt(N)).
    [Fact]
    public void The_error_of_a_ratio_takes_account_of_correlation()
    {
        const int Count = 4000;
        double[] first = Draws.Normal(Count, 60);
        double[] second = Draws.Normal(Count, 61);
        var accumulator = new RatioAccumulator();
        for (int i = 0; i < Count; i++)
        {
            accumulator.Add(2 + first[i], 1 + (first[i] / 2) + (second[i] / 4));
        }

        RatioOfMeans ratio = accumulator.ToStatistics()!.Value;
        double expected = 1 / (8 * Math.Sqrt(Count));

        // The spread of 4000 numbers is known to 1 / sqrt(8000) = 1.1 %.
        Assert.InRange(ratio.StandardError, expected * (1 - 0.056), expected * (1 + 0.056));
        Assert.InRange(ratio.ZScore(0.5), -5, 5);
        Assert.NotInRange(ratio.ZScore(0.52), -5, 5);
    }

    // The squares of y - r x, whose sum is over N - 1 of them, by hand.
    [Fact]
    public void The_error_of_few_numbers_is_the_delta_method()
    {
        double[] x = [-1, -2, -4];
        double[] y = [2, 3, 7];
        var accumulator = new RatioAccumulator();
        for (int i = 0; i < 3; i++)
        {
            accumulator.Add(x[i], y[i]);
        }

        RatioOfMeans ratio = accumulator.ToStatistics()!.Value;
        double square = x.Zip(y, (one, other) => Math.Pow(other + (12.0 / 7 * one), 2)).Sum();
        Assert.Equal(-12.0 / 7, ratio.Value, 1e-15);
        Assert.Equal(Math.Sqrt(square / 2 / 3) / (7.0 / 3), ratio.StandardError, 1e-15);
    }

    [Fact]
    public void Without_two_networks_or_a_mean_there_is_no_ratio()
    {
        var accumulator = new RatioAccumulator();
        accumulator.Add(1, 2);
        Assert.Null(accumulator.ToStatistics());
        accumulator.Add(-1, 2);
        Assert.Null(accumulator.ToStatistics());
        accumulator.Add(double.NaN, 2);
        Assert.Null(accumulator.ToStatistics());
    }
}
