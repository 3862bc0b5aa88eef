using System.Globalization;
using System.Numerics;

namespace NtkAnalytic.Numerics;

/// <summary>An exact fraction of two whole numbers of any size, in lowest terms. Immutable; the default value is 0.</summary>
public readonly struct Rational :
    IEquatable<Rational>,
    IComparable<Rational>,
    IAdditionOperators<Rational, Rational, Rational>,
    ISubtractionOperators<Rational, Rational, Rational>,
    IMultiplyOperators<Rational, Rational, Rational>,
    IDivisionOperators<Rational, Rational, Rational>
{
    // Beyond the range of doubles a decimal exponent only makes huge integers.
    private const int LargestExponent = 400;

    private readonly BigInteger _denominatorMinusOne;

    /// <summary>A fraction; it is brought to lowest terms.</summary>
    /// <param name="numerator">Any whole number.</param>
    /// <param name="denominator">Any whole number but 0.</param>
    /// <exception cref="ArgumentException">The denominator is 0.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new ArgumentException("The denominator of a fraction must not be 0.", nameof(denominator));
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        divisor = denominator.Sign < 0 ? -divisor : divisor;
        Numerator = numerator / divisor;
        _denominatorMinusOne = (denominator / divisor) - 1;
    }

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One { get; } = new(1, 1);

    /// <summary>The numerator, which carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least 1, without a common divisor with the numerator.</summary>
    public BigInteger Denominator => _denominatorMinusOne + 1;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The number over 1.</returns>
    public static implicit operator Rational(int value) => new(value, 1);

    /// <summary>The sum.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>left + right.</returns>
    public static Rational operator +(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The difference.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>left - right.</returns>
    public static Rational operator -(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The product.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>left * right.</returns>
    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction, not 0.</param>
    /// <returns>left / right.</returns>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Rational operator /(Rational left, Rational right) => right.Sign == 0
        ? throw new DivideByZeroException("A fraction was divided by 0.")
        : new Rational(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Equality of value.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>True when they are the same number.</returns>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Inequality of value.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>True when they are different numbers.</returns>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Less than.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>left &lt; right.</returns>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Greater than.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>left &gt; right.</returns>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>At most.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>left &lt;= right.</returns>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>At least.</summary>
    /// <param name="left">A fraction.</param>
    /// <param name="right">A fraction.</param>
    /// <returns>left &gt;= right.</returns>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a fraction: <c>3</c>, <c>-1.2</c> (which is -6/5), <c>2.5e-3</c>, <c>8/3</c>, <c>0.1/3</c>.</summary>
    /// <param name="text">Decimal digits, alike in every culture.</param>
    /// <returns>Exactly the number that the text says.</returns>
    /// <exception cref="FormatException">The text is no such number, the denominator is 0, or an exponent is beyond 400.</exception>
    public static Rational Parse(string text) =>
        TryParse(text, out Rational value) ? value : throw new FormatException($"'{text}' is not a number such as 2, 1.2 or 3/2");

    /// <summary>Reads a fraction, as <see cref="Parse"/> does.</summary>
    /// <param name="text">Decimal digits, alike in every culture.</param>
    /// <param name="value">Exactly the number that the text says; 0 when it is none.</param>
    /// <returns>True when the text is a number.</returns>
    public static bool TryParse(string? text, out Rational value)
    {
        value = Zero;
        string[] parts = text?.Split('/') ?? [];
        if (parts.Length is not (1 or 2) || !TryDecimal(parts[0], out value) || (parts.Length == 2 && !TryDecimal(parts[1], out _)))
        {
            value = Zero;
            return false;
        }

        if (parts.Length == 2)
        {
            _ = TryDecimal(parts[1], out Rational divisor);
            if (divisor.Sign == 0)
            {
                value = Zero;
                return false;
            }

            value /= divisor;
        }

        return true;
    }

    /// <summary>The shortest decimal that rounds to a double, as a fraction: 0.1 is 1/10, which is what was typed.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The fraction.</returns>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static Rational OfShortestDecimal(double value) => double.IsFinite(value)
        ? Parse(value.ToString("R", CultureInfo.InvariantCulture))
        : throw new ArgumentException(FormattableString.Invariant($"A fraction is a finite number, but {value:R} was given."), nameof(value));

    /// <summary>The nearest double; halves go to the even one, what is too large is infinite.</summary>
    /// <returns>The double.</returns>
    public double ToDouble()
    {
        if (Sign == 0)
        {
            return 0;
        }

        // A quotient of at least 65 bits, whose last bit says that there is more behind it.
        var size = BigInteger.Abs(Numerator);
        long shift = 66 - (size.GetBitLength() - Denominator.GetBitLength());
        var quotient = BigInteger.DivRem(
            shift > 0 ? size << (int)shift : size,
            shift < 0 ? Denominator << (int)-shift : Denominator,
            out BigInteger rest);
        if (!rest.IsZero)
        {
            quotient |= 1;
        }

        // 53 bits, or fewer where the last of them would be below 2^-1074.
        long drop = Math.Max((long)quotient.GetBitLength() - 53, shift - 1074);
        if (drop > (long)quotient.GetBitLength() + 1)
        {
            return 0 * Sign;
        }

        BigInteger kept = quotient >> (int)drop;
        BigInteger dropped = quotient - (kept << (int)drop);
        int half = dropped.CompareTo(BigInteger.One << (int)(drop - 1));
        if (half > 0 || (half == 0 && !kept.IsEven))
        {
            kept += 1;
        }

        long exponent = drop - shift;
        return exponent > 1024 ? Sign * double.PositiveInfinity : Sign * Math.ScaleB((double)kept, (int)exponent);
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && _denominatorMinusOne == other._denominatorMinusOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorMinusOne);

    /// <summary>The fraction as <see cref="Parse"/> reads it.</summary>
    /// <returns><c>8/3</c>; a whole number without its denominator.</returns>
    public override string ToString() => _denominatorMinusOne.IsZero
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static bool TryDecimal(string text, out Rational value)
    {
        value = Zero;
        text = text.Trim();
        int mark = text.IndexOfAny(['e', 'E']);
        string digits = mark < 0 ? text : text[..mark];
        int exponent = 0;
        if (mark >= 0 && !int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        int point = digits.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? digits : digits.Remove(point, 1);
        if (Math.Abs((long)exponent) > LargestExponent
            || !whole.Any(char.IsAsciiDigit)
            || !BigInteger.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger number))
        {
            return false;
        }

        exponent -= point < 0 ? 0 : digits.Length - point - 1;
        value = exponent >= 0
            ? new Rational(number * BigInteger.Pow(10, exponent), 1)
            : new Rational(number, BigInteger.Pow(10, -exponent));
        return true;
    }
}
