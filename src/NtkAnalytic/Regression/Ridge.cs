using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Regression;

/// <summary>
/// What is added to the diagonal of a Gram matrix before it is inverted: the variance of the observation noise of a Gaussian
/// process, or the penalty of ridge regression. The default value is no ridge.
/// </summary>
public readonly record struct Ridge
{
    private readonly double _value;
    private readonly bool _isRelative;

    private Ridge(double value, bool isRelative, string parameter)
    {
        if (!(value >= 0) || double.IsInfinity(value))
        {
            throw new ArgumentException($"A ridge must be finite and not negative, but it is {value:R}.", parameter);
        }

        _value = value;
        _isRelative = isRelative;
    }

    /// <summary>No ridge: the posterior mean interpolates the targets.</summary>
    public static Ridge None => default;

    /// <summary>A ridge that follows the scale of the kernel.</summary>
    /// <param name="timesMeanDiagonal">The ridge in units of the mean of the Gram matrix's diagonal; finite and not negative.</param>
    /// <returns>The ridge.</returns>
    /// <exception cref="ArgumentException">The number is negative or not finite.</exception>
    public static Ridge Relative(double timesMeanDiagonal = 1e-8) => new(timesMeanDiagonal, true, nameof(timesMeanDiagonal));

    /// <summary>A ridge in the units of the kernel, for example a known noise variance.</summary>
    /// <param name="value">The ridge itself; finite and not negative.</param>
    /// <returns>The ridge.</returns>
    /// <exception cref="ArgumentException">The number is negative or not finite.</exception>
    public static Ridge Absolute(double value) => new(value, false, nameof(value));

    /// <summary>The number that is added to each entry of a diagonal.</summary>
    /// <param name="gram">A square matrix.</param>
    /// <returns>The ridge in the units of the kernel; a relative ridge of a matrix whose mean diagonal is not positive is 0.</returns>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public double On(Matrix<double> gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        if (gram.RowCount != gram.ColumnCount)
        {
            throw new ArgumentException($"A Gram matrix is square, but this one has {gram.RowCount} rows and {gram.ColumnCount} columns.", nameof(gram));
        }

        if (!_isRelative)
        {
            return _value;
        }

        // The mean of quotients, so that a diagonal near the largest double does not overflow in its sum.
        double mean = 0;
        for (int i = 0; i < gram.RowCount; i++)
        {
            mean += gram[i, i] / gram.RowCount;
        }

        return _value * Math.Max(0, mean);
    }

    /// <summary>The ridge in words.</summary>
    /// <returns>For example "1E-08 times the mean of the diagonal".</returns>
    public override string ToString() => _isRelative ? $"{_value:R} times the mean of the diagonal" : $"{_value:R}";
}
