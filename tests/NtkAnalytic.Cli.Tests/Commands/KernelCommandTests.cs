using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Kernels;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class KernelCommandTests : IDisposable
{
    private const int Rows = 70;
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly Matrix<double> _features;

    public KernelCommandTests()
    {
        _data = _folder.WriteTable("table.csv", Rows);
        NumericTable table = NumericTableReader.Read(_data);
        _features = Matrix<double>.Build.Dense(Rows, 3, (i, k) => table[i, k]);
    }

    private static Kernel Kernel => new(new Network(Activation.Parse("relu"), 2, 1.5, 0.25));

    private static string[] NetworkWords => ["--hidden-layers", "2", "--weight-variance", "1.5", "--bias-variance", "0.25"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_npy_file_holds_the_Gram_matrix_to_the_bit()
    {
        CommandResult result = Run("--out", _folder.PathOf("out.npy"));
        Assert.Equal(ExitCode.Done, result.Code);
        (string header, double[] values) = ReadNpy("out.npy");
        Assert.Equal("{'descr': '<f8', 'fortran_order': False, 'shape': (70, 70), }", header);
        Assert.Equal(Kernel.Gram(_features, KernelKinds.Ntk).Ntk.ToRowMajorArray(), values);
        Assert.Equal(["out.npy", "table.csv"], _folder.Names);
    }

    // 400 rows are several tiles: those below the diagonal are written as transposes.
    [Fact]
    public void An_npy_file_of_many_tiles_holds_the_digits_Gram_matrix_to_the_bit()
    {
        CommandResult result = Ntk.Run(
            "kernel", "--data", Samples.Digits, "--train-rows", "0:400", "--kind", "nngp", "--out", _folder.PathOf("out.npy"));
        Assert.Equal(ExitCode.Done, result.Code);
        NumericTable table = NumericTableReader.Read(Samples.Digits, TestContext.Current.CancellationToken);
        Matrix<double> features = Matrix<double>.Build.Dense(400, 64, (i, k) => table[i, k]);
        Assert.Equal(
            new Kernel(new Network(Activation.Parse("relu"), 3)).Gram(features, KernelKinds.Nngp).Nngp.ToRowMajorArray(),
            ReadNpy("out.npy").Values);
    }

    [Fact]
    public void Both_kernels_make_one_array_with_the_NNGP_first()
    {
        Run("--kind", "both", "--out", _folder.PathOf("out.npy"));
        (string header, double[] values) = ReadNpy("out.npy");
        KernelMatrices expected = Kernel.Gram(_features);
        Assert.Contains("'shape': (2, 70, 70)", header, StringComparison.Ordinal);
        Assert.Equal([.. expected.Nngp.ToRowMajorArray(), .. expected.Ntk.ToRowMajorArray()], values);
    }

    [Fact]
    public void Test_rows_stand_down_and_training_rows_across()
    {
        Run("--train-rows", "0:50", "--test-rows", "50:", "--out", _folder.PathOf("out.npy"));
        (string header, double[] values) = ReadNpy("out.npy");
        Matrix<double> expected = Kernel.Cross(_features.SubMatrix(50, 20, 0, 3), _features.SubMatrix(0, 50, 0, 3), KernelKinds.Ntk).Ntk;
        Assert.Contains("'shape': (20, 50)", header, StringComparison.Ordinal);
        Assert.Equal(expected.ToRowMajorArray(), values);
    }

    [Fact]
    public void A_csv_file_and_printed_csv_hold_the_very_numbers()
    {
        Run("--kind", "both", "--out", _folder.PathOf("out.csv"));
        string written = File.ReadAllText(_folder.PathOf("out.csv"));
        Assert.Equal(Run("--kind", "both", "--format", "csv").Output, written);
        KernelMatrices expected = Kernel.Gram(_features);
        double[] numbers = [.. written.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal([.. expected.Nngp.ToRowMajorArray(), .. expected.Ntk.ToRowMajorArray()], numbers);
        Assert.Equal(2 * Rows, written.Count(character => character == '\n'));
    }

    [Fact]
    public void Json_holds_the_very_numbers_and_what_was_assumed()
    {
        JsonElement json = Run("--format", "json").Json();
        Matrix<double> expected = Kernel.Gram(_features, KernelKinds.Ntk).Ntk;
        Assert.Equal(
            expected.ToRowMajorArray(),
            json.GetProperty("ntk").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(entry => entry.GetDouble()));
        Assert.False(json.TryGetProperty("nngp", out _));
        Assert.Equal(1.5, json.GetProperty("network").GetProperty("weightVariance").GetDouble());
        Assert.Equal("label", json.GetProperty("data").GetProperty("target").GetString());
        Assert.Equal("converged", json.GetProperty("status").GetString());
    }

    [Fact]
    public void Text_prints_the_matrix_and_says_what_was_assumed_on_standard_error()
    {
        CommandResult result = Run("--train-rows", "0:4");
        Matrix<double> expected = Kernel.Gram(_features.SubMatrix(0, 4, 0, 3), KernelKinds.Ntk).Ntk;
        double[] numbers = [.. result.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(4, result.OutputLines.Length);
        Assert.All(expected.ToRowMajorArray().Zip(numbers), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Abs(pair.First)));
        Assert.Contains("2 hidden layers, weight variance 1.5, bias variance 0.25", result.Error, StringComparison.Ordinal);
        Assert.Contains("target 'label'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinite_diagonal_is_an_answer()
    {
        CommandResult result = Run("--activation", "sign", "--train-rows", "0:3", "--format", "json");
        Assert.Equal(ExitCode.Done, result.Code);
        JsonElement ntk = result.Json().GetProperty("ntk");
        Assert.Equal("infinity", ntk[1][1].GetString());
        Assert.Equal(JsonValueKind.Number, ntk[1][2].ValueKind);
        Assert.Contains("diverges", result.ErrorLines[^1], StringComparison.Ordinal);
        double[] numbers = [.. Run("--activation", "sign", "--train-rows", "0:3", "--format", "csv").Output
            .Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(text => text == "infinity" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal([0, 4, 8], numbers.Index().Where(entry => double.IsInfinity(entry.Item)).Select(entry => entry.Index));
    }

    [Fact]
    public void Without_a_target_the_last_column_is_a_feature()
    {
        JsonElement json = Run("--target", "none", "--format", "json").Json();
        Assert.Equal(4, json.GetProperty("data").GetProperty("features").GetInt32());
        Assert.False(json.GetProperty("data").TryGetProperty("target", out _));
    }

    [Fact]
    public void The_standard_parameterization_takes_the_width()
    {
        JsonElement network = Run("--parameterization", "standard", "--width", "64", "--format", "json").Json().GetProperty("network");
        Assert.Equal("standard", network.GetProperty("parameterization").GetString());
        Assert.Equal(64, network.GetProperty("width").GetDouble());
        Assert.Contains("--width changes nothing", Run("--width", "64").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_file_is_replaced_and_a_cancelled_run_leaves_it()
    {
        string path = _folder.Write("out.npy", "old");
        using CancellationTokenSource source = new();
        source.Cancel();
        CommandResult cancelled = Ntk.Run(source.Token, ["kernel", "--data", _data, "--out", path]);
        Assert.Equal(ExitCode.Cancelled, cancelled.Code);
        Assert.Equal(["ntk: cancelled; nothing was written"], cancelled.ErrorLines);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["out.npy", "table.csv"], _folder.Names);
        Run("--out", path);
        Assert.Equal(Rows * Rows, ReadNpy("out.npy").Values.Length);
    }

    private CommandResult Run(params string[] options) => Ntk.Run(["kernel", "--data", _data, .. NetworkWords, .. options]);

    private (string Header, double[] Values) ReadNpy(string name)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(_folder.PathOf(name));
        Assert.True(bytes[..8].SequenceEqual<byte>([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]));
        int start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        Assert.Equal(0, start % 64);
        double[] values = new double[(bytes.Length - start) / 8];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(start + (8 * i))..]);
        }

        return (Encoding.ASCII.GetString(bytes[10..start]).TrimEnd(), values);
    }
}

internal static class MatrixExtensions
{
    public static double[] ToRowMajorArray(this Matrix<double> matrix) => [.. matrix.EnumerateRows().SelectMany(row => row)];
}
