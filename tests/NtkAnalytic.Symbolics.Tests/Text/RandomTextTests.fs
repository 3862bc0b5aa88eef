namespace NtkAnalytic.Symbolics.Tests.Text

open System
open FsCheck
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp
open Xunit

type RandomTextTests() =
    // The pieces that formulas are made of, in any order, so that many are nearly right and some are.
    let pieces =
        [ "x"; "a"; "b"; "y"; "0"; "1"; "2"; "9"; "0.5"; "1e3"; "1e-2"; "pi"; "e"; "+"; "-"; "*"; "/"; "^"; "**"; "("; ")"; "|"; ","; " "
          "sin("; "cos("; "exp("; "ln("; "erf("; "Phi("; "max("; "min("; "abs("; "sqrt("; "step("; "sign("; "tanh("; "He("; "asin("
          "piecewise("; "<"; "<="; "relu("; "π"; "."; "_"; "#"; "\t" ]

    let texts =
        Gen.sized (fun size -> Gen.listOf (Gen.elements pieces) |> Gen.resize (min size 40))
        |> Gen.map (fun parts -> let text = String.Concat parts in text[.. min 200 text.Length - 1])

    let never (read: string -> Result<'T, ParseFailure>) =
        let config = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(5UL, 7UL)

        Check.One(
            config,
            Prop.forAll (Arb.fromGen texts) (fun text ->
                match read text with
                | Ok _ -> true
                | Error failure -> failure.Position >= 1 && failure.Position <= text.Length + 1 && failure.Message <> "")
        )

    [<Fact>]
    member _.``The parser never throws``() = never Parser.parse

    [<Fact>]
    member _.``Reading an activation never throws``() = never ActivationText.read

    [<Fact>]
    member _.``Any text at all is read or refused``() =
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(11UL, 13UL),
            fun (text: string) -> match Parser.parse (if isNull text then "" else text) with | Ok _ | Error _ -> true
        )
