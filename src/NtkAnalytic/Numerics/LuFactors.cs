using System.Numerics.Tensors;

namespace NtkAnalytic.Numerics;

/// <summary>
/// Dense decomposition P A = L U with partial pivoting (Golub and Van Loan, Matrix Computations, 4th ed., section 3.4), in memory of its own that is used again for
/// each matrix. Plain managed code: the same to the bit on every machine of one vector width, whatever provider is in use.
/// </summary>
/// <param name="order">The number of rows.</param>
internal sealed class LuFactors(int order)
{
    private readonly double[] _rows = new double[order * order];
    private readonly int[] _pivots = new int[order];
    private readonly double[] _swap = new double[order];

    /// <summary>A, row by row; to be filled before <see cref="Factor"/>, which overwrites it.</summary>
    public Span<double> Matrix => _rows;

    /// <summary>Decomposes; false when a pivot is 0 or not finite.</summary>
    public bool Factor()
    {
        for (int k = 0; k < order; k++)
        {
            int pivot = LargestBelow(k);
            _pivots[k] = pivot;
            Swap(k, pivot);
            Span<double> row = Row(k);
            double diagonal = row[k];
            if (diagonal == 0 || !double.IsFinite(diagonal))
            {
                return false;
            }

            ReadOnlySpan<double> right = row[(k + 1)..];
            for (int i = k + 1; i < order; i++)
            {
                Span<double> below = Row(i);
                double multiplier = below[k] / diagonal;
                below[k] = multiplier;
                if (multiplier != 0)
                {
                    TensorPrimitives.MultiplyAdd(right, -multiplier, below[(k + 1)..], below[(k + 1)..]);
                }
            }
        }

        return true;
    }

    /// <summary>Replaces b by the solution of A x = b.</summary>
    public void Solve(Span<double> right)
    {
        for (int k = 0; k < order; k++)
        {
            (right[k], right[_pivots[k]]) = (right[_pivots[k]], right[k]);
        }

        for (int i = 1; i < order; i++)
        {
            right[i] -= TensorPrimitives.Dot<double>(Row(i)[..i], right[..i]);
        }

        for (int i = order - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = Row(i);
            right[i] = (right[i] - TensorPrimitives.Dot(row[(i + 1)..], right[(i + 1)..])) / row[i];
        }
    }

    private Span<double> Row(int i) => _rows.AsSpan(i * order, order);

    // NaN is never larger: a column of NaN ends at its diagonal, which the caller sees.
    private int LargestBelow(int column)
    {
        int pivot = column;
        for (int i = column + 1; i < order; i++)
        {
            pivot = Math.Abs(_rows[(i * order) + column]) > Math.Abs(_rows[(pivot * order) + column]) ? i : pivot;
        }

        return pivot;
    }

    private void Swap(int first, int second)
    {
        if (first != second)
        {
            Row(first).CopyTo(_swap);
            Row(second).CopyTo(Row(first));
            _swap.CopyTo(Row(second));
        }
    }
}
