using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class WidthExtrapolationTests
{
    private static readonly int[] s_widths = [16, 32, 64];

    [Fact]
    public void A_polynomial_of_its_degree_is_found()
    {
        double[] values = [.. s_widths.Select(n => 2 - (3.0 / n) + (40.0 / n / n))];
        WidthExtrapolation fit = WidthExtrapolation.Fit(s_widths, values, [0.1, 0.1, 0.1], 2);
        Assert.Equal(2, fit.Limit, 1e-13);
        Assert.Equal(-3, fit.Slope, 1e-11);
        Assert.Null(fit.ChiSquare);

        // Richardson's weights for n, 2 n, 4 n at degree 2 are 1/3, -2, 8/3.
        Assert.Equal(0.1 * Math.Sqrt((1 / 9.0) + 4 + (64 / 9.0)), fit.StandardError, 1e-12);
    }

    [Fact]
    public void Errors_weight_the_estimates_and_propagate()
    {
        // Two good estimates decide; a third of a hundred times the error does not count.
        WidthExtrapolation fit = WidthExtrapolation.Fit(s_widths, [1 + (2.0 / 16), 1 + (2.0 / 32), 5], [0.01, 0.01, 1]);
        Assert.Equal(1, fit.Limit, 5e-3);
        Assert.Equal(0.01 * Math.Sqrt(5), fit.StandardError, 1e-4);
        double residual = 5 - (1 + (2.0 / 64));
        Assert.Equal(residual * residual, fit.ChiSquare!.Value, 0.01 * residual * residual);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    public void The_exponent_of_a_bias_is_its_power(double exponent)
    {
        double[] biases = [.. s_widths.Select(n => -0.7 * Math.Pow(n, exponent))];
        (double slope, double error) = WidthExtrapolation.BiasExponent(s_widths, biases, [.. biases.Select(bias => -bias / 10)])!.Value;
        Assert.Equal(exponent, slope, 1e-12);

        // With the term c/n fitted as well, widths that double give (y_1 - 3 y_2 + 2 y_3) / log 2 for the logarithms y.
        Assert.Equal(0.1 * Math.Sqrt(1 + 9 + 4) / Math.Log(2), error, 1e-12);
        Assert.Equal(0.1 * Math.Sqrt(2) / Math.Log(2), WidthExtrapolation.BiasExponent([16, 32], biases[..2], [.. biases[..2].Select(bias => -bias / 10)])!.Value.Error, 1e-12);
    }

    // b/n + c/n^2 with c/b = 8: between 32 and 64 the power is -1.15, but at 1/n = 0 it is -1.
    [Fact]
    public void A_power_that_still_moves_is_carried_to_large_width()
    {
        int[] widths = [32, 64, 128, 256];
        double[] biases = [.. widths.Select(n => (1.0 / n) + (8.0 / n / n))];
        double[] errors = [.. biases.Select(bias => bias / 1e4)];
        Assert.Equal(-1.15, WidthExtrapolation.BiasExponent(widths[..2], biases[..2], errors[..2])!.Value.Exponent, 0.01);
        Assert.Equal(-1, WidthExtrapolation.BiasExponent(widths, biases, errors)!.Value.Exponent, 0.02);

        // What is left out is log(1 + 8/n) - 8/n; without it the power is exact.
        double[] exact = [.. widths.Select(n => Math.Exp(8.0 / n) / n)];
        Assert.Equal(-1, WidthExtrapolation.BiasExponent(widths, exact, errors)!.Value.Exponent, 1e-11);
    }

    [Fact]
    public void A_bias_within_its_error_has_no_exponent()
    {
        Assert.Null(WidthExtrapolation.BiasExponent(s_widths, [0.1, 0.05, 0.001], [0.01, 0.01, 0.01]));
        Assert.Null(WidthExtrapolation.BiasExponent(s_widths, [0.1, -0.05, 0.1], [0.001, 0.001, 0.001]));
    }

    [Fact]
    public void Misuse_is_told()
    {
        Assert.Throws<ArgumentException>(() => WidthExtrapolation.Fit([8, 8], [1, 1], [1, 1]));
        Assert.Throws<ArgumentException>(() => WidthExtrapolation.Fit([8, 16], [1], [1, 1]));
        Assert.Throws<ArgumentException>(() => WidthExtrapolation.Fit([8, 16], [1, 1], [1, 0]));
        Assert.Throws<ArgumentException>(() => WidthExtrapolation.Fit([8, 16], [1, 1], [1, 1], 2));
        Assert.Throws<ArgumentException>(() => WidthExtrapolation.BiasExponent([16, 8], [1, 1], [0.1, 0.1]));
    }
}
