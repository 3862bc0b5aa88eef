using System.Numerics;

namespace NtkAnalytic.Numerics;

/// <summary>A number that is not negative, as mantissa times 2^exponent: products of thousands of layers neither overflow nor vanish.</summary>
internal readonly struct ScaledNumber : IAdditionOperators<ScaledNumber, ScaledNumber, ScaledNumber>, IMultiplyOperators<ScaledNumber, ScaledNumber, ScaledNumber>
{
    // Beyond so many bits of distance the smaller addend is below half a unit in the last place.
    private const int Negligible = 60;
    private readonly double _mantissa;
    private readonly long _exponent;

    private ScaledNumber(double mantissa, long exponent)
    {
        if (mantissa == 0)
        {
            return;
        }

        int shift = Math.ILogB(mantissa);
        _mantissa = Math.ScaleB(mantissa, -shift);
        _exponent = exponent + shift;
    }

    /// <summary>The natural logarithm; -infinity of 0.</summary>
    public double Log => Math.Log(_mantissa) + (_exponent * Math.Log(2));

    /// <summary>True for 0.</summary>
    public bool IsZero => _mantissa == 0;

    public static implicit operator ScaledNumber(double value) => new(value, 0);

    public static ScaledNumber operator *(ScaledNumber left, ScaledNumber right) =>
        new(left._mantissa * right._mantissa, left._exponent + right._exponent);

    public static ScaledNumber operator /(ScaledNumber left, ScaledNumber right) =>
        new(left._mantissa / right._mantissa, left._exponent - right._exponent);

    public static ScaledNumber operator +(ScaledNumber left, ScaledNumber right)
    {
        if (left._mantissa == 0 || right._mantissa == 0)
        {
            return left._mantissa == 0 ? right : left;
        }

        (ScaledNumber large, ScaledNumber small) = left._exponent >= right._exponent ? (left, right) : (right, left);
        long distance = large._exponent - small._exponent;
        return distance > Negligible ? large : new ScaledNumber(large._mantissa + Math.ScaleB(small._mantissa, (int)-distance), large._exponent);
    }

    /// <summary>The double; infinite or 0 where it does not fit.</summary>
    public double ToDouble() => Math.ScaleB(_mantissa, (int)Math.Clamp(_exponent, -5000, 5000));
}
