using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>
/// 1 - c and 1 + c of one input against a run of others, c the cosine of the angle. From the product x.x' they are good to a
/// few units of rounding in absolute terms; pairs for which that is too coarse are recomputed from the rows.
/// </summary>
internal static class InputGeometry
{
    // From the product 1 - c carries an error of some 1e-16: above 1/128 that is 2e-14 relative.
    private const double Near = 1.0 / 128;
    private const int Lanes = PackedRows.Lanes;

    /// <summary>Fills a run that starts at a whole panel of the right set.</summary>
    /// <param name="left">The set of the one input.</param>
    /// <param name="row">Its place.</param>
    /// <param name="right">The other set.</param>
    /// <param name="start">The place of the first of the others, a multiple of eight.</param>
    /// <param name="products">x.x' of the run, of a length that is a multiple of eight.</param>
    /// <param name="oneMinus">Receives 1 - c.</param>
    /// <param name="onePlus">Receives 1 + c.</param>
    public static void Fill(
        InputSet left,
        int row,
        InputSet right,
        int start,
        ReadOnlySpan<double> products,
        Span<double> oneMinus,
        Span<double> onePlus)
    {
        Vector512<double> inverse = Vector512.Create(left.InverseNorms[row]);
        Vector512<double> one = Vector512<double>.One;
        for (int j = 0; j < products.Length; j += Lanes)
        {
            Vector512<double> scaled = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(products), (nuint)j);
            Vector512<double> c = scaled * (inverse * Vector512.LoadUnsafe(ref right.InverseNorms[start + j]));
            Vector512<double> minus = Vector512.Max(one - c, Vector512<double>.Zero);
            Vector512<double> plus = Vector512.Max(one + c, Vector512<double>.Zero);
            Vector512<double> near = Vector512.LessThan(Vector512.Min(minus, plus), Vector512.Create(Near));
            if (near != Vector512<double>.Zero)
            {
                (Vector512<double> nearMinus, Vector512<double> nearPlus) = FromRows(left, row, right, start + j);
                minus = Vector512.ConditionalSelect(near, nearMinus, minus);
                plus = Vector512.ConditionalSelect(near, nearPlus, plus);
            }

            minus.StoreUnsafe(ref MemoryMarshal.GetReference(oneMinus), (nuint)j);
            plus.StoreUnsafe(ref MemoryMarshal.GetReference(onePlus), (nuint)j);
        }

        if (left.Norms[row] == 0)
        {
            PairZeroRows(right, start, oneMinus, onePlus);
        }
    }

    /// <summary>The geometry of two single inputs.</summary>
    public static DualActivations.GaussianPair Pair(InputSet first, InputSet second)
    {
        Span<double> oneMinus = stackalloc double[Lanes];
        Span<double> onePlus = stackalloc double[Lanes];
        double[] products = new double[Lanes * Lanes];
        PackedProduct.Fill(first.Rows, 0, 1, second.Rows, 0, 1, products);
        Fill(first, 0, second, 0, products.AsSpan(0, Lanes), oneMinus, onePlus);
        return new DualActivations.GaussianPair(first.MeanSquares[0], second.MeanSquares[0], oneMinus[0], onePlus[0]);
    }

    /// <summary>True when both inputs are the same point, so that their kernel is the diagonal's to the bit.</summary>
    public static bool SamePoint(InputSet left, int row, InputSet right, int column, double oneMinus) =>
        oneMinus == 0 && left.Norms[row] == right.Norms[column];

    // 1 -+ c = | x |x'| -+ x' |x| |^2 / (2 |x|^2 |x'|^2). Each product is split exactly into a rounded part and its error
    // (Dekker, by a fused multiply-add), so near-equal rows lose no digits: an error e of the norms moves the vector along x
    // by e |x|^2, which enters squared. Swapping x and x' changes signs only.
    private static (Vector512<double> OneMinus, Vector512<double> OnePlus) FromRows(InputSet left, int row, InputSet right, int start)
    {
        double[] a = left.Rows.Panels[row / Lanes];
        double[] b = right.Rows.Panels[start / Lanes];
        int lane = row % Lanes;
        Vector512<double> leftNorm = Vector512.Create(left.Norms[row]);
        Vector512<double> rightNorm = Vector512.LoadUnsafe(ref right.Norms[start]);
        Vector512<double> minus = Vector512<double>.Zero;
        Vector512<double> plus = Vector512<double>.Zero;
        for (int k = 0; k < left.Dimension; k++)
        {
            Vector512<double> x = Vector512.Create(a[(k * Lanes) + lane]);
            Vector512<double> y = Vector512.LoadUnsafe(ref b[k * Lanes]);
            Vector512<double> p = x * rightNorm;
            Vector512<double> q = y * leftNorm;
            Vector512<double> pError = Vector512.FusedMultiplyAdd(x, rightNorm, -p);
            Vector512<double> qError = Vector512.FusedMultiplyAdd(y, leftNorm, -q);
            Vector512<double> difference = (p - q) + (pError - qError);
            Vector512<double> sum = (p + q) + (pError + qError);
            minus = Vector512.FusedMultiplyAdd(difference, difference, minus);
            plus = Vector512.FusedMultiplyAdd(sum, sum, plus);
        }

        Vector512<double> scale = leftNorm * rightNorm;
        scale = Vector512.Create(2.0) * scale * scale;
        Vector512<double> two = Vector512.Create(2.0);
        return (Vector512.Min(minus / scale, two), Vector512.Min(plus / scale, two));
    }

    // Two zero rows are the same point; a zero row and another have correlation 0, which the product gave.
    private static void PairZeroRows(InputSet right, int start, Span<double> oneMinus, Span<double> onePlus)
    {
        for (int j = 0; j < oneMinus.Length; j++)
        {
            if (right.Norms[start + j] == 0)
            {
                oneMinus[j] = 0;
                onePlus[j] = 2;
            }
        }
    }
}
