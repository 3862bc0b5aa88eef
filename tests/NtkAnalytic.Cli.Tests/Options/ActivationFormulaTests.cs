using Xunit;

namespace NtkAnalytic.Cli.Tests.Options;

/// <summary>Every verb that takes an activation takes a formula.</summary>
public class ActivationFormulaTests
{
    public static TheoryData<string> Lines =>
    [
        "dual --correlation 0.3 --format json --activation",
        "phase --weight-variance 1.5 --bias-variance 0.1 --format json --activation",
        "critical --bias-variance 0.1 --format json --activation",
        "depth --correlation 0.3 --hidden-layers 1,10 --format json --activation",
        "phase-diagram --weight-variance 0.5:3:4 --bias-variance 0:1:3 --format json --activation",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_formula_of_the_catalog_is_its_activation(string line)
    {
        string[] words = line.Split(' ');
        Assert.Equal(Ntk.Run([.. words, "erf"]).Output, Ntk.Run([.. words, "erf(x)"]).Output);
        Assert.Equal(Ntk.Run([.. words, "relu"]).Output, Ntk.Run([.. words, "(x + abs(x))/2"]).Output);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Another_formula_works_as_well(string line)
    {
        CommandResult result = Ntk.Run([.. line.Split(' '), "erf(x) + sin(x)/2"]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("erf(x) + sin(x)/2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_serves_kernels_and_regression()
    {
        string[] rows = ["--data", Samples.Digits, "--scale", "max", "--train-rows", "0:40"];
        CommandResult kernel = Ntk.Run(["kernel", .. rows, "--activation", "x*erf(x)", "--format", "csv"]);
        Assert.Equal(ExitCode.Done, kernel.Code);
        CommandResult fit = Ntk.Run(["fit", .. rows, "--test-rows", "1000:1040", "--activation", "erf(x) + sin(x)/2"]);
        Assert.Equal(ExitCode.Done, fit.Code);
    }

    [Theory]
    [InlineData("max(0,x) + a*x", "parameter a")]
    [InlineData("ln(x)", "not a number at x = -8")]
    [InlineData("max(0,x", "position 8")]
    [InlineData("x + y", "two variables")]
    [InlineData("leaky-relu(0.1,2,3)", "leaky-relu")]
    [InlineData("gellu", "gelu")]
    public void What_cannot_be_computed_is_refused(string activation, string word) =>
        Ntk.Run("dual", "--correlation", "0.3", "--activation", activation).AssertRefused(word);
}
