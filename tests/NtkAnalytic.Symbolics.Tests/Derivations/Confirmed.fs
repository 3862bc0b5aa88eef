namespace NtkAnalytic.Symbolics.Tests.Derivations

open NtkAnalytic.Symbolics.FSharp
open Xunit

/// Lines of derivations that the other route confirms.
module Confirmed =
    /// What separates a formula from a wrong one, and rounding from both.
    let tolerance = 1e-12

    let derivation (text: string) : Derivation =
        match ActivationText.read text with
        | Ok source -> Derivation source.Phi
        | Error failure -> failwith $"{text}: {failure.Position}: {failure.Message}"

    let line (key: string) (lines: Line list) : Line = lines |> List.find (fun line -> line.Key = key)

    /// Fails unless the line has a formula and the other route agrees with it at every point drawn.
    let check (points: int) (text: string) (line: Line) =
        match line.Outcome, Confirmation.confirm 7 points line with
        | ClosedForm _, Some found -> Assert.True(found.LargestError <= tolerance, $"{text}, {line.Key}: {found.LargestError}")
        | ClosedForm _, None -> Assert.Fail $"{text}, {line.Key}: there was no point to confirm it at."
        | outcome, _ -> Assert.Fail $"{text}, {line.Key}: {outcome}"
