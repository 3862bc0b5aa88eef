using System.Numerics;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class DoubleDoubleTests
{
    // Numbers with many digits in both halves, and whole numbers of 100 bits to compare with: x = n / 2^100.
    private static readonly BigInteger One = BigInteger.One << 100;

    [Fact]
    public void Sums_and_products_keep_thirty_digits()
    {
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            DoubleDouble a = Draw(random);
            DoubleDouble b = Draw(random);
            AssertClose(Exact(a) + Exact(b), a + b);
            AssertClose(Exact(a) - Exact(b), a - b);
            AssertClose(Exact(a) * Exact(b) / One, a * b);
        }
    }

    [Fact]
    public void Quotients_and_roots_invert_products()
    {
        var random = new Random(8);
        for (int i = 0; i < 200; i++)
        {
            DoubleDouble a = Draw(random);
            DoubleDouble b = Draw(random);
            AssertClose(Exact(a), a / b * b);
            AssertClose(Exact(a), DoubleDouble.Sqrt(a) * DoubleDouble.Sqrt(a));
        }

        Assert.Equal(0, DoubleDouble.Sqrt(0).High);
    }

    [Fact]
    public void The_low_part_holds_what_rounding_left()
    {
        DoubleDouble third = (DoubleDouble)1 / 3;
        Assert.Equal(1.0 / 3, third.High);
        Assert.Equal(0, (third * 3 - 1).High, 1e-31);
        Assert.NotEqual(0, third.Low);
    }

    private static DoubleDouble Draw(Random random) => (DoubleDouble)(0.5 + random.NextDouble()) + (random.NextDouble() * 1e-17);

    private static BigInteger Exact(DoubleDouble value) => Bits(value.High) + Bits(value.Low);

    // Exact down to 2^-100.
    private static BigInteger Bits(double value) => new BigInteger(Math.ScaleB(value, 60)) * (BigInteger.One << 40)
        + new BigInteger(Math.ScaleB(Math.ScaleB(value, 60) - Math.Truncate(Math.ScaleB(value, 60)), 40));

    // A few units of 2^-104 of numbers up to 3, and the truncation at 2^-100.
    private static void AssertClose(BigInteger expected, DoubleDouble actual) =>
        Assert.InRange(BigInteger.Abs(expected - Exact(actual)), BigInteger.Zero, new BigInteger(8));
}
