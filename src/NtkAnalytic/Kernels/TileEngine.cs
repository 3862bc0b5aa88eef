using System.Runtime.ExceptionServices;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>
/// Computes kernel matrices tile by tile: product of the inputs, geometry, recursion (or the compiled function of the angle),
/// result. One workspace a thread; every entry depends on its two inputs alone, so that neither tiles nor threads show.
/// </summary>
internal sealed class TileEngine
{
    private const int StripRows = 8;

    // Entries from which a compiled kernel pays: it costs some ten recursions of 160 angles.
    private const int CompileEntries = 8192;
    private const int CompileLayers = 3;

    // Layers of blocks are kept up to this; beyond it they are made anew for every tile.
    private const long KeepBytes = 256L << 20;
    private const double AcceptedError = 1e-10;

    private readonly Network _network;
    private readonly DualActivation _dual;
    private readonly InputSet _rows;
    private readonly InputSet _columns;
    private readonly KernelKinds _kinds;
    private readonly KernelOptions _options;
    private readonly TilePlan _plan;
    private readonly FinalDiagonal _rowDiagonal;
    private readonly FinalDiagonal _columnDiagonal;
    private readonly AngleFunction? _angleFunction;
    private readonly BlockPath[] _rowPaths = [];
    private readonly BlockPath[] _columnPaths = [];
    private readonly bool _kept;
    private readonly Lock _lock = new();
    private double _error;
    private long _done;

    public TileEngine(Network network, InputSet rows, InputSet columns, KernelKinds kinds, KernelOptions options)
    {
        if (kinds is not (KernelKinds.Nngp or KernelKinds.Ntk or KernelKinds.Both))
        {
            throw new ArgumentException($"The kinds must be Nngp, Ntk or Both, but they are {kinds}.", nameof(kinds));
        }

        if (rows.Dimension != columns.Dimension)
        {
            throw new ArgumentException($"The two sets of inputs must have the same number of columns, but they have {rows.Dimension} and {columns.Dimension}.", nameof(columns));
        }

        _network = network;
        _dual = DualActivation.Of(network.Activation);
        _rows = rows;
        _columns = columns;
        _kinds = kinds;
        _options = options;
        _plan = TilePlan.Cut(rows.Count, columns.Count, ReferenceEquals(rows, columns));
        _rowDiagonal = FinalDiagonal.Of(network, _dual, rows, WithNtk);
        _columnDiagonal = ReferenceEquals(rows, columns) ? _rowDiagonal : FinalDiagonal.Of(network, _dual, columns, WithNtk);
        _error = Math.Max(_rowDiagonal.RelativeError, _columnDiagonal.RelativeError);
        _angleFunction = Compile();
        if (_angleFunction is not null)
        {
            _error = Math.Max(_error, _angleFunction.ErrorEstimate);
            return;
        }

        long padded = rows.MeanSquares.Length + (long)columns.MeanSquares.Length;
        _kept = padded * network.HiddenLayers * _dual.ProfileBytes <= KeepBytes;
        _rowPaths = Paths(rows);
        _columnPaths = ReferenceEquals(rows, columns) ? _rowPaths : Paths(columns);
    }

    private bool WithNtk => _kinds.HasFlag(KernelKinds.Ntk);

    private bool WithNngp => _kinds.HasFlag(KernelKinds.Nngp);

    /// <summary>Computes every tile of the plan.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public KernelReport Run(KernelTileConsumer consume)
    {
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, _options.MaxDegreeOfParallelism),
            CancellationToken = _options.CancellationToken,
        };
        try
        {
            Parallel.For(0, _plan.Tiles.Count, parallel, NewWorkspace, (index, _, workspace) => Compute(index, workspace, consume), Finish);
        }
        catch (AggregateException failure) when (failure.InnerExceptions.Count > 0)
        {
            ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
        }

        _options.Progress?.Report(1);
        return Report();
    }

    private KernelReport Report()
    {
        bool diverges = WithNtk
            && (Array.Exists(_rowDiagonal.Ntk, double.IsInfinity) || Array.Exists(_columnDiagonal.Ntk, double.IsInfinity));
        string route = _angleFunction is not null
            ? FormattableString.Invariant($"function of the angle, degree {_angleFunction.Degree}")
            : $"recursion, {_dual.RowMethod}";
        SolveStatus status = _error > AcceptedError ? SolveStatus.ToleranceNotMet : SolveStatus.Converged;
        return new KernelReport(_error, route, SolveStatus.Worse(status, diverges ? SolveStatus.Diverges : SolveStatus.Converged));
    }

    private AngleFunction? Compile()
    {
        bool oneNorm = InputSet.HaveOneNorm(_rows, _columns);
        if ((long)_rows.Count * _columns.Count < CompileEntries
            || _network.HiddenLayers < CompileLayers
            || !(oneNorm || FinalDiagonal.IsLinearInMeanSquare(_network, WithNtk)))
        {
            return null;
        }

        return AngleFunction.Compile(_network, _dual, oneNorm ? _rows.MeanSquares[0] : 1, _rows.Dimension, _kinds);
    }

    private BlockPath[] Paths(InputSet set)
    {
        var paths = new BlockPath[(set.Count + _plan.Size - 1) / _plan.Size];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _options.MaxDegreeOfParallelism) }, block =>
        {
            int start = block * _plan.Size;
            int count = Math.Min(_plan.Size, set.MeanSquares.Length - start);
            paths[block] = new BlockPath(_network, _dual, set.MeanSquares.AsSpan(start, count), set.Dimension, WithNtk, _kept);
        });
        return paths;
    }

    private TileWorkspace NewWorkspace() => new(
        _plan.Size,
        WithNngp,
        WithNtk,
        new StripRecursion(_network, _dual, _kept || _angleFunction is not null ? StripRows : _plan.Size, _plan.Size));

    private TileWorkspace Compute(int index, TileWorkspace workspace, KernelTileConsumer consume)
    {
        (int row, int column) = _plan.Tiles[index];
        bool onDiagonal = ReferenceEquals(_rows, _columns) && row == column;
        int rowPanels = Panels(_rows, row);
        int columnPanels = Panels(_columns, column);
        workspace.Begin(Math.Min(_plan.Size, _rows.Count - row), Math.Min(_plan.Size, _columns.Count - column));
        PackedProduct.Fill(_rows.Rows, row / 8, rowPanels, _columns.Rows, column / 8, columnPanels, workspace.Products);
        int step = workspace.Strip.RowCapacity;
        for (int first = 0; first < workspace.RowCount; first += step)
        {
            int rows = Math.Min(step, workspace.RowCount - first);

            // On the diagonal only what lies right of it is computed, from the start of a panel.
            int run = onDiagonal ? first / 8 * 8 : 0;
            Geometry(workspace, row + first, rows, column + run, run, (columnPanels * 8) - run, first);
            if (_angleFunction is null)
            {
                Recur(workspace, row, first, rows, column, run, (columnPanels * 8) - run);
            }
            else
            {
                Apply(workspace, row, first, rows, column, run, (columnPanels * 8) - run);
            }
        }

        if (onDiagonal)
        {
            workspace.Mirror();
        }

        consume(new KernelTile
        {
            RowStart = row,
            RowCount = workspace.RowCount,
            ColumnStart = column,
            ColumnCount = workspace.ColumnCount,
            Nngp = workspace.Nngp,
            Ntk = workspace.Ntk,
        });
        _options.Progress?.Report((double)Interlocked.Increment(ref _done) / _plan.Tiles.Count);
        return workspace;
    }

    private int Panels(InputSet set, int start) => Math.Min(_plan.Size / 8, set.Rows.PanelCount - (start / 8));

    private void Geometry(TileWorkspace workspace, int row, int rows, int column, int run, int count, int first)
    {
        int stride = workspace.ProductStride;
        workspace.SamePoints.Clear();
        for (int r = 0; r < rows; r++)
        {
            Span<double> oneMinus = workspace.Strip.Row(workspace.Strip.OneMinus, r, count);
            Span<double> onePlus = workspace.Strip.Row(workspace.Strip.OnePlus, r, count);
            ReadOnlySpan<double> products = workspace.Products.AsSpan(((first + r) * stride) + run, count);
            InputGeometry.Fill(_rows, row + r, _columns, column, products, oneMinus, onePlus);
            for (int j = oneMinus.IndexOf(0.0); j >= 0;)
            {
                if (InputGeometry.SamePoint(_rows, row + r, _columns, column + j, oneMinus[j]))
                {
                    workspace.SamePoints.Add((first + r, run + j));
                }

                int next = oneMinus[(j + 1)..].IndexOf(0.0);
                j = next < 0 ? -1 : j + 1 + next;
            }
        }
    }

    private void Recur(TileWorkspace workspace, int row, int first, int rows, int column, int run, int count)
    {
        StripRecursion strip = workspace.Strip;
        double error = strip.Walk(_rowPaths[row / _plan.Size], first, rows, _columnPaths[column / _plan.Size], run, count, WithNtk);
        workspace.Error = Math.Max(workspace.Error, error);
        for (int r = 0; r < rows; r++)
        {
            workspace.Write(
                first + r,
                run,
                _rowDiagonal.NngpRoot[row + first + r],
                _columnDiagonal.NngpRoot.AsSpan(column + run),
                strip.Row(strip.OneMinus, r, count),
                strip.Row(strip.OnePlus, r, count),
                strip.Row(strip.Ntk, r, count));
        }

        PutDiagonals(workspace, row);
    }

    private void Apply(TileWorkspace workspace, int row, int first, int rows, int column, int run, int count)
    {
        StripRecursion strip = workspace.Strip;
        for (int r = 0; r < rows; r++)
        {
            workspace.Write(
                _angleFunction!,
                first + r,
                run,
                _rowDiagonal.NngpRoot[row + first + r],
                _columnDiagonal.NngpRoot.AsSpan(column + run),
                _rowDiagonal.NtkRoot[row + first + r],
                _columnDiagonal.NtkRoot.AsSpan(column + run),
                strip.Row(strip.OneMinus, r, count),
                strip.Row(strip.OnePlus, r, count));
        }

        PutDiagonals(workspace, row);
    }

    // Equal rows have the diagonal's kernels to the bit.
    private void PutDiagonals(TileWorkspace workspace, int row)
    {
        foreach ((int r, int j) in workspace.SamePoints)
        {
            workspace.Put(r, j, _rowDiagonal.Nngp[row + r], _rowDiagonal.Ntk[row + r]);
        }
    }

    private void Finish(TileWorkspace workspace)
    {
        lock (_lock)
        {
            _error = Math.Max(_error, workspace.Error);
        }
    }
}
