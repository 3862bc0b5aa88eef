using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.Numerics;

/// <summary>
/// Functions of an angle theta given by d = 1 - cos(theta), accurate in relative terms down to d = 0, for 0 &lt;= d &lt;= 1.
/// </summary>
/// <remarks>
/// theta = 2 asin(sqrt(d/2)) and sin(theta) - theta cos(theta) are odd in sqrt(d): theta = sqrt(2 d) A(d) and
/// sin(theta) - theta cos(theta) = (2 d)^(3/2) B(d), where A and B are analytic but for a branch point at d = 2
/// (theta = pi). On [0, 1] their Chebyshev coefficients fall like (3 + sqrt 8)^-k, so 23 of them reach 2^-53.
/// </remarks>
internal static class HalfAngle
{
    private const int Terms = 23;
    private static readonly double[] AngleFactor = Fit(theta => theta / ChordOf(theta));
    private static readonly double[] SegmentFactor = Fit(theta => Segment(theta) / Math.Pow(ChordOf(theta), 3));

    /// <summary>theta from d = 1 - cos(theta).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Angle(double d) => Math.Sqrt(2 * d) * Horner(AngleFactor, (2 * d) - 1);

    /// <summary>sin(theta) - theta cos(theta) from d = 1 - cos(theta).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SegmentFromGap(double d) => 2 * d * Math.Sqrt(2 * d) * Horner(SegmentFactor, (2 * d) - 1);

    /// <summary>theta and sin(theta) - theta cos(theta) for a vector of d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Angle, Vector512<double> Segment) Evaluate(Vector512<double> d)
    {
        ref double angle = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(AngleFactor);
        ref double segment = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(SegmentFactor);
        Vector512<double> twice = d + d;
        Vector512<double> x = twice - Vector512<double>.One;
        Vector512<double> a = Vector512.Create(Unsafe.Add(ref angle, Terms - 1));
        Vector512<double> b = Vector512.Create(Unsafe.Add(ref segment, Terms - 1));
        for (int k = Terms - 2; k >= 0; k--)
        {
            a = Vector512.FusedMultiplyAdd(a, x, Vector512.Create(Unsafe.Add(ref angle, k)));
            b = Vector512.FusedMultiplyAdd(b, x, Vector512.Create(Unsafe.Add(ref segment, k)));
        }

        Vector512<double> chord = Vector512.Sqrt(twice);
        return (chord * a, twice * chord * b);
    }

    /// <summary>theta for a vector of d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Angle(Vector512<double> d)
    {
        ref double angle = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(AngleFactor);
        Vector512<double> twice = d + d;
        Vector512<double> x = twice - Vector512<double>.One;
        Vector512<double> a = Vector512.Create(Unsafe.Add(ref angle, Terms - 1));
        for (int k = Terms - 2; k >= 0; k--)
        {
            a = Vector512.FusedMultiplyAdd(a, x, Vector512.Create(Unsafe.Add(ref angle, k)));
        }

        return Vector512.Sqrt(twice) * a;
    }

    private static double Horner(double[] powers, double x)
    {
        double sum = powers[Terms - 1];
        for (int k = Terms - 2; k >= 0; k--)
        {
            sum = Math.FusedMultiplyAdd(sum, x, powers[k]);
        }

        return sum;
    }

    private static double ChordOf(double theta) => 2 * Math.Sin(theta / 2);

    // Below 1 the difference cancels: sum of (-1)^(k+1) 2k theta^(2k+1) / (2k+1)!, whose terms fall at once there.
    private static double Segment(double theta)
    {
        if (theta > 1)
        {
            return Math.Sin(theta) - (theta * Math.Cos(theta));
        }

        double sum = 0;
        double power = theta;
        for (int k = 1; k <= 12; k++)
        {
            power *= -theta * theta / ((2 * k) * ((2 * k) + 1));
            sum -= 2 * k * power;
        }

        return sum;
    }

    private static double[] Fit(Func<double, double> factorOfAngle)
    {
        double[] values = ChebyshevFit.Points(Terms);
        for (int k = 0; k < Terms; k++)
        {
            values[k] = factorOfAngle(2 * Math.Asin(Math.Sqrt((1 + values[k]) / 4)));
        }

        return ChebyshevFit.ToPowers(ChebyshevFit.Coefficients(values));
    }
}
