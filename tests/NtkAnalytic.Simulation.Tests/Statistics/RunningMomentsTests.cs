using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class RunningMomentsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e-100)]
    [InlineData(-1e100)]
    public void They_are_the_sums_over_all_numbers(double factor)
    {
        double[] values = [.. Draws.Normal(500, 1).Select(z => factor * (3 + z + (0.2 * z * z)))];
        var moments = new RunningMoments();
        Array.ForEach(values, moments.Add);
        double scale = moments.Unscale(1);
        double[] scaled = [.. values.Select(value => value / scale)];
        double mean = scaled.Average();

        // Five hundred additions of numbers of order 1..100, each good to 2^-53.
        const double Tolerance = 500 * 4e-16;
        Near(mean, moments.ScaledMean);
        Near(scaled.Sum(x => Math.Pow(x - mean, 2)), moments.Second);
        Near(scaled.Sum(x => Math.Pow(x - mean, 3)), moments.Third);
        Near(scaled.Sum(x => Math.Pow(x - mean, 4)), moments.Fourth);
        Assert.Equal(1, Math.Abs(moments.Mean / factor / 3.2), 0.1);
        static void Near(double expected, double actual) => Assert.InRange(actual / expected, 1 - Tolerance, 1 + Tolerance);
    }

    [Fact]
    public void A_large_common_part_does_not_cost_the_variance_its_digits()
    {
        var moments = new RunningMoments();
        for (int i = 0; i < 1000; i++)
        {
            moments.Add(1e9 + (i % 2));
        }

        // Deviations of 1/2 are exact beside 1e9 to 1e-7 each, and their sum of squares is 250.
        double scale = moments.Unscale(1);
        Assert.InRange(moments.Second * scale * scale, 250 * (1 - 1e-6), 250 * (1 + 1e-6));
    }
}
