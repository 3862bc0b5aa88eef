using NtkAnalytic.Activations;
using Xunit;

namespace NtkAnalytic.Tests.Activations;

/// <summary>Values and texts that are known on other grounds.</summary>
public class ActivationFormulaTests
{
    [Fact]
    public void A_polynomial_reads_as_it_is_written()
    {
        Assert.Equal("-0.5 + x - 2 x^3", new PolynomialActivation("p", [-0.5, 1, 0, -2, 0]).Formula);
        Assert.Equal("x^3", new PolynomialActivation("p", [0, 0, 0, 1]).Formula);
        Assert.Equal("0", new PolynomialActivation("p", [0, 0]).Formula);
    }

    [Fact]
    public void Homogeneity_and_parity_of_a_polynomial_follow_from_its_powers()
    {
        Assert.Equal(3, new PolynomialActivation("p", [0, 0, 0, 2, 0]).HomogeneityDegree);
        Assert.Null(new PolynomialActivation("p", [0, 1, 0, 2]).HomogeneityDegree);
        Assert.Equal(Parity.Odd, new PolynomialActivation("p", [0, 1, 0, 2]).Parity);
        Assert.Equal(Parity.Even, new PolynomialActivation("p", [1, 0, 3]).Parity);
    }

    [Fact]
    public void Hermite_polynomials_have_their_known_values()
    {
        // He_4 = x^4 - 6 x^2 + 3; He_200(0)/sqrt(200!) = 199!!/sqrt(200!).
        Assert.Equal((16 - 24 + 3) / Math.Sqrt(24), new HermiteActivation("h", 4).Evaluate(2), 1e-15);
        double central = 1;
        for (int i = 1; i <= 100; i++)
        {
            central *= Math.Sqrt(((2.0 * i) - 1) / (2 * i));
        }

        Assert.Equal(central, new HermiteActivation("h", 200).Evaluate(0), 1e-14);
    }

    // Phi(-30) by its asymptotic series, and Phi(0.5), with 30 digits in mpmath 1.3.
    [Theory]
    [InlineData(-30, -30 * 4.906713927148187e-198)]
    [InlineData(-3, -3 * 0.0013498980316300945)]
    [InlineData(0.5, 0.5 * 0.69146246127401310)]
    public void Gelu_keeps_its_digits_in_the_left_tail(double x, double expected) =>
        Assert.Equal(1, new Gelu().Evaluate(x) / expected, (4 + (x * x)) * 2.3e-16);

    [Fact]
    public void At_a_jump_the_value_is_the_mean_of_the_levels()
    {
        Assert.Equal(0.5, new TwoLevel("step", 0, 1).Evaluate(0));
        Assert.Equal(0, new TwoLevel("sign", -1, 1).Evaluate(0));
    }

    [Fact]
    public void Degrees_and_scales_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RectifiedMonomial("r", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HermiteActivation("h", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianBump("g", 0));
    }
}
