using System.Globalization;
using System.Text.Json;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class PhaseCommandTests
{
    [Fact]
    public void Relu_at_the_edge_keeps_every_variance()
    {
        CommandResult result = Ntk.Line("phase --format json");
        Assert.Equal(ExitCode.Done, result.Code);
        JsonElement json = result.Json();
        Assert.Equal("relu", json.GetProperty("activation").GetString());
        Assert.Equal(2, json.GetProperty("startVariance").GetDouble());
        Assert.Equal("edge-of-chaos", json.GetProperty("phase").GetString());
        Assert.Equal("stays", json.GetProperty("varianceLimit").GetProperty("behavior").GetString());
        Assert.True(json.GetProperty("everyVarianceIsFixed").GetBoolean());
        Assert.Equal(1, json.GetProperty("chi1").GetDouble(), 1e-13);
        Assert.Equal("infinity", json.GetProperty("depthScales").GetProperty("correlation").GetString());

        // Hayou, Doucet and Rousseau, lemma 1, with kappa' = 3 kappa and kappa'' = 9/2.
        JsonElement decay = json.GetProperty("criticalDecay");
        Assert.Equal(4.5 * Math.PI * Math.PI, decay.GetProperty("kappa").GetDouble(), 1e-9);
        Assert.Equal(13.5 * Math.PI * Math.PI, decay.GetProperty("kappaPrime").GetDouble(), 1e-8);
        Assert.Equal(4.5, decay.GetProperty("kappaDoublePrime").GetDouble(), 1e-9);
    }

    // relu without a fixed point: sigma_w^2 = 2 with bias grows by sigma_b^2 for each layer.
    [Fact]
    public void That_no_fixed_point_exists_is_an_answer()
    {
        CommandResult result = Ntk.Line("phase --activation relu --weight-variance 2 --bias-variance 0.1");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("grows without bound; it grows by 0.1 for each layer", result.Output, StringComparison.Ordinal);
        Assert.Contains("The variance map has no fixed point", result.Output, StringComparison.Ordinal);
        Assert.Contains("marginal", result.Output, StringComparison.Ordinal);
    }

    // sigma_w^2 = 1 without bias: q^(l+1) = q^l / 2; the only fixed point is 0.
    [Fact]
    public void A_vanishing_variance_is_an_answer()
    {
        CommandResult result = Ntk.Line("phase --activation relu --weight-variance 1");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("vanishes; it falls by a factor of 0.5 for each layer", result.Output, StringComparison.Ordinal);
        Assert.Contains("ordered", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_has_fixed_points_expansion_and_depth_scales()
    {
        CommandResult result = Ntk.Line("phase --activation tanh --weight-variance 3 --bias-variance 0.1");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("chaotic", result.Output, StringComparison.Ordinal);
        Assert.Contains("Fixed points of the variance map", result.Output, StringComparison.Ordinal);
        Assert.Contains("Fixed points of the correlation map", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 - C at g = 1 - c", result.Output, StringComparison.Ordinal);
        Assert.Contains("Depth scales", result.Output, StringComparison.Ordinal);
        Assert.Contains("repelling", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_is_one_row_of_the_numbers_in_json()
    {
        const string options = "phase --activation erf --weight-variance 3 --bias-variance 0.1 --format";
        JsonElement json = Ntk.Line($"{options} json").Json();
        string[] lines = Ntk.Line($"{options} csv").OutputLines;
        Assert.Equal(2, lines.Length);
        string[] names = lines[0].Split(',');
        string[] values = lines[1].Split(',');
        Assert.Equal(names.Length, values.Length);
        string Value(string name) => values[Array.IndexOf(names, name)];
        double Number(string name) => double.Parse(Value(name), CultureInfo.InvariantCulture);
        Assert.Equal("chaotic", Value("phase"));
        Assert.Equal(json.GetProperty("chi1").GetDouble(), Number("chi_1"));
        Assert.Equal(json.GetProperty("varianceLimit").GetProperty("limit").GetDouble(), Number("variance"));
        Assert.Equal(json.GetProperty("correlationLimit").GetProperty("oneMinusCorrelation").GetDouble(), Number("one_minus_correlation"));
        Assert.Equal(json.GetProperty("depthScales").GetProperty("correlation").GetDouble(), Number("xi_correlation"));
        Assert.Equal("", Value("kappa"));
    }

    // gelu at sigma_w^2 = 1.98, sigma_b^2 = 0 has a repelling fixed point between 0 and infinity: the start decides.
    [Fact]
    public void The_start_decides_where_there_are_several_fixed_points()
    {
        JsonElement below = Ntk.Line("phase --activation gelu --weight-variance 2.1 --variance 0.5 --format json").Json();
        JsonElement above = Ntk.Line("phase --activation gelu --weight-variance 2.1 --variance 50 --format json").Json();
        Assert.Equal("vanishes", below.GetProperty("varianceLimit").GetProperty("behavior").GetString());
        Assert.Equal("grows", above.GetProperty("varianceLimit").GetProperty("behavior").GetString());
    }

    [Theory]
    [InlineData("--weight-variance -1", "--weight-variance: '-1' is negative")]
    [InlineData("--bias-variance -0.1", "--bias-variance: '-0.1' is negative")]
    [InlineData("--variance -2", "--variance: '-2' is negative")]
    [InlineData("--weight-variance inf", "--weight-variance: 'inf' is not a finite number")]
    [InlineData("--bias-variance NaN", "--bias-variance: 'NaN' is not a finite number")]
    [InlineData("--weight-variance 1,2", "--weight-variance: '1,2' is not a finite number")]
    [InlineData("--activation rleu", "relu")]
    [InlineData("--hidden-layers 3", "unknown option '--hidden-layers'")]
    public void Bad_input_is_one_line(string options, string message) => Ntk.Line($"phase {options}").AssertRefused(message);
}
