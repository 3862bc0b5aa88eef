using Xunit;

namespace NtkAnalytic.Symbolics.CSharp.Tests;

public sealed class FormulaValueTests
{
    // The first digits are OEIS A000796, A001113, A002193, A002162, A247847 and A073747... (tanh 1 = (e^2 - 1)/(e^2 + 1)).
    [Theory]
    [InlineData("pi", "3.14159265358979323846264338328")]
    [InlineData("e", "2.71828182845904523536028747135")]
    [InlineData("sqrt(2)", "1.41421356237309504880168872421")]
    [InlineData("ln(2)", "0.693147180559945309417232121458")]
    [InlineData("erf(1)", "0.842700792949714869341220635083")]
    [InlineData("asin(1/2)*6", "3.14159265358979323846264338328")]
    public void Thirty_digits_of_known_constants(string formula, string digits) =>
        Assert.Equal(digits, Formula.Parse(formula).EvaluateToDigits(30, Point.Nowhere));

    // exp(t) - 1 - t = t^2/2 + t^3/6 + ...: all of the first thirty digits cancel, and the next thirty.
    [Fact]
    public void Digits_that_cancel_are_computed_again()
    {
        string text = Formula.Parse("exp(t) - 1 - t").Substitute("t", Formula.Parse("1e-40")).EvaluateToDigits(20, Point.Nowhere);
        Assert.Equal(5e-81, double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), 1e-95);
    }

    [Fact]
    public void A_value_in_double_precision_is_near_the_exact_one()
    {
        Formula formula = Formula.Parse("x^2*erf(y) - sqrt(x)/3");
        Assert.Equal((1.7 * 1.7 * 0.5204998778130465) - (Math.Sqrt(1.7) / 3), formula.Evaluate(Point.Of(("x", 1.7), ("y", 0.5))), 1e-15);
    }

    [Fact]
    public void Outside_of_the_domain_is_no_number()
    {
        Assert.True(double.IsNaN(Formula.Parse("ln(x)").Evaluate(Point.Of(("x", -1)))));
        Assert.ThrowsAny<ArithmeticException>(() => Formula.Parse("ln(x)").EvaluateToDigits(10, Point.Of(("x", -1))));
        Assert.Throws<ArgumentOutOfRangeException>("digits", () => Formula.Pi.EvaluateToDigits(0, Point.Nowhere));
    }

    [Fact]
    public void A_symbol_without_value_is_named()
    {
        Assert.Contains("y", Assert.Throws<ArgumentException>(() => Formula.Parse("x + y").Evaluate(Point.Of(("x", 1)))).Message, StringComparison.Ordinal);
        Assert.Contains("y", Assert.Throws<ArgumentException>(() => Formula.Parse("x + y").EvaluateToDigits(10, Point.Of(("x", 1)))).Message, StringComparison.Ordinal);
        Assert.Contains("y", Assert.Throws<ArgumentException>(() => Formula.Parse("x + y").Compile("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compiled_formulas_have_the_values()
    {
        Formula formula = Formula.Parse("max(0,x) + a*sin(3*x)");
        Func<double, double> ofOne = formula.Substitute("a", Formula.Fraction(1, 2)).Compile("x");
        Func<double[], double> ofTwo = formula.Compile("a", "x");
        foreach (double x in (double[])[-2.5, -0.1, 0, 0.3, 4])
        {
            double expected = Math.Max(0, x) + (0.5 * Math.Sin(3 * x));
            Assert.Equal(expected, ofOne(x), 1e-15);
            Assert.Equal(expected, ofTwo([0.5, x]), 1e-15);
        }
    }
}
