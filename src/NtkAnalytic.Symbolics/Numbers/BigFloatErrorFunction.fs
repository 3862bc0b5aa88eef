namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// The error function and its complement, each with full relative precision.
module internal BigFloatErrorFunction =
    /// exp(-x^2); the absolute error of x^2 becomes the relative one of the result.
    let expOfMinusSquare bits (x: BigFloat) =
        if x.Magnitude > 16 then
            raise (OverflowException "The exponential of a square is beyond the range of exponents.")

        let working = bits + FixedPoint.guardBits + 2 * max 0 x.Magnitude
        BigFloatExponential.exp bits (FixedPoint.toBigFloat working -(FixedPoint.ofSquare working x))

    /// x^2 > threshold, whatever the size of x.
    let squareExceeds (threshold: int) (x: BigFloat) =
        x.Magnitude > 16 || (x.Magnitude >= 0 && BigFloat.mul 32 x x > BigFloat.OfInteger threshold)

    let private sqrtPi bits =
        BigFloat.sqrt bits (BigFloatConstants.pi.Value(bits + 2))

    /// erf(x) = 2 / sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (2n+1)!!: all terms have one sign. (Abramowitz and Stegun 7.1.6)
    let private erfSeries bits (x: BigFloat) =
        // Some 4 x^2 terms each carry the relative errors of those before.
        let working = bits + FixedPoint.guardBits + 2 * max 0 x.Magnitude
        let twiceSquare = FixedPoint.ofSquare working x <<< 1
        let next n (term: BigInteger) = ((term * twiceSquare) >>> working) / BigInteger(2 * n + 1)
        let sum = FixedPoint.toBigFloat working (FixedPoint.sum (BigInteger.One <<< working) next)
        let factor = BigFloat.div working (BigFloat.scale 1 x) (sqrtPi working)
        BigFloat.mul bits (BigFloat.mul working factor sum) (expOfMinusSquare working x)

    /// erfc(x) for x^2 >= 3/4 bits: the asymptotic series exp(-x^2) / (x sqrt pi) sum_n (-1)^n (2n-1)!! / (2x^2)^n, whose error is
    /// below the first term left out (7.1.23, 7.1.24). Terms fall until n = x^2, where they are about
    /// sqrt 2 exp(-x^2) < 2^-(1.08 bits).
    let private erfcAsymptotic bits (x: BigFloat) =
        let ratio = FixedPoint.ofSquare bits (BigFloat.div bits BigFloat.One x) >>> 1
        let next n (term: BigInteger) = (term * ratio * BigInteger(2 * n - 1)) >>> bits
        let sum = FixedPoint.toBigFloat bits (FixedPoint.alternatingSum (BigInteger.One <<< bits) next)
        let factor = BigFloat.div bits (expOfMinusSquare bits x) (BigFloat.mul bits x (sqrtPi bits))
        BigFloat.mul bits factor sum

    /// erf(x).
    let erf bits (x: BigFloat) =
        // 1 - erf(x) < exp(-x^2) < 2^-(bits + 2) there.
        if squareExceeds (bits + 2) x then BigFloat.OfInteger x.Sign else erfSeries bits x

    /// erfc(x) = 1 - erf(x).
    let erfc bits (x: BigFloat) =
        let working = bits + FixedPoint.guardBits

        if x.Sign <= 0 then
            BigFloat.add bits BigFloat.One (erf working (BigFloat.Negate x))
        elif squareExceeds (working * 3 / 4) x then
            BigFloat.round bits (erfcAsymptotic working x)
        else
            // erfc(x) > exp(-x^2) / (2x + 1) and 1 / log 2 < 3/2: so many leading digits of 1 - erf(x) cancel.
            let square = int (FixedPoint.ofSquare 8 x >>> 8) + 1
            let extended = working + square * 3 / 2 + max 0 x.Magnitude + 2
            BigFloat.sub bits BigFloat.One (erfSeries extended x)
