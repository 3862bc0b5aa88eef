using Xunit;

namespace NtkAnalytic.Symbolics.CSharp.Tests;

public sealed class FormulaTests
{
    private static readonly Formula s_x = Formula.Symbol("x");

    [Fact]
    public void Operators_are_those_of_the_text()
    {
        Formula y = Formula.Symbol("y");
        Assert.Equal(Formula.Parse("x + y"), s_x + y);
        Assert.Equal(Formula.Parse("x - 2"), s_x - 2);
        Assert.Equal(Formula.Parse("3*x*y"), 3 * s_x * y);
        Assert.Equal(Formula.Parse("x/y"), s_x / y);
        Assert.Equal(Formula.Parse("-x"), -s_x);
        Assert.Equal(Formula.Parse("x^-2"), s_x.Pow(-2));
        Assert.Equal(Formula.Parse("x^(2/3)"), s_x.Pow(2, 3));
        Assert.Equal(Formula.Parse("0.25"), Formula.Fraction(1, 4));
        Assert.Equal(Formula.Parse("pi"), Formula.Pi);
        Assert.Equal(Formula.One, Formula.Number(1));
        Assert.Equal(Formula.Zero, s_x - s_x);
    }

    public static TheoryData<string, Formula> Functions => new()
    {
        { "exp(x)", Formula.Exp(s_x) },
        { "ln(x)", Formula.Log(s_x) },
        { "sqrt(x)", Formula.Sqrt(s_x) },
        { "sin(x)", Formula.Sin(s_x) },
        { "cos(x)", Formula.Cos(s_x) },
        { "asin(x)", Formula.Asin(s_x) },
        { "acos(x)", Formula.Acos(s_x) },
        { "atan(x)", Formula.Atan(s_x) },
        { "tanh(x)", Formula.Tanh(s_x) },
        { "erf(x)", Formula.Erf(s_x) },
        { "Phi(x)", Formula.NormalCdf(s_x) },
        { "phi(x)", Formula.NormalPdf(s_x) },
        { "dawson(x)", Formula.Dawson(s_x) },
        { "step(x)", Formula.Step(s_x) },
        { "sign(x)", Formula.Sign(s_x) },
        { "abs(x)", Formula.Abs(s_x) },
        { "max(x, 1)", Formula.Max(s_x, 1) },
        { "min(x, 1)", Formula.Min(s_x, 1) },
    };

    [Theory]
    [MemberData(nameof(Functions), DisableDiscoveryEnumeration = true)]
    public void Functions_are_those_of_the_text(string text, Formula formula) => Assert.Equal(Formula.Parse(text), formula);

    [Theory]
    [InlineData("x/(1+x) + 1/(1+x)", "1")]
    [InlineData("(x+1)^2", "x^2 + 2*x + 1")]
    [InlineData("sqrt(8)", "2*sqrt(2)")]
    [InlineData("(x^2-1)/(x-1)", "x + 1")]
    [InlineData("sin(x)^2/(2*sin(x))", "sin(x)/2")]
    public void Formulas_with_one_simplified_form_are_equal(string left, string right)
    {
        Formula a = Formula.Parse(left);
        Formula b = Formula.Parse(right);
        Assert.True(a == b);
        Assert.False(a != b);
        Assert.True(a.Equals((object)b));
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(b.ToString(), a.Simplify().ToString());
    }

    [Fact]
    public void Others_are_not_equal()
    {
        Assert.True(s_x != Formula.Symbol("y"));
        Assert.False(s_x.Equals("x"));
        Assert.False(s_x.Equals(null));
        Assert.True(s_x != null!);
        Assert.Single(new HashSet<Formula> { s_x + 1, 1 + s_x });
    }

    [Fact]
    public void Symbols_are_named_in_order() => Assert.Equal(["a", "b", "x"], Formula.Parse("b*x + a - pi").Symbols);

    [Fact]
    public void Null_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("text", () => Formula.Parse(null!));
        Assert.Throws<ArgumentNullException>("x", () => Formula.Erf(null!));
        Assert.Throws<ArgumentNullException>("y", () => Formula.Max(s_x, null!));
        Assert.Throws<ArgumentNullException>("left", () => null! + s_x);
        Assert.Throws<ArgumentNullException>("right", () => s_x / null!);
        Assert.Throws<ArgumentNullException>("value", () => -(Formula)null!);
        Assert.Throws<ArgumentNullException>("value", () => s_x.Substitute("x", null!));
        Assert.Throws<ArgumentNullException>("point", () => s_x.Series("x", null!, true, 2));
        Assert.Throws<ArgumentNullException>("values", () => s_x.Evaluate(null!));
        Assert.Throws<ArgumentNullException>("values", () => s_x.EvaluateToDigits(10, null!));
    }

    [Fact]
    public void A_name_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentNullException>("name", () => Formula.Symbol(null!));
        Assert.Throws<ArgumentException>("name", () => Formula.Symbol(""));
        Assert.Throws<ArgumentNullException>("symbol", () => s_x.Differentiate(null!));
        Assert.Throws<ArgumentNullException>("symbol", () => s_x.Substitute(null!, 1));
        Assert.Throws<ArgumentNullException>("symbol", () => s_x.Series(null!, 0, true, 2));
        Assert.Throws<ArgumentNullException>("symbol", () => s_x.Compile((string)null!));
        Assert.Throws<ArgumentNullException>("symbols", () => s_x.Compile((string[])null!));
        Assert.Throws<ArgumentNullException>("className", () => s_x.ToCSharp(null!, "Value", "x"));
    }

    [Fact]
    public void What_has_no_value_is_an_arithmetic_exception()
    {
        Assert.Throws<DivideByZeroException>(() => s_x / 0);
        Assert.Throws<DivideByZeroException>(() => Formula.Fraction(1, 0));
        Assert.Throws<DivideByZeroException>(() => Formula.Zero.Pow(-1));
        Assert.Throws<DivideByZeroException>(() => s_x.Pow(1, 0));
        Assert.ThrowsAny<ArithmeticException>(() => Formula.Sqrt(-1));
        Assert.ThrowsAny<ArithmeticException>(() => Formula.Log(0));
    }
}
