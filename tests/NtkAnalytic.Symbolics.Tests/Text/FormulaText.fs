namespace NtkAnalytic.Symbolics.Tests.Text

open NtkAnalytic.Symbolics.FSharp

/// Formulas of tests.
module FormulaText =
    /// The expression of a text that is known to be a formula.
    let expression (text: string) : Expr =
        match Parser.parse text with
        | Ok value -> value
        | Error failure -> failwith $"{text}: {failure.Position}: {failure.Message}"
