using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>A validated set of inputs, packed for products, with the norms of its rows.</summary>
internal sealed class InputSet
{
    public InputSet(Matrix<double> inputs, string name)
    {
        Rows = PackedRows.Pack(inputs, name);
        int padded = Rows.SquaredNorms.Length;
        Norms = new double[padded];
        InverseNorms = new double[padded];
        MeanSquares = new double[padded];
        for (int i = 0; i < padded; i++)
        {
            double squared = Rows.SquaredNorms[i];
            if (double.IsInfinity(squared))
            {
                throw new OverflowException($"The squared norm of row {i} of {name} overflows double precision: scale the inputs down.");
            }

            Norms[i] = Math.Sqrt(squared);
            InverseNorms[i] = squared > 0 ? 1 / Norms[i] : 0;
            MeanSquares[i] = squared / Rows.ColumnCount;
        }
    }

    public PackedRows Rows { get; }

    public int Count => Rows.RowCount;

    public int Dimension => Rows.ColumnCount;

    /// <summary>|x| of each row; 0 for the rows that fill the last panel.</summary>
    public double[] Norms { get; }

    /// <summary>1 / |x|, and 0 for a zero row, so that its correlations come out as 0.</summary>
    public double[] InverseNorms { get; }

    /// <summary>|x|^2 / n_0.</summary>
    public double[] MeanSquares { get; }

    /// <summary>True when all norms agree to within rounding: then every kernel is a function of the angle alone.</summary>
    public static bool HaveOneNorm(InputSet first, InputSet second)
    {
        double low = double.PositiveInfinity;
        double high = 0;
        foreach (InputSet set in new[] { first, second })
        {
            for (int i = 0; i < set.Count; i++)
            {
                low = Math.Min(low, set.Norms[i]);
                high = Math.Max(high, set.Norms[i]);
            }
        }

        // Rows scaled to one norm differ by the rounding of n_0 squares and a division: 16 units in the last place.
        return low > 0 && high - low <= 16 * 2.2e-16 * high;
    }
}
