using BenchmarkDotNet.Attributes;
using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Symbolics;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// The summary of each activation of the catalog as formulas (duals, maps, expansion, edge of chaos), against one pair of its dual by
/// plane quadrature of the same function.
/// </summary>
[Config(typeof(InOneProcess))]
public class DerivationBenchmarks
{
    private static readonly GaussianPair Pair = GaussianPair.FromCorrelation(0.8, 1.3, 0.4);
    private Activation _activation = null!;

    public static IEnumerable<string> Names => ActivationCatalog.Entries
        .Select(entry => entry.Example)
        .Where(activation => DualActivation.Of(activation).IsClosedForm)
        .Select(activation => activation.Name);

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _activation = Activation.Parse(Name);

    [Benchmark]
    public int Derive() => ActivationFormula.Parse(Name).Derive().Summary().Count;

    /// <summary>A new function each time, so that nothing is known of it.</summary>
    [Benchmark(Baseline = true)]
    public double OnePairByQuadrature() => DualActivation
        .Of(Activation.FromFunctions(Name, _activation.Evaluate, _activation.EvaluateDerivative, [0.0]))
        .Evaluate(Pair)
        .Value;
}
