namespace NtkAnalytic.Symbolics.FSharp.Gaussian

open System
open NtkAnalytic.Symbolics.FSharp

/// One of the two half-lines that the origin divides the real line into.
type internal Side =
    | Left
    | Right

/// Functions with a break at the origin are smooth on either side of it: abs, sign, step, max and pieces go away there.
module internal HalfLine =
    let private noRule reason = raise (NoRuleException reason)

    // The sign of atom^exponent at every point of the half-line, where it is the same everywhere.
    let rec private signOfFactor (variable: string) (side: Side) (struct (atom: Atom, exponent: Rational)) : int option =
        let isEven = exponent.IsInteger && exponent.Numerator.IsEven

        if isEven || exponent.Denominator.IsEven || Positivity.ofAtom atom then
            Some 1
        else
            match atom with
            | Symbol name when name = variable -> Some(if side = Right then 1 else -1)
            | Base inner
            | Call((Erf | Arctan | Tanh | Dawson), inner) -> signOf variable side inner
            | _ -> None

    /// The sign of an expression without breaks on the half-line: that of its terms, where these agree.
    and signOf (variable: string) (side: Side) (a: Expr) : int option =
        let ofTerm (struct (monomial: Monomial, coefficient: Rational)) =
            monomial.Array
            |> Array.fold
                (fun sign factor -> Option.map2 (*) sign (signOfFactor variable side factor))
                (Some coefficient.Sign)

        match a.Array |> Array.map ofTerm |> Array.distinct with
        | [||] -> Some 0
        | [| sign |] -> sign
        | _ -> None

    /// The expression on the half-line. Raises NoRuleException where a break is elsewhere than at 0 or a sign is not known.
    let rec restrict (variable: string) (side: Side) (a: Expr) : Expr =
        let inside = restrict variable side

        let known (name: string) (x: Expr) =
            match signOf variable side x with
            | Some sign -> Rational.OfInteger sign
            | None ->
                noRule $"The argument of {name} may change its sign elsewhere than at 0, or bears a symbol whose sign is not known."

        let image (atom: Atom) =
            match atom with
            | _ when not (Rewriting.dependsOn variable (Arithmetic.ofAtom atom Rational.One)) -> Arithmetic.ofAtom atom Rational.One
            | Call(Abs, x) ->
                let x = inside x
                Expr.scale (known "abs" x) x
            | Call(Sign, x) -> Expr.number (known "sign" (inside x))
            | Call(Heaviside, x) -> Expr.number (Rational.Half * (Rational.One + known "step" (inside x)))
            | Max(x, y) ->
                let x = inside x
                let y = inside y
                if (known "max or min" (x - y)).Sign >= 0 then x else y
            | Piecewise(name, [ point, below ], above) when name = variable && point.Sign = 0 ->
                inside (if side = Left then below else above)
            | Piecewise _ -> noRule "A piecewise function has a break elsewhere than at 0."
            | Call(Dirac, _) -> noRule "Dirac's delta stands inside of a function or is not at 0."
            | _ -> Rewriting.mapArguments inside atom

        try
            Rewriting.mapAtoms image a
        with :? ArithmeticException ->
            noRule "A function is not real or not finite on one side of 0."
