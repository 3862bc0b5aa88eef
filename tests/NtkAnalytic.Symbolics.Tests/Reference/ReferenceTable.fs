namespace NtkAnalytic.Symbolics.Tests.Reference

open System.IO
open System.Reflection
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text

/// The tables of reference values that are part of this assembly.
module internal ReferenceTable =
    /// The rows, split at tabs, without comments and the header.
    let rows (name: string) : string[] list =
        use stream = Assembly.GetExecutingAssembly().GetManifestResourceStream name
        use reader = new StreamReader(stream)

        reader.ReadToEnd().Split '\n'
        |> Array.filter (fun line -> line.Length > 0 && line[0] <> '#')
        |> Array.skip 1
        |> Array.map (fun line -> line.Split '\t')
        |> List.ofArray

    /// A decimal number, exactly.
    let number (text: string) : Rational =
        match FormulaText.expression text with
        | Expr.Number value -> value
        | _ -> failwith $"{text} is no number."

    /// How far the value of an expression, computed with 34 digits, is from a number: relatively, from 0 absolutely.
    let distance (values: Map<string, Rational>) (expected: Rational) (a: Expr) : float =
        let difference = BigFloat.toRational (PreciseEvaluation.evaluateBig 34 values a) - expected
        Rational.ToDouble(if expected.Sign = 0 then Rational.Abs difference else Rational.Abs(difference / expected))
