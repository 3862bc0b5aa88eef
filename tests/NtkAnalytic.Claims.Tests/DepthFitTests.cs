using Xunit;

namespace NtkAnalytic.Claims.Tests;

public class DepthFitTests
{
    private static readonly int[] Depths = [1000, 10_000, 100_000, 1_000_000, 10_000_000];

    [Fact]
    public void A_law_without_further_terms_is_found_exactly()
    {
        Measurement[] fit = Fit(l => 0.25 + (0.375 * Math.Log(l) / l) - (2 / l));
        Assert.Equal(0.25, fit[0].Value, 1e-13);
        Assert.Equal(0.375, fit[1].Value, 1e-9);
        Assert.Equal(-2, fit[2].Value, 1e-8);
    }

    [Fact]
    public void A_neglected_term_is_covered_by_the_uncertainty()
    {
        Measurement[] fit = Fit(l => 0.25 + (0.375 * Math.Log(l) / l) - (2 / l) + (5 * Math.Log(l) * Math.Log(l) / l / l));
        Assert.InRange(Math.Abs(fit[0].Value - 0.25), 1e-12, fit[0].Uncertainty);
        Assert.InRange(Math.Abs(fit[1].Value - 0.375), 1e-9, fit[1].Uncertainty);
        Assert.InRange(fit[1].Uncertainty, 0, 0.5);
    }

    [Fact]
    public void The_rounding_of_a_value_is_part_of_the_uncertainty()
    {
        Measurement[] fit = DepthFit.Coefficients(Depths, [.. Depths.Select(_ => 5.0)], [.. Depths.Select(depth => 1.0 / depth)], [l => 1]);
        Assert.Equal(new Measurement(5, 1e-7), fit[0]);
    }

    private static Measurement[] Fit(Func<double, double> law) =>
        DepthFit.Coefficients(Depths, [.. Depths.Select(depth => law(depth))], l => 1, l => Math.Log(l) / l, l => 1 / l);
}
