namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// Hyperbolic functions.
module internal BigFloatHyperbolic =
    /// sinh(x) = x (1 + x^2/3! + ...): no digits cancel near 0.
    let private sinhSeries bits (x: BigFloat) =
        let square = FixedPoint.ofSquare bits x
        let next n (term: BigInteger) = ((term * square) >>> bits) / BigInteger(2 * n * (2 * n + 1))
        let factor = FixedPoint.sum (BigInteger.One <<< bits) next
        BigFloat.mul bits x (FixedPoint.toBigFloat bits factor)

    /// (exp(x) + sign exp(-x)) / 2.
    let private halfSum bits sign (x: BigFloat) =
        let e = BigFloatExponential.exp bits x
        let reciprocal = BigFloat.div bits BigFloat.One e
        BigFloat.scale -1 (BigFloat.add bits e (if sign < 0 then BigFloat.Negate reciprocal else reciprocal))

    /// sinh(x).
    let sinh bits (x: BigFloat) =
        let working = bits + FixedPoint.guardBits
        BigFloat.round bits (if x.Magnitude < 0 then sinhSeries working x else halfSum working -1 x)

    /// cosh(x).
    let cosh bits (x: BigFloat) = BigFloat.round bits (halfSum (bits + FixedPoint.guardBits) 1 x)

    /// tanh(x).
    let tanh bits (x: BigFloat) =
        let working = bits + FixedPoint.guardBits

        if x.Magnitude < 0 then
            BigFloat.div bits (sinhSeries working x) (cosh working x)
        else
            // tanh |x| = 1 - 2 / (exp(2|x|) + 1), where the subtracted number is below 0.54; beyond |x| = working it is below 2^-working.
            let size = BigFloat.Abs x

            let value =
                if size > BigFloat.OfInteger working then
                    BigFloat.One
                else
                    let e = BigFloatExponential.exp working (BigFloat.scale 1 size)
                    let rest = BigFloat.div working (BigFloat.OfInteger 2) (BigFloat.add working e BigFloat.One)
                    BigFloat.sub bits BigFloat.One rest

            if x.Sign < 0 then BigFloat.Negate value else value
