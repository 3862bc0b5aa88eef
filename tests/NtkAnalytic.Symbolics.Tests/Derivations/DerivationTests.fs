namespace NtkAnalytic.Symbolics.Tests.Derivations

open NtkAnalytic.Symbolics.FSharp
open Xunit

/// Activations that no library lists, and those that have no closed form.
type DerivationTests() =
    static let closed =
        [ "relu(x) + a*sin(b*x)"
          "max(0,x)^2 + cos(x)/2"
          "max(0,x)^2 + sin(x)/2"
          "x*erf(x)"
          "x^2*Phi(x)"
          "max(0,x)^3 - x"
          "abs(x)*x"
          "exp(-x^2)*x^2"
          "exp(-x^2)*erf(x)"
          "max(0,x) + a*min(0,x)"
          "cos(a*x + b)"
          "He(12, x)"
          "exp(x^2)"
          "erf(x)"
          "max(0,x)" ]

    static let ofDual (text: string) = (Confirmed.derivation text).DualLines() |> Confirmed.line "dual"

    static member Closed = TheoryData<string> closed

    [<Theory>]
    [<MemberData(nameof DerivationTests.Closed)>]
    member _.``Every line is a formula that the other route confirms``(text: string) =
        let derivation = Confirmed.derivation text

        for line in derivation.Summary() @ derivation.DualLines() @ derivation.ExpansionLines() do
            Confirmed.check 3 text line

    [<Fact>]
    member _.``A jump has no edge of chaos, and all else``() =
        let derivation = Confirmed.derivation "step(x)"
        let lines = derivation.Summary() @ derivation.DualLines() @ derivation.ExpansionLines()
        let without = [ "chi1"; "criticalWeightVariance"; "criticalBiasVariance"; "derivativeMoment"; "kappa" ]

        for line in lines do
            if List.contains line.Key without then
                match line.Outcome with
                | Divergent _ -> ()
                | other -> Assert.Fail $"{line.Key}: {other}"
            else
                Confirmed.check 4 "step(x)" line

    [<Fact>]
    member _.``The domain of a growing weight at equal variances is 1 - 4q > 0``() =
        let lines = (Confirmed.derivation "exp(x^2)").Summary()

        for key in [ "correlationMap"; "expansionAtOne"; "criticalWeightVariance" ] do
            match (Confirmed.line key lines).Outcome with
            | ClosedForm(_, [ condition ]) -> Assert.True(Simplify.equal (Expr.one - Expr.integer 4 * Names.q) condition)
            | other -> Assert.Fail $"{key}: {other}"

    [<Theory>]
    [<InlineData("tanh(x)", "hyperbolic tangent")>]
    [<InlineData("ln(1 + exp(x))", "logarithm")>]
    [<InlineData("max(0,x) + step(-x)*(exp(x) - 1)", "Breaks or error functions on both sides meet an exponential")>]
    [<InlineData("max(0, x - 1)", "elsewhere than at 0")>]
    [<InlineData("step(x)*cos(x)", "Breaks or error functions on both sides meet an exponential or sine")>]
    [<InlineData("erf(x)^2", "product of error functions")>]
    [<InlineData("x/(1 + exp(-x))", "negative or fractional power")>]
    member _.``Where there is no rule the sentence says what stopped it``(text: string, part: string) =
        match (ofDual text).Outcome with
        | NoClosedForm reason -> Assert.Contains(part, reason)
        | other -> Assert.Fail $"{text}: {other}"

    // The derivative of step(-x) meets exp(x) - 1, which is 0 there.
    [<Fact>]
    member _.``A continuous function of pieces has no jump``() =
        let lines = (Confirmed.derivation "max(0,x) + step(-x)*(exp(x) - 1)").DualLines()
        Confirmed.check 4 "elu" (Confirmed.line "derivativeMoment" lines)
        Confirmed.check 4 "elu" (Confirmed.line "secondMoment" lines)

    [<Fact>]
    member _.``What has no second moment is refused where it is read``() =
        match ActivationText.read "1 + exp(x^4)" with
        | Error failure ->
            Assert.Equal(5, failure.Position)
            Assert.Contains("grows faster than every Gaussian density decays", failure.Message)
        | Ok _ -> Assert.Fail "exp(x^4) was read."

        match ActivationText.read "x + delta(x)" with
        | Error failure -> Assert.Equal(5, failure.Position)
        | Ok _ -> Assert.Fail "Dirac's delta was read."

        match (DualFormulas.ofActivation (Expr.dirac (Expr.symbol "x"))).Dual with
        | NoClosedForm reason -> Assert.Contains("Dirac's delta", reason)
        | other -> Assert.Fail $"{other}"
