using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Statistics;

/// <summary>Mean and variance of each entry of matrices that come one after the other (Welford's update).</summary>
/// <param name="rows">Rows of each.</param>
/// <param name="columns">Columns of each.</param>
internal sealed class MatrixAccumulator(int rows, int columns)
{
    private readonly double[] _means = new double[rows * columns];
    private readonly double[] _squares = new double[rows * columns];

    /// <summary>How many came in.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a matrix in; one with an entry that is not finite is left out.</summary>
    /// <param name="entries">Row by row.</param>
    public void Add(ReadOnlySpan<double> entries)
    {
        foreach (double entry in entries)
        {
            if (!double.IsFinite(entry))
            {
                return;
            }
        }

        Count++;
        for (int i = 0; i < _means.Length; i++)
        {
            double delta = entries[i] - _means[i];
            _means[i] += delta / Count;
            _squares[i] += delta * (entries[i] - _means[i]);
        }
    }

    /// <summary>The statistics so far.</summary>
    public MatrixStatistics ToStatistics() => new(
        Count,
        Matrix<double>.Build.Dense(rows, columns, (i, j) => _means[(i * columns) + j]),
        Matrix<double>.Build.Dense(rows, columns, (i, j) => Count > 1 ? Math.Sqrt(_squares[(i * columns) + j] / (Count - 1)) : 0));

    /// <summary>Everything, to be read back by <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        foreach (double value in _means)
        {
            writer.Write(value);
        }

        foreach (double value in _squares)
        {
            writer.Write(value);
        }
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        Count = reader.ReadInt64();
        for (int i = 0; i < _means.Length; i++)
        {
            _means[i] = reader.ReadDouble();
        }

        for (int i = 0; i < _squares.Length; i++)
        {
            _squares[i] = reader.ReadDouble();
        }
    }
}
