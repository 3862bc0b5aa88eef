namespace NtkAnalytic.Symbolics.Tests.Evaluation

open System
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text
open Xunit

/// Compiled expressions against those of any precision, where rounding and conventions matter.
type EvaluationTests() =
    let precise (values: (string * Rational) list) (text: string) =
        PreciseEvaluation.evaluateDouble (Map.ofList values) (FormulaText.expression text)

    [<Theory>]
    [<InlineData("piecewise(x < -1, -1, x < 2, x, 1)")>]
    [<InlineData("step(x) + sign(x - 2)")>]
    [<InlineData("x^(1/3) + x^(2/3) + x^3 - x^7/(x^2 + 1)^(3/2)")>]
    [<InlineData("max(x, 1 - x) + |x + 1|")>]
    [<InlineData("piecewise(x < 1, x, exp(x)) * step(-x)")>]
    [<InlineData("Phi(x) + tanh(x)*atan(x)")>]
    member _.``Both evaluations agree, on break points as well``(text: string) =
        let compiled = Compiler.compileOne "x" (FormulaText.expression text)

        for i in -8..8 do
            let x = float i / 2.0
            let expected = precise [ "x", Rational.OfDouble x ] text
            Assert.Equal(expected, compiled.Invoke x, 1e-14 * max 1.0 (abs expected))

    [<Fact>]
    member _.``Dawson's function on both sides of the asymptotic series``() =
        let compiled = Compiler.compileOne "x" (Expr.dawson (Expr.symbol "x"))

        for x in [ 0.5; 3.0; 5.9; 6.1; 8.0; 20.0 ] do
            let expected = PreciseEvaluation.evaluateDouble (Map [ "x", Rational.OfDouble x ]) (Expr.dawson (Expr.symbol "x"))
            Assert.Equal(expected, compiled.Invoke x, 1e-14 * expected)

    [<Fact>]
    member _.``What is left after cancellation is found, and nothing is 0``() =
        let tiny = Rational.Pow(Rational.OfInteger 10, -90)
        let left = precise [ "a", tiny ] "sqrt(1 + a) - 1"
        Assert.Equal(0.5, left / 1e-90, 1e-13)
        Assert.Equal(0.0, precise [ "a", Rational.Create(1, 3) ] "sin(a)^2 + cos(a)^2 - 1")

    [<Fact>]
    member _.``Rounding does not leave the domain of the arcsine``() =
        for n in 2..40 do
            let values = [ "a", Rational.OfInteger n; "b", Rational.Create(1, n) ]
            Assert.Equal(Math.PI / 2.0, precise values "asin(sqrt(a)*sqrt(b))", 1e-9)
