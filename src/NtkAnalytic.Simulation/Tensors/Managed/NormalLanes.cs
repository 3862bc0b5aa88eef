using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>
/// <see cref="Philox"/> and the transform of Box and Muller for eight blocks at a time, block by block in the lanes of vectors; words are in the
/// lower halves of 64-bit lanes. Each number is the definition's to a few units in the last place of the pair's norm.
/// </summary>
internal static unsafe class NormalLanes
{
    /// <summary>The blocks that are made at a time.</summary>
    public const int Blocks = 8;

    /// <summary>The numbers that are made at a time.</summary>
    public const int Count = 4 * Blocks;

    // The doubles from 2^52 to 2^53 are the integers: their lower bits are the number.
    private const ulong IntegerBits = 0x4330_0000_0000_0000;
    private const double IntegerOffset = 4503599627370496;

    private const int MantissaBits = 52;
    private const ulong MantissaMask = (1UL << MantissaBits) - 1;
    private const ulong ExponentBias = 1023;

    // The bits of the double next to sqrt(1/2).
    private const ulong RootHalfBits = 0x3FE6_A09E_667F_3BCD;

    /// <summary>The normal numbers of eight blocks.</summary>
    /// <param name="destination">Receives 32 numbers.</param>
    /// <param name="block">The number of the first block.</param>
    /// <param name="network">The network.</param>
    /// <param name="key">The seed and the stream.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fill(double* destination, uint block, uint network, RandomKey key)
    {
        Vector512<ulong> c0 = Vector512.Create((ulong)block) + Vector512<ulong>.Indices;
        Vector512<ulong> c1 = Vector512.Create((ulong)network);
        Vector512<ulong> c2 = Vector512.Create((ulong)key.Stream);
        Vector512<ulong> c3 = Vector512<ulong>.Zero;
        var multiplier0 = Vector512.Create((ulong)Philox.Multiplier0);
        var multiplier1 = Vector512.Create((ulong)Philox.Multiplier1);
        uint k0 = (uint)key.Seed;
        uint k1 = (uint)(key.Seed >> 32);

        // The upper halves of c1 and c3 are left as they come: products take the lower halves only.
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector512<ulong> p0 = LowerProduct(c0, multiplier0);
            Vector512<ulong> p1 = LowerProduct(c2, multiplier1);
            (c0, c1, c2, c3) = ((p1 >>> 32) ^ c1 ^ Vector512.Create((ulong)k0), p1, (p0 >>> 32) ^ c3 ^ Vector512.Create((ulong)k1), p0);
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }

        var lower = Vector512.Create((ulong)uint.MaxValue);
        (Vector512<double> n0, Vector512<double> n1) = Pair(c0 & lower, c1 & lower);
        (Vector512<double> n2, Vector512<double> n3) = Pair(c2 & lower, c3 & lower);
        Interleave(n0, n1, n2, n3, destination);
    }

    /// <summary>The products of the lower halves of 64-bit lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> LowerProduct(Vector512<ulong> x, Vector512<ulong> y)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(x.AsUInt32(), y.AsUInt32());
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.Multiply(x.GetLower().AsUInt32(), y.GetLower().AsUInt32()),
                Avx2.Multiply(x.GetUpper().AsUInt32(), y.GetUpper().AsUInt32()));
        }

        var lower = Vector512.Create((ulong)uint.MaxValue);
        return (x & lower) * (y & lower);
    }

    /// <summary>Radius and angle to cosine and sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Cosine, Vector512<double> Sine) Pair(Vector512<ulong> radiusWord, Vector512<ulong> angleWord)
    {
        Vector512<double> radius = Vector512.Sqrt(Vector512.Create(-2.0) * Log((Number(radiusWord) + Vector512.Create(0.5)) * Vector512.Create(1 / 4294967296.0)));
        (Vector512<double> cosine, Vector512<double> sine) = Turn(angleWord);
        return (radius * cosine, radius * sine);
    }

    /// <summary>An integer below 2^52 as a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Number(Vector512<ulong> integer) =>
        (integer | Vector512.Create(IntegerBits)).AsDouble() - Vector512.Create(IntegerOffset);

    /// <summary>
    /// log u for 0 &lt; u &lt; 1, normal: u = 2^e m with m between sqrt(1/2) and sqrt(2), log m = 2 artanh s, s = (m - 1) / (m + 1). With z = s^2 &lt;= 0.0295
    /// artanh s = s (1 + z P(z)), P interpolated at Chebyshev points with an error of z P below 5e-18.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log(Vector512<double> u)
    {
        Vector512<ulong> shifted = u.AsUInt64() + Vector512.Create((ExponentBias << MantissaBits) - RootHalfBits);
        Vector512<double> exponent = ((shifted >>> MantissaBits) | Vector512.Create(IntegerBits)).AsDouble() - Vector512.Create(IntegerOffset + ExponentBias);
        Vector512<double> m = ((shifted & Vector512.Create(MantissaMask)) + Vector512.Create(RootHalfBits)).AsDouble();
        Vector512<double> f = m - Vector512<double>.One;
        Vector512<double> s = f / (f + Vector512.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> p = Vector512.Create(0.07308224842521703);
        p = Fused(p, z, 0.07665860800278021);
        p = Fused(p, z, 0.09091444562630861);
        p = Fused(p, z, 0.1111110556739754);
        p = Fused(p, z, 0.14285714312987743);
        p = Fused(p, z, 0.19999999999949752);
        p = Fused(p, z, 0.3333333333333335);
        Vector512<double> twice = s + s;
        Vector512<double> log = Vector512.MultiplyAddEstimate(twice * z, p, twice);
        return Vector512.MultiplyAddEstimate(exponent, Vector512.Create(0.6931471805599453), log);
    }

    /// <summary>
    /// cos and sin of 2 pi w / 2^32: w is split, exactly, into the nearest quarter turn and a rest x with |x| &lt;= pi / 4, where
    /// sin x = x + x^3 S(x^2) and cos x = 1 - x^2 / 2 + x^4 C(x^2) with errors of x^2 S below 2e-17 and of x^4 C below 1e-18.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Cosine, Vector512<double> Sine) Turn(Vector512<ulong> w)
    {
        const int QuarterBits = 30;
        const ulong Eighth = 1UL << (QuarterBits - 1);
        Vector512<ulong> moved = w + Vector512.Create(Eighth);
        Vector512<ulong> quarter = moved >>> QuarterBits;
        Vector512<double> rest = ((moved & Vector512.Create((1UL << QuarterBits) - 1)) | Vector512.Create(IntegerBits)).AsDouble()
            - Vector512.Create(IntegerOffset + Eighth);
        Vector512<double> x = rest * Vector512.Create(2 * Math.PI / 4294967296.0);
        Vector512<double> y = x * x;

        Vector512<double> s = Vector512.Create(1.5918129294866608e-10);
        s = Fused(s, y, -2.5051131845003624e-08);
        s = Fused(s, y, 2.755731610255244e-06);
        s = Fused(s, y, -0.00019841269836758574);
        s = Fused(s, y, 0.008333333333330948);
        s = Fused(s, y, -0.16666666666666666);
        Vector512<double> sine = Vector512.MultiplyAddEstimate(x * y, s, x);

        Vector512<double> c = Vector512.Create(-1.1382632425521717e-11);
        c = Fused(c, y, 2.08761462684032e-09);
        c = Fused(c, y, -2.7557317271729793e-07);
        c = Fused(c, y, 2.480158729876569e-05);
        c = Fused(c, y, -0.0013888888888887398);
        c = Fused(c, y, 0.041666666666666664);
        c = Fused(c, y, -0.5);
        Vector512<double> cosine = Vector512.MultiplyAddEstimate(c, y, Vector512<double>.One);

        // Odd quarters exchange cosine and sine; the cosine is negative in quarters 1 and 2, the sine in 2 and 3.
        var one = Vector512<ulong>.One;
        Vector512<double> isOdd = (Vector512<ulong>.Zero - (quarter & one)).AsDouble();
        Vector512<ulong> cosineSign = ((quarter + one) & (one + one)) << 62;
        Vector512<ulong> sineSign = (quarter & (one + one)) << 62;
        return (
            (Vector512.ConditionalSelect(isOdd, sine, cosine).AsUInt64() ^ cosineSign).AsDouble(),
            (Vector512.ConditionalSelect(isOdd, cosine, sine).AsUInt64() ^ sineSign).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fused(Vector512<double> x, Vector512<double> y, double z) =>
        Vector512.MultiplyAddEstimate(x, y, Vector512.Create(z));

    /// <summary>Stores a_0 b_0 c_0 d_0 a_1 b_1 ....</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, double* destination)
    {
        if (Avx512F.IsSupported)
        {
            Store(Avx512F.UnpackLow(a, b), destination);
            Store(Avx512F.UnpackLow(c, d), destination + 2);
            Store(Avx512F.UnpackHigh(a, b), destination + 4);
            Store(Avx512F.UnpackHigh(c, d), destination + 6);
            return;
        }

        if (Avx.IsSupported)
        {
            Store(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower(), destination);
            Store(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper(), destination + (Count / 2));
            return;
        }

        for (int block = 0; block < Blocks; block++)
        {
            destination[4 * block] = a[block];
            destination[(4 * block) + 1] = b[block];
            destination[(4 * block) + 2] = c[block];
            destination[(4 * block) + 3] = d[block];
        }
    }

    // The pairs of blocks 0, 2, 4, 6, or of 1, 3, 5, 7.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> pairs, double* destination)
    {
        pairs.GetLower().GetLower().Store(destination);
        pairs.GetLower().GetUpper().Store(destination + 8);
        pairs.GetUpper().GetLower().Store(destination + 16);
        pairs.GetUpper().GetUpper().Store(destination + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, double* destination)
    {
        Vector256<double> ab = Avx.UnpackLow(a, b);
        Vector256<double> cd = Avx.UnpackLow(c, d);
        Vector256.Create(ab.GetLower(), cd.GetLower()).Store(destination);
        Vector256.Create(ab.GetUpper(), cd.GetUpper()).Store(destination + 8);
        ab = Avx.UnpackHigh(a, b);
        cd = Avx.UnpackHigh(c, d);
        Vector256.Create(ab.GetLower(), cd.GetLower()).Store(destination + 4);
        Vector256.Create(ab.GetUpper(), cd.GetUpper()).Store(destination + 12);
    }
}
