using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class PowerLawTests
{
    [Fact]
    public void A_power_without_scatter_is_found_as_it_is()
    {
        double[] sizes = [3, 10, 47, 1000];
        var law = PowerLaw.Fit(sizes, [.. sizes.Select(n => (IReadOnlyList<double>)[0.3 * Math.Pow(n, -1.7), 0.3 * Math.Pow(n, -1.7)])]);

        // Sums of four logarithms of size 10.
        Assert.Equal(-1.7, law.Exponent, 1e-14);
        Assert.Equal(0.3, law.Factor, 1e-14);
        Assert.Equal(0, law.StandardError!.Value, 1e-14);
        Assert.All(law.LocalExponents, exponent => Assert.Equal(-1.7, exponent, 1e-13));
    }

    [Fact]
    public void A_factor_that_scatters_leaves_the_geometric_mean()
    {
        // log2 of the values: means 1 and 4, variances of the means 1 and 4, over a distance of 3 in log2 n.
        var law = PowerLaw.Fit([2, 16], [[1, 4], [4, 64]]);
        Assert.Equal(1, law.Exponent, 1e-14);
        Assert.Equal(Math.Sqrt(5) / 3, law.StandardError!.Value, 1e-14);
        Assert.Equal(1, law.Factor, 1e-14);
        Assert.Null(PowerLaw.Fit([2, 16], [[1], [4]]).StandardError);
    }

    [Fact]
    public void Local_exponents_show_a_law_that_bends()
    {
        var law = PowerLaw.Fit([1, 10, 100], [[1], [0.1], [0.001]]);
        Assert.Equal(-1, law.LocalExponents[0], 1e-14);
        Assert.Equal(-2, law.LocalExponents[1], 1e-14);
        Assert.Equal(-1.5, law.Exponent, 1e-14);
    }

    [Fact]
    public void The_standard_error_is_the_deviation_of_the_exponent_over_repetitions()
    {
        Random random = new(5);
        double[] sizes = [10, 30, 200];
        PowerLaw[] laws =
        [
            .. Enumerable.Range(0, 2000).Select(_ => PowerLaw.Fit(
                sizes, [.. sizes.Select(n => (IReadOnlyList<double>)[.. Enumerable.Range(0, 8).Select(_ => Math.Exp(random.NextDouble() * Math.Sqrt(n)) / n)])])),
        ];
        double mean = laws.Average(law => law.Exponent);
        double variance = laws.Sum(law => (law.Exponent - mean) * (law.Exponent - mean)) / (laws.Length - 1);

        // A variance of 2000 numbers without heavy tails has the relative deviation sqrt(2 / 2000) = 0.032; five of them.
        Assert.Equal(1, laws.Average(law => law.StandardError!.Value * law.StandardError.Value) / variance, 0.16);
    }

    [Fact]
    public void What_has_no_logarithm_is_refused()
    {
        Assert.Contains("2 sizes", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([2], [[1.0]])).Message, StringComparison.Ordinal);
        Assert.Contains("ascend", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([2, 2], [[1.0], [1]])).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([2, double.PositiveInfinity], [[1.0], [1]])).Message, StringComparison.Ordinal);
        Assert.Contains("positive", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([2, 3], [[1.0], [double.PositiveInfinity]])).Message, StringComparison.Ordinal);
        Assert.Contains("positive", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([2, 3], [[1.0], [0]])).Message, StringComparison.Ordinal);
        Assert.Contains("positive", Assert.Throws<ArgumentException>(() => PowerLaw.Fit([2, 3], [[1.0], []])).Message, StringComparison.Ordinal);
    }
}
