using System.Globalization;
using System.Text.Json;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class SimulateCommandTests
{
    private const string Small = "simulate --hidden-layers 2 --width 8 --inputs 3 --samples 120";

    [Fact]
    public void Means_stand_beside_theory_with_what_it_leaves_out()
    {
        CommandResult result = Ntk.Line(Small + " --format json");
        Assert.Equal(ExitCode.Done, result.Code);
        JsonElement json = result.Json();
        Assert.Equal(120, json.GetProperty("networks").GetInt64());
        Assert.Equal("samples", json.GetProperty("stop").GetString());
        Dictionary<string, JsonElement> quantities = json.GetProperty("quantities").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.Equal(
            ["output", "NNGP diagonal", "NNGP off-diagonal", "NNGP ratio", "NTK diagonal", "NTK off-diagonal", "NTK ratio"],
            quantities.Keys,
            StringComparer.Ordinal);
        JsonElement diagonal = quantities["NTK diagonal"];

        // relu at sigma_w^2 = 2, two hidden layers, |x|^2 = n_0: Theta = 3 * 2.
        Assert.Equal(6, diagonal.GetProperty("theory").GetDouble(), 1e-12);
        Assert.Equal("exact", diagonal.GetProperty("theoryKind").GetString());
        Assert.Equal("infinite-width", quantities["NTK off-diagonal"].GetProperty("theoryKind").GetString());
        Assert.InRange(diagonal.GetProperty("score").GetDouble(), -5, 5);
        Assert.Equal(
            (diagonal.GetProperty("mean").GetDouble() - 6) / diagonal.GetProperty("standardError").GetDouble(), diagonal.GetProperty("score").GetDouble(), 1e-9);

        // Widths 3-8-8-1, r = 7/13: (13/8)^2 (1/3 + (2/27) (3 + 2 (2 r + r^2))).
        const double Ratio = 7.0 / 13;
        double dispersion = 13.0 / 8 * (13.0 / 8) * ((1.0 / 3) + (2.0 / 27 * (3 + (2 * ((2 * Ratio) + (Ratio * Ratio))))));
        Assert.Equal(dispersion, json.GetProperty("dispersion").GetProperty("theory").GetDouble(), 1e-12);
    }

    [Fact]
    public void Text_says_what_a_score_is_against()
    {
        CommandResult result = Ntk.Line(Small);
        Assert.Equal(ExitCode.Done, result.Code);
        string[][] table = result.Table("mean of");
        Assert.Equal("exact at this width", table.Single(row => row[0] == "NTK diagonal")[^1]);
        Assert.Equal("infinite width", table.Single(row => row[0] == "NTK off-diagonal")[^1]);
        Assert.Contains("exact at this width: 2.", result.Fact("dispersion"), StringComparison.Ordinal);
        Assert.Contains("of order (bias / error)", result.Output, StringComparison.Ordinal);
        Assert.Contains("trusted", result.Fact("trust"), StringComparison.Ordinal);
        CommandResult tanh = Ntk.Line("simulate --activation tanh --hidden-layers 2 --width 8 --inputs 3 --samples 100");
        Assert.Equal("first order in 1/width", tanh.Table("mean of").Single(row => row[0] == "NTK diagonal")[^1]);
        CommandResult exact = Ntk.Line("simulate --activation tanh --hidden-layers 1 --width 8 --inputs 3 --samples 100");
        Assert.DoesNotContain("of order (bias / error)", exact.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_the_numbers_of_json()
    {
        IReadOnlyDictionary<string, string> row = Ntk.Line(Small + " --format csv").Csv().Single(one => one["quantity"] == "NNGP off-diagonal");
        JsonElement json = Ntk.Line(Small + " --format json").Json().GetProperty("quantities").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "NNGP off-diagonal");
        Assert.Equal(json.GetProperty("mean").GetDouble(), double.Parse(row["mean"], CultureInfo.InvariantCulture));
        Assert.Equal(json.GetProperty("score").GetDouble(), double.Parse(row["z"], CultureInfo.InvariantCulture));
        Assert.Equal("infinite-width", row["theory_kind"]);
    }

    [Fact]
    public void It_stops_at_the_wanted_error()
    {
        JsonElement json = Ntk.Line("simulate --hidden-layers 1 --width 8 --inputs 3 --samples 100000 --standard-error 0.05 --precision single --format json").Json();
        Assert.Equal("standard-error", json.GetProperty("stop").GetString());
        Assert.Equal("single", json.GetProperty("precision").GetString());
        Assert.InRange(json.GetProperty("networks").GetInt64(), 100, 5000);
    }

    [Fact]
    public void Going_on_prints_what_an_unbroken_run_prints()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("state");
        Assert.Equal(ExitCode.Done, Ntk.Run([.. Words(Small), "--checkpoint", file]).Code);
        CommandResult resumed = Ntk.Run([.. Words(Small.Replace("120", "200", StringComparison.Ordinal)), "--resume", file]);
        Assert.Equal(ExitCode.Done, resumed.Code);
        Assert.Equal(Ntk.Line(Small.Replace("120", "200", StringComparison.Ordinal)).Output, resumed.Output);
        Ntk.Run([.. Words(Small), "--seed", "7", "--resume", file]).AssertRefused(file, "of an ensemble with another seed: 1, and not 7");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^9]);
        Ntk.Run([.. Words(Small), "--resume", file]).AssertRefused(file, "damaged");
    }

    [Fact]
    public void Rows_of_a_file_are_the_points()
    {
        CommandResult result = Ntk.Run("simulate", "--width", "8", "--samples", "100", "--data", Samples.Wine, "--rows", "0:3", "--scale", "standardize");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("rows 0:3 of wine.csv", result.Fact("points"), StringComparison.Ordinal);
        Assert.Contains("largest |z|", result.Fact("all entries"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_shows_the_law_of_the_kernel()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("theta.svg");
        Assert.Equal(ExitCode.Done, Ntk.Run([.. Words(Small), "--svg", file]).Code);
        string svg = File.ReadAllText(file);
        Assert.Contains("log-normal", svg, StringComparison.Ordinal);
        Assert.Contains("relu", svg, StringComparison.Ordinal);
    }

    // The token is cancelled after some batches, so the answer is that of fewer networks.
    [Fact]
    public void What_was_finished_before_Ctrl_C_is_printed()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("state");
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(1.5));
        CommandResult result = Ntk.Run(source.Token, [.. Words("simulate --hidden-layers 2 --width 8 --inputs 3 --samples 100000000 --format json"), "--checkpoint", file]);
        Assert.Equal(ExitCode.Cancelled, result.Code);
        JsonElement json = result.Json();
        Assert.Equal("cancelled", json.GetProperty("stop").GetString());
        long networks = json.GetProperty("networks").GetInt64();
        Assert.InRange(networks, 1, 99_999_999);
        Assert.Contains($"cancelled after {networks} of 100000000 networks", result.Error, StringComparison.Ordinal);
        CommandResult resumed = Ntk.Run([.. Words("simulate --hidden-layers 2 --width 8 --inputs 3 --samples 1 --format json"), "--resume", file]);
        Assert.Equal(networks, resumed.Json().GetProperty("networks").GetInt64());
    }

    [Theory]
    [InlineData("simulate --width 0", "width", "0")]
    [InlineData("simulate --width 10000000", "GiB", "smaller width")]
    [InlineData("simulate --samples 0", "at least 1 network")]
    [InlineData("simulate --standard-error -1", "standard error", "-1")]
    [InlineData("simulate --seed -1", "--seed", "'-1'")]
    [InlineData("simulate --precision half", "--precision", "'half'")]
    [InlineData("simulate --correlation 2", "correlation", "2")]
    [InlineData("simulate --norm-squared 0", "|x|^2", "0")]
    [InlineData("simulate --inputs 1", "2 inputs")]
    [InlineData("simulate --rows 0:3", "--rows", "--data")]
    [InlineData("simulate --resume no-such-file", "no-such-file")]
    [InlineData("simulate --checkpoint no-such-folder/state", "no-such-folder")]
    [InlineData("simulate --width 3,4", "3 hidden layers", "2")]
    public void Bad_input_is_told_in_a_line(string line, params string[] words) => Ntk.Line(line).AssertRefused(words);

    [Fact]
    public void Data_that_are_no_numbers_are_refused()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("data.csv");
        File.WriteAllText(file, "a,b\n1,2\nNaN,3\n");
        Ntk.Run("simulate", "--data", file, "--target", "none").AssertRefused("NaN");
        Ntk.Run("simulate", "--data", Samples.Wine, "--inputs", "3").AssertRefused("--inputs", "--data");
    }

    private static string[] Words(string line) => line.Split(' ');
}
