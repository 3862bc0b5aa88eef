using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Kernels;

/// <summary>Gathers tiles into column-major matrices.</summary>
internal sealed class MatrixCollector
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly bool _symmetric;
    private readonly double[]? _nngp;
    private readonly double[]? _ntk;

    public MatrixCollector(int rows, int columns, KernelKinds kinds, bool symmetric)
    {
        if ((long)rows * columns > Array.MaxLength)
        {
            throw new ArgumentException($"A {rows} x {columns} matrix does not fit into one array: take it tile by tile.");
        }

        _rows = rows;
        _columns = columns;
        _symmetric = symmetric;

        // Every entry is written by some tile.
        _nngp = kinds.HasFlag(KernelKinds.Nngp) ? GC.AllocateUninitializedArray<double>(rows * columns) : null;
        _ntk = kinds.HasFlag(KernelKinds.Ntk) ? GC.AllocateUninitializedArray<double>(rows * columns) : null;
    }

    public void Take(KernelTile tile)
    {
        Take(_nngp, tile, tile.Nngp);
        Take(_ntk, tile, tile.Ntk);
    }

    public KernelMatrices Finish(KernelReport report) => new(Wrap(_nngp), Wrap(_ntk), report);

    private Matrix<double>? Wrap(double[]? values) =>
        values is null ? null : Matrix<double>.Build.Dense(_rows, _columns, values);

    private void Take(double[]? matrix, KernelTile tile, ReadOnlySpan<double> values)
    {
        if (matrix is null)
        {
            return;
        }

        if (_symmetric)
        {
            // Row i of the tile is part of column i of the symmetric matrix.
            for (int i = 0; i < tile.RowCount; i++)
            {
                values.Slice(i * tile.ColumnCount, tile.ColumnCount).CopyTo(matrix.AsSpan(((tile.RowStart + i) * _rows) + tile.ColumnStart));
            }
        }

        if (!_symmetric || tile.RowStart != tile.ColumnStart)
        {
            for (int j = 0; j < tile.ColumnCount; j++)
            {
                Span<double> column = matrix.AsSpan(((tile.ColumnStart + j) * _rows) + tile.RowStart, tile.RowCount);
                for (int i = 0; i < column.Length; i++)
                {
                    column[i] = values[(i * tile.ColumnCount) + j];
                }
            }
        }
    }
}
