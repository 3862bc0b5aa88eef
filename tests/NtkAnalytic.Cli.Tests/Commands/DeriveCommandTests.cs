using System.Text.Json;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

/// <summary>What is derived, for which network, and how it is checked; <see cref="DeriveFormatTests"/> has the formats.</summary>
public sealed class DeriveCommandTests
{
    private static JsonElement[] Lines(params string[] arguments)
    {
        CommandResult result = Ntk.Run(["derive", .. arguments, "--format", "json"]);
        Assert.Equal("", result.Error);
        return [.. result.Json().GetProperty("lines").EnumerateArray()];
    }

    private static string? Formula(IEnumerable<JsonElement> lines, string key) =>
        lines.Single(line => line.GetProperty("key").GetString() == key).GetProperty("formula").GetString();

    [Theory]
    [InlineData("summary", "dual derivativeDual varianceMap correlationMap chi1 criticalMap expansionAtOne criticalWeightVariance criticalBiasVariance")]
    [InlineData("dual", "dual derivativeDual secondMoment derivativeMoment")]
    [InlineData("expansion", "criticalMap expansionAtOne expansionAtZero kappa kappaPrime kappaDoublePrime")]
    [InlineData("recursion", "variance covariance tangent")]
    [InlineData("finite-width", "mean secondMoment ratio")]
    public void Each_part_has_its_lines_and_each_line_passes_its_check(string part, string keys)
    {
        JsonElement[] lines = Lines("max(0,x)", "--show", part, "--check");
        Assert.Equal(keys, string.Join(' ', lines.Select(line => line.GetProperty("key").GetString())));
        Assert.All(lines, AssertChecked);
    }

    [Theory]
    [InlineData("erf(x)", "summary")]
    [InlineData("erf(x)", "expansion")]
    [InlineData("sin(x) + cos(x)", "expansion")]
    [InlineData("max(0,x) + a*min(0,x)", "summary")]
    [InlineData("max(0,x) + a*sin(b*x)", "dual")]
    [InlineData("exp(x^2)", "dual")]
    [InlineData("x*Phi(x)", "recursion")]
    [InlineData("cos(a*x + b)", "summary")]
    [InlineData("max(0,x)^2 + cos(x)/2", "dual")]
    [InlineData("max(0,x)^3 - x", "dual")]
    [InlineData("x^2*Phi(x)", "dual")]
    [InlineData("x*erf(x)", "dual")]
    [InlineData("abs(x)*x", "dual")]
    [InlineData("exp(-x^2)*x^2", "dual")]
    [InlineData("exp(-x^2)*erf(x)", "dual")]
    public void Formulas_of_other_activations_pass_their_checks(string formula, string part) =>
        Assert.All(Lines(formula, "--show", part, "--check"), AssertChecked);

    [Fact]
    public void Without_anything_else_it_is_the_summary() =>
        Assert.Equal(Ntk.Run("derive", "erf(x)", "--show", "summary").Output, Ntk.Run("derive", "erf(x)").Output);

    [Fact]
    public void The_seed_says_at_which_points()
    {
        string At(string seed) => Ntk.Run("derive", "erf(x)", "--check", "--seed", seed, "--format", "json").Output;
        Assert.Equal(At("7"), At("7"));
        Assert.NotEqual(At("7"), At("8"), StringComparer.Ordinal);
        Assert.Equal(At("1"), Ntk.Run("derive", "erf(x)", "--check", "--format", "json").Output);
    }

    [Theory]
    [InlineData("relu", "max(0,x)")]
    [InlineData("leaky-relu(0.1)", "max(0,x) + 0.1*min(0,x)")]
    [InlineData("gelu", "x*Phi(x)")]
    public void A_name_of_the_catalog_is_its_formula(string name, string formula) =>
        Assert.Equal(Ntk.Run("derive", formula, "--show", "dual").OutputLines[1..], Ntk.Run("derive", name, "--show", "dual").OutputLines[1..]);

    [Fact]
    public void Variances_are_symbols_unless_they_are_given()
    {
        JsonElement[] symbols = Lines("max(0,x)", "--show", "recursion");
        Assert.Equal("q1*sigma_w^2/2 + sigma_b^2", Formula(symbols, "variance"));
        JsonElement[] numbers = Lines("max(0,x)", "--show", "recursion", "--weight-variance", "2", "--bias-variance", "1/10");
        Assert.Equal(Symbolics.Formula.Parse("q1 + 1/10"), Symbolics.Formula.Parse(Formula(numbers, "variance")!));
        JsonElement[] formulas = Lines("max(0,x)", "--show", "recursion", "--weight-variance", "2*s", "--bias-variance", "0");
        Assert.Equal(Symbolics.Formula.Parse("q1*s"), Symbolics.Formula.Parse(Formula(formulas, "variance")!));
    }

    [Fact]
    public void Hidden_layers_unroll_the_recursion()
    {
        string[] fixedVariances = ["--weight-variance", "2", "--bias-variance", "0", "--check"];
        JsonElement[] none = Lines(["relu", "--show", "recursion", "--hidden-layers", "0", .. fixedVariances]);
        Assert.Equal(Symbolics.Formula.Parse("2*c*sqrt(q1*q2)"), Symbolics.Formula.Parse(Formula(none, "ntk")!));
        JsonElement[] two = Lines(["relu", "--show", "recursion", "--hidden-layers", "2", .. fixedVariances]);
        Assert.Equal(["nngp", "ntk"], two.Select(line => line.GetProperty("key").GetString()), StringComparer.Ordinal);
        Assert.All(two, AssertChecked);
    }

    [Fact]
    public void A_residual_network_adds_what_comes_in()
    {
        string plain = Formula(Lines("max(0,x)", "--show", "recursion"), "tangent")!;
        string residual = Formula(Lines("max(0,x)", "--show", "recursion", "--architecture", "residual"), "tangent")!;
        Assert.Equal(Symbolics.Formula.Parse(plain) + Symbolics.Formula.Symbol("Theta"), Symbolics.Formula.Parse(residual));
    }

    [Theory]
    [InlineData("--architecture residual")]
    [InlineData("--architecture scaled-residual")]
    [InlineData("--parameterization standard")]
    public void The_network_changes_the_recursion(string options)
    {
        JsonElement[] lines = Lines(["max(0,x)", "--show", "recursion", "--check", .. options.Split(' ')]);
        Assert.NotEqual(Formula(Lines("max(0,x)", "--show", "recursion"), "tangent"), Formula(lines, "tangent"), StringComparer.Ordinal);
        Assert.All(lines, AssertChecked);
    }

    // Widths 3, 4, 4, 4, 1, sigma_w^2 = 2, |x| = 1: E[Theta] = 8/3 and E[Theta^2] = 49.
    [Fact]
    public void Widths_are_numbers_or_symbols()
    {
        JsonElement[] numbers = Lines("relu", "--show", "finite-width", "--widths", "3,4,4,4,1", "--weight-variance", "2", "--norm-squared", "1");
        Assert.Equal(["8/3", "49", "441/64"], numbers.Select(line => line.GetProperty("formula").GetString()), StringComparer.Ordinal);
        JsonElement[] longer = Lines("relu", "--show", "finite-width", "--widths", "3,4,4,4,1", "--weight-variance", "2", "--norm-squared", "2");
        Assert.Equal("196", Formula(longer, "secondMoment"));
        JsonElement[] symbols = Lines("relu", "--show", "finite-width", "--widths", "n0,m,1", "--weight-variance", "2");
        Assert.Equal(["m"], symbols.Single(line => line.GetProperty("key").GetString() == "ratio").GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString()), StringComparer.Ordinal);
        Assert.NotEqual(
            Formula(symbols, "mean"),
            Formula(Lines("relu", "--show", "finite-width", "--widths", "n0,m,1", "--weight-variance", "2", "--parameterization", "standard"), "mean"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("summary", "--hidden-layers 2", "--hidden-layers", "--show recursion")]
    [InlineData("dual", "--weight-variance 2", "--weight-variance", "--show recursion or --show finite-width")]
    [InlineData("expansion", "--bias-variance 0", "--bias-variance", "--show recursion")]
    [InlineData("finite-width", "--bias-variance 0", "--bias-variance", "--show recursion")]
    [InlineData("finite-width", "--architecture residual", "--architecture", "--show recursion")]
    [InlineData("finite-width", "--hidden-layers 2", "--hidden-layers", "--show recursion")]
    [InlineData("summary", "--parameterization standard", "--parameterization", "--show recursion or --show finite-width")]
    [InlineData("recursion", "--widths 3,4,1", "--widths", "--show finite-width")]
    [InlineData("recursion", "--norm-squared 2", "--norm-squared", "--show finite-width")]
    public void An_option_without_a_part_in_what_is_shown_is_refused(string part, string option, params string[] words) =>
        Ntk.Run(["derive", "relu", "--show", part, .. option.Split(' ')]).AssertRefused(["has no part in what is shown", .. words]);

    [Theory]
    [InlineData("erf(x)", "summary", ExitCode.Done)]
    [InlineData("tanh(x)", "summary", ExitCode.NotConverged)]
    [InlineData("ln(x)", "dual", ExitCode.NotConverged)]
    [InlineData("erf(x)", "finite-width", ExitCode.NotConverged)]
    [InlineData("sign(x)", "dual", ExitCode.Done)]
    [InlineData("sign(x)", "expansion", ExitCode.Done)]
    public void What_has_no_closed_form_is_exit_code_2_what_is_infinite_is_an_answer(string formula, string part, int code)
    {
        CommandResult result = Ntk.Run("derive", formula, "--show", part);
        Assert.Equal(code, result.Code);
        Assert.Equal("", result.Error);
        Assert.Equal(code == ExitCode.NotConverged, result.Output.Contains("no closed form by these rules", StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_no_closed_form_points_to_the_numbers()
    {
        CommandResult result = Ntk.Run("derive", "tanh(x)", "--show", "dual");
        string line = result.OutputLines.First(line => line.Contains("numbers by quadrature", StringComparison.Ordinal)).Split("ntk ")[1];
        Assert.Equal("dual --activation \"tanh(x)\"", line);
        Assert.Contains("integral of phi(u) phi(v)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_derivation_says_so()
    {
        CommandResult result = Ntk.Run(new CancellationToken(canceled: true), "derive", "max(0,x)");
        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Equal("", result.Output);
    }

    private static void AssertChecked(JsonElement line)
    {
        Assert.True(line.GetProperty("closedForm").GetBoolean(), line.ToString());
        JsonElement check = line.GetProperty("check");
        Assert.InRange(check.GetProperty("points").GetInt32(), 1, 20);
        Assert.True(check.GetProperty("largestError").GetDouble() < 1e-12, line.ToString());
    }
}
