using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.OpenBlas;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// Whole Gram matrices (n = 4000, d = 784), NNGP and NTK together, against the plain product X X^T on OpenBLAS (on MathNet's managed code where the
/// library is absent). Only ratios mean something: all cases run in one process, one after the other.
/// </summary>
[Config(typeof(InOneProcess))]
public class GramBenchmarks
{
    private Matrix<double> _inputs = null!;

    [GlobalSetup]
    public void Setup()
    {
        OpenBlasProvider.TryUse(out string description);
        Console.WriteLine($"Product by {description}");
        _inputs = BenchmarkInputs.UnitVariance(4000);
    }

    [Benchmark(Baseline = true)]
    public Matrix<double> PlainProduct() => _inputs.TransposeAndMultiply(_inputs);

    [Benchmark]
    public KernelMatrices Relu3Layers() => Gram(3, 0);

    [Benchmark]
    public KernelMatrices Relu20Layers() => Gram(20, 0);

    [Benchmark]
    public KernelMatrices Relu300Layers() => Gram(300, 0);

    [Benchmark]
    public KernelMatrices Relu20LayersWithBias() => Gram(20, 0.1);

    private KernelMatrices Gram(int layers, double biasVariance) =>
        new Kernel(new Network(Activation.Relu, layers, 2, biasVariance)).Gram(_inputs);
}
