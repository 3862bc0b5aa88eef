using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace NtkAnalytic.Regression;

/// <summary>What stands for (G + ridge)^-1 in a regression.</summary>
internal abstract class GramInverse
{
    /// <summary>log det (G + ridge), or null where G + ridge is not positive definite and a Gaussian with that covariance has no density.</summary>
    public abstract double? LogDeterminant { get; }

    /// <summary>The inverse times n x k right-hand sides.</summary>
    public abstract Matrix<double> Times(Matrix<double> rightHandSides);
}

/// <summary>The inverse of a positive definite matrix by its Cholesky factor.</summary>
internal sealed class CholeskyInverse(Cholesky<double> factor) : GramInverse
{
    public override double? LogDeterminant => factor.DeterminantLn;

    /// <summary>The factor of gram + shift I, or null when that is not positive definite.</summary>
    public static Cholesky<double>? TryFactor(Matrix<double> gram, double shift)
    {
        Matrix<double> shifted = gram;
        if (shift != 0)
        {
            shifted = gram.Clone();
            for (int i = 0; i < shifted.RowCount; i++)
            {
                shifted[i, i] += shift;
            }
        }

        try
        {
            return shifted.Cholesky();
        }
        catch (ArgumentException)
        {
            // How MathNet says that a pivot is not positive; the shape was checked before.
            return null;
        }
    }

    public override Matrix<double> Times(Matrix<double> rightHandSides) => factor.Solve(rightHandSides);
}

/// <summary>
/// The inverse of G + ridge on the span of G's eigenvectors with a positive eigenvalue, and 0 on its complement: the pseudoinverse of a
/// singular G, and for an indefinite one that of its nearest positive semidefinite matrix.
/// </summary>
internal sealed class PositivePartInverse : GramInverse
{
    private readonly Matrix<double>? _vectors;
    private readonly double[] _inverses;

    /// <param name="decomposition">The eigenvalues of G, ascending, and its eigenvectors.</param>
    /// <param name="ridge">What is added to each eigenvalue.</param>
    /// <param name="cutoff">An eigenvalue that is not above it counts as 0.</param>
    public PositivePartInverse(Evd<double> decomposition, double ridge, double cutoff)
    {
        double[] eigenvalues = [.. decomposition.EigenValues.Select(value => value.Real)];
        int order = eigenvalues.Length;
        int first = Array.FindIndex(eigenvalues, value => value > cutoff);
        _inverses = first < 0 ? [] : [.. eigenvalues.Skip(first).Select(value => 1 / (value + ridge))];
        _vectors = first < 0 ? null : decomposition.EigenVectors.SubMatrix(0, order, first, order - first);
    }

    public override double? LogDeterminant => null;

    public override Matrix<double> Times(Matrix<double> rightHandSides)
    {
        if (_vectors is null)
        {
            return Matrix<double>.Build.Dense(rightHandSides.RowCount, rightHandSides.ColumnCount);
        }

        Matrix<double> coordinates = _vectors.TransposeThisAndMultiply(rightHandSides);
        coordinates.MapIndexedInplace((i, _, value) => value * _inverses[i]);
        return _vectors * coordinates;
    }
}
