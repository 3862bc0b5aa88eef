namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// An exact rational number in lowest terms, its denominator positive.
[<Struct; CustomEquality; CustomComparison>]
type Rational private (numerator: BigInteger, denominator: BigInteger) =
    /// The numerator; bears the sign.
    member _.Numerator = numerator

    /// The denominator, at least 1. (The default value of the struct is 0/0 and is never made.)
    member _.Denominator = denominator

    /// True for a whole number.
    member _.IsInteger = denominator.IsOne

    /// -1, 0 or 1.
    member _.Sign = numerator.Sign

    /// numerator / denominator in lowest terms.
    static member Create(numerator: BigInteger, denominator: BigInteger) =
        if denominator.IsZero then
            raise (DivideByZeroException "A rational number has a denominator other than 0.")

        let divisor = BigInteger.GreatestCommonDivisor(numerator, denominator)
        let divisor = if denominator.Sign < 0 then -divisor else divisor
        Rational(numerator / divisor, denominator / divisor)

    /// numerator / denominator in lowest terms.
    static member Create(numerator: int, denominator: int) =
        Rational.Create(BigInteger numerator, BigInteger denominator)

    /// A whole number.
    static member OfInteger(value: BigInteger) = Rational(value, BigInteger.One)

    /// A whole number.
    static member OfInteger(value: int) = Rational(BigInteger value, BigInteger.One)

    /// 0.
    static member Zero = Rational(BigInteger.Zero, BigInteger.One)

    /// 1.
    static member One = Rational(BigInteger.One, BigInteger.One)

    /// 1/2.
    static member Half = Rational(BigInteger.One, BigInteger 2)

    /// The sum.
    static member (+)(a: Rational, b: Rational) =
        if a.IsInteger && b.IsInteger then
            Rational(a.Numerator + b.Numerator, BigInteger.One)
        else
            Rational.Create(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator)

    /// The difference.
    static member (-)(a: Rational, b: Rational) = a + (-b)

    /// The product.
    static member (*)(a: Rational, b: Rational) =
        if a.IsInteger && b.IsInteger then
            Rational(a.Numerator * b.Numerator, BigInteger.One)
        else
            Rational.Create(a.Numerator * b.Numerator, a.Denominator * b.Denominator)

    /// The quotient.
    static member (/)(a: Rational, b: Rational) =
        Rational.Create(a.Numerator * b.Denominator, a.Denominator * b.Numerator)

    /// The negative.
    static member (~-)(a: Rational) = Rational(-a.Numerator, a.Denominator)

    /// The absolute value.
    static member Abs(a: Rational) = Rational(BigInteger.Abs a.Numerator, a.Denominator)

    /// The largest whole number that is not above it.
    static member Floor(a: Rational) =
        let quotient = BigInteger.Divide(a.Numerator, a.Denominator)
        if a.Numerator.Sign < 0 && not a.IsInteger then quotient - BigInteger.One else quotient

    /// A whole power; of 0 only with an exponent that is not negative.
    static member Pow(a: Rational, exponent: int) =
        if exponent >= 0 then
            Rational(BigInteger.Pow(a.Numerator, exponent), BigInteger.Pow(a.Denominator, exponent))
        else
            Rational.Create(BigInteger.Pow(a.Denominator, -exponent), BigInteger.Pow(a.Numerator, -exponent))

    /// The nearest double, the even one of two: the quotient of 66 bits or more, its last bit set when something is left over, is
    /// rounded once.
    static member ToDouble(a: Rational) =
        if a.Numerator.IsZero then
            0.0
        else
            let shift = int (a.Numerator.GetBitLength()) - int (a.Denominator.GetBitLength()) - 66
            let above = if shift >= 0 then BigInteger.Abs a.Numerator else BigInteger.Abs a.Numerator <<< -shift
            let below = if shift >= 0 then a.Denominator <<< shift else a.Denominator
            let mutable remainder = BigInteger.Zero
            let quotient = BigInteger.DivRem(above, below, &remainder)
            let sticky = if remainder.IsZero then quotient else quotient ||| BigInteger.One

            // 53 bits, fewer below 2^-1022: the last one counts 2^-1074.
            let length = int (quotient.GetBitLength())
            let dropped = max (length - 53) (-1074 - shift)
            let kept = sticky >>> dropped
            let left = sticky - (kept <<< dropped)
            let order = left.CompareTo(BigInteger.One <<< (dropped - 1))
            let rounded = if order > 0 || (order = 0 && not kept.IsEven) then kept + BigInteger.One else kept
            float a.Sign * Math.ScaleB(float rounded, shift + dropped)

    /// The exact value of a finite double.
    static member OfDouble(value: float) =
        let bits = BitConverter.DoubleToInt64Bits value
        let exponent = int ((bits >>> 52) &&& 0x7FFL)
        let fraction = bits &&& 0xFFFFFFFFFFFFFL
        let mantissa = if exponent = 0 then fraction else fraction ||| 0x10000000000000L
        let power = (max exponent 1) - 1075
        let signed = BigInteger(if bits < 0L then -mantissa else mantissa)
        if power >= 0 then Rational(signed <<< power, BigInteger.One)
        else Rational.Create(signed, BigInteger.One <<< -power)

    member private a.CompareWith(b: Rational) =
        if denominator = b.Denominator then numerator.CompareTo b.Numerator
        else (numerator * b.Denominator).CompareTo(b.Numerator * denominator)

    override _.Equals(other) =
        match other with
        | :? Rational as b -> numerator = b.Numerator && denominator = b.Denominator
        | _ -> false

    override _.GetHashCode() = HashCode.Combine(numerator, denominator)

    override _.ToString() =
        if denominator.IsOne then numerator.ToString() else $"{numerator}/{denominator}"

    interface IEquatable<Rational> with
        member a.Equals b = numerator = b.Numerator && denominator = b.Denominator

    interface IComparable<Rational> with
        member a.CompareTo b = a.CompareWith b

    interface IComparable with
        member a.CompareTo other = a.CompareWith(other :?> Rational)
