using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.DepthLimits;

/// <summary>The rows of a matrix, met pair by pair.</summary>
internal sealed class RowPairs
{
    private readonly InputSet[] _rows;

    public RowPairs(Matrix<double> inputs, string name)
    {
        ArgumentNullException.ThrowIfNull(inputs, name);

        // The whole set first, so that what is wrong is named by its row.
        All = new InputSet(inputs, name);
        _rows = [.. Enumerable.Range(0, inputs.RowCount).Select(i => new InputSet(inputs.SubMatrix(i, 1, 0, inputs.ColumnCount), name))];
    }

    /// <summary>The set.</summary>
    public InputSet All { get; }

    /// <summary>How many rows.</summary>
    public int Count => _rows.Length;

    /// <summary>q^1 of each row.</summary>
    public double[] FirstVariances(Network network) =>
        [.. Enumerable.Range(0, Count).Select(i => (network.WeightVariance(1) * All.MeanSquares[i]) + network.BiasVariance(1))];

    /// <summary>True when two variances differ by no more than the rounding of norms scaled to one.</summary>
    public static bool AreOneNorm(double first, double second) => Math.Abs(first - second) <= 1e-13 * Math.Max(first, second);

    /// <summary>The geometry of row i of this set and row j of another.</summary>
    public GaussianPair Pair(int i, RowPairs other, int j) =>
        ReferenceEquals(this, other) && i == j
            ? new GaussianPair(All.MeanSquares[i], All.MeanSquares[i], 0, 2)
            : InputGeometry.Pair(_rows[i], other._rows[j]);
}
