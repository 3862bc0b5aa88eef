namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// A constant as a fixed point number, remembered at the highest precision that it was asked for.
[<Sealed>]
type internal CachedConstant(compute: int -> BigInteger) =
    // A pair is replaced as a whole: whoever reads it sees a value that belongs to its precision.
    let mutable known = (0, BigInteger.Zero)

    /// The constant * 2^fraction, at most 2 units off.
    member _.Fixed(fraction: int) =
        let knownFraction, value = known

        if knownFraction >= fraction then
            value >>> (knownFraction - fraction)
        else
            // Reaching further than asked: precisions that grow step by step find it done.
            let reached = fraction + fraction / 4 + 64
            let value = compute (reached + FixedPoint.guardBits) >>> FixedPoint.guardBits
            known <- (reached, value)
            value >>> (reached - fraction)

    /// The constant, with an error below 2^(2-bits).
    member this.Value(bits: int) = FixedPoint.toBigFloat bits (this.Fixed bits)

/// pi and log 2, by inverse tangents of reciprocals of whole numbers.
module internal BigFloatConstants =
    /// atan(1/n) (alternating) or artanh(1/n), with the number of its terms as its error in units.
    let private inverseTangentOfReciprocal fraction alternating (n: int) =
        let square = BigInteger(n * n)
        let mutable power = (BigInteger.One <<< fraction) / BigInteger n
        let mutable total = power
        let mutable k = 1

        while not power.IsZero do
            power <- power / square
            let term = power / BigInteger(2 * k + 1)
            total <- if alternating && k &&& 1 = 1 then total - term else total + term
            k <- k + 1

        total

    /// Machin's formula, pi = 16 atan(1/5) - 4 atan(1/239).
    let pi =
        CachedConstant(fun fraction ->
            (inverseTangentOfReciprocal fraction true 5 <<< 4) - (inverseTangentOfReciprocal fraction true 239 <<< 2))

    /// log 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749).
    let ln2 =
        CachedConstant(fun fraction ->
            BigInteger 18 * inverseTangentOfReciprocal fraction false 26
            - (inverseTangentOfReciprocal fraction false 4801 <<< 1)
            + (inverseTangentOfReciprocal fraction false 8749 <<< 3))
