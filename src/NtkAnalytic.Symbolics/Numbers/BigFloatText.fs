namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// Decimal digits.
module internal BigFloatText =
    let private withPoint (digits: string) position =
        if position >= digits.Length then digits else digits.Insert(position, ".")

    /// x with the given number of significant digits, at least 1: "-0.001250" or, where that is long, "1.250e-40".
    let toDecimal (digits: int) (x: BigFloat) =
        if x.IsZero then
            "0"
        else
            let size = BigFloat.Abs x
            // log2(10) < 3.33; 32 bits cover the rounding of the power of ten, and its exponent is below 2^31.
            let working = digits * 10 / 3 + 64

            let scaled exponent =
                let power = BigFloatPowers.integerPower working (BigFloat.OfInteger 10) (digits - 1 - exponent)
                BigFloat.nearestInteger (BigFloat.mul working size power)

            // 10^estimate is at most one decade off x; the number of digits shows it.
            let estimate = int (Math.Floor(float (size.Magnitude - 1) * Math.Log10 2.0))
            let limit = BigInteger.Pow(BigInteger 10, digits)

            let exponent = if scaled estimate >= limit then estimate + 1 else estimate
            let text = (scaled exponent).ToString()
            let sign = if x.Sign < 0 then "-" else ""

            if exponent < -5 || exponent >= max digits 6 then
                $"{sign}{withPoint text 1}e{exponent}"
            elif exponent < 0 then
                sign + "0." + String('0', -exponent - 1) + text
            else
                sign + withPoint (text.PadRight(exponent + 1, '0')) (exponent + 1)
