using BenchmarkDotNet.Attributes;
using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Benchmarks;

/// <summary>One entry and layer of each dual of the catalog: a run of 1024 pairs with variances near 1 and correlations from -0.9 to 0.9.</summary>
[Config(typeof(InOneProcess))]
public class DualRowBenchmarks
{
    private const int Run = 1024;
    private const int Repeats = 100;
    private readonly double[] _gaps = new double[Run];
    private readonly double[] _oneMinus = new double[Run];
    private readonly double[] _onePlus = new double[Run];
    private readonly double[] _derivative = new double[Run];
    private DualActivation _dual = null!;
    private RowProfile _profile = null!;

    public static IEnumerable<string> Names => ActivationCatalog.Entries.Select(entry => entry.Example.Name);

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _dual = DualActivation.Of(Activation.Parse(Name));
        double[] variances = new double[Run];
        for (int j = 0; j < Run; j++)
        {
            variances[j] = 0.8 + (0.4 * j / Run);
            _gaps[j] = 0.1 + (1.8 * (j * 617 % Run) / Run);
        }

        _profile = _dual.Profile(variances);
    }

    [Benchmark(OperationsPerInvoke = Run * Repeats)]
    public double Entry()
    {
        double error = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int j = 0; j < Run; j++)
            {
                _oneMinus[j] = _gaps[j];
                _onePlus[j] = 2 - _gaps[j];
            }

            error = _dual.EvaluateRow(_profile, 0, _profile, 0, _oneMinus, _onePlus, _derivative);
        }

        return error;
    }
}
