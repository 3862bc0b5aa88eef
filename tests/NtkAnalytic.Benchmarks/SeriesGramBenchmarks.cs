using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Benchmarks;

/// <summary>Gram matrices of activations without a closed form (n = 2000, d = 784, three layers) against relu.</summary>
[SimpleJob(warmupCount: 2, iterationCount: 8)]
public class SeriesGramBenchmarks
{
    private readonly Matrix<double> _inputs = BenchmarkInputs.UnitVariance(2000);

    [Benchmark(Baseline = true)]
    public KernelMatrices Relu() => Gram("relu");

    [Benchmark]
    [Arguments("tanh")]
    [Arguments("softplus")]
    [Arguments("silu")]
    [Arguments("elu")]
    [Arguments("erf")]
    public KernelMatrices Gram(string activation) => new Kernel(new Network(Activation.Parse(activation), 3)).Gram(_inputs);
}
