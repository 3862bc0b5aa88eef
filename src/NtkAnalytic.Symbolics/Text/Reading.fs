namespace NtkAnalytic.Symbolics.FSharp

open System

/// Syntax to expressions.
module internal Reading =
    /// A formula that has no value, at its position.
    exception Refused of position: int * reason: string

    let private refuse (position: int) (reason: string) = raise (Refused(position, reason))

    // What the constructors refuse is a failure of the text at the operator that asked for it.
    let private at (position: int) (compute: unit -> Expr) : Expr =
        try
            compute ()
        with
        | :? ArithmeticException
        | :? BudgetExceededException
        | :? NotSupportedException as reason -> refuse position reason.Message

    let private isPositiveNumber (a: Expr) = List.isEmpty (Rewriting.symbols a) && Positivity.ofExpr a

    let private power (position: int) (basis: Expr) (exponent: Expr) =
        at position (fun () ->
            match exponent, basis with
            | Expr.Number e, _ -> Expr.power basis e
            | _, Expr.AtomPower(c, Call(Exp, inner), e) when c = Rational.One && e = Rational.One -> Expr.exp (inner * exponent)
            | _ when isPositiveNumber basis -> Expr.exp (exponent * Expr.log basis)
            | _ -> raise (NotSupportedException "the exponent is not a rational number, and the base is neither e nor a positive number"))

    let private combine (left: Expr) (operator: Operator, position: int, right: Expr) =
        at position (fun () ->
            match operator with
            | Plus -> left + right
            | Minus -> left - right
            | Times -> left * right
            | Over -> left / right)

    let private unknown (name: string) (position: int) =
        let nearest = FunctionTable.nearest name |> String.concat ", "
        refuse position $"there is no function '{name}'; the nearest names are {nearest}; a product is written with *"

    let private ofName (name: string) (position: int) =
        match name with
        | "pi"
        | "π" -> Expr.pi
        | "e" -> Expr.exp Expr.one
        | _ when FunctionTable.isFunction name -> refuse position $"'{name}' is a function: write {name}(...)"
        | _ -> Expr.symbol name

    let private wrongCount (name: string) (position: int) (expected: string) (count: int) =
        refuse position $"'{name}' takes {expected}, not {count}"

    let rec private ofCall (name: string) (position: int) (arguments: Argument list) : Expr =
        match FunctionTable.tryFind name with
        | None when name = "piecewise" -> ofPieces position arguments
        | None -> unknown name position
        | Some entry ->
            match entry.Arity with
            | Exactly n when arguments.Length <> n ->
                wrongCount name position (if n = 1 then "one argument" else $"{n} arguments") arguments.Length
            | OneOrMore when arguments.IsEmpty -> wrongCount name position "one argument or more" 0
            | _ -> ()

            let values = arguments |> List.map (ofValue position)
            at position (fun () -> entry.Value values)

    and private ofValue (position: int) (argument: Argument) =
        match argument with
        | Value syntax -> toExpr syntax
        | Condition(_, where, _) -> refuse (max where position) "a condition stands where a value is expected"

    and private ofPieces (position: int) (arguments: Argument list) =
        let rec split (arguments: Argument list) =
            match arguments with
            | [ otherwise ] -> [], ofValue position otherwise
            | Condition(left, where, right) :: value :: rest ->
                let pieces, otherwise = split rest

                match toExpr left, toExpr right with
                | Expr.AtomPower(c, Symbol variable, e), Expr.Number point when c = Rational.One && e = Rational.One ->
                    (where, variable, point, ofValue position value) :: pieces, otherwise
                | _ -> refuse where "a condition is of the form x < 3: a variable and a number"
            | _ -> refuse position "'piecewise' takes pairs of a condition and a value, then one value: piecewise(x < 0, -x, x)"

        let pieces, otherwise = split arguments

        for (_, variable, point, _), (where, other, next, _) in List.pairwise pieces do
            if variable <> other then
                refuse where $"the conditions are of one variable, not of {variable} and {other}"

            if point >= next then
                refuse where "the break points ascend"

        match pieces with
        | [] -> otherwise
        | (_, variable, _, _) :: _ ->
            let below = pieces |> List.map (fun (_, _, point, value) -> point, value)
            at position (fun () -> Expr.piecewise variable below otherwise)

    /// The value. Raises Refused.
    and toExpr (syntax: Syntax) : Expr =
        match syntax with
        | Literal value -> Expr.number value
        | Unreadable(position, reason) -> refuse position reason
        | Name(name, position) -> ofName name position
        | Apply(name, position, arguments) -> ofCall name position arguments
        | Absolute(inside, position) -> let value = toExpr inside in at position (fun () -> Expr.abs value)
        | Negative inside -> -(toExpr inside)
        | Raised(basis, position, exponent) -> power position (toExpr basis) (toExpr exponent)
        | Chain(first, others) ->
            others
            |> List.fold (fun left (operator, position, right) -> combine left (operator, position, toExpr right)) (toExpr first)
