using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.Numerics;

/// <summary>
/// Sums of products in one fixed order: of four accumulators of eight lanes, whatever the machine's vectors and wherever the numbers lie in
/// memory, so that equal arguments give equal bits. (Library sums start at an aligned address, and so depend on where arrays lie.)
/// </summary>
internal static class DotProduct
{
    private const int Lanes = 8;

    /// <summary>The sum of the products of two spans of one length.</summary>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ref double x = ref MemoryMarshal.GetReference(first);
        ref double y = ref MemoryMarshal.GetReference(second);
        nuint length = (nuint)Math.Min(first.Length, second.Length);
        nuint i = 0;
        Vector512<double> sum = Vector512<double>.Zero;
        if (length >= 4 * Lanes)
        {
            Vector512<double> sum1 = sum;
            Vector512<double> sum2 = sum;
            Vector512<double> sum3 = sum;
            for (; i + (4 * Lanes) <= length; i += 4 * Lanes)
            {
                sum += Vector512.LoadUnsafe(ref x, i) * Vector512.LoadUnsafe(ref y, i);
                sum1 += Vector512.LoadUnsafe(ref x, i + Lanes) * Vector512.LoadUnsafe(ref y, i + Lanes);
                sum2 += Vector512.LoadUnsafe(ref x, i + (2 * Lanes)) * Vector512.LoadUnsafe(ref y, i + (2 * Lanes));
                sum3 += Vector512.LoadUnsafe(ref x, i + (3 * Lanes)) * Vector512.LoadUnsafe(ref y, i + (3 * Lanes));
            }

            sum = (sum + sum1) + (sum2 + sum3);
        }

        for (; i + Lanes <= length; i += Lanes)
        {
            sum += Vector512.LoadUnsafe(ref x, i) * Vector512.LoadUnsafe(ref y, i);
        }

        double total = 0;
        for (; i < length; i++)
        {
            total += first[(int)i] * second[(int)i];
        }

        return total + Sum(sum);
    }

    private static double Sum(Vector512<double> lanes)
    {
        Vector256<double> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
