namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// Dawson's function F(x) = exp(-x^2) int_0^x exp(t^2) dt.
module internal BigFloatDawson =
    /// F(x) = exp(-x^2) sum_n x^(2n+1) / (n! (2n+1)): all terms have one sign.
    let private series bits (x: BigFloat) =
        // Some 4 x^2 terms each carry the relative errors of those before.
        let working = bits + 2 * max 0 x.Magnitude
        let square = FixedPoint.ofSquare working x
        let mutable power = BigInteger.One <<< working
        let mutable total = power
        let mutable n = 1

        while not power.IsZero do
            power <- ((power * square) >>> working) / BigInteger n
            total <- total + power / BigInteger(2 * n + 1)
            n <- n + 1

        let sum = FixedPoint.toBigFloat working total
        BigFloat.mul bits (BigFloat.mul working x sum) (BigFloatErrorFunction.expOfMinusSquare working x)

    /// F(x) ~ 1/(2x) sum_n (2n-1)!! / (2x^2)^n for x^2 >= 3/2 bits.
    ///
    /// With u_n = (2n-1)!! / (2^(n+1) x^(2n+1)) the rest G = F - sum_(n<N) u_n has G' + 2x G = 2x u_N, so
    /// G(x) = exp(a^2 - x^2) G(a) + int_a^x exp(t^2 - x^2) 2t u_N(t) dt. Take a^2 = x^2/2. The first part is below
    /// exp(-x^2/2) |G(a)| < 2^-(1.08 bits) |G(a)|. In the second, exp(t^2 - x^2) u_N(t) is log-convex in t and so largest at an end:
    /// at x, or at a, where it is at most sqrt(2) u_N(x) as long as N log 2 <= x^2/2. Hence it is below x^2 u_N(x). The terms
    /// have fallen to 2^-bits u_0 at that N: N! / x^(2N) is about exp(N log(N/x^2) - N) = exp(-0.95 x^2) at N = 0.72 x^2.
    let private asymptotic bits (x: BigFloat) =
        let ratio = FixedPoint.ofSquare bits (BigFloat.div bits BigFloat.One x) >>> 1
        let next n (term: BigInteger) = (term * ratio * BigInteger(2 * n - 1)) >>> bits
        let sum = FixedPoint.toBigFloat bits (FixedPoint.sum (BigInteger.One <<< bits) next)
        BigFloat.div bits sum (BigFloat.scale 1 x)

    /// F(x), with full relative precision.
    let dawson bits (x: BigFloat) =
        let working = bits + FixedPoint.guardBits
        let isLarge = BigFloatErrorFunction.squareExceeds (working + working / 2) x
        BigFloat.round bits (if isLarge then asymptotic working x else series working x)
