namespace NtkAnalytic.Symbolics.Tests.Derivations

open System
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text
open Xunit

/// What lines say, and how they are confirmed.
type LineTests() =
    let q = Names.q

    let lineOf (outcome: Expectation) (draw: Random -> Probe option) = Line.create "key" "title" "left" "left" outcome (Some draw)

    let probe (variance: Rational) (expected: float) (scale: float) : Probe =
        { Values = Map [ "q", variance ]
          Expected = expected
          Scale = scale }

    [<Fact>]
    member _.``Errors are relative to the scale, and the largest is told``() =
        let mutable drawn = 0

        let draw _ =
            drawn <- drawn + 1
            Some(probe Rational.One (if drawn = 2 then 3.0 else 1.0) 4.0)

        match Confirmation.confirm 1 3 (lineOf (ClosedForm(q, [])) draw) with
        | Some found ->
            Assert.Equal(3, found.Points)
            Assert.Equal(0.5, found.LargestError)
        | None -> Assert.Fail "There were points."

    [<Fact>]
    member _.``Points near the edge of the domain are drawn again``() =
        let outside = lineOf (ClosedForm(q, [ q - Expr.one ])) (fun _ -> Some(probe (Rational.Create(11, 10)) 0.0 1.0))
        Assert.Equal(None, Confirmation.confirm 1 2 outside)

    [<Theory>]
    [<InlineData("max(0,x)", "kappaDoublePrime", "C'(c_l) = 1 - 3/l")>]
    [<InlineData("erf(x)", "kappaDoublePrime", "C'(c_l) = 1 - 2/l")>]
    [<InlineData("max(0,x)", "kappa", "1 - c_l = kappa/l^2")>]
    [<InlineData("abs(x)*x", "rootCorrection", "(1 + rho/sqrt(l)")>]
    [<InlineData("max(0,x)", "criticalMap", "on the edge of chaos")>]
    [<InlineData("step(x)", "criticalMap", "without bias")>]
    member _.``Titles say which law and which network``(text: string, key: string, part: string) =
        let line = Confirmed.line key ((Confirmed.derivation text).ExpansionLines())
        Assert.Contains(part, line.Title)

    [<Theory>]
    [<InlineData("max(0,x)", "c")>]
    [<InlineData("sin(x)", "k")>]
    member _.``Duals are given in the variable in which they are shorter``(text: string, name: string) =
        let line = Confirmed.line "dual" ((Confirmed.derivation text).DualLines())
        let symbols = Rewriting.symbols (Line.formula line).Value
        Assert.Equal<string list>([ name ], symbols |> List.filter (fun symbol -> symbol = "c" || symbol = "k"))

    [<Fact>]
    member _.``Conditions take the correlation with the formula``() =
        match DualFormulas.inCorrelation (Confirmed.derivation "exp(x^2)").Duals.Dual with
        | ClosedForm(_, domain) ->
            Assert.NotEmpty domain
            Assert.DoesNotContain("k", domain |> List.collect Rewriting.symbols)
        | other -> Assert.Fail $"{other}"

    [<Fact>]
    member _.``Inputs come first among parameters, then the network, then what the activation brings``() =
        let formula = FormulaText.expression "a + b2 + n10 + n2 + sigma_b + sigma_w + k + c + q2 + q1"
        Assert.Equal<string list>([ "q1"; "q2"; "k"; "c"; "sigma_w"; "sigma_b"; "n2"; "n10"; "a"; "b2" ], LineText.parameters formula)

    [<Fact>]
    member _.``The terms of an expansion are joined by their signs``() =
        let line = Confirmed.line "expansionAtOne" ((Confirmed.derivation "max(0,x)").ExpansionLines())
        Assert.StartsWith("1 - g + ", (LineText.infix line).Value)

    // x delta(x) = 0 also where the jump is elsewhere; sign(x) and 2 step(x) at 0 are the means of both sides, 0 and 1.
    [<Fact>]
    member _.``A derivative has delta functions only where the activation jumps``() =
        let derivative (text: string) = (DualFormulas.ofActivation (FormulaText.expression text)).Derivative
        let step = FormulaText.expression "step(x - 1)"
        Assert.Equal(step, derivative "step(x - 1)*(x - 1)")
        Assert.Equal(FormulaText.expression "2*x" * step + Expr.dirac (FormulaText.expression "x - 1"), derivative "step(x - 1)*x^2")
        Assert.Equal(Expr.dirac (Expr.symbol "x"), derivative "step(x)*sign(x)")

    [<Fact>]
    member _.``Moments at finite width want two slopes through 0``() =
        for text in [ "max(0,x) + 1"; "x + step(x)"; "sin(x)" ] do
            let lines =
                (Confirmed.derivation text)
                    .FiniteWidthLines([ Expr.symbol "n0"; Expr.symbol "n1"; Expr.one ], Expr.one, Expr.one, NtkAnalytic.Networks.Parameterization.Ntk)

            for line in lines do
                Assert.Equal(None, Line.formula line)
