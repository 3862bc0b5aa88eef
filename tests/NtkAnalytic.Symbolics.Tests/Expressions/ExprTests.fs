namespace NtkAnalytic.Symbolics.Tests.Expressions

open System
open NtkAnalytic.Symbolics.FSharp
open Xunit

type ExprTests() =
    let x = Expr.symbol "x"
    let y = Expr.symbol "y"
    let q = Expr.symbol "q"
    let half = Rational.Half
    let number = Expr.integer

    [<Fact>]
    member _.``Equal polynomials are equal``() =
        Assert.Equal(Expr.integerPower (x + y) 3, Expr.integerPower x 3 + number 3 * x * x * y + number 3 * x * y * y + Expr.integerPower y 3)
        Assert.Equal((x - y) * (x + y), x * x - y * y)
        Assert.Equal(Expr.zero, (x + y) - y - x)

    [<Fact>]
    member _.``Equal radicals are equal``() =
        Assert.Equal(number 2 * Expr.sqrt (number 3), Expr.sqrt (number 12))
        Assert.Equal(Expr.sqrt (number 2) / number 2, number 1 / Expr.sqrt (number 2))
        Assert.Equal(Expr.sqrt (number 6), Expr.sqrt (number 2) * Expr.sqrt (number 3))
        Assert.Equal(number 2 * Expr.sqrt (Expr.one + number 2 * q), Expr.sqrt (number 4 + number 8 * q))
        Assert.Equal(Expr.one + number 2 * q, Expr.square (Expr.sqrt (Expr.one + number 2 * q)))
        Assert.Equal(number -2, Expr.power (number -8) (Rational.Create(1, 3)))
        Assert.Equal(q * Expr.sqrt (Expr.one - x * x), Expr.sqrt (q * q - q * q * x * x))
        Assert.Equal(Expr.abs x, Expr.sqrt (x * x))
        Assert.Equal(q, Expr.sqrt (q * q))
        Assert.Equal(Expr.integerPower (x + y) 2 * Expr.sqrt (x + y), Expr.power (x + y) (Rational.Create(5, 2)))

    [<Fact>]
    member _.``Powers of sums are in normal form whatever they were made of``() =
        let b = Expr.one + x
        let inverseSquare = Expr.sqrt (x - Expr.one) * Expr.power (x - Expr.one) (Rational.Create(-5, 2))
        Assert.Equal(Expr.one / Expr.abs (Expr.one - x), Expr.sqrt inverseSquare)
        Assert.Equal(Expr.one / (x - Expr.one), Expr.sqrt (x - Expr.one) * Expr.power (x - Expr.one) (Rational.Create(-3, 2)))
        Assert.Equal(Expr.one / (x - Expr.one), Expr.integerPower (Expr.sqrt (x - Expr.one)) -2)
        Assert.Equal(Expr.sign b, Expr.sign (Expr.one / b))
        Assert.Equal(-(Expr.log (Expr.one + Expr.pi)), Expr.log (Expr.one / (Expr.one + Expr.pi)))
        Assert.Equal(b / (Expr.one + number 5 * b), Expr.one / (number 5 + Expr.one / b) |> Expr.power <| Rational.One)
        Assert.Throws<DivideByZeroException>(fun () -> Expr.one / (Expr.one / b + x / b - Expr.one) |> ignore) |> ignore

    [<Fact>]
    member _.``Exponentials join``() =
        Assert.Equal(Expr.exp (x + y), Expr.exp x * Expr.exp y)
        Assert.Equal(Expr.one, Expr.exp x / Expr.exp x)
        Assert.Equal(Expr.exp (number 2 * x), Expr.square (Expr.exp x))
        Assert.Equal(Expr.exp (x / number 2), Expr.sqrt (Expr.exp x))
        Assert.Equal(x, Expr.log (Expr.exp x))

    [<Fact>]
    member _.``Known values of functions``() =
        Assert.Equal(Expr.sqrt (number 3) / number 2, Expr.sin (Expr.pi / number 3))
        Assert.Equal(number -1, Expr.cos Expr.pi)
        Assert.Equal(Expr.pi / number -6, Expr.arcsin (Expr.fraction -1 2))
        Assert.Equal(Expr.zero, Expr.arccos Expr.one)
        Assert.Equal(Expr.fraction 1 2, Expr.heaviside Expr.zero)
        Assert.Equal(Expr.heaviside x, Expr.heaviside (number 3 * q * x))
        Assert.Equal(Expr.one - Expr.heaviside x, Expr.heaviside (-x))
        Assert.Equal(number 2 * Expr.abs x, Expr.abs (number -2 * x))
        Assert.Equal(x * x, Expr.square (Expr.abs x))
        Assert.Equal(Expr.one, Expr.sign (Expr.one + q))

    [<Fact>]
    member _.``Outside of the reals there is an error``() =
        Assert.Throws<DivideByZeroException>(fun () -> Expr.one / Expr.zero |> ignore) |> ignore
        Assert.Throws<ArithmeticException>(fun () -> Expr.sqrt (number -1) |> ignore) |> ignore
        Assert.Throws<ArithmeticException>(fun () -> Expr.log (number -1) |> ignore) |> ignore

    [<Fact>]
    member _.``Derivatives``() =
        let d = Calculus.differentiate "x"
        Assert.Equal(number 3 * x * x, d (Expr.integerPower x 3))
        Assert.Equal(x / Expr.sqrt (Expr.one + x * x), d (Expr.sqrt (Expr.one + x * x)))
        Assert.Equal(Expr.one / (Expr.one + x * x), d (Expr.arctan x))
        Assert.Equal(number 2 * x * Expr.exp (x * x), d (Expr.exp (x * x)))
        Assert.Equal(Expr.heaviside x, d (Expr.max Expr.zero x))
        Assert.Equal(Expr.dirac x, d (Expr.heaviside x))
        Assert.Equal(Expr.power x -half / number 2, d (Expr.sqrt x))

    [<Fact>]
    member _.``Substitution takes effect all at once``() =
        Assert.Equal(y - x, Rewriting.substituteAll (Map [ "x", y; "y", x ]) (x - y))
        Assert.Equal(number 5, Rewriting.substitute "x" (number 2) (x * x + Expr.max x Expr.one - Expr.one + x - x))

    [<Fact>]
    member _.``A budget ends what would not end``() =
        Assert.Throws<BudgetExceededException>(fun () ->
            Budget.run 1_000_000L Threading.CancellationToken.None (fun () -> Expr.integerPower (x + y + q + Expr.one) 100000 |> ignore))
        |> ignore

        Assert.Throws<BudgetExceededException>(fun () -> Expr.integerPower (number 9) 999999999 |> ignore) |> ignore
