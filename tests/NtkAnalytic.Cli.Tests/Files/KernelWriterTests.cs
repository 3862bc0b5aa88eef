using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Kernels;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Files;

public sealed class KernelWriterTests : IDisposable
{
    private const int Rows = 520;
    private readonly TemporaryFolder _folder = new();

    private static Matrix<double> Inputs { get; } = Matrix<double>.Build.Dense(Rows, 2, (i, k) => Math.Sin((i * 0.7) + k));

    public void Dispose() => _folder.Dispose();

    // In bands the symmetry of the Gram matrix is not used and the compiled function of the angle may be sampled anew;
    // both stay within the error estimates, some 1e-13 of the diagonal.
    [Theory]
    [InlineData(KernelKinds.Ntk)]
    [InlineData(KernelKinds.Both)]
    public void A_matrix_too_large_to_hold_is_written_in_bands(KernelKinds kinds)
    {
        KernelRequest request = Request(kinds);
        using StringWriter whole = new(CultureInfo.InvariantCulture);
        using StringWriter banded = new(CultureInfo.InvariantCulture);
        CsvKernelWriter.Write(whole, request, new KernelOptions());
        CsvKernelWriter.Write(banded, request, new KernelOptions(), heldSize: 1);
        double[] expected = Numbers(whole);
        double[] actual = Numbers(banded);
        Assert.Equal(request.KindCount * Rows * Rows, expected.Length);
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)) <= 1e-12 * expected.Max());
    }

    [Theory]
    [InlineData("x.npy")]
    [InlineData("x.csv")]
    public void A_run_that_is_stopped_half_way_leaves_nothing(string name)
    {
        using CancellationTokenSource source = new();
        KernelOptions options = new() { CancellationToken = source.Token, Progress = new StopAt(0.5, source) };
        Assert.ThrowsAny<OperationCanceledException>(() => Write(name, options));
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("x.npy")]
    [InlineData("x.csv")]
    public void A_run_that_fails_half_way_leaves_nothing(string name)
    {
        KernelOptions options = new() { Progress = new FailAt(0.5) };
        Exception failure = Assert.ThrowsAny<Exception>(() => Write(name, options));
        Assert.Equal("the disk is full", Failure.Describe(failure, CancellationToken.None).Message);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Progress_goes_from_0_to_1_over_all_bands()
    {
        Shares shares = new();
        CsvKernelWriter.Write(TextWriter.Null, Request(KernelKinds.Both), new KernelOptions { Progress = shares }, heldSize: 1);
        Assert.All(shares.Reported, share => Assert.InRange(share, 0, 1));
        Assert.Equal(1, shares.Reported.Max());
        Assert.Contains(shares.Reported, share => share is > 0.4 and < 0.6);
    }

    private static KernelRequest Request(KernelKinds kinds) =>
        new(new Kernel(new Network(Activation.Parse("relu"), 3, 2, 0.1)), Inputs, null, kinds);

    private KernelReport Write(string name, KernelOptions options) => name.EndsWith(".npy", StringComparison.Ordinal)
        ? NpyKernelWriter.Write(_folder.PathOf(name), Request(KernelKinds.Ntk), options)
        : CsvKernelWriter.Write(_folder.PathOf(name), Request(KernelKinds.Ntk), options);

    private static double[] Numbers(StringWriter text) =>
        [.. text.ToString().Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    private sealed class StopAt(double share, CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= share)
            {
                source.Cancel();
            }
        }
    }

    private sealed class FailAt(double share) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= share)
            {
                throw new IOException("the disk is full");
            }
        }
    }

    private sealed class Shares : IProgress<double>
    {
        public List<double> Reported { get; } = [];

        public void Report(double value)
        {
            lock (Reported)
            {
                Reported.Add(value);
            }
        }
    }
}
