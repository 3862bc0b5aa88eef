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

    let rec private text (layout: Layout) : string =
        match layout with
        | Whole value -> string value
        | CircleNumber -> "π"
        | Variable name -> symbol name
        | Negated inside -> "-" + within 2 inside
        | Sum parts -> parts |> List.mapi summand |> String.concat ""
        | Product parts -> parts |> List.mapi (fun i part -> within (if i = 0 then 2 else 3) part) |> String.concat "·"
        | Quotient(numerator, denominator) -> within 2 numerator + "/" + within 3 denominator
        | Power(basis, Whole exponent) -> within 4 basis + raised (string exponent)
        | Power(basis, exponent) -> within 4 basis + "^" + within 4 exponent
        | Root(Whole _ | CircleNumber | Variable _ as inside) -> "√" + text inside
        | Root inside -> $"√({text inside})"
        | Applied(Named Abs, [ argument ]) -> $"|{text argument}|"
        | Applied(operation, arguments) ->
            let arguments = arguments |> List.map text |> String.concat ", "
            $"{nameOf operation}({arguments})"
        | Pieces(variable, below, above) ->
            let pieces = below |> List.map (fun (point, piece) -> $"{text piece} for {symbol variable} < {text point}, ")
            $"""{{{String.concat "" pieces}{text above} otherwise}}"""

    and private within (least: int) (layout: Layout) =
        if Layout.binding layout < least then $"({text layout})" else text layout

    and private summand (index: int) (part: Layout) =
        match index, part with
        | 0, _ -> text part
        | _, Negated inside -> " - " + within 2 inside
        | _ -> " + " + within 2 part

    /// The text of an expression, to be read by people: the parser reads that of Infix.
    let print (expression: Expr) : string = text (Presentation.free expression)
