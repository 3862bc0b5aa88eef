namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// Powers with whole and with rational exponents.
module internal BigFloatPowers =
    /// x^n for n >= 0 by repeated squaring. Each factor x carries half a unit, so the guard bits are those of n and a few more.
    let private powerBySquaring bits (x: BigFloat) (n: int) =
        let working = bits + 8 + BitOperations.Log2(uint32 (n ||| 1))
        let mutable result = BigFloat.One
        let mutable square = BigFloat.round working x
        let mutable rest = n

        while rest > 0 do
            if rest &&& 1 = 1 then
                result <- BigFloat.mul working result square

            rest <- rest >>> 1

            if rest > 0 then
                square <- BigFloat.mul working square square

        result

    /// The whole power x^n; 0^0 = 1.
    let integerPower bits (x: BigFloat) (n: int) =
        if n >= 0 then
            BigFloat.round bits (powerBySquaring bits x n)
        elif x.IsZero then
            raise (DivideByZeroException "A negative power of 0.")
        else
            BigFloat.div bits BigFloat.One (powerBySquaring (bits + 2) x -n)

    /// x^exponent for x > 0, as exp(exponent * log x).
    let private powerByLogarithm bits (x: BigFloat) (exponent: Rational) =
        let scaledLogarithm precision =
            BigFloat.mul precision (BigFloat.ofRational precision exponent) (BigFloatExponential.log precision x)

        // The absolute error of the argument becomes the relative one of the result.
        let magnitude = (scaledLogarithm 64).Magnitude

        if magnitude > 31 then
            raise (OverflowException "A power is beyond the range of exponents.")

        let working = bits + FixedPoint.guardBits + max 0 magnitude
        BigFloatExponential.exp bits (scaledLogarithm working)

    /// The rational power x^(p/q) in lowest terms: of a negative number for odd q, where it is (-1)^p |x|^(p/q).
    let rationalPower bits (x: BigFloat) (exponent: Rational) =
        let numerator = exponent.Numerator
        let isSmall = numerator.GetBitLength() <= 16

        if exponent.IsInteger && isSmall then
            integerPower bits x (int numerator)
        elif x.IsZero then
            if exponent.Sign < 0 then
                raise (DivideByZeroException "A negative power of 0.")

            BigFloat.Zero
        elif x.Sign < 0 && exponent.Denominator.IsEven then
            raise (ArithmeticException "An even root of a negative number is not real.")
        else
            let size = BigFloat.Abs x

            let result =
                if exponent.Denominator = BigInteger 2 && isSmall then
                    BigFloat.sqrt bits (integerPower (bits + FixedPoint.guardBits) size (int numerator))
                else
                    powerByLogarithm bits size exponent

            if x.Sign < 0 && not numerator.IsEven then BigFloat.Negate result else result

    /// The n-th root, n >= 1; of a negative number for odd n.
    let root bits (x: BigFloat) (n: int) = rationalPower bits x (Rational.Create(1, n))
