using System.Globalization;
using System.Text.Json;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class DualCommandTests
{
    private const string Pair = "--variance1 0.5 --variance2 2 --one-minus-correlation 1e-15";

    private static DualPair Expected => DualActivation.Of(Activation.Parse("relu")).Evaluate(GaussianPair.FromOneMinusCorrelation(0.5, 2, 1e-15));

    [Fact]
    public void Json_holds_the_very_numbers()
    {
        JsonElement json = Ntk.Line($"dual --activation relu {Pair} --format json").Json();
        Assert.Equal("relu", json.GetProperty("activation").GetString());
        Assert.Equal(0.5, json.GetProperty("variance1").GetDouble());
        Assert.Equal(2.0, json.GetProperty("variance2").GetDouble());
        Assert.Equal(1e-15, json.GetProperty("oneMinusCorrelation").GetDouble());
        Assert.Equal(Expected.Value, json.GetProperty("dual").GetDouble());
        Assert.Equal(Expected.ValueError, json.GetProperty("dualError").GetDouble());
        Assert.Equal(Expected.Derivative, json.GetProperty("derivativeDual").GetDouble());
        Assert.Equal(Expected.OneMinusCorrelation, json.GetProperty("oneMinusOutputCorrelation").GetDouble());
        Assert.True(json.GetProperty("closedForm").GetBoolean());
        Assert.Equal("converged", json.GetProperty("status").GetString());
    }

    [Fact]
    public void Csv_holds_the_very_numbers()
    {
        string[] lines = Ntk.Line($"dual --activation relu {Pair} --format csv").OutputLines;
        string[] names = lines[0].Split(',');
        string[] values = lines[1].Split(',');
        Assert.Equal(names.Length, values.Length);
        double Value(string name) => double.Parse(values[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
        Assert.Equal(Expected.Value, Value("dual"));
        Assert.Equal(Expected.Derivative, Value("derivative_dual"));
        Assert.Equal(Expected.OneMinusCorrelation, Value("one_minus_output_correlation"));
    }

    // E[relu(u) relu(v)] = (sqrt(1 - c^2) + (pi - arccos c) c) / (2 pi) at unit variances (Cho and Saul 2009, equation 6).
    [Fact]
    public void Variances_are_one_unless_they_are_given()
    {
        JsonElement json = Ntk.Line("dual --correlation -0.5 --format json").Json();
        double expected = (Math.Sqrt(0.75) - (0.5 * (Math.PI - Math.Acos(-0.5)))) / (2 * Math.PI);
        Assert.Equal(1.0, json.GetProperty("variance1").GetDouble());
        Assert.Equal(expected, json.GetProperty("dual").GetDouble(), 4e-16);
    }

    // The Dirac terms of sign meet at correlation 1: an infinite limit is an answer.
    [Fact]
    public void A_divergent_derivative_dual_is_infinity_and_exit_code_0()
    {
        CommandResult result = Ntk.Line("dual --activation sign --correlation 1 --format json");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal("infinity", result.Json().GetProperty("derivativeDual").GetString());
        Assert.Equal(1, result.Json().GetProperty("dual").GetDouble());
        Assert.Equal("diverges", result.Json().GetProperty("status").GetString());
        Assert.Matches("E\\[phi'\\(u\\) phi'\\(v\\)\\] +infinity\n", Ntk.Line("dual --activation sign --correlation 1").Output);
    }

    [Fact]
    public void Text_shows_values_and_standing()
    {
        string text = Ntk.Line($"dual {Pair}").Output;
        Assert.Contains("max(0, x)", text, StringComparison.Ordinal);
        Assert.Contains(Expected.Value.ToString("R", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        Assert.Contains("closed form", text, StringComparison.Ordinal);
        Assert.Contains("converged", text, StringComparison.Ordinal);
    }
}
