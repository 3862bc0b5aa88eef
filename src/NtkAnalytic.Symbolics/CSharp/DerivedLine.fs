namespace NtkAnalytic.Symbolics

open System
open System.Collections.Generic
open System.Runtime.InteropServices
open NtkAnalytic.Symbolics.FSharp

/// <summary>What became of a quantity in a derivation.</summary>
type LineStatus =
    /// <summary>There is a formula.</summary>
    | ClosedForm = 0
    /// <summary>The rules lead to no formula.</summary>
    | NoClosedForm = 1
    /// <summary>The quantity is infinite, or does not exist.</summary>
    | Infinite = 2

/// <summary>How a formula compared with another route to the same numbers.</summary>
[<Sealed>]
type DerivationCheck internal (confirmation: Confirmation) =
    /// <summary>The number of points at which both were computed.</summary>
    member _.Points = confirmation.Points

    /// <summary>
    /// The largest difference, relative to the size of the quantity: for a dual activation to sqrt(E[phi(u)^2] E[phi(v)^2]).
    /// </summary>
    member _.LargestError = confirmation.LargestError

/// <summary>A statement of a derivation: a quantity and its formula, or why there is none. Immutable.</summary>
[<Sealed>]
type DerivedLine internal (line: Line) =
    member internal _.Line = line

    /// <summary>What it is, in camelCase: derivativeDual.</summary>
    member _.Key = line.Key

    /// <summary>What it is, in words.</summary>
    member _.Title = line.Title

    /// <summary>The left-hand side: E[phi(u) phi(v)].</summary>
    member _.LeftSide = line.Text

    /// <summary>The left-hand side with Greek letters: E[φ(u) φ(v)].</summary>
    member _.LeftSideUnicode = LineText.leftSide line

    /// <summary>The left-hand side in LaTeX.</summary>
    member _.LeftSideLatex = line.Latex

    /// <summary>Whether there is a formula.</summary>
    member _.Status =
        match line.Outcome with
        | ClosedForm _ -> LineStatus.ClosedForm
        | NoClosedForm _ -> LineStatus.NoClosedForm
        | Divergent _ -> LineStatus.Infinite

    /// <summary>The formula; null where there is none.</summary>
    member _.Formula: Formula =
        match line.Outcome with
        | ClosedForm(value, _) -> Formula value
        | _ -> null

    /// <summary>The power that bounds what an expansion leaves out; null where nothing is left out.</summary>
    member _.Remainder: Formula =
        match line.Remainder with
        | Some power -> Formula power
        | None -> null

    /// <summary>The formula as text that can be read back, with the order of what an expansion leaves out; null where there is none.</summary>
    member _.RightSide: string = LineText.infix line |> Option.toObj

    /// <summary>The formula in one line of Unicode text; null where there is none.</summary>
    member _.RightSideUnicode: string = LineText.unicode line |> Option.toObj

    /// <summary>The formula in LaTeX; null where there is none.</summary>
    member _.RightSideLatex: string = LineText.latex line |> Option.toObj

    /// <summary>The quantity as an integral, in words, for those that are defined by one; null for the others.</summary>
    member _.Integral: string = Option.toObj line.Integral

    /// <summary>The symbols of the formula in the order in which <see cref="M:NtkAnalytic.Symbolics.KernelDerivation.ToCSharp(System.String,System.Collections.Generic.IEnumerable{NtkAnalytic.Symbolics.DerivedLine})"/> takes them; empty where there is none.</summary>
    member _.Symbols: IReadOnlyList<string> =
        match line.Outcome with
        | ClosedForm(value, _) -> LineText.parameters value |> Array.ofList :> _
        | _ -> [||]

    /// <summary>What must be positive for the formula to hold; empty where it holds for all variances and correlations.</summary>
    member _.Domain: IReadOnlyList<Formula> =
        match line.Outcome with
        | ClosedForm(_, domain) -> domain |> List.map Formula |> Array.ofList :> _
        | _ -> [||]

    /// <summary>Why there is no formula, in a sentence; null where there is one.</summary>
    member _.Reason: string =
        match line.Outcome with
        | ClosedForm _ -> null
        | NoClosedForm reason
        | Divergent reason -> reason

    /// <summary>Compares the formula with quadrature (or another route that knows nothing of it) at random points.</summary>
    /// <param name="points">How many points, at least 1.</param>
    /// <param name="seed">Which points.</param>
    /// <returns>The largest error; null where there is no formula, or no other route.</returns>
    member _.Check([<Optional; DefaultParameterValue(20)>] points: int, [<Optional; DefaultParameterValue(1)>] seed: int) : DerivationCheck =
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1, nameof points)

        match Confirmation.confirm seed points line with
        | Some confirmation -> DerivationCheck confirmation
        | None -> Unchecked.defaultof<DerivationCheck>

    /// <summary>The statement in one line of infix text.</summary>
    /// <returns>The left-hand side and the formula, or the reason.</returns>
    override this.ToString() : string =
        match line.Outcome with
        | ClosedForm _ -> $"{line.Text} = {this.RightSide}"
        | _ -> $"{line.Text}: {this.Reason}"
