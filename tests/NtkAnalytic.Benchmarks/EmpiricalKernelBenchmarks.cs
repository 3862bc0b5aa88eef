using BenchmarkDotNet.Attributes;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// The empirical NTK of 200 points (32 inputs, three hidden layers of width 512): layer by layer, and by a stored Jacobian J (200 x 541 184) and
/// J J^T. Both with the same backend in one process; the Jacobian comes from one backward pass for all points and an outer product for
/// each point and layer, into memory that is there already. With one thread neither waits for other work on the machine.
/// </summary>
[Config(typeof(InOneProcess))]
[MinColumn]
public class EmpiricalKernelBenchmarks
{
    private const int Points = 200;

    private readonly FiniteNetwork _network = new(new Network(Activation.Relu, 3), 32, [512]);
    private TensorBackend _backend = null!;
    private TensorScope _scope = null!;
    private EmpiricalKernel _kernel = null!;
    private CopyPass _pass = null!;
    private Tensor _jacobian = null!;
    private Tensor _product = null!;
    private (Tensor Signal, Tensor Input, Tensor Part, double Scale)[] _outerProducts = null!;

    /// <summary>The precision.</summary>
    [Params(Precision.Single, Precision.Double)]
    public Precision Precision { get; set; }

    /// <summary>The number of threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _backend = new ManagedBackend(Precision, Threads);
        _scope = _backend.NewScope();
        Tensor parameters = _scope.Allocate(1, 1, (int)_network.ParameterCount);
        ParameterDraw.Fill(_backend, _network, parameters, 1, 0);
        Tensor points = _scope.Allocate(1, Points, _network.Inputs);
        _backend.FillNormal(points, new RandomKey(2, 0, 0));
        _kernel = new EmpiricalKernel(_backend, _scope, _network, parameters, points);
        _pass = new CopyPass(_backend, _scope, _network, parameters, 0, points);
        _jacobian = _scope.Allocate(1, Points, (int)_network.ParameterCount);
        _product = _scope.Allocate(1, Points, Points);
        _outerProducts = [.. Enumerable.Range(0, Points).SelectMany(point => _network.Layers.Select((layer, l) => OuterProduct(point, l, layer)))];
        Check();
    }

    [GlobalCleanup]
    public void Cleanup() => _scope.Dispose();

    [Benchmark(Baseline = true)]
    public void LayerByLayer()
    {
        _kernel.Forward();
        _kernel.Ntk();
    }

    [Benchmark]
    public void StoredJacobian()
    {
        _pass.Forward();
        _backend.Fill(_pass.Signal(_network.Layers.Count), 1);
        _pass.Backward();
        foreach ((Tensor signal, Tensor input, Tensor part, double scale) in _outerProducts)
        {
            _backend.Multiply(signal, input, part, scale);
        }

        _backend.MatrixProduct(_jacobian, false, _jacobian, true, _product);
    }

    // Both routes give one kernel: rounding of sums of 541 184 products, with random signs.
    private void Check()
    {
        LayerByLayer();
        StoredJacobian();
        double[] expected = _backend.ToArray(_product);
        double[] actual = _backend.ToArray(_kernel.NtkParts[0]);
        double difference = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() / expected.Max();
        Console.WriteLine(FormattableString.Invariant($"{Precision}: the two kernels differ by {difference:g2} of the diagonal"));
        if (!(difference < 1000 * Math.Pow(2, Precision == Precision.Single ? -24 : -53)))
        {
            throw new InvalidOperationException("The two routes disagree.");
        }
    }

    private (Tensor Signal, Tensor Input, Tensor Part, double Scale) OuterProduct(int point, int l, FiniteLayer layer) => (
        _backend.View(_pass.Signal(l + 1), (long)point * layer.Outputs, layer.Outputs, 1),
        _backend.View(_pass.LayerInput(l + 1), (long)point * layer.Inputs, 1, layer.Inputs),
        _backend.View(_jacobian, (point * _network.ParameterCount) + layer.WeightOffset, layer.Outputs, layer.Inputs),
        layer.WeightScale);
}
