using System.Numerics;

namespace NtkAnalytic.Tests.Kernels;

/// <summary>The geometry of two rows of doubles in exact arithmetic.</summary>
internal static class ExactGeometry
{
    // With a = |x|^2, b = |x'|^2, p = x.x' as exact integers: 1 - c = (a b - p^2) / (sqrt(a b) (sqrt(a b) + p)).
    public static double OneMinusCosine(double[] x, double[] y)
    {
        BigInteger[] u = Array.ConvertAll(x, Exact);
        BigInteger[] v = Array.ConvertAll(y, Exact);
        BigInteger a = u.Aggregate(BigInteger.Zero, (sum, value) => sum + (value * value));
        BigInteger b = v.Aggregate(BigInteger.Zero, (sum, value) => sum + (value * value));
        BigInteger p = u.Zip(v).Aggregate(BigInteger.Zero, (sum, pair) => sum + (pair.First * pair.Second));
        BigInteger root = Root(a * b);
        return Math.ScaleB((double)((((a * b) - (p * p)) << 300) / (root * (root + p))), -300);
    }

    // The whole part of the square root, by Newton's method from above.
    private static BigInteger Root(BigInteger square)
    {
        BigInteger root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static BigInteger Exact(double value) => (BigInteger)Math.ScaleB(value, 70);
}
