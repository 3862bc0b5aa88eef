using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using NtkAnalytic.Cli.Commands;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class CriticalCommandTests
{
    // Reference: both equations solved in 40 digits (mpmath).
    [Fact]
    public void Json_holds_the_points_with_their_standing()
    {
        CommandResult result = Ntk.Line("critical --activation tanh --bias-variance 0.05 --format json");
        Assert.Equal(ExitCode.Done, result.Code);
        JsonElement json = result.Json();
        Assert.Equal("line", json.GetProperty("shape").GetString());
        Assert.Equal("zero-variance", json.GetProperty("universalityClass").GetString());
        Assert.Equal("from to count", string.Join(' ', json.GetProperty("biasVariance").EnumerateObject().Select(one => one.Name)));
        JsonElement point = Assert.Single(json.GetProperty("points").EnumerateArray());
        Assert.Equal(1.760954639606739, point.GetProperty("weightVariance").GetDouble(), 2e-12);
        Assert.Equal(0.5700478816407641, point.GetProperty("variance").GetDouble(), 1e-12);
        Assert.Equal("attracting", point.GetProperty("stability").GetString());
        Assert.Equal("converged", point.GetProperty("status").GetString());
    }

    [Fact]
    public void Csv_is_a_row_for_each_point_of_a_range()
    {
        string[] lines = Ntk.Line("critical --activation erf --bias-variance 0:0.36:3 --format csv").OutputLines;
        Assert.Equal(4, lines.Length);
        string[] names = lines[0].Split(',');
        Assert.All(lines, line => Assert.Equal(names.Length, line.Split(',').Length));
        string[] middle = lines[2].Split(',');
        double Value(string name) => double.Parse(middle[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
        Assert.Equal(0.18, Value("bias_variance"), 1e-12);
        Assert.Equal(1.7476037497677032, Value("weight_variance"), 2e-12);
        Assert.Equal(0.98778775403198054, Value("variance"), 2e-12);
    }

    [Fact]
    public void Relu_has_a_point_at_any_variance()
    {
        string text = Ntk.Line("critical --activation relu").Output;
        Assert.Contains("a single point", text, StringComparison.Ordinal);
        Assert.Contains("scale-invariant", text, StringComparison.Ordinal);
        Assert.Matches(@"\b0 +2 +any ", text);
    }

    // Roberts, Yaida and Hanin, section 5.3.4: C_b = 0.17292239, C_W = 1.98305826.
    [Fact]
    public void Half_stable_points_are_said_with_both_sides()
    {
        string text = Ntk.Line("critical --activation gelu").Output;
        Assert.Contains("at sigma_b^2 = 0.17292239", text, StringComparison.Ordinal);
        Assert.Contains("sigma_w^2 = 1.98305825", text, StringComparison.Ordinal);
        Assert.Contains("along the line q* repels below and attracts above it", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--activation relu --bias-variance 0.1")]
    [InlineData("--activation sign")]
    public void That_there_is_no_edge_is_an_answer(string options)
    {
        CommandResult result = Ntk.Line($"critical {options}");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("No sigma_w^2 is critical", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, Ntk.Line($"critical {options} --format json").Json().GetProperty("points").GetArrayLength());
    }

    [Theory]
    [InlineData("--activation gelu --bias-variance 0.2", "q* repels", "q* is half stable")]
    [InlineData("--activation tanh --bias-variance 0:1:3", "q* attracts", "bias variance")]
    [InlineData("--activation relu", "critical", "bias variance")]
    [InlineData("--activation sign", "critical", "bias variance")]
    public void A_picture_is_written(string options, params string[] words)
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("line.svg");
        CommandResult result = Ntk.Run([.. $"critical {options} --svg".Split(' '), file]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains(file, result.Output, StringComparison.Ordinal);
        Assert.Equal(["line.svg"], folder.Names);
        string svg = XDocument.Load(file).Root!.Value;
        Assert.All(words, word => Assert.Contains(word, svg, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tanh", 0.05)]
    [InlineData("gelu", 0.2)]
    public void Every_format_has_the_numbers_of_the_points(string activation, double bias)
    {
        IReadOnlyList<CriticalPoint> points = new CriticalLine(Activation.Parse(activation)).At(bias);
        string[] line = ["critical", "--activation", activation, "--bias-variance", NumberText.Exact(bias), "--format"];
        JsonElement[] json = [.. Ntk.Run([.. line, "json"]).Json().GetProperty("points").EnumerateArray()];
        IReadOnlyList<IReadOnlyDictionary<string, string>> csv = Ntk.Run([.. line, "csv"]).Csv();
        string[][] table = Ntk.Run([.. line, "text"]).Table("sigma_b^2");
        Assert.Equal(["sigma_b^2", "sigma_w^2", "q*", "chi_1 - 1", "chi_q", "stability of q*", "relative error"], table[0]);
        Assert.Equal((points.Count, points.Count, points.Count + 1), (json.Length, csv.Count, table.Length));
        for (int i = 0; i < points.Count; i++)
        {
            CriticalPoint point = points[i];
            Assert.Equal(
                [point.BiasVariance, point.WeightVariance, point.Variance, point.Chi1, point.VarianceSlope, point.RelativeError],
                new[] { "biasVariance", "weightVariance", "variance", "chi1", "varianceSlope", "relativeError" }.Select(name => json[i].GetProperty(name).GetDouble()));
            csv[i].AssertHolds(
                ("bias_variance", point.BiasVariance),
                ("weight_variance", point.WeightVariance),
                ("variance", point.Variance),
                ("every_variance", false),
                ("chi_1", point.Chi1),
                ("chi_q", point.VarianceSlope),
                ("stability", Word.Kebab(point.Stability)),
                ("relative_error", point.RelativeError),
                ("status", point.Status.Name));
            Assert.Equal(
                [
                    NumberText.Rounded(point.BiasVariance, 10),
                    NumberText.Exact(point.WeightVariance),
                    NumberText.Exact(point.Variance),
                    NumberText.Error(point.Chi1 - 1),
                    NumberText.Rounded(point.VarianceSlope, 10),
                    Word.Kebab(point.Stability),
                    NumberText.Error(point.RelativeError),
                ],
                table[i + 1]);
        }
    }

    // Both panels have sigma_b^2 to the right; the line ends at the point of the last sigma_b^2.
    [Fact]
    public void The_picture_has_the_weight_variance_and_the_fixed_point_against_the_bias_variance()
    {
        CriticalLine line = new(Activation.Tanh);
        Picture picture = CriticalPicture.Draw(line, NumberRange.Variances("0:0.4:3"), line.Trace(0, 0.4, 3));
        CriticalPoint last = line.At(0.4)[0];
        ChartPoint[] ends = [.. picture.Panels.Select(panel => Assert.IsType<Line>(panel.Marks[0]).Points[^1])];
        Assert.Equal([last.WeightVariance, last.Variance], ends.Select(end => end.Y), (expected, actual) => Math.Abs(expected - actual) <= 1e-10);
        Assert.All(ends, end => Assert.Equal(0.4, end.X, 1e-12));
    }

    [Theory]
    [InlineData("--bias-variance -1", "--bias-variance: '-1' is negative")]
    [InlineData("--bias-variance nan", "'nan' is not a finite number")]
    [InlineData("--bias-variance 1:0:5", "is reversed")]
    [InlineData("--bias-variance 0:1", "is not a range")]
    [InlineData("--activation tahn", "tanh")]
    [InlineData("--weight-variance 2", "unknown option '--weight-variance'")]
    public void Bad_input_is_one_line(string options, string message) => Ntk.Line($"critical {options}").AssertRefused(message);

    [Fact]
    public void A_picture_that_cannot_be_written_is_said_before_anything_else()
    {
        using TemporaryFolder folder = new();
        Ntk.Run("critical", "--svg", folder.PathOf("nowhere/line.svg")).AssertRefused("there is no folder");
        Ntk.Run("critical", "--svg", folder.PathOf("")).AssertRefused("is a folder");
        Assert.Empty(folder.Names);
    }
}
