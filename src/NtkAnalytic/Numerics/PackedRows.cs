using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Numerics;

/// <summary>
/// The rows of a matrix in panels of eight, column after column: entry (i, k) lies at panel i / 8, place 8 k + i mod 8.
/// A panel serves either side of a product X Y^T, so rows are packed once. The last panel is filled up with zero rows.
/// </summary>
internal sealed class PackedRows
{
    /// <summary>The rows of a panel: the lanes of a 512-bit vector of doubles.</summary>
    public const int Lanes = 8;

    private PackedRows(int rowCount, int columnCount)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        PanelCount = (rowCount + Lanes - 1) / Lanes;
        Panels = new double[PanelCount][];
        SquaredNorms = new double[PanelCount * Lanes];
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    public int PanelCount { get; }

    /// <summary>Each of 8 * <see cref="ColumnCount"/> numbers.</summary>
    public double[][] Panels { get; }

    /// <summary>The sum of squares of each row, in the order of the columns: equal rows have equal sums.</summary>
    public double[] SquaredNorms { get; }

    /// <summary>Packs a matrix.</summary>
    /// <exception cref="ArgumentException">It is empty, or an entry is not finite; the message names row and column, counted from 0.</exception>
    public static PackedRows Pack(Matrix<double> matrix, string name)
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        if (matrix.RowCount == 0 || matrix.ColumnCount == 0)
        {
            throw new ArgumentException($"Inputs need at least one row and one column, but {name} is {matrix.RowCount} x {matrix.ColumnCount}.", name);
        }

        var packed = new PackedRows(matrix.RowCount, matrix.ColumnCount);
        double[]? columnMajor = matrix.AsColumnMajorArray();
        for (int panel = 0; panel < packed.PanelCount; panel++)
        {
            int first = panel * Lanes;
            int rows = Math.Min(Lanes, matrix.RowCount - first);
            double[] values = new double[Lanes * matrix.ColumnCount];
            for (int k = 0; k < matrix.ColumnCount; k++)
            {
                for (int lane = 0; lane < rows; lane++)
                {
                    double value = columnMajor is null ? matrix[first + lane, k] : columnMajor[(k * matrix.RowCount) + first + lane];
                    if (!double.IsFinite(value))
                    {
                        throw new ArgumentException($"Row {first + lane}, column {k} of {name} is {value}: every entry must be finite.", name);
                    }

                    values[(k * Lanes) + lane] = value;
                    packed.SquaredNorms[first + lane] += value * value;
                }
            }

            packed.Panels[panel] = values;
        }

        return packed;
    }
}
