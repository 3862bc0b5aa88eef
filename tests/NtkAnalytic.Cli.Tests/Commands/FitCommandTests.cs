using System.Globalization;
using System.Text.Json;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class FitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Digits (UCI Optical Recognition, the 8 x 8 test set), relu, 3 hidden layers, sigma_w^2 = 2, no bias: computed
    // independently with NumPy.
    [Fact]
    public void The_NTK_gets_776_of_797_digits_right()
    {
        CommandResult result = Ntk.Run(
            "fit", "--data", Samples.Digits, "--scale", "max", "--train-rows", "0:1000", "--test-rows", "1000:", "--format", "json");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal("", result.Error);
        JsonElement json = result.Json();
        Assert.Equal("classification", json.GetProperty("task").GetString());
        Assert.Equal(10, json.GetProperty("classes").GetArrayLength());
        JsonElement fit = Assert.Single(json.GetProperty("results").EnumerateArray());
        Assert.Equal("ntk", fit.GetProperty("kind").GetString());
        Assert.Equal(776, fit.GetProperty("correct").GetInt32());
        Assert.Equal(776 / 797.0, fit.GetProperty("accuracy").GetDouble());
        Assert.Equal(0.011447, fit.GetProperty("meanSquaredError").GetDouble(), 5e-7);
        Assert.Equal(0.09803, fit.GetProperty("smallestEigenvalue").GetDouble(), 5e-6);
        Assert.Equal(10837, fit.GetProperty("conditionNumber").GetDouble(), 0.5);
        Assert.Equal("converged", fit.GetProperty("status").GetString());
    }

    [Fact]
    public void Text_says_what_a_person_wants_to_know()
    {
        string text = Ntk.Run("fit", "--data", Samples.Digits, "--scale", "max", "--train-rows", "0:200", "--test-rows", "-100:").Output;
        Assert.Matches(@"accuracy +\d+ of 100 \(\d+\.0 %\)", text);
        Assert.Contains("train 0:200 (200 rows), test 1697:1797 (100 rows)", text, StringComparison.Ordinal);
        Assert.Contains("fully connected, relu, 3 hidden layers, weight variance 2, bias variance 0, NTK parameterization", text, StringComparison.Ordinal);
        Assert.Contains("of 16 digits", text, StringComparison.Ordinal);
        Assert.Contains("smallest eigenvalue", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantity_is_regressed_and_both_kernels_beat_its_mean()
    {
        JsonElement json = Ntk.Run(
            "fit", "--data", Samples.Wine, "--target", "alcohol", "--scale", "standardize", "--kind", "both", "--ridge", "0.1", "--format", "json",
            "--train-rows", "30:").Json();
        Assert.Equal("regression", json.GetProperty("task").GetString());
        Assert.False(json.TryGetProperty("classes", out _));
        Assert.Equal("0:30", json.GetProperty("testRows").GetString());
        JsonElement[] fits = [.. json.GetProperty("results").EnumerateArray()];
        Assert.Equal("nngp", fits[0].GetProperty("kind").GetString());
        Assert.Equal("ntk", fits[1].GetProperty("kind").GetString());
        Assert.All(fits, fit =>
        {
            Assert.True(fit.GetProperty("meanSquaredError").GetDouble() < 0.5 * fit.GetProperty("baselineMeanSquaredError").GetDouble());
            Assert.False(fit.TryGetProperty("accuracy", out _));
        });
    }

    [Fact]
    public void The_first_80_percent_train_unless_rows_are_given()
    {
        string data = _folder.WriteTable("table.csv", 31);
        JsonElement json = Ntk.Run("fit", "--data", data, "--format", "json").Json();
        Assert.Equal("0:24", json.GetProperty("trainRows").GetString());
        Assert.Equal("24:31", json.GetProperty("testRows").GetString());
    }

    // The wines are sorted by cultivar: 59 of class 0, 71 of class 1, 48 of class 2.
    [Fact]
    public void Classes_that_were_never_seen_in_training_are_told()
    {
        CommandResult result = Ntk.Run("fit", "--data", Samples.Wine, "--scale", "standardize", "--train-rows", "0:129");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("48 rows of the test set are of a class that no training row has", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("", Ntk.Run("fit", "--data", Samples.Wine, "--scale", "standardize", "--train-rows", "0:131").Error);
    }

    [Fact]
    public void Csv_holds_a_prediction_for_each_test_row()
    {
        string data = _folder.WriteTable("table.csv", 30);
        string[][] lines = [.. Ntk.Run("fit", "--data", data, "--test-rows", "5:12", "--format", "csv").OutputLines.Select(line => line.Split(','))];
        Assert.Equal(["kind", "row", "target", "prediction", "variance", "output_0", "output_1", "output_2"], lines[0]);
        Assert.Equal(7, lines.Length - 1);
        Assert.All(lines[1..], (line, index) =>
        {
            Assert.Equal((index + 5).ToString(CultureInfo.InvariantCulture), line[1]);
            Assert.Equal(((index + 5) % 3).ToString(CultureInfo.InvariantCulture), line[2]);
            double[] outputs = [.. line[5..].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Assert.Equal(Array.IndexOf(outputs, outputs.Max()).ToString(CultureInfo.InvariantCulture), line[3]);
        });
    }

    // Two equal rows without a ridge: the Gram matrix is singular, the fit an answer that fell short.
    [Fact]
    public void A_singular_Gram_matrix_is_told_by_advice_and_exit_code_2()
    {
        string data = _folder.Write("twins.csv", "a,b,y\n1,2,0.5\n1,2,0.7\n3,4,1.5\n2,2,0.25\n");
        CommandResult result = Ntk.Run("fit", "--data", data, "--train-rows", "0:3", "--ridge", "0", "--format", "json");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.Equal("not-positive-definite", result.Json().GetProperty("results")[0].GetProperty("status").GetString());
        Assert.Contains("add ridge", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
