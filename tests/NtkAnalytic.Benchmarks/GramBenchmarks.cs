using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.OpenBlas;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// Whole Gram matrices, NNGP and NTK together, against the plain product X X^T on OpenBLAS (on MathNet's managed code where the
/// library is absent). Only ratios mean something: all cases run in one process, one after the other.
/// </summary>
[SimpleJob(warmupCount: 2, iterationCount: 8)]
public class GramBenchmarks
{
    private Matrix<double> _inputs = null!;

    [Params(4000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        OpenBlasProvider.TryUse(out string description);
        Console.WriteLine($"Product by {description}");
        _inputs = BenchmarkInputs.UnitVariance(Rows);
    }

    [Benchmark(Baseline = true)]
    public Matrix<double> PlainProduct() => _inputs.TransposeAndMultiply(_inputs);

    [Benchmark]
    [Arguments("relu", 3, 0.0)]
    [Arguments("relu", 20, 0.0)]
    [Arguments("relu", 300, 0.0)]
    [Arguments("relu", 20, 0.1)]
    public KernelMatrices Gram(string activation, int layers, double biasVariance) =>
        new Kernel(new Network(Activation.Parse(activation), layers, 2, biasVariance)).Gram(_inputs);
}
