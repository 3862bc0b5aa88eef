namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic

/// Rebuilding expressions from changed parts.
module Rewriting =
    /// The expression with every atom replaced by its image, from the outside: `image` sees an atom before its arguments.
    let rec internal mapAtoms (image: Atom -> Expr) (a: Expr) : Expr =
        a.Array
        |> Array.map (fun (struct (monomial, coefficient)) ->
            monomial.Array
            |> Array.fold
                (fun product (struct (atom, exponent)) -> product * Arithmetic.power (image atom) exponent)
                (Expr.number coefficient))
        |> Expr.sum

    /// The atom with its arguments replaced by their images.
    let internal mapArguments (image: Expr -> Expr) (atom: Atom) : Expr =
        match atom with
        | Prime _
        | Pi
        | Symbol _ -> Arithmetic.ofAtom atom Rational.One
        | Base radicand -> image radicand
        | Call(f, argument) -> Expr.apply f (image argument)
        | Max(x, y) -> Expr.max (image x) (image y)
        | Piecewise(variable, below, above) ->
            Expr.piecewise variable (below |> List.map (fun (point, piece) -> point, image piece)) (image above)

    /// The expressions that an atom holds.
    let internal arguments (atom: Atom) : Expr list =
        match atom with
        | Prime _
        | Pi
        | Symbol _ -> []
        | Base x
        | Call(_, x) -> [ x ]
        | Max(x, y) -> [ x; y ]
        | Piecewise(_, below, above) -> (below |> List.map snd) @ [ above ]

    /// True when the expression has more terms than that, those of arguments included.
    let internal hasMoreTermsThan (most: int) (a: Expr) : bool =
        let rec remaining (left: int) (x: Expr) : int =
            Array.fold ofTerm (left - x.Array.Length) x.Array

        and ofTerm (left: int) (struct (monomial: Monomial, _: Rational)) : int =
            if left < 0 then
                left
            else
                monomial.Array |> Seq.collect (fun (struct (atom, _)) -> arguments atom) |> Seq.fold remaining left

        remaining most a < 0

    /// Every atom of an expression, those inside others included, each once.
    let internal atoms (a: Expr) : IReadOnlyCollection<Atom> =
        let found = HashSet<Atom>()

        let rec visit (x: Expr) =
            for struct (monomial, _) in x.Array do
                for struct (atom, _) in monomial.Array do
                    if found.Add atom then
                        arguments atom |> List.iter visit

        visit a
        found

    /// The names of the symbols of an expression, ascending.
    let symbols (a: Expr) : string list =
        atoms a
        |> Seq.collect (fun atom ->
            match atom with
            | Symbol name -> [ name ]
            | Piecewise(variable, _, _) -> [ variable ]
            | _ -> [])
        |> Seq.distinct
        |> Seq.sortWith (fun x y -> System.String.CompareOrdinal(x, y))
        |> List.ofSeq

    /// True when the symbol occurs.
    let dependsOn (variable: string) (a: Expr) : bool = List.contains variable (symbols a)

    // A piecewise function of the variable itself: of a number it is the piece there, of c*y + d the pieces move along.
    let private substitutePieces (value: Expr) (below: (Rational * Expr) list) (above: Expr) : Expr =
        match value with
        | Expr.Number at ->
            match below |> List.tryFind (fun (point, _) -> at <= point) with
            | Some(point, piece) when at < point -> piece
            | Some(point, piece) ->
                let next = below |> List.tryFind (fun (other, _) -> other > point) |> Option.map snd |> Option.defaultValue above
                Expr.scale Rational.Half (piece + next)
            | None -> above
        | Expr.AtomPower(c, Symbol other, exponent) when exponent = Rational.One && c.Sign > 0 ->
            Expr.piecewise other (below |> List.map (fun (point, piece) -> point / c, piece)) above
        | _ ->
            let pieces = (below |> List.map snd) @ [ above ]

            let rises =
                List.zip (List.map fst below) (List.pairwise pieces)
                |> List.map (fun (point, (piece, next)) -> (next - piece) * Expr.heaviside (value - Expr.number point))

            List.head pieces + Expr.sum rises

    /// The expression with values in the place of symbols, all at once.
    let substituteAll (values: Map<string, Expr>) (a: Expr) : Expr =
        let memory = Dictionary<Atom, Expr>()

        let rec visit (x: Expr) = mapAtoms image x

        and image (atom: Atom) =
            match memory.TryGetValue atom with
            | true, known -> known
            | _ ->
                let result =
                    match atom with
                    | Symbol name ->
                        match values.TryFind name with
                        | Some value -> value
                        | None -> Arithmetic.ofAtom atom Rational.One
                    | Piecewise(variable, below, above) when values.ContainsKey variable ->
                        let below = below |> List.map (fun (point, piece) -> point, visit piece)
                        substitutePieces values[variable] below (visit above)
                    | _ -> mapArguments visit atom

                memory[atom] <- result
                result

        visit a

    /// The expression with a value in the place of a symbol.
    let substitute (variable: string) (value: Expr) (a: Expr) : Expr = substituteAll (Map.ofList [ variable, value ]) a
