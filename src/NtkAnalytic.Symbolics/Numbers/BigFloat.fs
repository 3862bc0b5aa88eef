namespace NtkAnalytic.Symbolics.FSharp

// A value carries no precision: `BigFloat.add bits a b` rounds its result to `bits`, and arguments are taken as exact.
// Arithmetic, sqrt and conversions are in module BigFloat (correctly rounded); the functions are in BigFloatExponential, -Powers,
// -Trigonometric, -InverseTrigonometric, -Hyperbolic, -ErrorFunction, -Gaussian and -Dawson (at most 0.51 ulp), all with `bits` first.

open System
open System.Numerics

/// The number mantissa * 2^exponent. The mantissa is odd (0 has the exponent 0), so that equal numbers have equal parts.
[<Struct; CustomEquality; CustomComparison>]
type internal BigFloat private (mantissa: BigInteger, exponent: int) =
    /// Exponents beyond this are refused; sums of two exponents then stay within an int.
    static member MaximalExponent = 1 <<< 30

    /// Odd, or 0; bears the sign.
    member _.Mantissa = mantissa

    /// The power of 2 that the mantissa is multiplied with.
    member _.Exponent = exponent

    /// -1, 0 or 1.
    member _.Sign = mantissa.Sign

    /// True for 0.
    member _.IsZero = mantissa.IsZero

    /// The k with 2^(k-1) <= |x| < 2^k; for 0 the k of the smallest numbers.
    member _.Magnitude =
        if mantissa.IsZero then -BigFloat.MaximalExponent else exponent + int ((BigInteger.Abs mantissa).GetBitLength())

    /// mantissa * 2^exponent exactly.
    static member Create(mantissa: BigInteger, exponent: int64) =
        if mantissa.IsZero then
            BigFloat(BigInteger.Zero, 0)
        else
            let zeros = if mantissa.IsEven then int (BigInteger.TrailingZeroCount mantissa) else 0
            let exponent = exponent + int64 zeros

            if abs exponent > int64 BigFloat.MaximalExponent then
                raise (OverflowException $"A number of the order of 2^{exponent} is beyond the range of exponents.")

            BigFloat((if zeros = 0 then mantissa else mantissa >>> zeros), int exponent)

    /// mantissa * 2^exponent exactly.
    static member Create(mantissa: BigInteger, exponent: int) = BigFloat.Create(mantissa, int64 exponent)

    /// A whole number.
    static member OfInteger(value: int) = BigFloat.Create(BigInteger value, 0)

    /// 0.
    static member Zero = BigFloat(BigInteger.Zero, 0)

    /// 1.
    static member One = BigFloat(BigInteger.One, 0)

    /// The negative.
    static member Negate(x: BigFloat) = BigFloat(BigInteger.Negate x.Mantissa, x.Exponent)

    /// The absolute value.
    static member Abs(x: BigFloat) = BigFloat(BigInteger.Abs x.Mantissa, x.Exponent)

    /// Signs and magnitudes decide first, so that 2^1000000 against 1 shifts nothing.
    member private a.CompareWith(b: BigFloat) =
        if a.Sign <> b.Sign then compare a.Sign b.Sign
        elif a.Magnitude <> b.Magnitude then a.Sign * compare a.Magnitude b.Magnitude
        elif a.Exponent >= b.Exponent then (a.Mantissa <<< (a.Exponent - b.Exponent)).CompareTo b.Mantissa
        else a.Mantissa.CompareTo(b.Mantissa <<< (b.Exponent - a.Exponent))

    override _.Equals(other) =
        match other with
        | :? BigFloat as b -> mantissa = b.Mantissa && exponent = b.Exponent
        | _ -> false

    override _.GetHashCode() = HashCode.Combine(mantissa, exponent)

    override _.ToString() = $"{mantissa}*2^{exponent}"

    interface IEquatable<BigFloat> with
        member a.Equals b = a.Mantissa = b.Mantissa && a.Exponent = b.Exponent

    interface IComparable<BigFloat> with
        member a.CompareTo b = a.CompareWith b

    interface IComparable with
        member a.CompareTo other = a.CompareWith(other :?> BigFloat)

/// Arithmetic, rounded to the nearest number of the given bits (ties away from 0).
module internal BigFloat =
    /// mantissa * 2^exponent, rounded to the given bits.
    let private roundParts (bits: int) (mantissa: BigInteger) (exponent: int64) =
        let magnitude = BigInteger.Abs mantissa
        let excess = int (magnitude.GetBitLength()) - bits

        if excess <= 0 then
            BigFloat.Create(mantissa, exponent)
        else
            let rounded = ((magnitude >>> (excess - 1)) + BigInteger.One) >>> 1
            BigFloat.Create((if mantissa.Sign < 0 then -rounded else rounded), exponent + int64 excess)

    /// Appends a bit that says whether something was cut off: rounding to fewer bits then is as if nothing had been cut.
    let private withSticky (quotient: BigInteger) isInexact =
        (quotient <<< 1) + (if isInexact then BigInteger.One else BigInteger.Zero)

    /// x rounded to the given bits.
    let round bits (x: BigFloat) = roundParts bits x.Mantissa (int64 x.Exponent)

    /// x * 2^power, exactly.
    let scale (power: int) (x: BigFloat) = BigFloat.Create(x.Mantissa, int64 x.Exponent + int64 power)

    /// The sum.
    let rec add bits (a: BigFloat) (b: BigFloat) =
        if a.IsZero then
            round bits b
        elif b.IsZero then
            round bits a
        elif a.Magnitude < b.Magnitude then
            add bits b a
        else
            // What lies below both the rounding position and the last bit of a changes the sum only through its sign.
            let lowest = (min a.Exponent (a.Magnitude - bits)) - 3

            if b.Magnitude < lowest then
                roundParts bits ((a.Mantissa <<< (a.Exponent - lowest)) + BigInteger b.Sign) (int64 lowest)
            else
                let exponent = min a.Exponent b.Exponent
                let sum = (a.Mantissa <<< (a.Exponent - exponent)) + (b.Mantissa <<< (b.Exponent - exponent))
                roundParts bits sum (int64 exponent)

    /// The difference.
    let sub bits a b = add bits a (BigFloat.Negate b)

    /// The product.
    let mul bits (a: BigFloat) (b: BigFloat) =
        roundParts bits (a.Mantissa * b.Mantissa) (int64 a.Exponent + int64 b.Exponent)

    /// The quotient.
    let div bits (a: BigFloat) (b: BigFloat) =
        if b.IsZero then
            raise (DivideByZeroException "Division by zero.")

        let shift = max 0 (bits + 2 + int (b.Mantissa.GetBitLength()) - int (a.Mantissa.GetBitLength()))
        let mutable remainder = BigInteger.Zero
        let quotient =
            BigInteger.DivRem(BigInteger.Abs a.Mantissa <<< shift, BigInteger.Abs b.Mantissa, &remainder)

        let exponent = int64 a.Exponent - int64 b.Exponent - int64 shift - 1L
        let result = roundParts bits (withSticky quotient (not remainder.IsZero)) exponent
        if a.Sign * b.Sign < 0 then BigFloat.Negate result else result

    /// The largest whole number whose square is at most n > 0, by Newton's iteration from above, which decreases until it is there.
    let private integerSqrt (n: BigInteger) =
        let shift = (max 0 (int (n.GetBitLength()) - 100) + 1) / 2 * 2
        let estimate = Math.Sqrt(float (n >>> shift)) * (1.0 + 1e-15) + 1.0
        let mutable root = (BigInteger estimate + BigInteger.One) <<< (shift / 2)
        let mutable next = (root + n / root) >>> 1

        while next < root do
            root <- next
            next <- (root + n / root) >>> 1

        root

    /// The square root of a number that is not negative.
    let sqrt bits (x: BigFloat) =
        if x.Sign < 0 then
            raise (ArithmeticException "The square root of a negative number is not real.")

        // So many bits that the root has more than are asked for, and an even exponent.
        let shift = max 0 (2 * bits + 4 - int (x.Mantissa.GetBitLength()))
        let shift = if (x.Exponent - shift) % 2 = 0 then shift else shift + 1
        let radicand = x.Mantissa <<< shift
        let root = if x.IsZero then BigInteger.Zero else integerSqrt radicand
        roundParts bits (withSticky root (root * root <> radicand)) (int64 ((x.Exponent - shift) / 2 - 1))

    /// The whole number nearest to x (ties away from 0), of a number whose whole part fits in memory.
    let nearestInteger (x: BigFloat) =
        if x.Exponent >= 0 then x.Mantissa <<< x.Exponent
        elif x.Magnitude < 0 then BigInteger.Zero
        else
            let doubled = BigInteger.Abs x.Mantissa >>> (-x.Exponent - 1)
            let rounded = (doubled + BigInteger.One) >>> 1
            if x.Sign < 0 then -rounded else rounded

    /// A rational number, rounded.
    let ofRational bits (value: Rational) =
        div bits (BigFloat.Create(value.Numerator, 0)) (BigFloat.Create(value.Denominator, 0))

    /// The same number as a fraction.
    let toRational (x: BigFloat) =
        if x.Exponent >= 0 then Rational.OfInteger(x.Mantissa <<< x.Exponent)
        else Rational.Create(x.Mantissa, BigInteger.One <<< -x.Exponent)

    /// The exact value of a finite double.
    let ofDouble (value: float) =
        if not (Double.IsFinite value) then
            raise (ArithmeticException $"{value} is not a number of finite size.")

        let exact = Rational.OfDouble value
        BigFloat.Create(exact.Numerator, 1 - int (exact.Denominator.GetBitLength()))

    /// The nearest double (ties to even): infinite above the range of doubles, graduated and then 0 below it.
    let toDouble (x: BigFloat) =
        let size =
            if x.Magnitude > 1024 then
                Double.PositiveInfinity
            elif x.IsZero || x.Magnitude < -1074 then
                0.0
            else
                // The last bit of a double of this magnitude; -1074 is that of the subnormal numbers.
                let unit = max (x.Magnitude - 53) -1074
                let mantissa = BigInteger.Abs x.Mantissa
                let shift = x.Exponent - unit

                if shift >= 0 then
                    Math.ScaleB(float (mantissa <<< shift), unit)
                else
                    // As the mantissa is odd, it is half way between doubles exactly if a single bit is cut off.
                    let doubled = mantissa >>> (-shift - 1)
                    let rounded = (doubled + BigInteger.One) >>> 1
                    let rounded = if shift = -1 && not rounded.IsEven then rounded - BigInteger.One else rounded
                    Math.ScaleB(float rounded, unit)

        if x.Sign < 0 then -size else size
