using System.Text.Json;
using System.Xml.Linq;
using NtkAnalytic.Cli.Commands;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class PhaseDiagramCommandTests
{
    // relu: chi_1 = sigma_w^2 / 2 everywhere; the edge is the point (2, 0), and with bias sigma_w^2 = 2 is marginal.
    private const string Relu = "phase-diagram --activation relu --weight-variance 0:4:5 --bias-variance 0:1:3";

    [Fact]
    public void Json_holds_every_cell()
    {
        CommandResult result = Ntk.Line($"{Relu} --format json");
        Assert.Equal(ExitCode.Done, result.Code);
        JsonElement json = result.Json();
        Assert.Equal("OOO OOO EMM CCC CCC", string.Join(' ', json.GetProperty("phases").EnumerateArray().Select(row => row.GetString())));
        Assert.Equal([0.0, 1, 2, 3, 4], json.GetProperty("weightVariances").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(6, json.GetProperty("counts").GetProperty("ordered").GetInt32());
        Assert.Equal(1, json.GetProperty("counts").GetProperty("edge-of-chaos").GetInt32());
        Assert.Equal("marginal", json.GetProperty("letters").GetProperty("M").GetString());
        JsonElement chi = json.GetProperty("chi1");
        Assert.Equal(0.5, chi[1][2].GetDouble(), 1e-14);
        Assert.Equal(1.5, chi[3][0].GetDouble(), 1e-14);

        // q* = sigma_b^2 / (1 - sigma_w^2 / 2).
        Assert.Equal(2, json.GetProperty("variance")[1][2].GetDouble(), 1e-13);
        Assert.Equal("infinity", json.GetProperty("variance")[4][1].GetString());
        Assert.Equal(1 / Math.Log(2), json.GetProperty("depthScales").GetProperty("correlation")[1][1].GetDouble(), 1e-12);
        Assert.Equal(0, json.GetProperty("notConverged").GetInt32());
    }

    [Fact]
    public void Csv_is_a_row_for_each_cell()
    {
        string[] lines = Ntk.Line($"{Relu} --format csv").OutputLines;
        Assert.Equal(16, lines.Length);
        Assert.StartsWith("weight_variance,bias_variance,phase,", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
        Assert.StartsWith("1,0.5,ordered,1,0.5,", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_a_map_with_the_bias_upwards()
    {
        string[] lines = Ntk.Line(Relu).OutputLines;
        Assert.Equal("        1 |OOMCC", lines[1]);
        Assert.Equal("        0 |OOECC", lines[3]);
        string text = string.Join('\n', lines);
        Assert.Contains("ordered        6 (40 %)", text, StringComparison.Ordinal);
        Assert.Matches(@"\b0 +2 +any ", text);
    }

    // Below the critical line of tanh (chi_1 < 1 left of it) cells are ordered, and each row changes once.
    [Fact]
    public void The_border_of_the_phases_is_the_critical_line()
    {
        JsonElement json = Ntk.Line("phase-diagram --activation tanh --weight-variance 0.5:4:15 --bias-variance 0.1:0.5:3 --format json").Json();
        double[] weights = [.. json.GetProperty("weightVariances").EnumerateArray().Select(value => value.GetDouble())];
        JsonElement[] line = [.. json.GetProperty("criticalLine").EnumerateArray()];
        Assert.Equal(3, line.Length);
        for (int bias = 0; bias < 3; bias++)
        {
            double critical = line[bias].GetProperty("weightVariance").GetDouble();
            for (int weight = 0; weight < weights.Length; weight++)
            {
                Assert.Equal(weights[weight] < critical ? 'O' : 'C', json.GetProperty("phases")[weight].GetString()![bias]);
            }
        }
    }

    [Fact]
    public void Large_grids_are_thinned_out_in_text()
    {
        string[] lines = Ntk.Line("phase-diagram --activation relu --weight-variance 0:4:401 --bias-variance 0:1:3").OutputLines;
        Assert.Equal(60, lines[1].Split('|')[1].Length);
    }

    [Theory]
    [InlineData("--activation tanh --weight-variance 0.5:4:12 --bias-variance 0:1:12", "critical line")]
    [InlineData("--activation relu --weight-variance 0:4:5 --bias-variance 0:1:3", "marginal")]
    [InlineData("--activation gelu --weight-variance 1.5:2.5:8 --bias-variance 0:0.5:8", "critical line, q* repels")]
    public void A_picture_is_written_instead_of_the_map(string options, string word)
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("phases.svg");
        CommandResult result = Ntk.Run([.. $"phase-diagram {options} --svg".Split(' '), file]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.DoesNotContain("|", result.Output, StringComparison.Ordinal);
        Assert.Contains(file, result.Output, StringComparison.Ordinal);
        string text = XDocument.Load(file).Root!.Value;
        Assert.All(["ordered", "chaotic", "layers", word], one => Assert.Contains(one, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_format_has_the_numbers_of_the_cells()
    {
        const string Line = "phase-diagram --activation tanh --weight-variance 1:3:3 --bias-variance 0.1:0.3:2 --format";
        PhaseDiagram diagram = PhaseDiagram.Compute(Activation.Tanh, [1, 2, 3], [0.1, 0.3]);
        JsonElement json = Ntk.Line($"{Line} json").Json();
        IReadOnlyList<IReadOnlyDictionary<string, string>> csv = Ntk.Line($"{Line} csv").Csv();
        for (int i = 0; i < diagram.Cells.Count; i++)
        {
            PhaseCell cell = diagram.Cells[i];
            double Cell(params string[] path) => path.Aggregate(json, (one, name) => one.GetProperty(name))[i / 2][i % 2] is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.PositiveInfinity;
            Assert.Equal(cell.Variance, Cell("variance"));
            Assert.Equal(cell.Chi1, Cell("chi1"));
            Assert.Equal(cell.OneMinusCorrelation, Cell("oneMinusCorrelation"));
            Assert.Equal(cell.CorrelationSlope, Cell("correlationSlope"));
            Assert.Equal(cell.Scales.Variance, Cell("depthScales", "variance"));
            Assert.Equal(cell.Scales.Correlation, Cell("depthScales", "correlation"));
            Assert.Equal(cell.Scales.NtkDiagonal, Cell("depthScales", "ntkDiagonal"));
            Assert.Equal(cell.Scales.Ntk, Cell("depthScales", "ntk"));
            Assert.Equal(cell.Scales.MeanPredictor, Cell("depthScales", "meanPredictor"));
            csv[i].AssertHolds(
                ("weight_variance", cell.WeightVariance),
                ("bias_variance", cell.BiasVariance),
                ("phase", Word.Kebab(cell.Phase)),
                ("variance", cell.Variance),
                ("chi_1", cell.Chi1),
                ("one_minus_correlation", cell.OneMinusCorrelation),
                ("correlation_slope", cell.CorrelationSlope),
                ("xi_variance", cell.Scales.Variance),
                ("xi_correlation", cell.Scales.Correlation),
                ("xi_ntk_diagonal", cell.Scales.NtkDiagonal),
                ("xi_ntk", cell.Scales.Ntk),
                ("xi_mean_predictor", cell.Scales.MeanPredictor),
                ("status", cell.Status.Name));
        }

        IReadOnlyList<CriticalPoint> edge = new CriticalLine(Activation.Tanh).Trace(0.1, 0.3, 2);
        Assert.Equal(
            edge.Select(point => new[] { NumberText.Rounded(point.BiasVariance, 10), NumberText.Rounded(point.WeightVariance, 13), NumberText.Rounded(point.Variance, 13), "attracting" }),
            Ntk.Line($"{Line} text").Table("sigma_b^2")[1..]);
    }

    [Fact]
    public void The_picture_has_the_weight_variance_to_the_right_and_the_scale_of_correlations()
    {
        PhaseDiagram diagram = PhaseDiagram.Compute(Activation.Tanh, [1, 2, 3], [0.1, 0.3]);
        IReadOnlyList<CriticalPoint> edge = new CriticalLine(Activation.Tanh).Trace(0.1, 0.3, 5);
        Picture picture = PhaseDiagramPicture.Draw(diagram, edge);
        Assert.All(picture.Panels, panel => Assert.Equal(
            edge.Select(point => new ChartPoint(point.WeightVariance, point.BiasVariance)),
            Assert.Single(panel.Marks.OfType<Line>()).Points));
        CategoryMap phases = Assert.Single(picture.Panels[0].Marks.OfType<CategoryMap>());
        Assert.Equal(diagram.Cells.Select(cell => Word.Plain(cell.Phase)), phases.Categories.Select(category => phases.Labels[category]), StringComparer.Ordinal);
        HeatMap scales = Assert.Single(picture.Panels[1].Marks.OfType<HeatMap>());
        Assert.Equal(diagram.Cells.Select(cell => cell.Scales.Correlation), scales.Values);
        Assert.Equal(diagram.WeightVariances, scales.X);
        Assert.Equal(diagram.BiasVariances, scales.Y);
    }

    [Theory]
    [InlineData("--weight-variance 2", "--weight-variance: '2' is not a range")]
    [InlineData("--weight-variance 4:0.5:10", "is reversed")]
    [InlineData("--weight-variance 1:1:10", "is empty")]
    [InlineData("--bias-variance 0:1:1", "at least 2 points")]
    [InlineData("--bias-variance -1:1:5", "'-1' is negative")]
    [InlineData("--weight-variance 0:1:3000 --bias-variance 0:1:3000", "lower a COUNT")]
    [InlineData("--activation thank", "tanh")]
    public void Bad_input_is_one_line(string options, string message) => Ntk.Line($"phase-diagram {options}").AssertRefused(message);

    [Fact]
    public void A_cancelled_run_leaves_no_picture()
    {
        using TemporaryFolder folder = new();
        CommandResult result = Ntk.Run(new CancellationToken(canceled: true), [.. "phase-diagram --activation tanh --svg".Split(' '), folder.PathOf("phases.svg")]);
        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Empty(folder.Names);
    }
}
