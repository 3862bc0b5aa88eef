namespace NtkAnalytic.Symbolics.FSharp

/// What distinguishes two ways to write a formula in one line.
type internal Spelling =
    {
        /// The circle number.
        CircleNumber: string
        /// Between factors.
        Times: string
        Symbol: string -> string
        NameOf: Operation -> string
        /// What is written otherwise than usual, with the printer for its parts: of any, and of parts that bind at least so tightly.
        Own: (Layout -> string) -> (int -> Layout -> string) -> Layout -> string option
    }

/// Formulas in one line of text.
module internal PlainText =
    /// The text of a layout in a spelling.
    let rec write (spelling: Spelling) (layout: Layout) : string =
        let text = write spelling

        let within (least: int) (part: Layout) =
            if Layout.binding part < least then $"({text part})" else text part

        let summand (index: int) (part: Layout) =
            match index, part with
            | 0, _ -> text part
            | _, Negated inside -> " - " + within 2 inside
            | _ -> " + " + within 2 part

        match spelling.Own text within layout, layout with
        | Some own, _ -> own
        | None, Whole value -> string value
        | None, Layout.CircleNumber -> spelling.CircleNumber
        | None, Variable name -> spelling.Symbol name
        | None, Negated inside -> "-" + within 2 inside
        | None, Sum parts -> parts |> List.mapi summand |> String.concat ""
        | None, Product parts -> parts |> List.mapi (fun i part -> within (if i = 0 then 2 else 3) part) |> String.concat spelling.Times
        | None, Quotient(numerator, denominator) -> within 2 numerator + "/" + within 3 denominator
        | None, Power(basis, exponent) -> within 4 basis + "^" + within 4 exponent
        | None, Root inside -> $"sqrt({text inside})"
        | None, Applied(operation, arguments) ->
            let arguments = arguments |> List.map text |> String.concat ", "
            $"{spelling.NameOf operation}({arguments})"
        | None, Pieces(variable, below, above) ->
            let pieces = below |> List.map (fun (point, piece) -> $"{spelling.Symbol variable} < {text point}, {text piece}, ")
            $"""piecewise({String.concat "" pieces}{text above})"""
