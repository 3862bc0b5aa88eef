namespace NtkAnalytic.Symbolics.FSharp

open System

/// Whether an activation without parameters has derivatives of every order.
module internal Smoothness =
    // What must not vanish near 0 on the axis: the arguments of roots, reciprocals and logarithms, and 1 - u^2 for arcsin u.
    let private singularities (a: Expr) : Expr list =
        let ofMonomials (x: Expr) =
            x.Array
            |> Seq.collect (fun (struct (monomial, _)) -> monomial.Array)
            |> Seq.filter (fun (struct (_, exponent)) -> not exponent.IsInteger || exponent.Sign < 0)
            |> Seq.map (fun (struct (atom, _)) ->
                match atom with
                | Base radicand -> radicand
                | _ -> Arithmetic.ofTerm Rational.One (Monomial [| struct (atom, Rational.One) |]))

        let ofAtom (atom: Atom) =
            match atom with
            | Base x -> ofMonomials x |> List.ofSeq
            | Call(Log, x) -> x :: List.ofSeq (ofMonomials x)
            | Call(Arcsin, x) -> (Expr.one - Expr.square x) :: List.ofSeq (ofMonomials x)
            | Call(_, x) -> List.ofSeq (ofMonomials x)
            | _ -> []

        List.ofSeq (ofMonomials a) @ (Rewriting.atoms a |> Seq.collect ofAtom |> List.ofSeq)

    // A zero may be a change of sign or a lowest point: rounding leaves a part in 1e12 of it at most.
    let private vanishes (variable: string) (a: Expr) : bool =
        let value = Compiler.compileOne variable a
        let lowest = BreakPoints.roots (Compiler.compileOne variable (Calculus.differentiate variable a)).Invoke

        not (List.isEmpty (BreakPoints.roots value.Invoke))
        || lowest |> List.exists (fun x -> abs (value.Invoke x) < 1e-12)

    /// True when no part of the expression has a kink, a jump or a pole within the reach of the search for break points. An
    /// expression that is smooth although one of its parts is not, as x |x| |x|, is not found to be.
    let isSmooth (variable: string) (a: Expr) : bool =
        let hasBranches =
            Rewriting.atoms a
            |> Seq.exists (fun atom ->
                match atom with
                | Call((Heaviside | Sign | Abs | Dirac), _)
                | Max _
                | Piecewise _ -> true
                | _ -> false)

        not hasBranches
        && singularities a
           |> List.filter (Rewriting.dependsOn variable)
           |> List.forall (fun part -> not (vanishes variable part))
