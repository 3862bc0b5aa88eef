using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class ScaledNumberTests
{
    [Fact]
    public void SumsAndProductsAreThoseOfDoubles()
    {
        var random = new Random(3);
        for (int i = 0; i < 1000; i++)
        {
            double a = random.NextDouble() * Math.Pow(10, random.Next(-40, 40));
            double b = random.NextDouble() * Math.Pow(10, random.Next(-40, 40));
            ScaledNumber x = a;
            ScaledNumber y = b;
            Assert.Equal(a * b, (x * y).ToDouble());
            Assert.Equal(a / b, (x / y).ToDouble());
            Assert.Equal(a + b, (x + y).ToDouble());

            // The logarithm of the mantissa and the exponent, each rounded once.
            Assert.Equal(Math.Log(a), x.Log, 1e-13);
        }
    }

    [Fact]
    public void LargePowersKeepTheirLogarithm()
    {
        ScaledNumber power = 1;
        for (int i = 0; i < 100_000; i++)
        {
            power *= 3;
        }

        Assert.Equal(100_000 * Math.Log(3), power.Log, 1e-9);
        Assert.Equal(double.PositiveInfinity, power.ToDouble());
        Assert.Equal(1, (power / power).ToDouble());
    }

    [Fact]
    public void ZeroAddsNothing()
    {
        ScaledNumber zero = 0;
        Assert.Equal(5, (zero + 5).ToDouble());
        Assert.Equal(0, (zero * 5).ToDouble());
        Assert.Equal(double.NegativeInfinity, zero.Log);
    }
}
