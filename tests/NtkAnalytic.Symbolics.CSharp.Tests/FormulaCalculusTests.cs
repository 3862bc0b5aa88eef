using Xunit;

namespace NtkAnalytic.Symbolics.CSharp.Tests;

public sealed class FormulaCalculusTests
{
    [Theory]
    [InlineData("x^3*sin(x)", "3*x^2*sin(x) + x^3*cos(x)")]
    [InlineData("erf(x)", "2*exp(-x^2)/sqrt(pi)")]
    [InlineData("max(0,x)", "step(x)")]
    [InlineData("step(x)", "dirac(x)")]
    [InlineData("y", "0")]
    public void Derivatives(string formula, string derivative) =>
        Assert.Equal(Formula.Parse(derivative), Formula.Parse(formula).Differentiate("x"));

    [Fact]
    public void Substitution_takes_every_place_of_the_symbol() =>
        Assert.Equal(Formula.Parse("(y+1)^2 + sin(y+1)"), Formula.Parse("x^2 + sin(x)").Substitute("x", Formula.Parse("y + 1")));

    // sin t = t - t^3/6 + ...; acos(1 - t) = sqrt(2 t) (1 + t/12 + ...), DLMF 4.24.2.
    [Theory]
    [InlineData("sin(x)", "0", true, 5, "t - t^3/6")]
    [InlineData("acos(x)", "1", false, 2, "sqrt(2*t) + sqrt(2*t)*t/12")]
    [InlineData("1/x", "2", true, 3, "1/2 - t/4 + t^2/8")]
    [InlineData("abs(x)", "0", false, 2, "t")]
    public void Series_at_a_point(string formula, string point, bool fromAbove, int order, string expected) =>
        Assert.Equal(Formula.Parse(expected), Formula.Parse(formula).Series("x", Formula.Parse(point), fromAbove, order));

    [Fact]
    public void A_series_that_no_rule_finds_says_why()
    {
        NotSupportedException refusal = Assert.Throws<NotSupportedException>(() => Formula.Parse("exp(1/x)").Series("x", 0, true, 2));
        Assert.NotEmpty(refusal.Message);
    }
}
