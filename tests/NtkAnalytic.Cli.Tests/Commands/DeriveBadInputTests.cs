using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

/// <summary>Each thing that can be wrong with a formula is one line with its position and the reason, and exit code 1.</summary>
public sealed class DeriveBadInputTests
{
    [Theory]
    [InlineData("max(0,x", "position 8", "expected ')'")]
    [InlineData("max(0,x))", "position 9", "found ')'")]
    [InlineData("(x", "position 3", "expected")]
    [InlineData("x + foo(x)", "position 5", "no function 'foo'", "nearest names")]
    [InlineData("relux(x)", "position 1", "relu")]
    [InlineData("x + y", "position 5", "two variables, x and y")]
    [InlineData("a*sin(b)", "position", "no x")]
    [InlineData("x/0", "position 2", "Division by zero")]
    [InlineData("1/(x-x)", "position 2", "Division by zero")]
    [InlineData("exp(x^4)", "position 1", "diverges at every variance")]
    [InlineData("x + exp(x^4)", "position 5", "diverges at every variance")]
    [InlineData("x^x", "position 2", "exponent")]
    [InlineData("sqrt(-1)*x", "position 1")]
    [InlineData("sin*x", "position 1", "sin(...)")]
    [InlineData("max(x)x", "position 7")]
    [InlineData("2 x", "position 3")]
    [InlineData("He(1000, x)", "position 1", "150")]
    [InlineData("x^1e6", "position")]
    [InlineData("1e999*x", "position 1", "400")]
    [InlineData("x §", "position 3", "'§'")]
    [InlineData("", "position 1", "empty")]
    [InlineData("   ", "position 1", "empty")]
    [InlineData("3", "position 1", "no variable")]
    [InlineData("rellu", "position 1", "no x")]
    [InlineData("x + q", "position 5", "The name q is taken")]
    [InlineData("c*x", "position 1", "The name c is taken")]
    [InlineData("x*n1", "position 3", "The name n1 is taken")]
    [InlineData("x + sigma_w", "position 5", "The name sigma_w is taken")]
    [InlineData("line\nbreak", "position 6")]
    public void A_text_that_is_no_activation_is_refused(string formula, params string[] words) =>
        Ntk.Run("derive", formula).AssertRefused(words);

    [Theory]
    [InlineData("x")]
    [InlineData("x+")]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("sin(")]
    public void Ten_thousand_characters_are_refused_in_a_short_line(string part)
    {
        CommandResult result = Ntk.Run("derive", string.Concat(Enumerable.Repeat(part, 10_000 / part.Length)));
        result.AssertRefused("position 2001", "longer than 2000 characters");
        Assert.True(result.Error.Length < 250, result.Error);
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        Ntk.Run("derive", new string('(', 300) + "x" + new string(')', 300)).AssertRefused("nested deeper than 200 levels");

    [Theory]
    [InlineData("relu --show everything", "--show: 'everything' is not one of summary, dual, expansion, recursion, finite-width")]
    [InlineData("relu --format csv", "--format: 'csv' is not one of text, latex, csharp, json")]
    [InlineData("relu --seed one", "--seed: 'one' is not a whole number")]
    [InlineData("relu --show recursion --hidden-layers -1", "--hidden-layers", "not negative")]
    [InlineData("relu --show recursion --hidden-layers two", "--hidden-layers: 'two' is not a whole number")]
    [InlineData("relu --show recursion --weight-variance -1", "--weight-variance: '-1'")]
    [InlineData("relu --show recursion --weight-variance 2*(s", "--weight-variance", "position 5")]
    [InlineData("relu --show recursion --bias-variance 1/0", "--bias-variance", "position 2", "Division by zero")]
    [InlineData("relu --show finite-width --widths 3", "--widths", "at least two")]
    [InlineData("relu --show finite-width --widths 3,0,1", "--widths", "'0' is no width")]
    [InlineData("relu --show finite-width --widths 3,2.5,1", "--widths", "'2.5' is no width")]
    [InlineData("relu --show finite-width --widths 3,,1", "--widths", "empty")]
    [InlineData("relu --show finite-width --norm-squared -2", "--norm-squared: '-2'")]
    public void Options_out_of_range_are_refused(string line, params string[] words) => Ntk.Line("derive " + line).AssertRefused(words);

    // Two hundred characters that multiply out to half a million terms, and two hundred that no rule takes apart.
    [Fact]
    public void A_monster_ends()
    {
        string product = string.Join('*', Enumerable.Range(1, 19).Select(i => $"(1+a{i}*x)"));
        Ntk.Run("derive", product).AssertRefused("position", "beyond what is reasonable");
        string sum = "max(0,x)^3*sin(a*x)*exp(-x^2)*erf(x+1)+(1+x)^9*cos(b*x+1)*abs(x-2)+Phi(x)*x^5*sin(x)^4+max(0,x-1)*exp(x)*cos(3*x)^2+x^2*erf(2*x)*sin(x)+tanh(x^3)/(1+exp(-x))";
        CommandResult result = Ntk.Run("derive", sum);
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.Contains("no closed form by these rules", result.Output, StringComparison.Ordinal);
    }
}
