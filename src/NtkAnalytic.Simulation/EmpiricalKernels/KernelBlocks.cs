using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>
/// Kernels of any number of points, block of points by block: at most <see cref="WorkElements"/> numbers beside the parameters and the
/// result, or what a single point needs. Where everything fits, there is one block.
/// </summary>
internal sealed class KernelBlocks
{
    /// <summary>2^25 numbers: 256 MiB in double precision.</summary>
    public const long WorkElements = 1L << 25;

    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly Tensor _parameters;
    private readonly double[] _rows;
    private readonly double[]? _columns;
    private readonly KernelRequest _request;
    private readonly int _batch;
    private readonly int _n;
    private readonly int _m;

    /// <summary>A kernel to be computed.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</param>
    /// <param name="rows">The points of the rows, checked, row by row.</param>
    /// <param name="columns">The points of the columns, or null for a Gram matrix or a diagonal.</param>
    /// <param name="request">Which entries.</param>
    public KernelBlocks(TensorBackend backend, FiniteNetwork network, Tensor parameters, double[] rows, double[]? columns, KernelRequest request)
    {
        _backend = backend;
        _network = network;
        _parameters = parameters;
        _rows = rows;
        _columns = request.Diagonal ? null : columns;
        _request = request;
        _batch = parameters.Shape.Networks;
        _n = rows.Length / network.Inputs;
        _m = request.Diagonal ? 1 : (columns ?? rows).Length / network.Inputs;
    }

    private bool IsGram => _columns is null && !_request.Diagonal;

    /// <summary>The NTK.</summary>
    /// <param name="workElements">The numbers that a block may take.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>For each part (the total, or each layer) a matrix for each network.</returns>
    public Matrix<double>[][] Ntk(long workElements, SampleOptions? options)
    {
        int outputs = _request.Outputs.PerPoint(_network.Outputs);
        int parts = _request.ByLayer ? _network.Layers.Count : 1;
        return Run(parts, outputs, "The NTK", workElements, Compute, options);

        static IReadOnlyList<Tensor> Compute(EmpiricalKernel kernel)
        {
            kernel.Ntk();
            return kernel.NtkParts;
        }
    }

    /// <summary>The NNGP kernel of a layer.</summary>
    /// <param name="layer">l = 1..L + 1.</param>
    /// <param name="workElements">The numbers that a block may take.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>A matrix for each network.</returns>
    public Matrix<double>[] Nngp(int layer, long workElements, SampleOptions? options)
    {
        return Run(1, 1, "The NNGP kernel", workElements, Compute, options)[0];

        IReadOnlyList<Tensor> Compute(EmpiricalKernel kernel)
        {
            kernel.Nngp(layer, kernel.NtkParts[0]);
            return kernel.NtkParts;
        }
    }

    private Matrix<double>[][] Run(
        int parts,
        int outputs,
        string what,
        long workElements,
        Func<EmpiricalKernel, IReadOnlyList<Tensor>> compute,
        SampleOptions? options)
    {
        (int blockRows, int blockColumns, bool square) = Plan(workElements);
        Require(parts, blockRows, square ? 0 : blockColumns);
        KernelCollector[] results = [.. Enumerable.Range(0, parts).Select(_ => new KernelCollector(_batch, _n, _m, outputs, IsGram, _request.Diagonal, what))];
        using TensorScope scope = _backend.NewScope();
        Tensor rowPoints = scope.Allocate(1, blockRows, _network.Inputs);
        Tensor? columnPoints = square ? null : scope.Allocate(1, blockColumns, _network.Inputs);
        var kernel = new EmpiricalKernel(_backend, scope, _network, _parameters, rowPoints, columnPoints, _request);
        double[] values = new double[kernel.NtkParts[0].Shape.Count];
        for (int i = 0; i < _n; i += blockRows)
        {
            WritePoints(_rows, i, rowPoints);
            kernel.ForwardRows();
            for (int j = square ? 0 : IsGram ? i : 0; j < (square ? 1 : _m); j += blockColumns)
            {
                options?.CancellationToken.ThrowIfCancellationRequested();
                if (columnPoints is not null)
                {
                    WritePoints(_columns ?? _rows, j, columnPoints);
                    kernel.ForwardColumns();
                }

                IReadOnlyList<Tensor> computed = compute(kernel);
                for (int part = 0; part < parts; part++)
                {
                    _backend.Read(computed[part], values);
                    results[part].Take(values, i, blockRows, j, blockColumns);
                }
            }

            options?.Progress?.Report(Math.Min(1, (i + blockRows) / (double)_n));
        }

        return [.. results.Select(result => result.Finish())];
    }

    // Square: the columns are the rows (or there are none), so they are computed once.
    private (int Rows, int Columns, bool Square) Plan(long workElements)
    {
        if (_request.Diagonal)
        {
            return (Evenly(_n, Largest(_n, size => _batch * _request.Elements(_network, size, 0), workElements)), 1, true);
        }

        if (IsGram && _batch * _request.Elements(_network, _n, 0) <= workElements)
        {
            return (_n, _n, true);
        }

        int most = Math.Max(_n, _m);
        int size = Largest(most, size => _batch * _request.Elements(_network, Math.Min(size, _n), Math.Min(size, _m)), workElements);
        int rows = Evenly(_n, Math.Min(size, _n));
        return (rows, IsGram ? rows : Evenly(_m, Math.Min(size, _m)), false);
    }

    // The last block is as large as the others, so blocks are made equal.
    private static int Evenly(int points, int size)
    {
        int blocks = ((points - 1) / size) + 1;
        return ((points - 1) / blocks) + 1;
    }

    private static int Largest(int most, Func<int, double> elements, long limit)
    {
        int least = 1;
        while (least < most)
        {
            int middle = least + ((most - least + 1) / 2);
            (least, most) = elements(middle) <= limit ? (middle, most) : (least, middle - 1);
        }

        return least;
    }

    private void Require(int parts, int blockRows, int blockColumns)
    {
        int outputs = _request.Outputs.PerPoint(_network.Outputs);
        double results = (double)parts * _batch * _n * outputs * _m * (_request.Diagonal ? 1 : outputs) * sizeof(double) / _backend.ElementSize;
        double work = _batch * _request.Elements(_network, blockRows, blockColumns);
        MemoryLimit.Require(
            _backend,
            (double)_parameters.Shape.Count + work + results,
            FormattableString.Invariant($"A kernel of {_n} x {_m} points for {_batch} networks"),
            "Use fewer points, fewer networks or a smaller width");
    }

    // A block that goes beyond the last point is filled up with zeros.
    private void WritePoints(double[] points, int first, Tensor destination)
    {
        int size = (int)destination.Shape.Count;
        ReadOnlySpan<double> rest = points.AsSpan(first * _network.Inputs);
        if (rest.Length >= size)
        {
            _backend.Write(rest[..size], destination);
            return;
        }

        double[] filled = new double[size];
        rest.CopyTo(filled);
        _backend.Write(filled, destination);
    }
}
