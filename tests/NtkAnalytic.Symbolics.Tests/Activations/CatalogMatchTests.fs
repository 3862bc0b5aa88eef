namespace NtkAnalytic.Symbolics.Tests.Activations

open System
open NtkAnalytic
open NtkAnalytic.Activations
open NtkAnalytic.DualActivations
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// Activations for the core from formulas.
type CatalogMatchTests() =
    static let activation (text: string) =
        match ActivationText.read text with
        | Ok source -> ActivationText.toActivation source
        | Error failure -> failwith $"{text}: {failure.Message}"

    static member Texts =
        // The random feature and Hermite's polynomials have irrational factors; the two slopes have a shorter name.
        let unknown = [ "rbf"; "hermite(3)"; "two-slope(-0.5,1)" ]
        let known = CatalogTexts.all |> List.filter (fun (name, _) -> not (List.contains name unknown))

        let others =
            [ "leaky-relu(-0.5)", "max(0, x) - min(0, x)/2"
              "two-slope(-0.5,2)", "2*max(0, x) - min(0, x)/2"
              "tanh", "tanh(x)"
              "tanh(0.5)", "tanh(x/2)"
              "sigmoid", "1/(1 + exp(-x))"
              "silu", "x/(1 + exp(-x))"
              "softplus", "ln(1 + exp(x))"
              "softsign", "x/(1 + |x|)"
              "mish", "x*tanh(ln(1 + exp(x)))"
              "erf(0.25)", "erf(x/4)"
              "sin(3)", "sin(3*x)"
              "exp(-2)", "exp(-2*x)"
              "gaussian(0.5)", "exp(-x^2/2)"
              "relu", "(x + |x|)/2"
              "relu", "x*step(x)"
              "relu", "piecewise(x < 0, 0, x)"
              "identity", "max(0, x) + min(0, x)"
              "abs", "max(x, -x)"
              "polynomial(1,2,1)", "(1 + x)^2"
              "polynomial(0,0,0,2)", "2*x^3" ]

        TheoryData<string, string>(known @ others |> List.map (fun (name, text) -> struct (name, text)))

    [<Theory>]
    [<MemberData(nameof CatalogMatchTests.Texts)>]
    member _.``A formula that means an activation of the catalog is that one``(name: string, text: string) =
        Assert.Equal((Activation.Parse name).Name, (activation text).Name)

    [<Theory>]
    [<InlineData("2*step(x)")>]
    [<InlineData("2*step(x) - step(-x)")>]
    [<InlineData("2*max(0, x)^2")>]
    [<InlineData("max(0, x)^2 + step(-x)")>]
    [<InlineData("max(0, x) + 2*step(-x)")>]
    [<InlineData("exp(x^2/8)")>]
    member _.``What only resembles an activation of the catalog is compiled``(text: string) = Assert.Equal(text, (activation text).Name)

    [<Fact>]
    member _.``A break point between the points of the mesh is found to the last digit``() =
        let roots = [ for b in (activation "|x^2 - 2|").Breakpoints -> b.Location ]
        Assert.Equal(2, roots.Length)
        Assert.Equal(-Math.Sqrt 2.0, roots[0], 1e-15)
        Assert.Equal(Math.Sqrt 2.0, roots[1], 1e-15)
        Assert.Equal<float list>([ 0.5 ], [ for b in (activation "max(x, 1 - x)").Breakpoints -> b.Location ])

    [<Fact>]
    member _.``Others are compiled, with their break points``() =
        let points (text: string) =
            [ for b in (activation text).Breakpoints -> b.Location, Math.Round(b.ValueJump, 9), Math.Round(b.DerivativeJump, 9) ]

        Assert.Equal<_ list>([ 0.0, 0.0, 1.0 ], points "max(0, x) + sin(x)/2")
        Assert.Equal<_ list>([ 1.0, 0.0, 1.0 ], points "max(0, x - 1)")
        Assert.Equal<_ list>([ 0.0, 1.0, 0.0 ], points "step(x)*cos(x)")
        Assert.Equal<_ list>([ 0.0, 0.0, 0.0 ], points "max(0, x)^2 + cos(x)")
        Assert.Equal<_ list>([ -1.0, 0.0, 4.0; 1.0, 0.0, 4.0 ], points "|x^2 - 1|")
        Assert.Equal<_ list>([ -1.0, 0.0, 1.0; 2.0, -1.0, -1.0 ], points "piecewise(x < -1, -1, x < 2, x, 1)")
        Assert.Empty((activation "erf(x) + sin(x)").Breakpoints)

    [<Theory>]
    [<InlineData("x*erf(x)", Parity.Even)>]
    [<InlineData("erf(x) + sin(x)", Parity.Odd)>]
    [<InlineData("max(0, x) + sin(x)/2", Parity.None)>]
    [<InlineData("|x|*x", Parity.Odd)>]
    [<InlineData("max(0, x^2)", Parity.Even)>]
    [<InlineData("exp(-x^2)*x^2", Parity.Even)>]
    member _.``Parity``(text: string, parity: Parity) = Assert.Equal(parity, (activation text).Parity)

    [<Theory>]
    [<InlineData("|x|*x", 2)>]
    [<InlineData("max(0, x)^3*2", 3)>]
    [<InlineData("x^2*step(-x)", 2)>]
    [<InlineData("x*erf(x)", -1)>]
    [<InlineData("max(0, x) + x^2*step(-x)", -1)>]
    [<InlineData("max(0, x) + x^2", -1)>]
    member _.``Degree of homogeneity``(text: string, degree: int) =
        let found = (activation text).HomogeneityDegree
        Assert.Equal((if degree < 0 then Nullable() else Nullable degree), found)

    [<Theory>]
    [<InlineData("max(0, x) + sin(x)/2")>]
    [<InlineData("x*erf(x)")>]
    [<InlineData("|x|*x")>]
    [<InlineData("step(x)*exp(-x^2)")>]
    [<InlineData("exp(-x^2)*erf(x)")>]
    member _.``Quadrature of the compiled function has the value of the derived formula``(text: string) =
        let compiled = activation text
        let dual = DualActivation.Of compiled
        Assert.False dual.IsClosedForm

        let phi =
            match ActivationText.read text with
            | Ok source -> source.Phi
            | Error failure -> failwith failure.Message

        for line in (Derivation phi).DualLines() do
            match Confirmation.confirm 5 6 line with
            | Some found -> Assert.True(found.LargestError < 1e-12, $"{text}, {line.Key}: {found.LargestError}")
            | None -> Assert.True((line.Key = "derivativeMoment" && text.StartsWith "step"), $"{text}, {line.Key}")

    [<Fact>]
    member _.``Parameters and poles are refused``() =
        let refusal (text: string) =
            (Assert.Throws<ArgumentException>(fun () -> activation text |> ignore)).Message

        Assert.Contains("the parameter a has no value", refusal "max(0, x) + a*sin(x)")
        Assert.Contains("it is not a number at x = 0", refusal "1/x")
        Assert.Contains("it is not a number at x = -8", refusal "ln(x)")
