namespace NtkAnalytic.Symbolics.Tests.Text

open System.Threading
open NtkAnalytic.Symbolics.FSharp
open Xunit

type ParserTests() =
    let x = Expr.symbol "x"
    let y = Expr.symbol "y"
    let number = Expr.integer

    let reads (text: string) (expected: Expr) =
        match Parser.parse text with
        | Ok expression -> Assert.True((expression = expected), $"{text} was read as {Infix.print expression}")
        | Error failure -> Assert.Fail $"{text}: {failure.Position}: {failure.Message}"

    let failure (text: string) =
        match Parser.parse text with
        | Ok expression -> failwith $"{text} was read as {Infix.print expression}"
        | Error failure -> failure

    [<Fact>]
    member _.``Numbers are exact``() =
        reads "0.25" (Expr.fraction 1 4)
        reads "1e-3" (Expr.fraction 1 1000)
        reads ".5" (Expr.fraction 1 2)
        reads "2.5E+2" (number 250)
        reads "0.1 + 0.2" (Expr.fraction 3 10)
        reads "pi" Expr.pi
        reads "π" Expr.pi
        reads "e" (Expr.exp Expr.one)

    [<Fact>]
    member _.``Powers bind from the right and before signs``() =
        reads "-x^2" (-(x * x))
        reads "2^3^2" (number 512)
        reads "x**2" (x * x)
        reads "x^-1" (Expr.one / x)
        reads "x^(1/2)" (Expr.sqrt x)
        reads "2*-x" (number -2 * x)
        reads "x - -y" (x + y)
        reads "-x*y/2" (Expr.fraction -1 2 * x * y)
        reads "8/4/2" Expr.one
        reads "1 - 2 - 3" (number -4)

    [<Fact>]
    member _.``Powers of positive numbers are exponentials``() =
        reads "e^(2*x)" (Expr.exp (number 2 * x))
        reads "exp(y)^x" (Expr.exp (x * y))
        reads "2^x" (Expr.exp (x * Expr.log (number 2)))
        reads "pi^x" (Expr.exp (x * Expr.log Expr.pi))

    [<Fact>]
    member _.``Absolute values stand between bars``() =
        reads "|x|" (Expr.abs x)
        reads "|x|*||y| - 1|" (Expr.abs x * Expr.abs (Expr.abs y - Expr.one))

    [<Fact>]
    member _.``Functions have their usual names``() =
        reads "ln(x) + log(y)" (Expr.log x + Expr.log y)
        reads "asin(x) - arcsin(x)" Expr.zero
        reads "acos(x) + asin(x)" (Expr.scale Rational.Half Expr.pi)
        reads "atan(x) - arctan(x)" Expr.zero
        reads "tan(x)" (Expr.sin x / Expr.cos x)
        reads "cosh(x) + sinh(x)" (Expr.exp x)
        reads "erfc(x) + erf(x)" Expr.one
        reads "normcdf(x) - Phi(x)" Expr.zero
        reads "normpdf(x)" (Expr.normalPdf x)
        reads "dawson(x)*tanh(x)" (Expr.dawson x * Expr.tanh x)
        reads "step(x) + heaviside(x) + H(x)" (number 3 * Expr.heaviside x)
        reads "dirac(x) + delta(x)" (number 2 * Expr.dirac x)
        reads "sign(x)" (Expr.sign x)
        reads "max(0, x, y)" (Expr.max (Expr.max Expr.zero x) y)
        reads "min(x, y)" (Expr.min x y)
        reads "He(0, x) + He(1, x)" (Expr.one + x)
        reads "He(4, x)" (Expr.integerPower x 4 - number 6 * x * x + number 3)

    [<Fact>]
    member _.``Activations are short for their formulas``() =
        reads "relu(x)" (Expr.max Expr.zero x)
        reads "gelu(x)" (x * Expr.normalCdf x)
        reads "sigmoid(x)" (Expr.one / (Expr.one + Expr.exp (-x)))
        reads "softplus(x)" (Expr.log (Expr.one + Expr.exp x))
        reads "silu(x) - swish(x)" Expr.zero

    [<Fact>]
    member _.``Pieces are conditions with values``() =
        let clipped = Expr.piecewise "x" [ Rational.OfInteger -1, number -1; Rational.One, x ] Expr.one
        reads "piecewise(x < -1, -1, x < 1, x, 1)" clipped
        reads "piecewise(x <= -1, -1, x < 2/2, x, 1)" clipped

    [<Theory>]
    [<InlineData("", 1, "the text is empty")>]
    [<InlineData("   ", 1, "the text is empty")>]
    [<InlineData("1 +", 4, "found the end, expected a number, a name or '('")>]
    [<InlineData("3 4", 3, "found '4', expected an operator or the end")>]
    [<InlineData("2x", 2, "found 'x', expected an operator or the end")>]
    [<InlineData("(1 + x", 7, "found the end, expected ')' or an operator")>]
    [<InlineData("1 + x)", 6, "found ')', expected an operator or the end")>]
    [<InlineData("max(x", 6, "found the end, expected ')', ',' or an operator")>]
    [<InlineData("1e999", 1, "the exponent of 1e999 is beyond 400")>]
    [<InlineData("2 + expp(x)", 5, "there is no function 'expp'; the nearest names are exp, erf, erfc; a product is written with *")>]
    [<InlineData("1 + exp", 5, "'exp' is a function: write exp(...)")>]
    [<InlineData("exp(x, y)", 1, "'exp' takes one argument, not 2")>]
    [<InlineData("max()", 1, "'max' takes one argument or more, not 0")>]
    [<InlineData("He(x)", 1, "'He' takes 2 arguments, not 1")>]
    [<InlineData("He(151, x)", 1, "The degree of He(n, x) is a whole number from 0 to 150.")>]
    [<InlineData("1 + 1/(x - x)", 6, "Division by zero.")>]
    [<InlineData("2*sqrt(1 - 2)", 3, "The root of a negative number, (-1)^(1/2), is not real.")>]
    [<InlineData("x^y", 2, "the exponent is not a rational number, and the base is neither e nor a positive number")>]
    [<InlineData("x^200000", 2, "The exponent 200000 is beyond what is reasonable: at most 100000.")>]
    [<InlineData("piecewise(x < 1, 0, x < 1, x, 1)", 23, "the break points ascend")>]
    [<InlineData("piecewise(x < 1, 0, y < 2, x, 1)", 23, "the conditions are of one variable, not of x and y")>]
    [<InlineData("piecewise(x < y, 0, 1)", 13, "a condition is of the form x < 3: a variable and a number")>]
    [<InlineData("max(x < 1, 2)", 7, "found '<', expected ')', ',' or an operator")>]
    member _.``A failure has a position and a reason``(text: string, position: int, message: string) =
        let failure = failure text
        Assert.Equal(message, failure.Message)
        Assert.Equal(position, failure.Position)

    [<Fact>]
    member _.``Work without end is refused at its operator``() =
        let failure = failure "1 + (x + y + c)^999"
        Assert.Equal(16, failure.Position)
        Assert.Contains("grows beyond what is reasonable", failure.Message)

    [<Fact>]
    member _.``Long texts are refused``() =
        Assert.Equal(2001, (failure (String.replicate 1001 "x+")).Position)
        reads (String.replicate 999 "x+" + "x") (number 1000 * x)

    [<Theory>]
    [<InlineData("(")>]
    [<InlineData("-")>]
    [<InlineData("exp(")>]
    [<InlineData("x^")>]
    [<InlineData("|")>]
    [<InlineData("max(x,")>]
    member _.``Deep nesting is refused before the stack ends``(opening: string) =
        // A stack of one megabyte, the least that main threads have.
        let mutable message = ""
        let text = String.replicate (Parser.LongestText / opening.Length) opening
        let thread = Thread((fun () -> message <- (failure text).Message), 1024 * 1024)
        thread.Start()
        thread.Join()
        Assert.Equal("the formula is nested deeper than 200 levels", message)

    [<Fact>]
    member _.``Nesting within the limit is read``() =
        reads (String.replicate 150 "(" + "x" + String.replicate 150 ")") x
        Assert.True(Result.isOk (Parser.parse (String.replicate 150 "sin(" + "x" + String.replicate 150 ")")))
