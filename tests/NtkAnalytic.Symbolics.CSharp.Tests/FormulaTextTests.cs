using Xunit;

namespace NtkAnalytic.Symbolics.CSharp.Tests;

public sealed class FormulaTextTests
{
    [Theory]
    [InlineData("x^2/2", "x^2/2", @"\frac{x^2}{2}", "x²/2")]
    [InlineData("sqrt(x)", "sqrt(x)", @"\sqrt{x}", "√x")]
    [InlineData("erf(x)*pi", "pi*erf(x)", @"\pi \operatorname{erf}(x)", "π·erf(x)")]
    [InlineData("sigma_w^2", "sigma_w^2", @"\sigma_w^2", "σ_w²")]
    public void A_formula_as_text(string formula, string text, string latex, string unicode)
    {
        Formula read = Formula.Parse(formula);
        Assert.Equal(text, read.ToString());
        Assert.Equal(latex, read.ToLatex());
        Assert.Equal(unicode, read.ToUnicode());
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("2*(x", 5, "expected ')'")]
    [InlineData("x + $", 5, "'$'")]
    [InlineData("1 + sine(x)", 5, "sine")]
    [InlineData("x/0", 2, "Division by zero")]
    public void A_text_that_is_no_formula_is_refused_at_its_position(string text, int position, string reason)
    {
        FormulaSyntaxException refusal = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text));
        Assert.IsAssignableFrom<FormatException>(refusal);
        Assert.Equal(position, refusal.Position);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.Contains($"position {position}: {refusal.Reason}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_shows_what_surrounds_the_position()
    {
        string text = string.Concat(Enumerable.Repeat("x + ", 100)) + "$" + string.Concat(Enumerable.Repeat(" + y", 100));
        FormulaSyntaxException refusal = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text));
        Assert.Equal(401, refusal.Position);
        Assert.StartsWith("Formula '...x + x", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("x + $ + y", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("...', position 401: ", refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Message.Length < 250, refusal.Message);
    }

    [Theory]
    [InlineData("max(0,x) + a*sin(b*x)")]
    [InlineData("piecewise(x < -1, -1, x < 1, x, 1)*y")]
    [InlineData("exp(-x^2/2)*erf(x/sqrt(2)) - 3/(7*pi)")]
    [InlineData("(1 + x)^(2/3)/(1 + a^2)")]
    public void Text_is_read_back(string text) => Assert.Equal(Formula.Parse(text), Formula.Parse(Formula.Parse(text).ToString()));

    [Fact]
    public void Source_compiles_and_has_the_values()
    {
        Formula formula = Formula.Parse("erf(x)*Phi(y) + max(0,x) - dawson(y)");
        Type type = CompiledSource.Compile(formula.ToCSharp("Example", "Value", "x", "y"), "Example");
        foreach ((double x, double y) in ((double, double)[])[(0.3, 0.7), (-1.2, 2.5), (2, -0.4)])
        {
            double expected = double.Parse(formula.EvaluateToDigits(20, Point.Of(("x", x), ("y", y))), System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(expected, CompiledSource.Call(type, "Value", x, y), 1e-13);
        }
    }
}
