namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// What is written as a name with arguments.
type internal Operation =
    | Named of Function
    | Arccosine
    | Largest
    | Smallest

/// A formula as a mathematician would write it: what the printers print. A minus sign stands in Negated only.
type internal Layout =
    /// A whole number, not negative.
    | Whole of BigInteger
    | CircleNumber
    | Variable of string
    | Negated of Layout
    | Sum of Layout list
    | Product of Layout list
    | Quotient of Layout * Layout
    | Power of Layout * Layout
    | Root of Layout
    | Applied of Operation * Layout list
    /// The variable, pairs of a break point and the value below it, the value above the last.
    | Pieces of string * (Layout * Layout) list * Layout

/// What layouts mean, and how long they are.
module internal Layout =
    let one = Whole BigInteger.One

    /// |value| as a layout, without a sign.
    let private ofPositive (value: Rational) =
        let numerator = Whole(BigInteger.Abs value.Numerator)
        if value.IsInteger then numerator else Quotient(numerator, Whole value.Denominator)

    /// A rational number.
    let ofRational (value: Rational) = if value.Sign < 0 then Negated(ofPositive value) else ofPositive value

    /// The product, without products in it, its numbers multiplied and first; of one factor the factor itself.
    let product (factors: Layout list) =
        let flat = factors |> List.collect (function Product parts -> parts | factor -> [ factor ])
        let numbers, others = flat |> List.partition (function Whole _ -> true | _ -> false)
        let number = numbers |> List.fold (fun total -> function Whole value -> total * value | _ -> total) BigInteger.One

        match (if number.IsOne then others else Whole number :: others) with
        | [] -> one
        | [ only ] -> only
        | parts -> Product parts

    /// The quotient; over 1 the numerator itself.
    let quotient (numerator: Layout) (denominator: Layout) = if denominator = one then numerator else Quotient(numerator, denominator)

    /// How tightly the parts hold together: what binds less than its place asks for stands in parentheses.
    /// 1 for sums and signs, 2 for products and quotients, 3 for powers, 4 for the rest.
    let binding (layout: Layout) : int =
        match layout with
        | Sum _
        | Negated _ -> 1
        | Product _
        | Quotient _ -> 2
        | Power _ -> 3
        | _ -> 4

    /// A measure of length: one for every sign, name and digit.
    let rec size (layout: Layout) : int =
        match layout with
        | Whole value -> value.ToString().Length
        | CircleNumber
        | Variable _ -> 1
        | Negated inside
        | Root inside -> 1 + size inside
        | Sum parts -> parts.Length + List.sumBy (function Negated part | part -> size part) parts
        | Product parts -> parts.Length - 1 + List.sumBy size parts
        | Quotient(a, b)
        | Power(a, b) -> 1 + size a + size b
        | Applied(_, arguments) -> 1 + List.sumBy size arguments
        | Pieces(_, below, above) -> 1 + size above + List.sumBy (fun (point, piece) -> size point + size piece) below

    /// The expression that it means, computed in the order in which the text of the formula is read.
    let rec meaning (layout: Layout) : Expr =
        match layout with
        | Whole value -> Expr.number (Rational.OfInteger value)
        | CircleNumber -> Expr.pi
        | Variable name -> Expr.symbol name
        | Negated inside -> -(meaning inside)
        | Sum parts -> parts |> List.map meaning |> Expr.sum
        | Product parts -> parts |> List.map meaning |> List.reduce (*)
        | Quotient(numerator, denominator) -> meaning numerator / meaning denominator
        | Power(basis, exponent) ->
            match meaning exponent with
            | Expr.Number e -> Expr.power (meaning basis) e
            | _ -> invalidArg (nameof layout) "The exponents of layouts are numbers."
        | Root inside -> Expr.sqrt (meaning inside)
        | Applied(operation, arguments) -> apply operation (List.map meaning arguments)
        | Pieces(variable, below, above) ->
            let pieces =
                below
                |> List.map (fun (point, piece) ->
                    match meaning point with
                    | Expr.Number at -> at, meaning piece
                    | _ -> invalidArg (nameof layout) "Break points are numbers.")

            Expr.piecewise variable pieces (meaning above)

    and private apply (operation: Operation) (arguments: Expr list) =
        match operation with
        | Named f -> Expr.apply f (List.head arguments)
        | Arccosine -> Expr.arccos (List.head arguments)
        | Largest -> List.reduce Expr.max arguments
        | Smallest -> List.reduce Expr.min arguments
