namespace NtkAnalytic.Symbolics.Tests.Activations

open System
open NtkAnalytic
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// The derivatives of activations given as formulas.
type HigherDerivativesTests() =
    let activation (text: string) : Activation =
        match ActivationText.readNameOrFormula text with
        | Ok source -> ActivationText.toActivation source
        | Error failure -> failwith failure.Message

    let at (phi: Activation) (order: int) (x: float) : float =
        let value = [| x |]
        phi.EvaluateDerivative(order, ReadOnlySpan value, Span value)
        value[0]

    [<Theory>]
    [<InlineData("x*erf(x)")>]
    [<InlineData("x^2*Phi(x)")>]
    [<InlineData("x^2*exp(-x^2)")>]
    [<InlineData("sin(x)*tanh(x)")>]
    [<InlineData("x/sqrt(1 + x^2)")>]
    [<InlineData("log(1 + x^2)")>]
    [<InlineData("arctan(x) + x/2")>]
    [<InlineData("arcsin(tanh(x)/2)")>]
    member _.``Each order of a smooth formula is the slope of the one below``(text: string) =
        let phi = activation text
        Assert.Equal(8, phi.HighestDerivative)

        for order in 1..8 do
            for x in [ -2.7; -1.1; -0.3; 0.2; 0.9; 3.1 ] do
                // Differences of fourth order: an error of h^4 phi^(k+4) / 30 and of rounding, some 1e-13 / h.
                let h = 2e-3
                let below = at phi (order - 1)
                let slope = (8.0 * (below (x + h) - below (x - h)) - below (x + 2.0 * h) + below (x - 2.0 * h)) / (12.0 * h)
                let actual = at phi order x
                let scale = 1.0 + (Seq.max (seq { for step in -20 .. 20 -> abs (at phi order (float step / 8.0)) }))
                Assert.Equal(slope, actual, 2e-8 * scale)

    // Leibniz: (x g)^(k) = x g^(k) + k g^(k-1). In powers of x the k-th derivative cancels by some 2^k.
    [<Fact>]
    member _.``The derivatives of x erf(x) follow from those of erf``() =
        let phi = activation "x*erf(x)"

        for order in 2..8 do
            for x in [ -3.0; -0.7; 0.0; 0.4; 1.9 ] do
                let expected = x * at Activation.Erf order x + float order * at Activation.Erf (order - 1) x
                let scale = Seq.max (seq { for step in -20 .. 20 -> abs (at Activation.Erf order (float step / 8.0)) })
                Assert.Equal(expected, at phi order x, 2.0 ** float order * 1e-15 * scale)

    [<Theory>]
    [<InlineData("max(0,x) + sin(x)/2")>]
    [<InlineData("x*|x| + x")>]
    [<InlineData("sin(x)*step(x)")>]
    [<InlineData("sqrt((x - 1/3)^2) + x^2")>]
    [<InlineData("arcsin(cos(x))")>]
    [<InlineData("exp(-sqrt(x^2))")>]
    member _.``Formulas with branches or singular points have no higher derivative``(text: string) =
        let phi = activation text
        Assert.Equal(1, phi.HighestDerivative)
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> at phi 2 0.5 |> ignore)

    [<Fact>]
    member _.``A formula of the catalog has the derivatives of the catalog``() =
        Assert.Equal(Activation.Gelu.HighestDerivative, (activation "x*Phi(x)").HighestDerivative)
