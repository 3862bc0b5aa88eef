namespace NtkAnalytic.Symbolics.Tests.Simplification

open NtkAnalytic.Symbolics.FSharp
open Xunit

type SimplifyTests() =
    let x = Expr.symbol "x"
    let y = Expr.symbol "y"
    let q = Expr.symbol "q"
    let c = Expr.symbol "c"
    let n = Expr.integer
    let one = Expr.one

    let becomes (expected: Expr) (given: Expr) = Assert.Equal(expected, Simplify.normal given)

    [<Fact>]
    member _.``Fractions are combined and cancelled``() =
        becomes one (x / (one + x) + one / (one + x))
        becomes (x - one) ((x * x - one) / (x + one))
        becomes (one / (x - y)) ((x + y) / (x * x - y * y))
        becomes (n 2 / (one - x) / (one + x)) (one / (one - x) + one / (one + x))
        becomes (Expr.integerPower (x + y) 2) (Expr.integerPower (x + y) 5 / Expr.integerPower (x + y) 3)
        becomes Expr.zero (one / (x * x - one) - one / (x - one) / (x + one))
        becomes (one / (one + x) / (one + y)) (one / (one + x + y + x * y))

    [<Fact>]
    member _.``Roots lose their squares``() =
        becomes (one + n 2 * q) (Expr.sqrt (one + n 4 * q + n 4 * q * q))
        becomes (Expr.abs (x + y)) (Expr.sqrt (x * x + n 2 * x * y + y * y))
        becomes (Expr.sqrt (one + q)) ((one + q) / Expr.sqrt (one + q))
        becomes (one / Expr.sqrt (one - c * c)) (Expr.sqrt (one - c * c) / (one - c) / (one + c))
        becomes (Expr.sqrt (one + q) * Expr.sqrt (one + n 3 * q)) (Expr.sqrt ((one + q) * (one + n 3 * q)))
        becomes (Expr.sqrt (one - c * c)) ((one - c * c) / Expr.sqrt (one - c * c))

    [<Fact>]
    member _.``Classes of functions stay apart``() =
        let value = Expr.arcsin c / (one + q) + q * Expr.arcsin c / (one + q) + one / (one + q)
        becomes (Expr.arcsin c + one / (one + q)) value

    [<Fact>]
    member _.``Functions within denominators take part``() =
        let e = Expr.exp x
        becomes one (e / (one + e) + one / (one + e))

    [<Fact>]
    member _.``Zero is recognised``() =
        Assert.True(Simplify.isZero (Expr.square (Expr.sin x) + Expr.square (Expr.cos x) - one))
        Assert.True(Simplify.equal (Expr.abs x) (x * Expr.sign x))
        Assert.True(Simplify.equal (Expr.max x Expr.zero) ((x + Expr.abs x) / n 2))
        Assert.True(Simplify.equal (Expr.normalCdf x) (one / n 2 + Expr.erf (x / Expr.sqrt (n 2)) / n 2))
        Assert.True(Simplify.equal (Expr.normalPdf x) (Expr.exp (-x * x / n 2) / Expr.sqrt (n 2 * Expr.pi)))
        Assert.True(Simplify.equal (Expr.tanh x) (one - n 2 / (one + Expr.exp (n 2 * x))))
        Assert.False(Simplify.isZero (x - y))
