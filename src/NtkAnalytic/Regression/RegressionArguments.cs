using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Regression;

/// <summary>The checks at the public edge of the regression.</summary>
internal static class RegressionArguments
{
    // A product X X^T that is not computed by halves is symmetric to some sqrt(d) epsilon of its entries: 1e4 epsilon allows d = 1e8.
    private const double AllowedAsymmetry = 1e4 * 2.220446049250313e-16;

    public static void CheckGram(Matrix<double> gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        if (gram.RowCount != gram.ColumnCount)
        {
            throw new ArgumentException($"A Gram matrix is square, but this one has {gram.RowCount} rows and {gram.ColumnCount} columns.", nameof(gram));
        }

        CheckFinite(gram, "Gram matrix", nameof(gram));
        double scale = 0;
        for (int i = 0; i < gram.RowCount; i++)
        {
            scale = Math.Max(scale, Math.Abs(gram[i, i]));
        }

        for (int j = 0; j < gram.ColumnCount; j++)
        {
            for (int i = j + 1; i < gram.RowCount; i++)
            {
                double lower = gram.At(i, j);
                double upper = gram.At(j, i);
                if (Math.Abs(lower - upper) > AllowedAsymmetry * Math.Max(scale, Math.Max(Math.Abs(lower), Math.Abs(upper))))
                {
                    throw new ArgumentException($"A Gram matrix is symmetric, but row {i}, column {j} is {lower:R} and row {j}, column {i} is {upper:R}.", nameof(gram));
                }
            }
        }
    }

    public static void CheckTargets(Matrix<double> targets, int trainingPoints)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.RowCount != trainingPoints)
        {
            throw new ArgumentException($"The Gram matrix has {trainingPoints} rows, so there must be as many rows of targets, but there are {targets.RowCount}.", nameof(targets));
        }

        CheckFinite(targets, "matrix of targets", nameof(targets));
    }

    public static void CheckCross(Matrix<double> cross, int trainingPoints)
    {
        ArgumentNullException.ThrowIfNull(cross);
        if (cross.ColumnCount != trainingPoints)
        {
            throw new ArgumentException($"A cross matrix has a column for each of the {trainingPoints} training points, but this one has {cross.ColumnCount}.", nameof(cross));
        }

        CheckFinite(cross, "cross matrix", nameof(cross));
    }

    public static void CheckDiagonal(IReadOnlyList<double> diagonal, int points)
    {
        ArgumentNullException.ThrowIfNull(diagonal);
        if (diagonal.Count != points)
        {
            throw new ArgumentException($"The cross matrix has {points} rows, so there must be as many prior variances, but there are {diagonal.Count}.", nameof(diagonal));
        }

        for (int i = 0; i < points; i++)
        {
            if (!double.IsFinite(diagonal[i]) || diagonal[i] < 0)
            {
                throw new ArgumentException($"A prior variance must be finite and not negative, but the one of row {i} is {diagonal[i]:R}.", nameof(diagonal));
            }
        }
    }

    private static void CheckFinite(Matrix<double> matrix, string name, string parameter)
    {
        for (int j = 0; j < matrix.ColumnCount; j++)
        {
            for (int i = 0; i < matrix.RowCount; i++)
            {
                double entry = matrix.At(i, j);
                if (!double.IsFinite(entry))
                {
                    throw new ArgumentException($"Row {i}, column {j} of the {name} is {entry:R}, but all entries must be finite.", parameter);
                }
            }
        }
    }
}
