namespace NtkAnalytic.Symbolics.Tests.Series

open NtkAnalytic.Symbolics.FSharp
open Xunit

type SeriesTests() =
    let t = Expr.symbol "t"
    let c = Expr.symbol "c"
    let a = Expr.symbol "a"
    let number = Expr.integer
    let fraction = Expr.fraction
    let rational (numerator: int) (denominator: int) = Rational.Create(numerator, denominator)
    let power (n: int) (d: int) = Expr.power t (rational n d)

    let expand (order: Rational) (x: Expr) =
        match Series.atZero "t" order x with
        | Ok expansion -> expansion
        | Error reason -> failwith reason

    let isRefused (x: Expr) =
        match Series.atZero "t" (rational 3 1) x with
        | Ok _ -> false
        | Error reason -> reason.EndsWith '.'

    let agrees (order: Rational) (expected: Expr) (x: Expr) =
        let found = Series.toExpr (expand order x)
        Assert.True(Simplify.equal expected found, $"{found.Array.Length} terms, not those expected.")

    let reluMap =
        (Expr.sqrt (Expr.one - c * c) + c * (Expr.pi - Expr.arccos c)) / Expr.pi

    [<Fact>]
    member _.``The correlation map of relu at 1``() =
        match Series.at "c" Expr.one false (rational 7 2) reluMap with
        | Error reason -> failwith reason
        | Ok expansion ->
            let root2 = Expr.sqrt (number 2)

            let expected =
                Expr.one - t
                + fraction 2 3 * root2 / Expr.pi * power 3 2
                + fraction 1 30 * root2 / Expr.pi * power 5 2

            Assert.Equal("t", expansion.Variable)
            Assert.Equal(Some(rational 7 2), expansion.Order)
            Assert.True(Simplify.equal expected (Series.toExpr expansion))

    [<Fact>]
    member _.``Known expansions``() =
        let log = Expr.log t
        agrees (rational 3 1) (Expr.one + t / number 2 - t * t / number 8) (Expr.sqrt (Expr.one + t))
        agrees (rational 4 1) (log - t * t / number 6) (Expr.log (Expr.sin t))
        agrees (rational 9 1) (t * log) (t * log)
        agrees (rational 3 1) (t - t * t + t * t * log) (Expr.one - t * t - Expr.exp (-t) + t * t * (log + fraction 1 2))
        agrees (rational 3 1) (Expr.one + t * log + t * t * log * log / number 2) (Expr.exp (t * log))
        agrees
            (rational 4 1)
            (Expr.one / t + t / number 3 + power 3 1 / number 45)
            (Expr.cos t / Expr.sin t + fraction 2 3 * t + fraction 2 45 * power 3 1)
        agrees (rational 2 1) (fraction 1 6 + t * t / number 120 - t * t / number 120) ((t - Expr.sin t) / power 3 1 + t * t / number 120)
        agrees
            (rational 2 1)
            (Expr.pi / number 2 - Expr.sqrt (number 2) * power 1 2 - Expr.sqrt (number 2) / number 12 * power 3 2)
            (Expr.arcsin (Expr.one - t))
        agrees (rational 1 1) (-Expr.pi / number 2 + Expr.sqrt (number 2 * a) * power 1 2) (Expr.arcsin (a * t - Expr.one))

    [<Fact>]
    member _.``An expansion that ends is exact``() =
        Assert.Equal(None, (expand (rational 3 1) (Expr.one + power 5 2 + t * Expr.log t)).Order)
        Assert.Equal(Some(rational 2 1), (expand (rational 2 1) (Expr.one + power 5 2)).Order)
        Assert.Equal(None, (expand (rational 5 1) (Expr.integerPower (Expr.one - t) 4)).Order)

    [<Fact>]
    member _.``Kinks and steps follow the sign of the leading term``() =
        agrees (rational 3 1) (t - t * t) (Expr.abs (t * t - t))
        agrees (rational 3 1) (t * t) (Expr.max (t * t) (Expr.sin (-t)))
        agrees (rational 3 1) Expr.one (Expr.heaviside (t - t * t))
        agrees (rational 3 1) (-Expr.one) (Expr.sign (Expr.log t))
        agrees (rational 3 1) Expr.zero (Expr.dirac t)
        agrees (rational 3 1) (Expr.sqrt (number 2) * t - t) (Expr.abs (t - Expr.sqrt (number 2) * t))
        agrees (rational 3 1) (Expr.sign a * a + Expr.sign a * t) (Expr.abs (a + t))
        agrees (rational 3 1) t (Expr.piecewise "t" [ rational -1 1, Expr.zero; rational 2 1, t ] (t * t))

    [<Fact>]
    member _.``Arguments that grow``() =
        agrees (rational 4 1) (Expr.pi / number 2 - t + power 3 1 / number 3) (Expr.arctan (Expr.one / t))
        agrees (rational 4 1) (-Expr.one) (Expr.erf (Expr.log t - Expr.one / t))
        agrees (rational 4 1) Expr.zero (Expr.exp (-Expr.one / t))
        agrees (rational 4 1) (number -1 + number 2 * t * t) (Expr.tanh (Expr.log t))
        agrees (rational 4 1) (t / number 2 + power 3 1 / number 4) (Expr.dawson (Expr.one / t))
        agrees (rational 2 1) (power 1 2 * Expr.exp a * (Expr.one + t)) (Expr.exp (a + t + Expr.log t / number 2))

    [<Fact>]
    member _.``What has no such expansion is refused with a reason``() =
        Assert.All(
            [ Expr.exp (Expr.one / t)
              Expr.sin (Expr.one / t)
              Expr.log (Expr.log t)
              Expr.sqrt (t - Expr.one)
              Expr.sqrt (Expr.one - Expr.sqrt (number 2) - t)
              Expr.log (t - t * Expr.sqrt (number 2))
              Expr.exp (a * Expr.log t)
              Expr.sqrt (Expr.one + Expr.log t)
              Expr.one / Expr.exp (-Expr.one / t)
              Expr.arcsin (number 2 + t) ],
            fun x -> Assert.True(isRefused x)
        )

    // arctan(1/2) + arctan(1/3) = pi/4, which simplification does not know.
    [<Fact>]
    member _.``No division by what is 0 in numbers``() =
        let hidden = Expr.arctan (fraction 1 2) + Expr.arctan (fraction 1 3) - Expr.pi / number 4
        Assert.True(isRefused (Expr.one / (t + hidden)))

    [<Fact>]
    member _.``Taylor coefficients are derivatives over factorials``() =
        let point = fraction 1 3

        for f in [ Exp; Sin; Cos; Arcsin; Arctan; Tanh; Erf; NormalCdf; NormalPdf; Dawson ] do
            let coefficients = (TaylorCoefficients.ofFunction f point).Value 6
            let mutable derivative = Expr.apply f t
            let mutable factorial = 1

            for n in 0..5 do
                let expected = Rewriting.substitute "t" point derivative / number factorial
                Assert.True(Simplify.equal expected coefficients[n], $"The coefficient {n} of {f} is wrong.")
                derivative <- Calculus.differentiate "t" derivative
                factorial <- factorial * (n + 1)
