namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// Sine and cosine.
module internal BigFloatTrigonometric =
    /// Arguments beyond 2^4096 are refused: each bit of the magnitude asks for a bit of pi.
    let private largestMagnitude = 4096

    /// sin(r) = r (1 - r^2/3! + ...) for |r| < 1, with full relative precision.
    let private sinSeries bits (r: BigFloat) =
        let square = FixedPoint.ofSquare bits r
        let next n (term: BigInteger) = ((term * square) >>> bits) / BigInteger(2 * n * (2 * n + 1))
        let factor = FixedPoint.alternatingSum (BigInteger.One <<< bits) next
        BigFloat.mul bits r (FixedPoint.toBigFloat bits factor)

    /// cos(r) for |r| < 1.
    let private cosSeries bits (r: BigFloat) =
        let square = FixedPoint.ofSquare bits r
        let next n (term: BigInteger) = ((term * square) >>> bits) / BigInteger((2 * n - 1) * 2 * n)
        FixedPoint.toBigFloat bits (FixedPoint.alternatingSum (BigInteger.One <<< bits) next)

    /// x = k pi/2 + r with |r| about pi/4 at most and r precise to the given bits.
    let private reduce bits (x: BigFloat) =
        if x.Magnitude > largestMagnitude then
            raise (OverflowException "Sine and cosine are not computed beyond 2^4096.")

        // The error of r is 2^-(bits + spare): small next to r unless r < 2^-spare, and then more of pi is needed. This ends, as
        // no multiple of pi has finitely many bits.
        let rec attempt spare =
            let working = bits + x.Magnitude + spare + 8
            let halfPi = BigFloat.scale -1 (BigFloatConstants.pi.Value working)
            let k = BigFloat.nearestInteger (BigFloat.div working x halfPi)
            let r = BigFloat.sub working x (BigFloat.mul working (BigFloat.Create(k, 0)) halfPi)
            if r.IsZero || r.Magnitude < -spare then attempt (2 * spare) else struct (int (k &&& BigInteger 3), r)

        if x.Magnitude <= -1 then struct (0, x) else attempt 8

    /// The sine or, a quarter of a turn ahead, the cosine.
    let private sinAhead quarters bits (x: BigFloat) =
        let working = bits + FixedPoint.guardBits
        let struct (quadrant, r) = reduce working x

        let value =
            match (quadrant + quarters) &&& 3 with
            | 0 -> sinSeries working r
            | 1 -> cosSeries working r
            | 2 -> BigFloat.Negate(sinSeries working r)
            | _ -> BigFloat.Negate(cosSeries working r)

        BigFloat.round bits value

    /// sin(x), with full relative precision near multiples of pi too.
    let sin bits x = sinAhead 0 bits x

    /// cos(x), with full relative precision near odd multiples of pi/2 too.
    let cos bits x = sinAhead 1 bits x
