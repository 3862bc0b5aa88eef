namespace NtkAnalytic.Numerics;

/// <summary>
/// An unevaluated sum of two doubles, about 31 digits: for the few quantities whose small differences matter. Error-free
/// sums and products after Dekker (1971) and Knuth; relative errors are a few 2^-104.
/// </summary>
internal readonly struct DoubleDouble
{
    private DoubleDouble(double high, double low)
    {
        High = high;
        Low = low;
    }

    /// <summary>The rounded value.</summary>
    public double High { get; }

    /// <summary>What the rounding left, at most half a unit in the last place of <see cref="High"/>.</summary>
    public double Low { get; }

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        DoubleDouble sum = Sum(left.High, right.High);
        return Renormalise(sum.High, sum.Low + (left.Low + right.Low));
    }

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + new DoubleDouble(-right.High, -right.Low);

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        double product = left.High * right.High;
        double rest = Math.FusedMultiplyAdd(left.High, right.High, -product);
        return Renormalise(product, rest + ((left.High * right.Low) + (left.Low * right.High)));
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        double quotient = left.High / right.High;
        DoubleDouble rest = left - (right * quotient);
        return Renormalise(quotient, rest.High / right.High);
    }

    /// <summary>The square root; 0 for 0.</summary>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        double root = Math.Sqrt(value.High);
        return root == 0 ? root : Renormalise(root, (value - (new DoubleDouble(root, 0) * root)).High / (2 * root));
    }

    /// <summary>2^exponent times the value, exact unless it underflows.</summary>
    public static DoubleDouble Scale(DoubleDouble value, int exponent) =>
        new(Math.ScaleB(value.High, exponent), Math.ScaleB(value.Low, exponent));

    private static DoubleDouble Sum(double left, double right)
    {
        double sum = left + right;
        double virtualRight = sum - left;
        return new DoubleDouble(sum, (left - (sum - virtualRight)) + (right - virtualRight));
    }

    private static DoubleDouble Renormalise(double high, double low)
    {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }
}
