namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic

/// Expansions of expressions for a variable that tends to 0 from above, what has no end carried up to a working order.
type internal Expander(variable: string, working: Rational) =
    let memory = Dictionary<Atom, PowerSeries>()

    let rec ofExpr (a: Expr) : PowerSeries =
        if Rewriting.dependsOn variable a then
            a.Array |> Seq.map ofTerm |> List.ofSeq |> PowerSeries.sum
        else
            PowerSeries.constant a

    and ofTerm (struct (monomial: Monomial, coefficient: Rational)) : PowerSeries =
        monomial.Array
        |> Array.fold
            (fun product (struct (atom, exponent)) ->
                let factor = Composition.power working exponent (ofAtom atom)
                Composition.capped working (PowerSeries.multiply product factor))
            (PowerSeries.constant (Expr.number coefficient))

    and ofAtom (atom: Atom) : PowerSeries =
        match memory.TryGetValue atom with
        | true, known -> known
        | _ ->
            let series = expand atom
            memory[atom] <- series
            series

    and expand (atom: Atom) : PowerSeries =
        match atom with
        | Symbol name when name = variable -> PowerSeries.monomial Expr.one Rational.One
        | Base radicand -> ofExpr radicand
        | Call(f, argument) when Rewriting.dependsOn variable argument -> FunctionExpansions.apply working f (ofExpr argument)
        | Max(x, y) ->
            let difference = ofExpr (x - y)
            let share = FunctionExpansions.apply working Heaviside difference
            PowerSeries.add (ofExpr y) (PowerSeries.multiply share difference)
        | Piecewise(name, below, above) when name = variable ->
            below
            |> List.tryFind (fun (point, _) -> point.Sign > 0)
            |> Option.map snd
            |> Option.defaultValue above
            |> ofExpr
        | Piecewise(name, below, above) ->
            let pieces = (below |> List.map snd) @ [ above ]

            let rises =
                List.zip (List.map fst below) (List.pairwise pieces)
                |> List.map (fun (point, (piece, next)) ->
                    let step = Expr.heaviside (Expr.symbol name - Expr.number point)
                    PowerSeries.shift step Rational.Zero (ofExpr (next - piece)))

            PowerSeries.sum (ofExpr (List.head pieces) :: rises)
        | _ -> PowerSeries.constant (Arithmetic.ofAtom atom Rational.One)

    /// The expansion of an expression.
    member _.Expand(a: Expr) : PowerSeries = ofExpr a
