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

    let private spelling =
        { CircleNumber = "pi"
          Times = "*"
          Symbol = id
          NameOf = nameOf
          Own = fun _ _ _ -> None }

    let private text = PlainText.write spelling

    let internal ofLayout (layout: Layout) : string = text layout

    /// The text of an expression. Read by the parser it gives the same expression.
    let print (expression: Expr) : string = text (Presentation.faithful expression)
