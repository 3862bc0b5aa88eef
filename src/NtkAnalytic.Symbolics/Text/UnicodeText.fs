namespace NtkAnalytic.Symbolics.FSharp

open System

/// One line of text with the signs of mathematics: √, π, ², ₁, Φ.
module UnicodeText =
    let private shifted (signs: string) (text: string) =
        text |> String.map (fun c -> if Char.IsDigit c then signs[int c - int '0'] else c)

    let private raised = shifted "⁰¹²³⁴⁵⁶⁷⁸⁹"
    let private lowered = shifted "₀₁₂₃₄₅₆₇₈₉"

    let private symbol (name: string) =
        let name, index = SymbolName.parts name
        let head = SymbolName.letterOf name |> Option.defaultValue name

        if index.Length = 0 then head
        elif Seq.forall Char.IsDigit index then head + lowered index
        else $"{head}_{index}"

    let private nameOf (operation: Operation) =
        match operation with
        | Named Exp -> "exp"
        | Named Log -> "ln"
        | Named Sin -> "sin"
        | Named Cos -> "cos"
        | Named Arcsin -> "arcsin"
        | Named Arctan -> "arctan"
        | Named Tanh -> "tanh"
        | Named Erf -> "erf"
        | Named NormalCdf -> "Φ"
        | Named NormalPdf -> "φ"
        | Named Dawson -> "dawson"
        | Named Heaviside -> "H"
        | Named Dirac -> "δ"
        | Named Abs -> "abs"
        | Named Sign -> "sgn"
        | Arccosine -> "arccos"
        | Largest -> "max"
        | Smallest -> "min"

    let private own (text: Layout -> string) (within: int -> Layout -> string) (layout: Layout) : string option =
        match layout with
        | Power(basis, Whole exponent) -> Some(within 4 basis + raised (string exponent))
        | Root(Whole _ | CircleNumber | Variable _ as inside) -> Some("√" + text inside)
        | Root inside -> Some $"√({text inside})"
        | Applied(Named Abs, [ argument ]) -> Some $"|{text argument}|"
        | Pieces(variable, below, above) ->
            let pieces = below |> List.map (fun (point, piece) -> $"{text piece} for {symbol variable} < {text point}, ")
            Some $"""{{{String.concat "" pieces}{text above} otherwise}}"""
        | _ -> None

    let private text =
        PlainText.write
            { CircleNumber = "π"
              Times = "·"
              Symbol = symbol
              NameOf = nameOf
              Own = own }

    /// The text of an expression, to be read by people: the parser reads that of Infix.
    let print (expression: Expr) : string = text (Presentation.free expression)
