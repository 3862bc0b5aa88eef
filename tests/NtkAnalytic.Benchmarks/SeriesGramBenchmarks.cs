using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Benchmarks;

/// <summary>Gram matrices of activations without a closed form (n = 2000, d = 784, three layers) against relu.</summary>
[Config(typeof(InOneProcess))]
public class SeriesGramBenchmarks
{
    private readonly Matrix<double> _inputs = BenchmarkInputs.UnitVariance(2000);

    [Benchmark(Baseline = true)]
    public KernelMatrices Relu() => Gram("relu");

    [Benchmark]
    public KernelMatrices Tanh() => Gram("tanh");

    [Benchmark]
    public KernelMatrices Softplus() => Gram("softplus");

    [Benchmark]
    public KernelMatrices Silu() => Gram("silu");

    [Benchmark]
    public KernelMatrices Elu() => Gram("elu");

    [Benchmark]
    public KernelMatrices Erf() => Gram("erf");

    private KernelMatrices Gram(string activation) => new Kernel(new Network(Activation.Parse(activation), 3)).Gram(_inputs);
}
