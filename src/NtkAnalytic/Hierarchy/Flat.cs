using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>Matrices as vectors, row by row, and back.</summary>
internal static class Flat
{
    public static double[] FromMatrix(Matrix<double> matrix) => matrix.ToRowMajorArray();

    public static Matrix<double> ToMatrix(ReadOnlySpan<double> values, int columns) =>
        Matrix<double>.Build.DenseOfRowMajor(values.Length / columns, columns, values.ToArray());
}
