namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// Polynomials in one variable over the integers modulo a prime: the images that tell quickly that two polynomials are coprime.
module internal ModularPolynomial =
    /// 2^31 - 1: products of two residues fit into 64 bits.
    let private prime = 2147483647L

    let rec private power (x: int64) (n: int64) : int64 =
        if n = 0L then
            1L
        else
            let half = power x (n / 2L)
            let square = half * half % prime
            if n % 2L = 0L then square else square * x % prime

    // Fermat: x^(p - 2) x = 1.
    let private inverse (x: int64) = power x (prime - 2L)

    let private residue (x: BigInteger) : int64 =
        let r = int64 (x % BigInteger prime)
        if r < 0L then r + prime else r

    /// The image of a number; None where the prime divides the denominator.
    let ofRational (x: Rational) : int64 option =
        let denominator = residue x.Denominator

        if denominator = 0L then None
        elif x.Denominator.IsOne then Some(residue x.Numerator)
        else Some(residue x.Numerator * inverse denominator % prime)

    // 7 is a primitive root of the prime; its powers are spread out.
    let private points = Array.init 512 (fun i -> power 7L (1_000_003L * int64 (i + 1)))

    /// Where the image of a variable lies, in one sample of several.
    let point (sample: int) (variable: int) : int64 = points[(variable + 37 * sample) % points.Length]

    /// True for the squares of residues (Euler's criterion).
    let isSquare (x: int64) : bool = x = 0L || power x ((prime - 1L) / 2L) = 1L

    /// a^2 - b c.
    let squareMinusProduct (a: int64) (b: int64) (c: int64) : int64 = (a * a % prime + (prime - b) * c % prime) % prime

    /// The polynomial without leading zeros.
    let trim (a: int64[]) : int64[] =
        match Array.tryFindIndexBack (fun c -> c <> 0L) a with
        | Some last -> Array.truncate (last + 1) a
        | None -> [||]

    /// parts[0] + parts[1] x + parts[2] x^2 + ..., for a number x.
    let combine (parts: int64[][]) (x: int64) : int64[] =
        let sum = Array.create (parts |> Array.map Array.length |> Array.max) 0L

        for part in Array.rev parts do
            for i in 0 .. sum.Length - 1 do
                sum[i] <- (sum[i] * x + (if i < part.Length then part[i] else 0L)) % prime

        sum

    // The remainder of a by b, whose last coefficient is not 0.
    let private remainder (a: int64[]) (b: int64[]) : int64[] =
        let rest = Array.copy a
        let lead = inverse b[b.Length - 1]

        for i in a.Length - b.Length .. -1 .. 0 do
            let q = rest[i + b.Length - 1] * lead % prime

            for j in 0 .. b.Length - 1 do
                rest[i + j] <- (rest[i + j] + (prime - q) * b[j]) % prime

        trim rest

    /// The greatest common divisor of two polynomials without leading zeros.
    let rec gcd (a: int64[]) (b: int64[]) : int64[] =
        if b.Length = 0 then a
        elif a.Length < b.Length then gcd b a
        else gcd b (remainder a b)
