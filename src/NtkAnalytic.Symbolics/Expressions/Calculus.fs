namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic

/// Differentiation.
module Calculus =
    // 2/sqrt(pi), the slope of erf at 0.
    let private twoOverRootPi = Expr.integer 2 * Expr.power Expr.pi (Rational.Create(-1, 2))

    // Of the outer function, at its argument.
    let private outerDerivative (f: Function) (x: Expr) : Expr =
        match f with
        | Exp -> Expr.exp x
        | Log -> Expr.power x (-Rational.One)
        | Sin -> Expr.cos x
        | Cos -> -(Expr.sin x)
        | Arcsin -> Expr.power (Expr.one - Expr.square x) (Rational.Create(-1, 2))
        | Arctan -> Expr.power (Expr.one + Expr.square x) (-Rational.One)
        | Tanh -> Expr.one - Expr.square (Expr.tanh x)
        | Erf -> twoOverRootPi * Expr.exp (-(Expr.square x))
        | NormalCdf -> Expr.normalPdf x
        | NormalPdf -> -x * Expr.normalPdf x
        | Dawson -> Expr.one - Expr.integer 2 * x * Expr.dawson x
        | Heaviside -> Expr.dirac x
        | Dirac -> raise (System.NotSupportedException "The derivative of Dirac's delta is not an expression here.")
        | Abs -> Expr.sign x
        | Sign -> Expr.integer 2 * Expr.dirac x

    // The jump at a break point becomes a Dirac term, as that of Heaviside's step does.
    let private ofPieces (derive: Expr -> Expr) (variable: string) (below: (Rational * Expr) list) (above: Expr) : Expr =
        let pieces = (below |> List.map snd) @ [ above ]

        let jumps =
            List.zip (List.map fst below) (List.pairwise pieces)
            |> List.map (fun (point, (piece, next)) ->
                let at = Expr.number point
                let jump = Rewriting.substitute variable at (next - piece)
                jump * Expr.dirac (Expr.symbol variable - at))

        Expr.piecewise variable (below |> List.map (fun (point, piece) -> point, derive piece)) (derive above) + Expr.sum jumps

    /// The derivative with respect to a symbol. Jumps give Dirac terms: that of step(x) is dirac(x).
    let differentiate (variable: string) (a: Expr) : Expr =
        let memory = Dictionary<Atom, Expr>()

        let rec ofExpr (x: Expr) : Expr =
            x.Array |> Array.map ofTerm |> Expr.sum

        and ofTerm (struct (monomial: Monomial, coefficient: Rational)) : Expr =
            let factors = monomial.Array

            factors
            |> Array.mapi (fun i (struct (atom, exponent)) ->
                let inner = derivativeOf atom

                if Expr.isZero inner then
                    Expr.zero
                else
                    let others = factors |> Array.mapi (fun j factor -> j, factor) |> Array.filter (fun (j, _) -> j <> i) |> Array.map snd
                    let rest = Arithmetic.ofTerm (coefficient * exponent) (Monomial others)
                    rest * Arithmetic.powerOfAtom atom (exponent - Rational.One) * inner)
            |> Expr.sum

        and derivativeOf (atom: Atom) : Expr =
            match memory.TryGetValue atom with
            | true, known -> known
            | _ ->
                let result =
                    match atom with
                    | Prime _
                    | Pi -> Expr.zero
                    | Symbol name -> if name = variable then Expr.one else Expr.zero
                    | Base radicand -> ofExpr radicand
                    | Call(f, argument) ->
                        let inner = ofExpr argument
                        if Expr.isZero inner then Expr.zero else outerDerivative f argument * inner
                    | Max(x, y) ->
                        let above = Expr.heaviside (x - y)
                        above * ofExpr x + (Expr.one - above) * ofExpr y
                    | Piecewise(name, below, above) ->
                        if name = variable then
                            ofPieces ofExpr name below above
                        else
                            Expr.piecewise name (below |> List.map (fun (point, piece) -> point, ofExpr piece)) (ofExpr above)

                memory[atom] <- result
                result

        ofExpr a
