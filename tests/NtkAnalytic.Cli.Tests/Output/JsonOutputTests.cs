using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Output;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Output;

public sealed class JsonOutputTests
{
    [Fact]
    public void Names_are_camelCase_infinity_is_a_string_and_null_is_left_out()
    {
        JsonElement json = Write(new { OneNumber = 0.1, Infinite = double.PositiveInfinity, Nothing = (string?)null, Some = (double?)1e-300 });
        Assert.Equal(0.1, json.GetProperty("oneNumber").GetDouble());
        Assert.Equal("infinity", json.GetProperty("infinite").GetString());
        Assert.Equal(1e-300, json.GetProperty("some").GetDouble());
        Assert.False(json.TryGetProperty("nothing", out _));
    }

    [Fact]
    public void A_matrix_is_an_array_of_rows()
    {
        Matrix<double> matrix = Matrix<double>.Build.DenseOfRowArrays([1.0 / 3, double.PositiveInfinity], [-0.0, 5e-324]);
        JsonElement[][] rows = [.. Write(new { Matrix = matrix }).GetProperty("matrix").EnumerateArray().Select(row => row.EnumerateArray().ToArray())];
        Assert.Equal(1.0 / 3, rows[0][0].GetDouble());
        Assert.Equal("infinity", rows[0][1].GetString());
        Assert.Equal(5e-324, rows[1][1].GetDouble());
    }

    private static JsonElement Write<T>(T document)
    {
        using StringWriter text = new();
        JsonOutput.Write(text, document);
        using JsonDocument json = JsonDocument.Parse(text.ToString());
        return json.RootElement.Clone();
    }
}
