using System.Text.Json;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

/// <summary>Every verb that takes the name of an activation takes a formula.</summary>
public sealed class FormulaAsActivationTests
{
    private const string Rows = "--train-rows 0:12 --test-rows 12:16 --scale max";

    public static TheoryData<string> Verbs =>
    [
        "dual --correlation 0.5",
        $"kernel --data {Samples.Digits} --train-rows 0:4",
        $"fit --data {Samples.Digits} {Rows}",
        "phase --weight-variance 1.5 --bias-variance 0.1",
        "critical --bias-variance 0.1",
        "depth --hidden-layers 1,3 --correlation 0.5 --weight-variance 1.5 --bias-variance 0.1",
        "phase-diagram --weight-variance 1:1.5:2 --bias-variance 0:0.1:2",
    ];

    // Without how long it took.
    private static IEnumerable<string> Answer(CommandResult result) =>
        result.OutputLines.Where(line => !line.StartsWith("time ", StringComparison.Ordinal));

    private static CommandResult Run(string verb, string activation) => Ntk.Run([.. verb.Split(' '), "--activation", activation]);

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_formula_that_means_a_name_gives_the_same_to_the_digit(string verb)
    {
        CommandResult named = Run(verb, "relu");
        foreach (string same in (string[])["max(0,x)", "(x + abs(x))/2"])
        {
            CommandResult formula = Run(verb, same);
            Assert.Equal(named.Code, formula.Code);
            Assert.Equal(Answer(named), Answer(formula), StringComparer.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_formula_of_ones_own_is_an_activation(string verb)
    {
        CommandResult result = Run(verb, "max(0,x) + sin(x)/2");
        Assert.True(result.Code == ExitCode.Done, result.Error + result.Output);
        Assert.NotEqual(Run(verb, "relu").Output, result.Output, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_formula_that_is_no_activation_is_one_line(string verb)
    {
        Run(verb, "a*sin(x)").AssertRefused("the parameter a has no value");
        Run(verb, "ln(x)").AssertRefused("not a number at x = -8");
        Run(verb, "1/x").AssertRefused("not a number at x = 0");
        Run(verb, "sin(x").AssertRefused("position 6", "expected ')'");
        Run(verb, "exp(x^4)").AssertRefused("position 1", "diverges");
        Run(verb, "x + y").AssertRefused("position 5", "two variables");
        Run(verb, "gellu").AssertRefused("'gellu'", "gelu");
        Run(verb, "leaky-relu(1,2,3)").AssertRefused("leaky-relu");
        Run(verb, "").AssertRefused("--activation: the value is empty");
    }

    // E[phi phi] = E[relu relu] + E[relu sin] + exp(-1) sinh(c)/4 at unit variances, and E[relu(u) sin(v)] = c exp(-1/2)/2 by
    // Stein's lemma, twice with the factor 1/2.
    [Fact]
    public void Quadrature_of_a_formula_is_that_of_its_dual()
    {
        JsonElement json = Ntk.Run("dual", "--activation", "max(0,x) + sin(x)/2", "--correlation", "0.5", "--format", "json").Json();
        double relu = (Math.Sqrt(0.75) + ((Math.PI - Math.Acos(0.5)) * 0.5)) / (2 * Math.PI);
        double expected = relu + (0.5 * Math.Exp(-0.5) / 2) + (Math.Exp(-1) * Math.Sinh(0.5) / 4);
        Assert.Equal(expected, json.GetProperty("dual").GetDouble(), 1e-14);
        Assert.False(json.GetProperty("closedForm").GetBoolean());
    }

    // sigma_w^2 phi(u)^2 + sigma_w^2 phi(-u)^2 - 2 u^2 changes its sign forever at sigma_w^2 = 2: fixed points cannot be counted.
    [Fact]
    public void A_variance_that_cannot_be_followed_is_not_said_to_stay()
    {
        CommandResult result = Ntk.Run("phase", "--activation", "max(0,x) + sin(x)/2", "--weight-variance", "2");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.DoesNotContain("every variance is a fixed point", result.Output, StringComparison.Ordinal);
        Assert.Contains("was not followed", result.Output, StringComparison.Ordinal);
    }
}
