using System.Globalization;
using System.Text.Json;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class PhaseCommandTests
{
    private const string Distinct = "phase --activation tanh --weight-variance 3 --bias-variance 0.1 --variance 0.5";

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

    // Start, limit, slopes and scales all differ here, so that no number can stand in for another.
    [Fact]
    public void The_numbers_in_json_are_those_of_the_analysis()
    {
        JsonElement json = Ntk.Line($"{Distinct} --format json").Json();
        double Number(params string[] path) => path.Aggregate(json, (one, name) => one.GetProperty(name)).GetDouble();
        PhaseAnalysis analysis = new(Activation.Tanh, 3, 0.1, 0.5);
        Assert.Equal(3, Number("weightVariance"));
        Assert.Equal(0.1, Number("biasVariance"));
        Assert.Equal(0.5, Number("startVariance"));
        Assert.Equal(analysis.Chi1, Number("chi1"));
        Assert.Equal(analysis.VarianceSlope, Number("varianceSlope"));
        Assert.Equal(analysis.VarianceLimit.Limit, Number("varianceLimit", "limit"));
        Assert.Equal(analysis.VarianceLimit.Rate, Number("varianceLimit", "rate"));
        Assert.Equal(analysis.VarianceLimit.Coefficient, Number("varianceLimit", "coefficient"));
        JsonElement point = Assert.Single(json.GetProperty("varianceFixedPoints").EnumerateArray());
        VarianceFixedPoint expected = Assert.Single(analysis.VarianceMap.FixedPoints().Points);
        Assert.Equal(
            [expected.Variance, expected.Error, expected.Slope, expected.Chi1],
            new[] { "variance", "error", "slope", "chi1" }.Select(name => point.GetProperty(name).GetDouble()));
        CorrelationFixedPoint limit = analysis.CorrelationLimit!;
        Assert.Equal(
            [limit.Correlation, limit.OneMinusCorrelation, limit.OnePlusCorrelation, limit.RelativeError, limit.Slope],
            new[] { "correlation", "oneMinusCorrelation", "onePlusCorrelation", "relativeError", "slope" }.Select(name => Number("correlationLimit", name)));
        DepthScales scales = analysis.Scales;
        Assert.Equal(
            [scales.Variance, scales.Correlation, scales.NtkDiagonal, scales.Ntk, scales.MeanPredictor],
            new[] { "variance", "correlation", "ntkDiagonal", "ntk", "meanPredictor" }.Select(name => Number("depthScales", name)));
    }

    [Theory]
    [InlineData("tanh", 3, 0.1)]
    [InlineData("relu", 2, 0)]
    public void The_columns_of_csv_are_those_of_the_analysis(string activation, double weight, double bias)
    {
        PhaseAnalysis analysis = new(Activation.Parse(activation), weight, bias, 0.5);
        CommandResult result = Ntk.Run("phase", "--activation", activation, "--weight-variance", NumberText.Exact(weight), "--bias-variance", NumberText.Exact(bias), "--variance", "0.5", "--format", "csv");
        Assert.Single(result.Csv()).AssertHolds(
            ("activation", activation),
            ("weight_variance", weight),
            ("bias_variance", bias),
            ("start_variance", 0.5),
            ("phase", Word.Kebab(analysis.Phase)),
            ("variance_behavior", Word.Kebab(analysis.VarianceLimit.Behavior)),
            ("variance", analysis.VarianceLimit.Limit),
            ("variance_growth", Word.Kebab(analysis.VarianceLimit.Growth)),
            ("variance_rate", analysis.VarianceLimit.Rate),
            ("chi_1", analysis.Chi1),
            ("chi_q", analysis.VarianceSlope),
            ("correlation", analysis.CorrelationLimit?.Correlation),
            ("one_minus_correlation", analysis.CorrelationLimit?.OneMinusCorrelation),
            ("correlation_slope", analysis.CorrelationLimit?.Slope),
            ("kappa", analysis.CriticalDecay?.Kappa),
            ("kappa_prime", analysis.CriticalDecay?.KappaPrime),
            ("kappa_double_prime", analysis.CriticalDecay?.KappaDoublePrime),
            ("xi_variance", analysis.Scales.Variance),
            ("xi_correlation", analysis.Scales.Correlation),
            ("xi_ntk_diagonal", analysis.Scales.NtkDiagonal),
            ("xi_ntk", analysis.Scales.Ntk),
            ("xi_mean_predictor", analysis.Scales.MeanPredictor),
            ("hidden_layers", null),
            ("depth_in_scales", null),
            ("status", analysis.Status.Name));
    }

    [Fact]
    public void The_numbers_in_text_are_those_of_the_analysis()
    {
        CommandResult result = Ntk.Line(Distinct);
        PhaseAnalysis analysis = new(Activation.Tanh, 3, 0.1, 0.5);
        CorrelationFixedPoint limit = analysis.CorrelationLimit!;
        static string Rounded(double value) => NumberText.Rounded(value, 10);
        Assert.Equal("0.5", result.Fact("variance q^1"));
        Assert.Equal(NumberText.Exact(analysis.Chi1), result.Fact("chi_1"));
        Assert.Equal(NumberText.Exact(analysis.VarianceSlope), result.Fact("chi_q"));
        Assert.StartsWith($"settles at q* = {NumberText.Exact(analysis.VarianceLimit.Limit)}; the distance falls by a factor of {Rounded(analysis.VarianceLimit.Rate)} ", result.Fact("variance"), StringComparison.Ordinal);
        Assert.Equal(
            $"tends to c* = {NumberText.Exact(limit.Correlation)}   (1 - c* = {NumberText.Exact(limit.OneMinusCorrelation)}, chi(c*) = {Rounded(limit.Slope)})",
            result.Fact("correlation"));
        Assert.Equal(FormulaText.Expansion(analysis.Expansion!) + " + ...", result.Fact("1 - C at g = 1 - c"));
        Assert.Equal(
            [
                Rounded(analysis.Scales.Variance),
                Rounded(analysis.Scales.Correlation),
                Rounded(analysis.Scales.NtkDiagonal),
                Rounded(analysis.Scales.Ntk),
                Rounded(analysis.Scales.MeanPredictor),
            ],
            new[] { "  variance", "  correlation", "  NTK, diagonal", "  NTK", "  mean predictor" }.Select(result.Fact),
            StringComparer.Ordinal);
        VarianceFixedPoint variance = Assert.Single(analysis.VarianceMap.FixedPoints().Points);
        Assert.Equal(
            [["q*", "error", "chi_q", "chi_1", "stability"], [NumberText.Exact(variance.Variance), NumberText.Error(variance.Error), Rounded(variance.Slope), Rounded(variance.Chi1), "attracting"]],
            result.Table("q*"));
        Assert.Equal(
            analysis.CorrelationFixedPoints.Select(point => new[]
            {
                NumberText.Exact(point.Correlation),
                NumberText.Exact(point.OneMinusCorrelation),
                NumberText.Error(point.RelativeError),
                Rounded(point.Slope),
                Word.Kebab(point.Stability),
            }),
            result.Table("c*")[1..]);
    }

    // tanh, sigma_w^2 = 1.5, sigma_b^2 = 0.05: xi_c = 15.79; the edge of chaos has an infinite scale.
    [Theory]
    [InlineData("--activation tanh --weight-variance 1.5 --bias-variance 0.05", 47, 2.976, "still told apart")]
    [InlineData("--activation tanh --weight-variance 1.5 --bias-variance 0.05", 158, 10.006, "beyond training")]
    [InlineData("--activation relu", 1000, 0, "still told apart")]
    [InlineData("--weight-variance 0 --bias-variance 1", 0, 0, "still told apart")]
    public void A_depth_is_held_against_the_depth_scale(string network, int layers, double scales, string words)
    {
        Assert.Equal(scales, Ntk.Line($"phase {network} --hidden-layers {layers} --format json").Json().GetProperty("depthInScales").GetDouble(), 1e-3);
        Assert.Contains(words, Ntk.Line($"phase {network} --hidden-layers {layers}").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--weight-variance -1", "--weight-variance: '-1' is negative")]
    [InlineData("--bias-variance -0.1", "--bias-variance: '-0.1' is negative")]
    [InlineData("--variance -2", "--variance: '-2' is negative")]
    [InlineData("--weight-variance inf", "--weight-variance: 'inf' is not a finite number")]
    [InlineData("--bias-variance NaN", "--bias-variance: 'NaN' is not a finite number")]
    [InlineData("--weight-variance 1,2", "--weight-variance: '1,2' is not a finite number")]
    [InlineData("--activation rleu", "relu")]
    [InlineData("--hidden-layers -3", "--hidden-layers: '-3' is negative")]
    [InlineData("--hidden-layers 3.5", "--hidden-layers: '3.5' is not a whole number")]
    [InlineData("--architecture residual", "fully connected")]
    public void Bad_input_is_one_line(string options, string message) => Ntk.Line($"phase {options}").AssertRefused(message);
}
