using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>Points from outside, checked: a row a point.</summary>
internal static class FinitePoints
{
    /// <summary>Refuses what is not a set of points of a network.</summary>
    /// <param name="points">n x n_0.</param>
    /// <param name="inputs">n_0.</param>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The numbers, row by row.</returns>
    /// <exception cref="ArgumentException">The number of columns differs, or a number is not finite.</exception>
    public static double[] Check(Matrix<double> points, int inputs, string name)
    {
        ArgumentNullException.ThrowIfNull(points, name);
        if (points.ColumnCount != inputs)
        {
            throw new ArgumentException($"The network takes {inputs} inputs, but the points have {points.ColumnCount} columns.", name);
        }

        double[] values = points.ToRowMajorArray();
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"Points must be finite, but the entry in row {bad / inputs}, column {bad % inputs} (counted from 0) is {values[bad]}."), name);
        }

        return values;
    }
}
