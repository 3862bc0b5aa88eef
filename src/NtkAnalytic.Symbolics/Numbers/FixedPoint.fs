namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// Numbers as whole multiples of 2^-fraction, in which the series are summed: one multiplication and one shift a term.
module internal FixedPoint =
    /// Bits beyond those asked for. Every function loses less than 2^12 units in the last place of its working precision
    /// (a unit or two for each of some hundred terms), so what remains is below 2^-11 of a unit of the result.
    let guardBits = 24

    /// x * 2^fraction, cut towards 0.
    let ofBigFloat fraction (x: BigFloat) =
        let shift = x.Exponent + fraction

        if shift >= 0 then x.Mantissa <<< shift
        elif x.Sign >= 0 then x.Mantissa >>> -shift
        else -((-x.Mantissa) >>> -shift)

    /// x^2 * 2^fraction; 0 where it is too small to matter, though x^2 be beyond the range of exponents.
    let ofSquare fraction (x: BigFloat) =
        if x.Magnitude < -fraction then BigInteger.Zero
        else ofBigFloat fraction (BigFloat.mul (fraction + 2 * max 0 x.Magnitude) x x)

    /// The number 2^-fraction * value, exactly.
    let toBigFloat (fraction: int) (value: BigInteger) = BigFloat.Create(value, -fraction)

    /// The sum of terms from the first one, next n (term n-1) being term n, until a term is 0. The terms are not negative:
    /// a negative one would be cut towards -infinity by the shifts and never reach 0.
    let sum (first: BigInteger) (next: int -> BigInteger -> BigInteger) =
        let mutable total = first
        let mutable term = next 1 first
        let mutable n = 1

        while not term.IsZero do
            total <- total + term
            n <- n + 1
            term <- next n term

        total

    /// The same sum with alternating signs.
    let alternatingSum (first: BigInteger) (next: int -> BigInteger -> BigInteger) =
        let mutable total = first
        let mutable term = next 1 first
        let mutable n = 1

        while not term.IsZero do
            total <- if n &&& 1 = 1 then total - term else total + term
            n <- n + 1
            term <- next n term

        total

    /// sum_k (-+square)^k / (2k + 1) for square = x^2 < 1: the factor of x in atan x (alternating) and in artanh x.
    let inverseTangentFactor fraction alternating (square: BigInteger) =
        let mutable total = BigInteger.One <<< fraction
        let mutable power = square
        let mutable k = 1

        while not power.IsZero do
            let term = power / BigInteger(2 * k + 1)
            total <- if alternating && k &&& 1 = 1 then total - term else total + term
            power <- (power * square) >>> fraction
            k <- k + 1

        total
