using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The inner loops over one half P(x) = sum over j of l_j r_j x^j of a series, x = c^2, for one input l and groups of eight
/// inputs r.
/// </summary>
internal static class HalfSeries
{
    private static nuint Lanes => (nuint)Vector512<double>.Count;

    /// <summary>P and P' by Horner's rule for four groups.</summary>
    /// <param name="left">l_j at every eighth place, at least as long as the last tier.</param>
    /// <param name="right">r_j at [group][j][lane], from the first of the four groups on.</param>
    /// <param name="terms">The length stored of each group.</param>
    /// <param name="x">x of the 32 pairs.</param>
    /// <param name="open">At [tier][group], all ones in the lanes of pairs that need terms beyond the tier.</param>
    /// <param name="lastTier">The last tier that a pair needs.</param>
    /// <param name="value">Receives P.</param>
    /// <param name="slope">Receives P'.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate(
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        int terms,
        ReadOnlySpan<Vector512<double>> x,
        ReadOnlySpan<Vector512<double>> open,
        int lastTier,
        Span<Vector512<double>> value,
        Span<Vector512<double>> slope)
    {
        ref double l = ref MemoryMarshal.GetReference(left);
        ref double r = ref MemoryMarshal.GetReference(right);
        nuint stride = (nuint)terms * Lanes;
        Vector512<double> x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
        Vector512<double> p0 = Vector512<double>.Zero, p1 = p0, p2 = p0, p3 = p0;
        Vector512<double> d0 = p0, d1 = p0, d2 = p0, d3 = p0;
        for (int tier = lastTier; tier >= 0; tier--)
        {
            int start = SeriesTiers.Start(tier);
            for (int j = SeriesTiers.Ends[tier] - 1; j >= start; j--)
            {
                nuint at = (nuint)j * Lanes;
                Vector512<double> a = Vector512.Create(Unsafe.Add(ref l, at));
                d0 = Vector512.FusedMultiplyAdd(d0, x0, p0);
                d1 = Vector512.FusedMultiplyAdd(d1, x1, p1);
                d2 = Vector512.FusedMultiplyAdd(d2, x2, p2);
                d3 = Vector512.FusedMultiplyAdd(d3, x3, p3);
                p0 = Vector512.FusedMultiplyAdd(p0, x0, a * Vector512.LoadUnsafe(ref r, at));
                p1 = Vector512.FusedMultiplyAdd(p1, x1, a * Vector512.LoadUnsafe(ref r, at + stride));
                p2 = Vector512.FusedMultiplyAdd(p2, x2, a * Vector512.LoadUnsafe(ref r, at + (2 * stride)));
                p3 = Vector512.FusedMultiplyAdd(p3, x3, a * Vector512.LoadUnsafe(ref r, at + (3 * stride)));
            }

            if (tier > 0)
            {
                // A pair whose series ends with the tier below starts there from zero, so its result does not depend on
                // the pairs beside it.
                int at = (tier - 1) * SeriesBlock.GroupsTogether;
                p0 &= open[at];
                p1 &= open[at + 1];
                p2 &= open[at + 2];
                p3 &= open[at + 3];
                d0 &= open[at];
                d1 &= open[at + 1];
                d2 &= open[at + 2];
                d3 &= open[at + 3];
            }
        }

        value[0] = p0;
        value[1] = p1;
        value[2] = p2;
        value[3] = p3;
        slope[0] = d0;
        slope[1] = d1;
        slope[2] = d2;
        slope[3] = d3;
    }

    /// <summary>All that 1 - C and 1 + C need of a half without cancellation, for two groups.</summary>
    /// <param name="left">l_j at every eighth place.</param>
    /// <param name="leftTerms">The length stored of l; beyond it there are zeros.</param>
    /// <param name="right">r_j at [group][j][lane], from the first of the two groups on.</param>
    /// <param name="terms">The length stored of each group; beyond it there are zeros.</param>
    /// <param name="length">The length of each pair's series, one of <see cref="SeriesTiers.Ends"/>.</param>
    /// <param name="x">x of the 16 pairs.</param>
    /// <param name="parts">Receives the parts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EvaluateNear(
        ReadOnlySpan<double> left,
        int leftTerms,
        ReadOnlySpan<double> right,
        int terms,
        ReadOnlySpan<Vector512<double>> length,
        ReadOnlySpan<Vector512<double>> x,
        Span<NearParts> parts)
    {
        ref double l = ref MemoryMarshal.GetReference(left);
        ref double r = ref MemoryMarshal.GetReference(right);
        nuint stride = (nuint)terms * Lanes;
        Vector512<double> x0 = x[0], x1 = x[1];
        Vector512<double> p0 = Vector512<double>.Zero, d0 = p0, q0 = p0, t0 = p0, v0 = p0;
        Vector512<double> p1 = p0, d1 = p0, q1 = p0, t1 = p0, v1 = p0;
        Vector512<double> longest = Vector512.Max(length[0], length[1]);
        int last = 0;
        while (Vector512.GreaterThanAny(longest, Vector512.Create((double)SeriesTiers.Ends[last])))
        {
            last++;
        }

        for (int tier = last; tier >= 0; tier--)
        {
            int start = SeriesTiers.Start(tier);
            for (int j = SeriesTiers.Ends[tier] - 1; j >= start; j--)
            {
                nuint at = (nuint)j * Lanes;
                Vector512<double> a = Vector512.Create(j < leftTerms ? Unsafe.Add(ref l, at) : 0);
                Vector512<double> r0 = j < terms ? Vector512.LoadUnsafe(ref r, at) : Vector512<double>.Zero;
                Vector512<double> r1 = j < terms ? Vector512.LoadUnsafe(ref r, at + stride) : Vector512<double>.Zero;
                Vector512<double> b0 = a * r0;
                Vector512<double> b1 = a * r1;
                d0 = Vector512.FusedMultiplyAdd(d0, x0, p0);
                d1 = Vector512.FusedMultiplyAdd(d1, x1, p1);
                p0 = Vector512.FusedMultiplyAdd(p0, x0, b0);
                p1 = Vector512.FusedMultiplyAdd(p1, x1, b1);
                q0 = Vector512.FusedMultiplyAdd(q0, x0, t0);
                q1 = Vector512.FusedMultiplyAdd(q1, x1, t1);
                t0 += b0;
                t1 += b1;
                Vector512<double> gap0 = a - r0;
                Vector512<double> gap1 = a - r1;
                v0 = Vector512.FusedMultiplyAdd(gap0, gap0, v0);
                v1 = Vector512.FusedMultiplyAdd(gap1, gap1, v1);
            }

            if (tier > 0)
            {
                Vector512<double> end = Vector512.Create((double)start);
                Vector512<double> open0 = Vector512.GreaterThan(length[0], end);
                Vector512<double> open1 = Vector512.GreaterThan(length[1], end);
                p0 &= open0;
                d0 &= open0;
                q0 &= open0;
                t0 &= open0;
                v0 &= open0;
                p1 &= open1;
                d1 &= open1;
                q1 &= open1;
                t1 &= open1;
                v1 &= open1;
            }
        }

        Vector512<double> half = Vector512.Create(0.5);
        parts[0] = new NearParts(p0, d0, q0, t0, v0 * half);
        parts[1] = new NearParts(p1, d1, q1, t1, v1 * half);
    }

    /// <summary>Parts of a half of the series.</summary>
    /// <param name="Value">P(x).</param>
    /// <param name="Slope">P'(x).</param>
    /// <param name="Quotient">(P(1) - P(x)) / (1 - x) = sum over m of x^m times the sum of l_j r_j over j &gt; m.</param>
    /// <param name="Whole">P(1).</param>
    /// <param name="Distance">(1/2) sum of (l_j - r_j)^2.</param>
    public readonly record struct NearParts(
        Vector512<double> Value,
        Vector512<double> Slope,
        Vector512<double> Quotient,
        Vector512<double> Whole,
        Vector512<double> Distance);
}
