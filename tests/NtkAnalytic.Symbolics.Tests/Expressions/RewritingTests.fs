namespace NtkAnalytic.Symbolics.Tests.Expressions

open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text
open Xunit

/// Pieces under substitution, and values of functions that are known.
type RewritingTests() =
    let e = FormulaText.expression
    let pieces = e "piecewise(x < -1, -1, x < 2, x, 1)"
    let at (value: Expr) = Rewriting.substitute "x" value pieces

    [<Fact>]
    member _.``Numbers choose a piece, break points the mean``() =
        Assert.Equal(Expr.integer -1, at (Expr.integer -4))
        Assert.Equal(Expr.one, at Expr.one)
        Assert.Equal(Expr.fraction 3 2, at (Expr.integer 2))

    [<Fact>]
    member _.``Pieces move along with the variable``() =
        Assert.Equal(e "piecewise(y < -1/2, -1, y < 1, 2*y, 1)", at (e "2*y"))

        for moved in [ "y + 1"; "1 - 2*y" ] do
            for y in [ -3; 0; 5 ] do
                let number = Expr.integer y
                let direct = at (Rewriting.substitute "y" number (e moved))
                Assert.Equal(direct, Rewriting.substitute "y" number (at (e moved)))

    [<Fact>]
    member _.``The variable of pieces is a symbol of the expression``() =
        Assert.Equal<string list>([ "x" ], Rewriting.symbols (e "piecewise(x < 0, 1, 2)"))

    [<Fact>]
    member _.``Values of functions``() =
        Assert.Equal(Expr.fraction -1 2, e "sin(7*pi/6)")
        Assert.Equal(e "pi/6", e "atan(1/sqrt(3))")
        Assert.Equal(e "2*ln(q)", e "ln(q^2)")
        Assert.Equal(e "1/sqrt(2*pi)", Expr.normalPdf Expr.zero)
        Assert.NotEqual(e "step(x)", e "step(x^2)")
        Assert.Equal(e "x^2", e "|x^2|")
