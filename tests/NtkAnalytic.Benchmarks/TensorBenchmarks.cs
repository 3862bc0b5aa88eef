using BenchmarkDotNet.Attributes;
using NtkAnalytic.OpenBlas;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Benchmarks;

/// <summary>One large matrix product, by the managed backend on one thread and by OpenBLAS on as many as OPENBLAS_NUM_THREADS says.</summary>
[Config(typeof(InOneProcess))]
public class LargeProductBenchmarks : IDisposable
{
    private TensorScope _scope = null!;
    private TensorBackend _backend = null!;
    private OpenBlasProducts _products = null!;
    private Tensor _a = null!;
    private Tensor _c = null!;
    private double[] _double = null!;
    private double[] _doubleResult = null!;
    private float[] _single = null!;
    private float[] _singleResult = null!;

    [Params(128, 512, 1024)]
    public int Order { get; set; }

    [Params(Precision.Single, Precision.Double)]
    public Precision Precision { get; set; }

    private int Repeats => Math.Max(1, 512 * 512 * 512 / (Order * Order * Order));

    [GlobalSetup]
    public void Setup()
    {
        if (!OpenBlasProducts.TryCreate(out OpenBlasProducts? products, out string description))
        {
            throw new InvalidOperationException(description);
        }

        Console.WriteLine(description);
        _products = products;
        _backend = new ManagedBackend(Precision, 1);
        _scope = _backend.NewScope();
        _a = _scope.Allocate(1, Order, Order);
        _c = _scope.Allocate(1, Order, Order);
        _backend.FillNormal(_a, default);
        _double = _backend.ToArray(_a);
        _doubleResult = new double[_double.Length];
        _single = [.. _double.Select(value => (float)value)];
        _singleResult = new float[_single.Length];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _scope?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Managed()
    {
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            _backend.MatrixProduct(_a, false, _a, true, _c);
        }
    }

    [Benchmark(Baseline = true)]
    public void OpenBlas()
    {
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            if (Precision == Precision.Double)
            {
                _products.Multiply(false, true, Order, Order, Order, 1, _double, Order, _double, Order, 0, _doubleResult, Order);
            }
            else
            {
                _products.Multiply(false, true, Order, Order, Order, 1, _single, Order, _single, Order, 0, _singleResult, Order);
            }
        }
    }
}

/// <summary>The layer of an ensemble: one point through 64 networks 100 wide, one thread, against plain loops.</summary>
[Config(typeof(InOneProcess))]
public class EnsembleLayerBenchmarks : IDisposable
{
    private const int Networks = 64;
    private const int Width = 100;
    private const int Repeats = 100;
    private readonly TensorBackend _backend = new ManagedBackend(Precision.Double, 1);
    private readonly double[] _result = new double[Networks * Width];
    private TensorScope _scope = null!;
    private Tensor _a = null!;
    private Tensor _w = null!;
    private Tensor _z = null!;
    private double[] _inputs = null!;
    private double[] _weights = null!;

    [GlobalSetup]
    public void Setup()
    {
        _scope = _backend.NewScope();
        _a = _scope.Allocate(Networks, 1, Width);
        _w = _scope.Allocate(Networks, Width, Width);
        _z = _scope.Allocate(Networks, 1, Width);
        _backend.FillNormal(_a, default);
        _backend.FillNormal(_w, new RandomKey(2, 0, 0));
        _inputs = _backend.ToArray(_a);
        _weights = _backend.ToArray(_w);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _scope?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Managed()
    {
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            _backend.MatrixProduct(_a, false, _w, true, _z);
        }
    }

    [Benchmark(Baseline = true)]
    public void PlainLoops()
    {
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int network = 0; network < Networks; network++)
            {
                for (int j = 0; j < Width; j++)
                {
                    double sum = 0;
                    for (int p = 0; p < Width; p++)
                    {
                        sum += _inputs[(network * Width) + p] * _weights[(((network * Width) + j) * Width) + p];
                    }

                    _result[(network * Width) + j] = sum;
                }
            }
        }
    }
}

/// <summary>A million normal numbers on one thread, against the same transform one pair at a time.</summary>
[Config(typeof(InOneProcess))]
public class NormalBenchmarks : IDisposable
{
    private const int Count = 1_000_000;
    private readonly double[] _numbers = new double[Count];
    private readonly TensorBackend _double = new ManagedBackend(Precision.Double, 1);
    private readonly TensorBackend _single = new ManagedBackend(Precision.Single, 1);
    private TensorScope _doubleScope = null!;
    private TensorScope _singleScope = null!;
    private Tensor _doubles = null!;
    private Tensor _singles = null!;

    [GlobalSetup]
    public void Setup()
    {
        _doubleScope = _double.NewScope();
        _singleScope = _single.NewScope();
        _doubles = _doubleScope.Allocate(1, 1, Count);
        _singles = _singleScope.Allocate(1, 1, Count);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _doubleScope?.Dispose();
        _singleScope?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Double() => _double.FillNormal(_doubles, new RandomKey(1, 0, 0));

    [Benchmark]
    public void Single() => _single.FillNormal(_singles, new RandomKey(1, 0, 0));

    [Benchmark(Baseline = true)]
    public void OnePairAtATime()
    {
        for (int i = 0; i < Count; i += 4)
        {
            (uint w0, uint w1, uint w2, uint w3) = Philox.Block((uint)(i / 4), 0, 0, 0, 1, 0);
            (_numbers[i], _numbers[i + 1]) = Philox.Normals(w0, w1);
            (_numbers[i + 2], _numbers[i + 3]) = Philox.Normals(w2, w3);
        }
    }
}
