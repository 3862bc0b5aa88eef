using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>Outputs of points as a matrix (point, output) and as columns that a kernel acts on: one of N = n M indices, or M of n.</summary>
internal static class OutputIndices
{
    /// <summary>One column by index point * M + output when the kernel has N indices, the matrix itself when it has n.</summary>
    public static Matrix<double> Stack(Matrix<double> outputs, int indices) => indices == outputs.RowCount
        ? outputs
        : Matrix<double>.Build.Dense(indices, 1, (i, _) => outputs[i / outputs.ColumnCount, i % outputs.ColumnCount]);

    /// <summary>The matrix (point, output) again.</summary>
    public static Matrix<double> Unstack(Matrix<double> columns, int outputs) => columns.ColumnCount == outputs
        ? columns
        : Matrix<double>.Build.Dense(columns.RowCount / outputs, outputs, (i, j) => columns[(i * outputs) + j, 0]);
}
