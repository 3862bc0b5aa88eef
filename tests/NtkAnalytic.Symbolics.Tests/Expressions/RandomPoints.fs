namespace NtkAnalytic.Symbolics.Tests.Expressions

open System
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp

/// Points at which random expressions are evaluated.
module internal RandomPoints =
    let private real = Gen.choose (-2000, 2000) |> Gen.map (fun n -> Rational.Create(2 * n + 1, 1009))

    let private positive = Gen.choose (1, 2000) |> Gen.map (fun n -> Rational.Create(n, 1013))

    /// Values for the symbols of random expressions, none of them a break point or another special number.
    let all =
        gen {
            let! x = real
            let! y = real
            let! c = real
            let! q1 = positive
            let! q2 = positive
            let! sigma = positive
            return Map [ "x", x; "y", y; "c", c; "q1", q1; "q2", q2; "sigma_w", sigma ]
        }

    /// The value to so many digits; None where it is not real, not finite or out of reach.
    let value (digits: int) (point: Map<string, Rational>) (e: Expr) : Rational option =
        try
            let value = PreciseEvaluation.evaluateBig digits point e
            // Beyond 2^4000 a rational number holds a book of zeros.
            if abs value.Magnitude > 4000 && not value.IsZero then None else Some(BigFloat.toRational value)
        with :? ArithmeticException ->
            None

    /// True when two values agree to a relative difference of 10^-digits.
    let agree (digits: int) (a: Rational) (b: Rational) : bool =
        let size = max (Rational.Abs a) (Rational.Abs b)
        Rational.Abs(a - b) * Rational.Pow(Rational.OfInteger 10, digits) <= size
