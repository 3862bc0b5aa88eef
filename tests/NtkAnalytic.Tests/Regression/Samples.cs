using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Tests.Regression;

/// <summary>Matrices from fixed seeds.</summary>
internal static class Samples
{
    public static Matrix<double> Uniform(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => (2 * random.NextDouble()) - 1);
    }

    /// <summary>A positive definite Gram matrix with a condition number of some hundreds: A A^T / n + 0.01 I.</summary>
    public static Matrix<double> Gram(int order, int seed = 1)
    {
        Matrix<double> a = Uniform(order, order, seed);
        return (a.TransposeAndMultiply(a) / order) + (0.01 * Matrix<double>.Build.DenseIdentity(order));
    }

    /// <summary>A symmetric matrix with the eigenvalues given, in a random orthonormal basis.</summary>
    public static Matrix<double> WithSpectrum(IReadOnlyList<double> eigenvalues, int seed = 1)
    {
        int order = eigenvalues.Count;
        Matrix<double> basis = Uniform(order, order, seed).QR().Q;
        Matrix<double> matrix = basis * Matrix<double>.Build.DenseOfDiagonalArray([.. eigenvalues]) * basis.Transpose();
        return (matrix + matrix.Transpose()) / 2;
    }
}
