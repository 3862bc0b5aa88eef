using System.Text.Json;
using NtkAnalytic.Symbolics;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public class DeriveCommandTests
{
    [Theory]
    [InlineData("max(0,x)", "summary")]
    [InlineData("max(0,x)", "expansion")]
    [InlineData("relu", "recursion")]
    [InlineData("relu", "finite-width")]
    [InlineData("erf(x)", "summary")]
    [InlineData("erf(x)", "expansion")]
    [InlineData("leaky-relu(0.1)", "dual")]
    [InlineData("max(0,x) + a*sin(b*x)", "dual")]
    [InlineData("max(0,x)^2 + cos(x)/2", "dual")]
    [InlineData("x*erf(x)", "dual")]
    [InlineData("x^2*Phi(x)", "dual")]
    [InlineData("max(0,x)^3 - x", "dual")]
    [InlineData("abs(x)*x", "dual")]
    [InlineData("exp(-x^2)*x^2", "dual")]
    [InlineData("exp(-x^2)*erf(x)", "dual")]
    [InlineData("cos(a*x + b)", "summary")]
    public void Every_formula_stands_the_check(string formula, string show)
    {
        JsonElement[] lines = Lines("derive", formula, "--show", show, "--check", "--format", "json");
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            Assert.True(line.GetProperty("closedForm").GetBoolean());
            Assert.True(line.GetProperty("check").GetProperty("points").GetInt32() == 20);
            Assert.InRange(line.GetProperty("check").GetProperty("largestError").GetDouble(), 0, 1e-12);
        });
    }

    [Fact]
    public void Formulas_in_json_read_back()
    {
        foreach (JsonElement line in Lines("derive", "x*Phi(x)", "--format", "json"))
        {
            Formula formula = Formula.Parse(line.GetProperty("formula").GetString()!);
            Assert.Equal(line.GetProperty("formula").GetString(), formula.ToString());
            string[] symbols = [.. line.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString()!)];
            Assert.Equal(formula.Symbols.Order(StringComparer.Ordinal), symbols.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_seed_chooses_the_points()
    {
        string[] words = ["derive", "x*erf(x)", "--show", "dual", "--check", "--format", "json"];
        Assert.Equal(Ntk.Run(words).Output, Ntk.Run(words).Output);
        Assert.NotEqual(Ntk.Run(words).Output, Ntk.Run([.. words, "--seed", "2"]).Output, StringComparer.Ordinal);
    }

    [Fact]
    public void A_line_without_closed_form_says_why_and_where_numbers_come_from()
    {
        CommandResult result = Ntk.Run("derive", "tanh(x)");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.Contains("no closed form by these rules", result.Output, StringComparison.Ordinal);
        Assert.Contains("hyperbolic tangent", result.Output, StringComparison.Ordinal);
        Assert.Contains("integral of phi(u) phi(v)", result.Output, StringComparison.Ordinal);
        Assert.Contains("ntk dual --activation \"tanh(x)\"", result.Output, StringComparison.Ordinal);

        JsonElement[] lines = [.. Ntk.Run("derive", "tanh(x)", "--format", "json").Json().GetProperty("lines").EnumerateArray()];
        Assert.All(lines, line => Assert.False(line.GetProperty("closedForm").GetBoolean()));
        Assert.StartsWith("integral", lines[0].GetProperty("integral").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinite_quantity_is_an_answer()
    {
        JsonElement[] lines = Lines("derive", "step(x)", "--format", "json");
        JsonElement slope = lines.Single(line => line.GetProperty("key").GetString() == "chi1");
        Assert.False(slope.GetProperty("closedForm").GetBoolean());
        Assert.True(slope.GetProperty("infinite").GetBoolean());
    }

    [Fact]
    public void A_domain_is_told()
    {
        JsonElement[] lines = Lines("derive", "exp(x^2)", "--format", "json");
        JsonElement variance = lines.Single(line => line.GetProperty("key").GetString() == "varianceMap");
        Assert.Equal("1 - 4*q", Assert.Single(variance.GetProperty("domain").EnumerateArray()).GetString());
        Assert.Contains("where 1 - 4·q > 0", Ntk.Run("derive", "exp(x^2)").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Recursions_follow_the_network()
    {
        string residual = Line("tangent", "derive", "relu", "--show", "recursion", "--architecture", "residual");
        string plain = Line("tangent", "derive", "relu", "--show", "recursion");
        Assert.Equal(Formula.Parse(plain) + Formula.Symbol("Theta"), Formula.Parse(residual));

        string standard = Line("tangent", "derive", "relu", "--show", "recursion", "--parameterization", "standard");
        Assert.Contains(Formula.Parse(standard).Symbols, symbol => symbol == "n");

        string numbers = Line("variance", "derive", "relu", "--show", "recursion", "--weight-variance", "2", "--bias-variance", "0.25");
        Assert.Equal(Formula.Parse("q1 + 1/4"), Formula.Parse(numbers));

        string output = Line("nngp", "derive", "x", "--show", "recursion", "--hidden-layers", "3", "--bias-variance", "0");
        Assert.Equal(Formula.Parse("sigma_w^8*c*sqrt(q1*q2)"), Formula.Parse(output));
    }

    [Fact]
    public void Moments_at_finite_width_are_exact()
    {
        string[] network = ["derive", "relu", "--show", "finite-width", "--widths", "3,4,4,4,1", "--weight-variance", "2"];
        Assert.Equal("8/3", Line("mean", network));
        Assert.Equal("49", Line("secondMoment", network));
        Assert.Equal("6", Line("mean", "derive", "relu", "--show", "finite-width", "--widths", "1,2,2,1", "--weight-variance", "2"));
        Assert.Equal("265", Line("secondMoment", "derive", "relu", "--show", "finite-width", "--widths", "1,2,2,1", "--weight-variance", "2"));
        Assert.Equal("196", Line("secondMoment", [.. network, "--norm-squared", "2"]));
    }

    [Fact]
    public void Latex_is_one_display()
    {
        string output = Ntk.Run("derive", "max(0,x)", "--format", "latex").Output;
        Assert.StartsWith(@"\begin{align*}", output, StringComparison.Ordinal);
        Assert.EndsWith("\\end{align*}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(output.Count(character => character == '{'), output.Count(character => character == '}'));
        Assert.Contains(@"\arccos(c)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_latex_and_csharp_cannot_hold_is_told_beside_them()
    {
        CommandResult result = Ntk.Run("derive", "step(x)", "--format", "csharp");
        Assert.Contains("public static double Dual(double c)", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Chi1", result.Output, StringComparison.Ordinal);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("ntk: chi_1:", StringComparison.Ordinal));
    }

    private static JsonElement[] Lines(params string[] words)
    {
        CommandResult result = Ntk.Run(words);
        Assert.Equal(ExitCode.Done, result.Code);
        return [.. result.Json().GetProperty("lines").EnumerateArray()];
    }

    private static string Line(string key, params string[] words) =>
        Lines([.. words, "--format", "json"]).Single(line => line.GetProperty("key").GetString() == key).GetProperty("formula").GetString()!;
}
