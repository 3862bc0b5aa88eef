using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>Puts blocks of a kernel together: a matrix for each network. A Gram matrix is taken from its upper triangle, so it is symmetric to the bit.</summary>
/// <param name="networks">The number of networks.</param>
/// <param name="rows">n.</param>
/// <param name="columns">m; 1 for a diagonal.</param>
/// <param name="outputs">M where there are entries for pairs of outputs, else 1.</param>
/// <param name="symmetric">Whether this is a Gram matrix.</param>
/// <param name="diagonal">Whether this is a diagonal, whose entries have one output each.</param>
/// <param name="what">"The NTK": for messages.</param>
internal sealed class KernelCollector(int networks, int rows, int columns, int outputs, bool symmetric, bool diagonal, string what)
{
    private readonly int _columnOutputs = diagonal ? 1 : outputs;
    private readonly double[][] _data =
        [.. Enumerable.Range(0, networks).Select(_ => new double[(long)rows * outputs * columns * (diagonal ? 1 : outputs)])];

    /// <summary>Takes a block.</summary>
    /// <param name="values">networks x (pairs of outputs) x blockRows x blockColumns.</param>
    /// <param name="firstRow">Its first point among the rows.</param>
    /// <param name="blockRows">Its rows; those beyond the last point are left out.</param>
    /// <param name="firstColumn">Its first point among the columns.</param>
    /// <param name="blockColumns">Its columns.</param>
    /// <exception cref="OverflowException">An entry is not finite.</exception>
    public void Take(ReadOnlySpan<double> values, int firstRow, int blockRows, int firstColumn, int blockColumns)
    {
        long height = (long)rows * outputs;
        int index = 0;
        for (int b = 0; b < networks; b++)
        {
            for (int block = 0; block < outputs * _columnOutputs; block++)
            {
                (int o, int p) = Math.DivRem(block, _columnOutputs);
                for (int i = firstRow; i < firstRow + blockRows; i++)
                {
                    for (int j = firstColumn; j < firstColumn + blockColumns; j++, index++)
                    {
                        long row = ((long)i * outputs) + o;
                        long column = ((long)j * _columnOutputs) + p;
                        if (i >= rows || j >= columns || (symmetric && row > column))
                        {
                            continue;
                        }

                        double value = values[index];
                        if (!double.IsFinite(value))
                        {
                            throw new OverflowException(FormattableString.Invariant($"{what} of network {b} (counted from 0 in the sample) at row {row}, column {column} is not a finite number of this precision."));
                        }

                        _data[b][(column * height) + row] = value;
                        if (symmetric)
                        {
                            _data[b][(row * height) + column] = value;
                        }
                    }
                }
            }
        }
    }

    /// <summary>The matrices.</summary>
    /// <returns>One for each network: n M x m M.</returns>
    public Matrix<double>[] Finish() =>
        [.. _data.Select(data => Matrix<double>.Build.Dense(rows * outputs, columns * _columnOutputs, data))];
}
