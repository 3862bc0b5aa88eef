using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using NtkAnalytic.Cli.Commands;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class DepthCommandTests
{
    // The table of depth is what Kernel computes for each depth.
    [Theory]
    [InlineData("--correlation 0.5", 1, 0.5)]
    [InlineData("--correlation -0.25 --variance 3", 3, -0.25)]
    [InlineData("", 1, 0)]
    public void Json_holds_the_kernels_of_each_depth(string options, double variance, double correlation)
    {
        CommandResult result = Ntk.Line($"depth --activation relu --bias-variance 0.1 --hidden-layers 0,1,4 {options} --format json");
        Assert.Equal(ExitCode.Done, result.Code);
        JsonElement[] points = [.. result.Json().GetProperty("points").EnumerateArray()];
        Assert.Equal([0, 1, 4], points.Select(point => point.GetProperty("hiddenLayers").GetInt32()));
        foreach (JsonElement point in points)
        {
            Kernel kernel = new(new Network(Activation.Relu, point.GetProperty("hiddenLayers").GetInt32(), 2, 0.1));
            KernelPair expected = kernel.Evaluate(GaussianPair.FromCorrelation(variance, variance, correlation));
            Assert.Equal(expected.Ntk, point.GetProperty("ntk").GetDouble(), 1e-13 * Math.Abs(expected.Ntk1));
            Assert.Equal(expected.Outputs.Covariance, point.GetProperty("nngp").GetDouble(), 1e-13 * expected.Outputs.Variance1);
            Assert.Equal(expected.Ntk / expected.Ntk1, point.GetProperty("normalizedNtk").GetDouble(), 1e-13);
        }
    }

    [Fact]
    public void Depths_come_in_any_order_and_are_shown_once_ascending() => Assert.Equal(
        [1, 3, 10],
        Ntk.Line("depth --hidden-layers 10,1,3,10 --format json").Json().GetProperty("points").EnumerateArray().Select(point => point.GetProperty("hiddenLayers").GetInt32()));

    // Hayou, Doucet and Rousseau, with the coefficient of the logarithm: 1/4 + (3/8) log L / L.
    [Fact]
    public void Relu_shows_its_limit_law_and_values()
    {
        CommandResult result = Ntk.Line("depth --activation relu --correlation 0 --hidden-layers 1,100000");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Matches("normalised NTK +0.25 \\+ 0.375 log\\(L\\) L\\^-1\n", result.Output);
        Assert.Matches("1 - c +44.41322 L\\^-2\n", result.Output);
        Assert.Contains("0.25004", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_is_a_row_for_each_depth()
    {
        string[] lines = Ntk.Line("depth --one-minus-correlation 1e-9 --hidden-layers 1,100 --format csv").OutputLines;
        Assert.Equal(3, lines.Length);
        string[] names = lines[0].Split(',');
        Assert.All(lines, line => Assert.Equal(names.Length, line.Split(',').Length));

        // 1 - c falls by less than 1e-4 of itself: the expansion's s sqrt(1 - c) for each layer.
        double distance = double.Parse(lines[1].Split(',')[Array.IndexOf(names, "one_minus_correlation")], CultureInfo.InvariantCulture);
        Assert.InRange(distance / 1e-9, 0.9999, 1);
    }

    [Theory]
    [InlineData("--architecture residual")]
    [InlineData("--architecture scaled-residual --hidden-layers 1,10")]
    [InlineData("--parameterization standard --width 64 --hidden-layers 1,10")]
    [InlineData("--activation tanh --weight-variance 3 --hidden-layers 1,10")]
    [InlineData("--weight-variance 0")]
    [InlineData("--hidden-layers 0")]
    public void Other_networks_have_answers_too(string options)
    {
        CommandResult result = Ntk.Line($"depth {options}");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("normalised NTK", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_written()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("depth.svg");
        CommandResult result = Ntk.Run([.. "depth --activation relu --hidden-layers 3,1000 --format json --svg".Split(' '), file]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(file, result.Json().GetProperty("picture").GetString());
        Assert.Equal(2, result.Json().GetProperty("points").GetArrayLength());
        Assert.Equal(["depth.svg"], folder.Names);
        string text = XDocument.Load(file).Root!.Value;
        Assert.All(["recursion", "asymptotic law", "limit", "hidden layers L", "normalised NTK"], word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    // tanh in its ordered phase: 1 - c falls as A chi_1^L, with an A of the inputs' own.
    [Fact]
    public void A_law_whose_coefficient_depends_on_the_inputs_is_drawn_too()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("depth.svg");
        CommandResult result = Ntk.Run([.. "depth --activation tanh --weight-variance 1.5 --bias-variance 0.05 --hidden-layers 200 --svg".Split(' '), file]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Matches(@"1 - c +A 0\.93863\d*\^L", result.Output);
        Assert.DoesNotContain("its law", result.Output, StringComparison.Ordinal);
        XDocument svg = XDocument.Load(file);
        Assert.Contains("asymptotic law", svg.Root!.Value, StringComparison.Ordinal);

        // Dashed lines besides the legend's: the laws of both panels.
        Assert.Equal(2, svg.Descendants("{http://www.w3.org/2000/svg}path").Count(path => ((string)path.Attribute("class")!).Contains("dashed", StringComparison.Ordinal)));
    }

    // tanh at its critical point, away from q*: every law is there, and no two numbers of a row agree.
    [Fact]
    public void Every_format_has_the_numbers_of_the_recursion_and_the_values_of_the_laws()
    {
        CriticalPoint critical = new CriticalLine(Activation.Tanh).At(0.05)[0];
        string line = $"depth --activation tanh --weight-variance {NumberText.Exact(critical.WeightVariance)} --bias-variance 0.05 --variance 0.3 --hidden-layers 3,50 --format";
        Network network = new(Activation.Tanh, 1, critical.WeightVariance, 0.05);
        DepthAsymptotics laws = DepthAsymptotics.Of(network, (critical.WeightVariance * 0.3) + 0.05);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(0.3, 0.3, 0), [3, 50]);
        JsonElement json = Ntk.Line($"{line} json").Json();
        JsonElement[] rows = [.. json.GetProperty("points").EnumerateArray()];
        IReadOnlyList<IReadOnlyDictionary<string, string>> csv = Ntk.Line($"{line} csv").Csv();
        CommandResult text = Ntk.Line($"{line} text");
        string[][] table = text.Table("L");
        Assert.Equal(["L", "1 - c", "its law", "chi", "NNGP", "NTK", "NTK / L", "normalised NTK", "its law"], table[0]);
        for (int i = 0; i < points.Count; i++)
        {
            DepthPoint point = points[i];
            int depth = point.HiddenLayers;
            (string Json, string Csv, double Value, int Column)[] numbers =
            [
                ("oneMinusCorrelation", "one_minus_correlation", point.OneMinusCorrelation, 1),
                ("oneMinusCorrelationLaw", "one_minus_correlation_law", laws.OneMinusCorrelation!.Evaluate(depth)!.Value, 2),
                ("slope", "chi", point.Slope, 3),
                ("nngp", "nngp", point.Nngp, 4),
                ("ntk", "ntk", point.Ntk, 5),
                ("logNtkDiagonal", "log_ntk_diagonal", point.LogNtkDiagonal, -1),
                ("averageNtk", "average_ntk", point.AverageNtk, 6),
                ("normalizedNtk", "normalized_ntk", point.NormalizedNtk, 7),
                ("normalizedNtkLaw", "normalized_ntk_law", laws.NormalizedNtk!.Evaluate(depth)!.Value, 8),
            ];
            Assert.All(numbers, number => Assert.Equal(number.Value, rows[i].GetProperty(number.Json).GetDouble()));
            csv[i].AssertHolds([("hidden_layers", depth), .. numbers.Select(number => (number.Csv, (object?)number.Value)), ("extrapolated", false), ("status", point.Status.Name)]);
            Assert.All(numbers.Where(number => number.Column > 0), number => Assert.Equal(NumberText.Rounded(number.Value, 8), table[i + 1][number.Column]));
        }

        (string Json, string Text, DepthLaw Law)[] asymptotics =
        [
            ("oneMinusCorrelation", "  1 - c", laws.OneMinusCorrelation!),
            ("slope", "  chi", laws.Slope!),
            ("variance", "  NNGP, diagonal", laws.Variance!),
            ("ntkDiagonal", "  NTK, diagonal", laws.NtkDiagonal!),
            ("averageNtk", "  NTK / L", laws.AverageNtk!),
            ("normalizedNtk", "  normalised NTK", laws.NormalizedNtk!),
        ];
        Assert.Equal(6, asymptotics.Select(one => FormulaText.Law(one.Law)).Distinct(StringComparer.Ordinal).Count());
        Assert.All(asymptotics, one =>
        {
            Assert.Equal(FormulaText.Law(one.Law), text.Fact(one.Text));
            JsonElement law = json.GetProperty("asymptotics").GetProperty(one.Json);
            Assert.Equal(one.Law.Power, law.GetProperty("power").GetDouble());
            Assert.Equal(one.Law.Base, law.GetProperty("base").GetDouble());
        });
    }

    // Where the coefficient is known the curve is the law; where it is not, it meets the recursion at the last legible depth.
    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(1, 0.5, false)]
    public void The_picture_has_the_recursion_and_the_laws_against_depth(double weight, double bias, bool isKnown)
    {
        Network network = new(Activation.Relu, 1, weight, bias);
        DepthAsymptotics laws = DepthAsymptotics.Of(network);
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, 0.5), [3, 10, 30]);
        Picture picture = DepthPicture.Draw(network, laws, points);
        (Func<DepthPoint, double> Quantity, DepthLaw Law)[] panels = [(point => point.OneMinusCorrelation, laws.OneMinusCorrelation!), (point => point.NormalizedNtk, laws.NormalizedNtk!)];
        foreach (((Func<DepthPoint, double> quantity, DepthLaw law), Chart panel) in panels.Zip(picture.Panels))
        {
            Line[] lines = [.. panel.Marks.Cast<Line>()];
            ChartPoint[] recursion = [.. points.Select(point => new ChartPoint(point.HiddenLayers, quantity(point)))];
            Assert.Equal(recursion, lines.Single(mark => mark.Label == "recursion").Points);
            IReadOnlyList<ChartPoint> curve = lines.Single(mark => mark.Label == "asymptotic law").Points;
            Assert.Equal(isKnown, law.Coefficient is not null);
            if (isKnown)
            {
                Assert.Equal(points.Select(point => new ChartPoint(point.HiddenLayers, law.Evaluate(point.HiddenLayers)!.Value)), curve);
            }
            else
            {
                // The coefficient is a quotient of distances from the limit, which rounding leaves with eight digits or more.
                Assert.Equal(recursion[^1].Y, curve[^1].Y, 1e-14);
                double step = Math.Pow(law.Base, 20);
                Assert.Equal(step, (curve[2].Y - law.Limit) / (curve[1].Y - law.Limit), 1e-8 * step);
            }
        }
    }

    [Theory]
    [InlineData("--correlation 1.5", "[-1, 1]")]
    [InlineData("--correlation -2", "[-1, 1]")]
    [InlineData("--correlation nan", "--correlation: 'nan' is not a finite number")]
    [InlineData("--one-minus-correlation 3", "[0, 2]")]
    [InlineData("--correlation 0.5 --one-minus-correlation 0.5", "either --correlation or --one-minus-correlation")]
    [InlineData("--hidden-layers -1", "--hidden-layers: '-1' is negative")]
    [InlineData("--hidden-layers 1,,3", "--hidden-layers: '' is not a whole number")]
    [InlineData("--hidden-layers 1.5", "--hidden-layers: '1.5' is not a whole number")]
    [InlineData("--weight-variance -2", "--weight-variance: '-2' is negative")]
    [InlineData("--weight-variance 1,2", "--weight-variance: '1,2' is not a finite number")]
    [InlineData("--bias-variance inf", "--bias-variance: 'inf' is not a finite number")]
    [InlineData("--variance 0", "--variance: an input of norm 0")]
    [InlineData("--input-dimension 0", "--input-dimension: '0'")]
    [InlineData("--svg", "Required argument missing")]
    public void Bad_input_is_one_line(string options, string message) => Ntk.Line($"depth {options}").AssertRefused(message);

    [Fact]
    public void A_cancelled_run_leaves_no_picture()
    {
        using TemporaryFolder folder = new();
        CommandResult result = Ntk.Run(new CancellationToken(canceled: true), [.. "depth --activation relu --hidden-layers 1000000 --svg".Split(' '), folder.PathOf("depth.svg")]);
        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Equal("", result.Output);
        Assert.Empty(folder.Names);
    }
}
