using System.Globalization;
using System.Numerics;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class RationalTests
{
    [Theory]
    [InlineData("3", "3")]
    [InlineData("1.2", "6/5")]
    [InlineData("-0.50", "-1/2")]
    [InlineData("3/2", "3/2")]
    [InlineData("-4/6", "-2/3")]
    [InlineData("1/-2", "-1/2")]
    [InlineData("0.1/0.3", "1/3")]
    [InlineData("25e-2", "1/4")]
    [InlineData("1.5E3", "1500")]
    [InlineData(".5", "1/2")]
    [InlineData("0/7", "0")]
    public void TextsMeanExactlyWhatTheySay(string text, string expected)
    {
        var value = Rational.Parse(text);
        Assert.Equal(expected, value.ToString());
        Assert.Equal(value, Rational.Parse(value.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("1.2.3")]
    [InlineData("1-2")]
    [InlineData("1.-5")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e500")]
    [InlineData("1,5")]
    [InlineData("infinity")]
    public void OtherTextsAreRefused(string text)
    {
        Assert.False(Rational.TryParse(text, out Rational value));
        Assert.Equal(Rational.Zero, value);
        Assert.Throws<FormatException>(() => Rational.Parse(text));
    }

    [Fact]
    public void TheDefaultIsZero()
    {
        Rational zero = default;
        Assert.Equal(BigInteger.One, zero.Denominator);
        Assert.Equal("0", zero.ToString());
        Assert.Equal(0, zero.ToDouble());
        Assert.Equal(new Rational(1, 3), zero + new Rational(1, 3));
    }

    [Fact]
    public void ArithmeticIsExact()
    {
        Rational third = new(1, 3);
        Assert.Equal(Rational.One, third + third + third);
        Assert.Equal(new Rational(-1, 6), third - new Rational(1, 2));
        Assert.Equal(new Rational(1, 9), third * third);
        Assert.Equal(Rational.One, third / third);
        Assert.True(third < new Rational(1, 2) && third > -1 && third <= new Rational(2, 6) && third >= new Rational(2, 6) && third != 0);
        Assert.Throws<DivideByZeroException>(() => third / 0);
        Assert.Throws<ArgumentException>(() => new Rational(1, 0));
    }

    // Doubles as texts of full length: parsing by the framework is correctly rounded, and so must be the fraction.
    [Fact]
    public void TheNearestDoubleIsTheOneThatParsingFinds()
    {
        var random = new Random(11);
        for (int i = 0; i < 4000; i++)
        {
            int exponent = i % 4 == 0 ? random.Next(-345, -300) : random.Next(-300, 309);
            string text = string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64(1, long.MaxValue)}{random.Next(1000):000}e{exponent - 18}");
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Rational.TryParse(text, out Rational value) ? value.ToDouble() : double.NaN);
            Assert.Equal(-value.ToDouble(), (0 - value).ToDouble());
        }
    }

    [Fact]
    public void HalvesGoToTheEvenDouble()
    {
        BigInteger unit = BigInteger.One << 53;
        Assert.Equal(Math.ScaleB(1, 53), new Rational(unit + 1, 1).ToDouble());
        Assert.Equal(Math.ScaleB(1, 53) + 4, new Rational(unit + 3, 1).ToDouble());
        Assert.Equal(double.PositiveInfinity, new Rational(BigInteger.One << 1024, 1).ToDouble());
        Assert.Equal(double.NegativeInfinity, new Rational(-(BigInteger.One << 3000), 1).ToDouble());
        Assert.Equal(double.Epsilon, new Rational(3, BigInteger.One << 1076).ToDouble());
        Assert.Equal(0, new Rational(1, BigInteger.One << 1075).ToDouble());
        Assert.Equal(0, new Rational(1, BigInteger.One << 5000).ToDouble());
    }

    [Fact]
    public void TheShortestDecimalIsWhatWasTyped()
    {
        Assert.Equal(new Rational(1, 10), Rational.OfShortestDecimal(0.1));
        Assert.Equal(new Rational(6, 5), Rational.OfShortestDecimal(1.2));
        Assert.Equal(Math.PI, Rational.OfShortestDecimal(Math.PI).ToDouble());
        Assert.Throws<ArgumentException>(() => Rational.OfShortestDecimal(double.NaN));
    }
}
