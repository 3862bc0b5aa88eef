using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

/// <summary><c>ntk depth --data</c>.</summary>
public sealed class DepthOfDataTests
{
    private const string Unit = "--scale unit --train-rows 0:64";

    // (n + 3)/3 with kinks, (n + 2)/2 without. The values at 5000 layers are also those of the recursion of the closed forms in
    // numpy, which shares no code with this one.
    [Theory]
    [InlineData("--activation relu", 22.4969, 67.0 / 3, 0.25)]
    [InlineData("--activation erf --weight-variance 1.37583900734668 --bias-variance 0.05", 41.4850, 33, 1.0 / 3)]
    public void The_condition_number_of_digits_is_near_its_limit(string network, double expected, double limit, double normalizedNtk)
    {
        JsonElement answer = Digits($"{network} {Unit} --hidden-layers 5000 --format json").Json();
        Assert.Equal(limit, answer.GetProperty("conditionNumberLimit").GetDouble(), 1e-8);
        Assert.Equal(normalizedNtk, answer.GetProperty("normalizedNtkLimit").GetDouble(), 1e-10);
        Assert.Equal("edge-of-chaos", answer.GetProperty("phase").GetString());
        Assert.Equal(64, answer.GetProperty("rowCount").GetInt32());
        JsonElement point = Assert.Single(answer.GetProperty("points").EnumerateArray());
        Assert.Equal(expected, point.GetProperty("conditionNumber").GetDouble(), 1e-3);
        Assert.Equal(
            point.GetProperty("conditionNumber").GetDouble(),
            point.GetProperty("largestEigenvalue").GetDouble() / point.GetProperty("smallestEigenvalue").GetDouble(),
            1e-9);
    }

    // relu keeps the diagonal of the NTK at (L + 1) q^1, q^1 = 2/64.
    [Fact]
    public void Csv_is_a_row_for_each_depth()
    {
        string[][] rows = Rows(Digits($"{Unit} --hidden-layers 10,0,100 --format csv"));
        Assert.Equal(["0", "10", "100"], rows[1..].Select(row => row[0]), StringComparer.Ordinal);
        Assert.All(rows[1..], row => Assert.Equal(Math.Log((Number(row[0]) + 1) / 32), Number(row[1]), 1e-12));
        Assert.All(rows[1..], row => Assert.Equal(67.0 / 3, Number(row[5]), 1e-12));
        Assert.True(Number(rows[2][4]) > Number(rows[3][4]));
    }

    [Theory]
    [InlineData("--scale unit", "Condition number at infinite depth: 5\\.")]
    [InlineData("--scale max", "Condition number at infinite depth: 5 for inputs of one norm; the norms of these rows differ\\.")]
    public void The_text_says_whose_limit_it_is(string scale, string expected)
    {
        CommandResult result = Digits($"{scale} --train-rows 0:12 --hidden-layers 10,100");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Matches(expected, result.Output);
    }

    // Without bias the variance 0 is a fixed point that any other start leaves.
    [Theory]
    [InlineData("0,0,1", "Nothing enters the network")]
    [InlineData("1,1,1", "Chaotic phase")]
    public void The_laws_start_from_the_norm_of_the_rows(string row, string expected)
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("row.csv");
        File.WriteAllText(file, $"a,b,y\n{row}\n");
        CommandResult result = Ntk.Run([.. "depth --activation tanh --weight-variance 2 --hidden-layers 3 --data".Split(' '), file]);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--activation tanh --weight-variance 1.5 --bias-variance 0.05", "infinity")]
    [InlineData("--activation tanh --weight-variance 3 --bias-variance 0.05", "1")]
    public void Order_and_chaos_have_their_limits(string network, string limit)
    {
        CommandResult result = Digits($"{network} --scale unit --train-rows 0:6 --hidden-layers 1500");
        Assert.Contains($"Condition number at infinite depth: {limit}.", result.Output, StringComparison.Ordinal);
        Assert.Matches($" {limit} +\n", result.Output.ReplaceLineEndings("\n"));
    }

    // sigma_w^2 = 6 triples the variance in every layer: 3^1000 is no double.
    [Fact]
    public void A_diagonal_beyond_the_numbers_shows_its_exponent()
    {
        CommandResult result = Digits("--weight-variance 6 --scale unit --train-rows 0:4 --hidden-layers 1000");
        Assert.Matches(@" exp\(1103\.15", result.Output);
        Assert.Equal(1000 * Math.Log(3) + Math.Log(1001 * 6.0 / 64), Number(Rows(Digits("--weight-variance 6 --scale unit --train-rows 0:4 --hidden-layers 1000 --format csv"))[1][1]), 1e-9);
    }

    // r / (1 - r + n r) = 1/8 with r = 1/4 and n = 5: the data have no say. The digits 0, 1, 2, 3, 4 sum to 10.
    [Fact]
    public void Relu_forgets_the_data()
    {
        const string Line = "--scale unit --train-rows 0:5 --test-rows 1000:1003 --hidden-layers 10";
        JsonElement predictor = Digits($"{Line} --format json").Json().GetProperty("meanPredictor");
        Assert.Equal("data-independent", predictor.GetProperty("kind").GetString());
        double[][] weights = [.. predictor.GetProperty("weights").EnumerateArray().Select(row => row.EnumerateArray().Select(weight => weight.GetDouble()).ToArray())];
        Assert.Equal(3, weights.Length);
        Assert.All(weights, row => Assert.Equal([0.125, 0.125, 0.125, 0.125, 0.125], row, (expected, actual) => Math.Abs(expected - actual) < 1e-13));
        Assert.Equal([1000, 1001, 1002], predictor.GetProperty("predictions").EnumerateArray().Select(one => one.GetProperty("row").GetInt32()));
        Assert.All(predictor.GetProperty("predictions").EnumerateArray(), one => Assert.Equal(1.25, one.GetProperty("prediction").GetDouble(), 1e-12));

        string text = Digits(Line).Output;
        Assert.Matches("predictions +of 'digit', 1\\.25\\s", text);
        Assert.Matches("weights +of row 1000: 0\\.125, 0\\.125, 0\\.125, 0\\.125, 0\\.125\\s", text);
    }

    // In the ordered phase the data are not forgotten: a test row with the features of a training row is given its target.
    [Fact]
    public void Kriging_gives_each_test_row_its_own_prediction()
    {
        const string Erf = "--activation erf --weight-variance 1.25 --bias-variance 0.05 --hidden-layers 3";
        string[][] rows = Rows(Digits($"{Erf} --scale unit --train-rows 0:5 --test-rows 40:43 --format csv"));
        Assert.Equal(["row", "target", "prediction"], rows[0]);
        Assert.Equal(Enumerable.Range(40, 3).Select(row => row.ToString(CultureInfo.InvariantCulture)), rows[1..].Select(row => row[0]), StringComparer.Ordinal);
        Assert.Equal(3, rows[1..].Select(row => row[2]).Distinct(StringComparer.Ordinal).Count());

        using TemporaryFolder folder = new();
        string file = folder.PathOf("twin.csv");
        File.WriteAllText(file, "a,b,y\n2,1,3\n1,2,7\n1,-1,5\n2,1,0\n");
        CommandResult twin = Ntk.Run([.. $"depth {Erf} --train-rows 0:3 --format csv --test-rows 3: --data".Split(' '), file]);
        Assert.Equal(3, Number(Rows(twin)[1][2]), 1e-12);
    }

    [Fact]
    public void Without_a_target_the_weights_are_the_answer()
    {
        string[][] rows = Rows(Digits("--target none --scale unit --train-rows 10:12 --test-rows 20:22 --format csv"));
        Assert.Equal(["row", "weight_of_row_10", "weight_of_row_11"], rows[0]);
        Assert.Equal(["20", "21"], rows[1..].Select(row => row[0]), StringComparer.Ordinal);

        // r / (1 - r + n r) with n = 2.
        Assert.All(rows[1..], row => Assert.Equal(0.2, Number(row[2]), 1e-13));
    }

    // Without bias a row of zeros has no kernel: no prediction for it, and exit code 0.
    [Fact]
    public void An_unknown_limit_is_an_answer()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("zero.csv");
        File.WriteAllText(file, "a,b,y\n1,2,7\n2,1,3\n1,1,5\n");
        string[] line = [.. "depth --activation identity --train-rows 0:2 --test-rows 2:3 --hidden-layers 1 --data".Split(' '), file];
        Assert.Matches("mean predictor +unknown", Ntk.Run(line).Output);
        CommandResult csv = Ntk.Run([.. line, "--format", "csv"]);
        Assert.Equal(ExitCode.Done, csv.Code);
        Assert.Equal(["2", "5", ""], Rows(csv)[1]);
    }

    [Fact]
    public void A_picture_shows_the_limit()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("digits.svg");
        CommandResult result = Ntk.Run([.. $"depth --data {Samples.Digits} --scale unit --train-rows 0:8 --hidden-layers 0,100 --format json --svg".Split(' '), file]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(file, result.Json().GetProperty("picture").GetString());
        Assert.Equal(2, result.Json().GetProperty("points").GetArrayLength());
        string text = XDocument.Load(file).Root!.Value;
        Assert.All(["condition number", "limit", "hidden layers L", "8 inputs"], word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    // Two equal rows have no finite condition number: the picture has its limit alone.
    [Fact]
    public void A_picture_without_finite_values_is_drawn()
    {
        using TemporaryFolder folder = new();
        string data = folder.PathOf("twins.csv");
        File.WriteAllText(data, "a,b,y\n1,2,7\n1,2,3\n");
        string file = folder.PathOf("twins.svg");
        CommandResult result = Ntk.Run("depth", "--hidden-layers", "5", "--data", data, "--svg", file);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("infinity", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Every_format_has_the_numbers_of_the_spectrum()
    {
        const string Line = "--bias-variance 0.2 --scale max --train-rows 0:6 --hidden-layers 2,20 --format";
        JsonElement json = Digits($"{Line} json").Json();
        JsonElement[] points = [.. json.GetProperty("points").EnumerateArray()];
        IReadOnlyList<IReadOnlyDictionary<string, string>> csv = Digits($"{Line} csv").Csv();
        CommandResult text = Digits($"{Line} text");
        string[][] table = text.Table("L");
        Assert.Equal(["L", "mean diagonal", "smallest eigenvalue / mean diagonal", "largest eigenvalue / mean diagonal", "condition number"], table[0]);

        // The rows as the option scales them: 6 inputs whose norms differ.
        double[][] rows = [.. File.ReadLines(Samples.Digits).Skip(1).Take(6).Select(line => line.Split(',')[..64].Select(value => Number(value) / 16).ToArray())];
        double[] variances = [.. rows.Select(row => row.Sum(value => value * value) / 64)];
        IReadOnlyList<NtkSpectrum> spectra = NtkSpectrum.Compute(new Network(Activation.Relu, 1, 2, 0.2), Matrix<double>.Build.DenseOfRowArrays(rows), [2, 20]);
        Assert.Equal(variances.Min(), json.GetProperty("smallestInputVariance").GetDouble(), 1e-14);
        Assert.Equal(variances.Max(), json.GetProperty("largestInputVariance").GetDouble(), 1e-14);
        Assert.Contains($"from {NumberText.Rounded(variances.Min(), 8)} to {NumberText.Rounded(variances.Max(), 8)}", text.Output, StringComparison.Ordinal);
        for (int i = 0; i < spectra.Count; i++)
        {
            NtkSpectrum spectrum = spectra[i];
            (string Json, string Csv, double Value, int Column)[] numbers =
            [
                ("logMeanDiagonal", "log_mean_diagonal", spectrum.LogScale, 1),
                ("smallestEigenvalue", "smallest_eigenvalue", spectrum.Eigenvalues[0], 2),
                ("largestEigenvalue", "largest_eigenvalue", spectrum.Eigenvalues[^1], 3),
                ("conditionNumber", "condition_number", spectrum.ConditionNumber, 4),
            ];
            Assert.All(numbers, number =>
            {
                // Eigenvalues by another linear algebra agree to rounding in a matrix of condition 100.
                double tolerance = 1e-11 * Math.Abs(number.Value);
                Assert.Equal(number.Value, points[i].GetProperty(number.Json).GetDouble(), tolerance);
                Assert.Equal(number.Value, Number(csv[i][number.Csv]), tolerance);
                double shown = Number(table[i + 1][number.Column]);
                Assert.Equal(number.Value, number.Column == 1 ? Math.Log(shown) : shown, 1e-7 * Math.Max(1, Math.Abs(number.Value)));
            });
        }
    }

    [Theory]
    [InlineData("--correlation 0.5", "--correlation does not go with --data")]
    [InlineData("--one-minus-correlation 0.5", "--one-minus-correlation does not go with --data")]
    [InlineData("--variance 1", "--variance does not go with --data")]
    [InlineData("--input-dimension 3", "--input-dimension does not go with --data")]
    [InlineData("--train-rows 0:8 --test-rows 4:10", "overlap")]
    [InlineData("--train-rows 5000:", "holds no rows")]
    [InlineData("--target nothing", "has no column 'nothing'")]
    [InlineData("--scale big", "--scale")]
    public void Bad_input_is_one_line(string options, string message) => Digits(options).AssertRefused(message);

    [Theory]
    [InlineData("--target digit")]
    [InlineData("--train-rows 0:5")]
    [InlineData("--test-rows 5:6")]
    [InlineData("--scale unit")]
    public void Options_about_data_need_data(string options) =>
        Ntk.Line($"depth {options}").AssertRefused($"{options.Split(' ')[0]} needs --data");

    [Fact]
    public void Equal_training_rows_are_refused_where_there_is_a_prediction()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("twins.csv");
        File.WriteAllText(file, "a,b,y\n1,2,7\n1,2,3\n4,5,6\n");
        Ntk.Run("depth", "--data", file, "--test-rows", "2:").AssertRefused("The training rows 0 and 1 coincide");
    }

    [Fact]
    public void The_picture_does_not_overwrite_the_data() =>
        Ntk.Line($"depth --data {Samples.Digits} --svg {Samples.Digits}").AssertRefused("--svg would overwrite the data");

    [Fact]
    public void A_cancelled_run_leaves_no_picture()
    {
        using TemporaryFolder folder = new();
        CommandResult result = Ntk.Run(
            new CancellationToken(canceled: true), "depth", "--data", Samples.Digits, "--svg", folder.PathOf("digits.svg"));
        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Equal("", result.Output);
        Assert.Empty(folder.Names);
    }

    private static CommandResult Digits(string options) => Ntk.Line($"depth --data {Samples.Digits} {options}");

    private static string[][] Rows(CommandResult result) => [.. result.OutputLines.Select(line => line.Split(','))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
