namespace NtkAnalytic.Symbolics.FSharp

open NtkAnalytic.Symbolics.FSharp.Gaussian

/// An expression on one side of the point 0 of a variable, where steps, signs, absolute values and maxima with a break at 0 are
/// what they are on that side. Breaks elsewhere stay, unlike in HalfLine.restrict, which is for rules that have none for them.
module internal Branches =
    let private signOn (variable: string) (side: int) (a: Expr) : int option =
        HalfLine.signOf variable (if side > 0 then Right else Left) a

    /// The expression for variable > 0 (side 1) or variable < 0 (side -1).
    let rec on (variable: string) (side: int) (a: Expr) : Expr =
        a
        |> Rewriting.mapAtoms (fun atom ->
            let inside = on variable side

            match atom with
            | Call(Heaviside | Sign | Abs as f, argument) ->
                let argument = inside argument

                match f, signOn variable side argument with
                | Heaviside, Some sign -> Expr.fraction (sign + 1) 2
                | Sign, Some sign -> Expr.integer sign
                | Abs, Some sign -> Expr.integer sign * argument
                | _ -> Expr.apply f argument
            | Call(Dirac, argument) when (signOn variable side (inside argument)).IsSome -> Expr.zero
            | Max(x, y) ->
                let first = inside x
                let second = inside y

                match signOn variable side (first - second) with
                | Some sign -> if sign >= 0 then first else second
                | None -> Expr.max first second
            | Piecewise(name, below, above) when name = variable ->
                let before, beyond = below |> List.partition (fun (point, _) -> point.Sign < 0 || (point.Sign = 0 && side > 0))

                let kept, last =
                    match side > 0, beyond with
                    | true, _ -> beyond, above
                    | false, [] -> before, above
                    | false, (_, piece) :: _ -> before, piece

                Expr.piecewise name (kept |> List.map (fun (point, piece) -> point, inside piece)) (inside last)
            | _ -> Rewriting.mapArguments inside atom)
