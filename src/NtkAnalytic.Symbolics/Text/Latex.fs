namespace NtkAnalytic.Symbolics.FSharp

/// LaTeX, to stand in math mode.
module Latex =
    let private head (name: string) =
        if Option.isSome (SymbolName.letterOf name) then
            "\\" + name
        else
            match SymbolName.nameOf name with
            | Some greek -> "\\" + greek
            | None when name.Length = 1 -> name
            | None -> $"\\mathrm{{{name}}}"

    let private symbol (name: string) =
        let name, index = SymbolName.parts name

        match index.Length with
        | 0 -> head name
        | 1 -> $"{head name}_{index}"
        | _ -> let index = index.Replace("_", ",") in $"{head name}_{{{index}}}"

    let private nameOf (operation: Operation) =
        match operation with
        | Named Exp -> "\\exp"
        | Named Log -> "\\ln"
        | Named Sin -> "\\sin"
        | Named Cos -> "\\cos"
        | Named Arcsin -> "\\arcsin"
        | Named Arctan -> "\\arctan"
        | Named Tanh -> "\\tanh"
        | Named Erf -> "\\operatorname{erf}"
        | Named NormalCdf -> "\\Phi"
        | Named NormalPdf -> "\\varphi"
        | Named Dawson -> "\\operatorname{dawson}"
        | Named Heaviside -> "H"
        | Named Dirac -> "\\delta"
        | Named Abs -> "\\operatorname{abs}"
        | Named Sign -> "\\operatorname{sgn}"
        | Arccosine -> "\\arccos"
        | Largest -> "\\max"
        | Smallest -> "\\min"

    let private isTall (text: string) =
        [ "\\frac"; "\\sqrt"; "\\begin"; "\\left" ] |> List.exists (fun (mark: string) -> text.Contains mark)

    let private enclosed (opening: string) (closing: string) (text: string) =
        if isTall text then $"\\left{opening}{text}\\right{closing}" else opening + text + closing

    let private parentheses = enclosed "(" ")"

    let private index (text: string) = if text.Length = 1 then text else $"{{{text}}}"

    // Within exponents fractions are written with a stroke: e^{-x^2/2}.
    let rec private text (inExponent: bool) (layout: Layout) : string =
        match layout with
        | Whole value -> string value
        | CircleNumber -> "\\pi"
        | Variable name -> symbol name
        | Negated inside -> "-" + within inExponent 2 inside
        | Sum parts -> parts |> List.mapi (summand inExponent) |> String.concat ""
        | Product parts -> parts |> List.map (factor inExponent) |> List.reduce juxtapose
        | Quotient(numerator, denominator) when inExponent -> within true 2 numerator + "/" + within true 3 denominator
        | Quotient(numerator, denominator) -> $"\\frac{{{text false numerator}}}{{{text false denominator}}}"
        | Power(Applied(operation, arguments), (Whole _ as exponent)) when operation <> Named Abs ->
            $"{nameOf operation}^{index (text true exponent)}{ofArguments inExponent arguments}"
        | Power(basis, exponent) -> $"{within inExponent 4 basis}^{index (text true exponent)}"
        | Root inside -> $"\\sqrt{{{text inExponent inside}}}"
        | Applied(Named Exp, [ argument ]) -> $"e^{index (text true argument)}"
        | Applied(Named Abs, [ argument ]) -> enclosed "|" "|" (text inExponent argument)
        | Applied(operation, arguments) -> nameOf operation + ofArguments inExponent arguments
        | Pieces(variable, below, above) ->
            let rows = below |> List.map (fun (point, piece) -> $"{text false piece} & {symbol variable} < {text false point} \\\\ ")
            $"""\begin{{cases}} {String.concat "" rows}{text false above} & \text{{otherwise}} \end{{cases}}"""

    and private ofArguments inExponent (arguments: Layout list) =
        arguments |> List.map (text inExponent) |> String.concat ", " |> parentheses

    and private within inExponent (least: int) (layout: Layout) =
        let isCases = match layout with Pieces _ -> least > 2 | _ -> false
        let isFraction = match layout with Quotient _ -> not inExponent && least < 4 | _ -> false

        if isCases || (Layout.binding layout < least && not isFraction) then
            parentheses (text inExponent layout)
        else
            text inExponent layout

    and private factor inExponent (layout: Layout) = within inExponent 3 layout

    // A digit after another factor would join the number before it.
    and private juxtapose (left: string) (right: string) =
        if System.Char.IsDigit right[0] then $"{left} \\cdot {right}" else $"{left} {right}"

    and private summand inExponent (position: int) (part: Layout) =
        match position, part with
        | 0, _ -> text inExponent part
        | _, Negated inside -> " - " + within inExponent 2 inside
        | _ -> " + " + within inExponent 2 part

    /// The LaTeX of an expression: \frac, \sqrt, \arccos and the like, without dollar signs.
    let print (expression: Expr) : string = text false (Presentation.free expression)
