using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>Draws and evaluates networks with neighbouring numbers at once, in buffers that are made one time.</summary>
internal sealed class EnsembleBatch : IDisposable
{
    // Layers take their numbers from the streams 2 and above.
    private const uint InputStream = 0;

    private readonly Ensemble _ensemble;
    private readonly TensorBackend _backend;
    private readonly TensorScope _scope;
    private readonly Tensor _parameters;
    private readonly Tensor _inputs;
    private readonly Tensor _nngpTensor;
    private readonly EmpiricalKernel _kernel;
    private readonly double[] _nngp;
    private readonly double[] _ntk;
    private readonly double[] _outputs;
    private readonly double[] _points;

    /// <summary>Buffers.</summary>
    /// <param name="ensemble">The ensemble.</param>
    /// <param name="backend">The backend.</param>
    /// <param name="size">The number of networks.</param>
    public EnsembleBatch(Ensemble ensemble, TensorBackend backend, int size)
    {
        _ensemble = ensemble;
        _backend = backend;
        Size = size;
        EnsembleInputs inputs = ensemble.Inputs;
        _scope = backend.NewScope();
        _parameters = _scope.Allocate(size, 1, (int)ensemble.Network.ParameterCount);
        _inputs = _scope.Allocate(inputs.Generator is null ? 1 : size, inputs.Count, inputs.Dimension);
        _points = inputs.Generator is null ? [] : new double[_inputs.Shape.Count];
        if (inputs.Shared is { } shared)
        {
            backend.Write(shared.ToRowMajorArray(), _inputs);
        }

        _kernel = new EmpiricalKernel(backend, _scope, ensemble.Network, _parameters, _inputs);
        _nngpTensor = _scope.Allocate(size, inputs.Count, inputs.Count);
        _nngp = new double[_nngpTensor.Shape.Count];
        _ntk = new double[_nngpTensor.Shape.Count];
        _outputs = new double[_kernel.Outputs.Shape.Count];
    }

    /// <summary>The number of networks.</summary>
    public int Size { get; }

    /// <summary>The numbers that a network takes in a batch.</summary>
    public static double Elements(Ensemble ensemble)
    {
        double points = ensemble.Inputs.Count;
        return ensemble.Network.ParameterCount
            + default(KernelRequest).Elements(ensemble.Network, points, 0)
            + (points * ((3 * points) + ensemble.Network.Outputs + (2.0 * ensemble.Inputs.Dimension)));
    }

    /// <summary>Computes the networks first, first + 1, ...</summary>
    public void Run(int first)
    {
        ParameterDraw.Fill(_backend, _ensemble.Network, _parameters, _ensemble.Seed, (uint)first);
        if (_ensemble.Inputs.Generator is { } generator)
        {
            DrawInputs(generator, (uint)first);
        }

        _kernel.Forward();
        _kernel.Nngp(_ensemble.Network.Layers.Count, _nngpTensor);
        _kernel.Ntk();
        _backend.Read(_nngpTensor, _nngp);
        _backend.Read(_kernel.NtkParts[0], _ntk);
        _backend.Read(_kernel.Outputs, _outputs);
    }

    /// <summary>Hands a network's numbers over.</summary>
    /// <param name="tally">Takes them.</param>
    /// <param name="index">Its place in the batch.</param>
    public void AddTo(EnsembleTally tally, int index) =>
        tally.Add(Part(_nngp, index), Part(_ntk, index), Part(_outputs, index));

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _scope.Dispose();

    private ReadOnlySpan<double> Part(double[] values, int index)
    {
        int length = values.Length / Size;
        return values.AsSpan(index * length, length);
    }

    private void DrawInputs(PointGenerator generator, uint first)
    {
        _backend.FillNormal(_inputs, new RandomKey(_ensemble.Seed, first, InputStream));
        _backend.Read(_inputs, _points);
        int length = _points.Length / Size;
        double[] normals = new double[length];
        for (int b = 0; b < Size; b++)
        {
            Span<double> points = _points.AsSpan(b * length, length);
            points.CopyTo(normals);
            generator(normals, points);
        }

        _backend.Write(_points, _inputs);
    }
}
