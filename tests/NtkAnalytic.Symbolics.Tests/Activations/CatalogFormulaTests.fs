namespace NtkAnalytic.Symbolics.Tests.Activations

open NtkAnalytic
open NtkAnalytic.Activations
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// Formulas of names against the activations that the core has under them.
type CatalogFormulaTests() =
    static member Names =
        let examples = ActivationCatalog.Entries |> Seq.map (fun entry -> entry.Example.Name) |> List.ofSeq
        let others = [ "leaky-relu(0.25)"; "two-slope(-0.5,2)"; "softplus(2)"; "silu(2)"; "rbf(2)"; "hermite(5)"; "elu(0.5)"; "tanh(0.5)" ]
        TheoryData<string>(List.distinct (examples @ others))

    [<Theory>]
    [<MemberData(nameof CatalogFormulaTests.Names)>]
    member _.``The formula of a name is the function of the core``(name: string) =
        match ActivationText.readNameOrFormula name with
        | Error failure -> Assert.Fail $"{name}: {failure.Message}"
        | Ok source ->
            let known = Activation.Parse name
            let formula = Compiler.compileOne "x" source.Phi

            for i in -33..33 do
                let x = float i / 8.0
                let expected = known.Evaluate x
                // At a jump the formula has the mean of both sides.
                if known.Breakpoints |> Seq.forall (fun b -> b.Location <> x) then
                    Assert.Equal(expected, formula.Invoke x, 1e-14 * max 1.0 (abs expected))
