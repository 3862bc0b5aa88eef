using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Statistics;

/// <summary>Mean and deviation of each entry of a sample of matrices. Immutable: what it hands out are copies.</summary>
public sealed class MatrixStatistics
{
    private readonly Matrix<double> _mean;
    private readonly Matrix<double> _deviation;

    internal MatrixStatistics(long count, Matrix<double> mean, Matrix<double> deviation)
    {
        Count = count;
        _mean = mean;
        _deviation = deviation;
    }

    /// <summary>N.</summary>
    public long Count { get; }

    /// <summary>The mean of each entry.</summary>
    public Matrix<double> Mean => _mean.Clone();

    /// <summary>The root of each entry's unbiased variance; 0 when N = 1.</summary>
    public Matrix<double> StandardDeviation => _deviation.Clone();

    /// <summary>The standard error of each entry's mean; infinity when N = 1.</summary>
    public Matrix<double> StandardError => Count > 1 ? _deviation / Math.Sqrt(Count) : Matrix<double>.Build.Dense(_mean.RowCount, _mean.ColumnCount, double.PositiveInfinity);

    /// <summary>How many standard errors each mean is above a theory's value.</summary>
    /// <param name="theory">A value for each entry.</param>
    /// <returns>The scores; an entry that does not vary is scored against rounding, 2^-20 of the theory.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Matrix<double> ZScores(Matrix<double> theory)
    {
        ArgumentNullException.ThrowIfNull(theory);
        if (theory.RowCount != _mean.RowCount || theory.ColumnCount != _mean.ColumnCount)
        {
            throw new ArgumentException($"The sample's matrices are {_mean.RowCount} x {_mean.ColumnCount}, but the theory is {theory.RowCount} x {theory.ColumnCount}.", nameof(theory));
        }

        Matrix<double> errors = StandardError;
        return Matrix<double>.Build.Dense(_mean.RowCount, _mean.ColumnCount, (i, j) => Score.Of(_mean[i, j], theory[i, j], errors[i, j]));
    }
}
