using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.Kernels;

/// <summary>The memory one thread needs to compute tiles: products, a strip of the recursion, and the finished tile.</summary>
internal sealed class TileWorkspace
{
    private readonly double[] _nngp;
    private readonly double[] _ntk;

    public TileWorkspace(int size, bool withNngp, bool withNtk, StripRecursion strip)
    {
        Products = new double[size * size];
        _nngp = withNngp ? new double[size * size] : [];
        _ntk = withNtk ? new double[size * size] : [];
        Strip = strip;
    }

    /// <summary>x.x', row after row, <see cref="ProductStride"/> to a row.</summary>
    public double[] Products { get; }

    public StripRecursion Strip { get; }

    /// <summary>Places of the tile where both inputs are the same point.</summary>
    public List<(int Row, int Column)> SamePoints { get; } = [];

    public int RowCount { get; private set; }

    public int ColumnCount { get; private set; }

    /// <summary>The columns, filled up to whole panels.</summary>
    public int ProductStride => (ColumnCount + 7) / 8 * 8;

    /// <summary>The largest relative error estimate so far.</summary>
    public double Error { get; set; }

    public ReadOnlySpan<double> Nngp => _nngp.AsSpan(0, _nngp.Length == 0 ? 0 : RowCount * ColumnCount);

    public ReadOnlySpan<double> Ntk => _ntk.AsSpan(0, _ntk.Length == 0 ? 0 : RowCount * ColumnCount);

    public void Begin(int rowCount, int columnCount)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
    }

    /// <summary>Writes a run of a row from the recursion's last state.</summary>
    public void Write(
        int row,
        int start,
        double leftRoot,
        ReadOnlySpan<double> rightRoots,
        ReadOnlySpan<double> oneMinus,
        ReadOnlySpan<double> onePlus,
        ReadOnlySpan<double> ntk)
    {
        int count = ColumnCount - start;
        if (_nngp.Length > 0)
        {
            Span<double> destination = _nngp.AsSpan((row * ColumnCount) + start, count);
            for (int j = 0; j < count; j++)
            {
                destination[j] = leftRoot * rightRoots[j] * ((onePlus[j] - oneMinus[j]) / 2);
            }
        }

        if (_ntk.Length > 0)
        {
            ntk[..count].CopyTo(_ntk.AsSpan((row * ColumnCount) + start));
        }
    }

    /// <summary>Writes a run of a row through a compiled kernel; the spans are of whole panels.</summary>
    public void Write(
        AngleFunction function,
        int row,
        int start,
        double leftNngpRoot,
        ReadOnlySpan<double> rightNngpRoots,
        double leftNtkRoot,
        ReadOnlySpan<double> rightNtkRoots,
        Span<double> oneMinus,
        Span<double> onePlus)
    {
        Vector512<double> leftNngp = Vector512.Create(leftNngpRoot);
        Vector512<double> leftNtk = Vector512.Create(leftNtkRoot);
        ref double minus = ref MemoryMarshal.GetReference(oneMinus);
        ref double plus = ref MemoryMarshal.GetReference(onePlus);
        for (int j = 0; j < oneMinus.Length; j += Vector512<double>.Count)
        {
            function.Evaluate(
                Vector512.LoadUnsafe(ref minus, (nuint)j),
                Vector512.LoadUnsafe(ref plus, (nuint)j),
                out Vector512<double> nngp,
                out Vector512<double> ntk);
            nngp *= leftNngp * Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(rightNngpRoots), (nuint)j);
            ntk *= leftNtk * Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(rightNtkRoots), (nuint)j);
            nngp.StoreUnsafe(ref minus, (nuint)j);
            ntk.StoreUnsafe(ref plus, (nuint)j);
        }

        int count = ColumnCount - start;
        if (_nngp.Length > 0)
        {
            oneMinus[..count].CopyTo(_nngp.AsSpan((row * ColumnCount) + start));
        }

        if (_ntk.Length > 0)
        {
            onePlus[..count].CopyTo(_ntk.AsSpan((row * ColumnCount) + start));
        }
    }

    /// <summary>Puts one entry.</summary>
    public void Put(int row, int column, double nngp, double ntk)
    {
        if (column >= ColumnCount)
        {
            return;
        }

        if (_nngp.Length > 0)
        {
            _nngp[(row * ColumnCount) + column] = nngp;
        }

        if (_ntk.Length > 0)
        {
            _ntk[(row * ColumnCount) + column] = ntk;
        }
    }

    /// <summary>Copies what lies right of the diagonal of a square tile to its left.</summary>
    public void Mirror()
    {
        foreach (double[] tile in new[] { _nngp, _ntk })
        {
            for (int row = 1; row < RowCount && tile.Length > 0; row++)
            {
                for (int column = 0; column < row; column++)
                {
                    tile[(row * ColumnCount) + column] = tile[(column * ColumnCount) + row];
                }
            }
        }
    }
}
