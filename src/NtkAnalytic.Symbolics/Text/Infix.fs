namespace NtkAnalytic.Symbolics.FSharp

/// One line of plain text, in the syntax that the parser reads.
module Infix =
    let private nameOf (operation: Operation) =
        match operation with
        | Named Exp -> "exp"
        | Named Log -> "ln"
        | Named Sin -> "sin"
        | Named Cos -> "cos"
        | Named Arcsin -> "asin"
        | Named Arctan -> "atan"
        | Named Tanh -> "tanh"
        | Named Erf -> "erf"
        | Named NormalCdf -> "Phi"
        | Named NormalPdf -> "phi"
        | Named Dawson -> "dawson"
        | Named Heaviside -> "step"
        | Named Dirac -> "dirac"
        | Named Abs -> "abs"
        | Named Sign -> "sign"
        | Arccosine -> "acos"
        | Largest -> "max"
        | Smallest -> "min"

    let rec private text (layout: Layout) : string =
        match layout with
        | Whole value -> string value
        | CircleNumber -> "pi"
        | Variable name -> name
        | Negated inside -> "-" + within 2 inside
        | Sum parts -> parts |> List.mapi summand |> String.concat ""
        | Product parts -> parts |> List.mapi (fun i part -> within (if i = 0 then 2 else 3) part) |> String.concat "*"
        | Quotient(numerator, denominator) -> within 2 numerator + "/" + within 3 denominator
        | Power(basis, exponent) -> within 4 basis + "^" + within 4 exponent
        | Root inside -> $"sqrt({text inside})"
        | Applied(operation, arguments) ->
            let arguments = arguments |> List.map text |> String.concat ", "
            $"{nameOf operation}({arguments})"
        | Pieces(variable, below, above) ->
            let pieces = below |> List.map (fun (point, piece) -> $"{variable} < {text point}, {text piece}, ")
            $"""piecewise({String.concat "" pieces}{text above})"""

    and private within (least: int) (layout: Layout) =
        if Layout.binding layout < least then $"({text layout})" else text layout

    and private summand (index: int) (part: Layout) =
        match index, part with
        | 0, _ -> text part
        | _, Negated inside -> " - " + within 2 inside
        | _ -> " + " + within 2 part

    let internal ofLayout (layout: Layout) : string = text layout

    /// The text of an expression. Read by the parser it gives the same expression.
    let print (expression: Expr) : string = text (Presentation.faithful expression)
