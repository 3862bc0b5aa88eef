namespace NtkAnalytic.Symbolics.FSharp

open NtkAnalytic.Symbolics.FSharp.Gaussian

/// Expectations over centred Gaussians as formulas, by rules: a function is taken apart into powers, Gaussian weights,
/// exponentials and gates, and products of these have closed expectations.
module GaussianExpectation =
    let private q = Expr.symbol "q"
    let private q1 = Expr.symbol "q1"
    let private q2 = Expr.symbol "q2"
    let private k = Expr.symbol "k"

    let private factor (gate: Slope option) (term: Term) : Factor =
        { Power = term.Power
          Weight = term.Weight
          Linear = term.Linear
          Phase = term.Phase
          Gate = gate }

    let private free: Factor =
        { Power = 0
          Weight = Gaussian Expr.zero
          Linear = ComplexExpr.zero
          Phase = Expr.zero
          Gate = None }

    let private productOfGates =
        "A function has a product of error functions or breaks: there is no rule for more than one on each side."

    let private withOneGate (term: Term) : Factor =
        match term.Gates with
        | [] -> factor None term
        | [ gate ] -> factor (Some gate) term
        | _ -> raise (NoRuleException productOfGates)

    // Of one variable the second factor is a function of the same one: two gates are one on each.
    let private withTwoGates (term: Term) : Factor * Factor =
        match term.Gates with
        | [ first; second ] -> factor (Some first) term, { free with Gate = Some second }
        | _ -> withOneGate term, free

    let private isCertainlyNotNegative (a: Expr) = Expr.isZero a || Positivity.ofExpr a

    // A weight that grows needs a variance small enough.
    let private conditionAlone (variance: Expr) (weight: Weight) =
        match weight with
        | Gaussian a when not (isCertainlyNotNegative a) -> [ Expr.one + Expr.integer 2 * a * variance ]
        | _ -> []

    // Both weights may grow: the precision matrix is positive where its determinant is, given the conditions of each alone.
    let private conditionTogether (first: Weight) (second: Weight) =
        match first, second with
        | Gaussian a, Gaussian b when
            not (Expr.isZero a || Expr.isZero b)
            && not (isCertainlyNotNegative a || isCertainlyNotNegative b)
            ->
            let two = Expr.integer 2
            [ (Expr.one + two * a * q1) * (Expr.one + two * b * q2) - Expr.integer 4 * a * b * k * k ]
        | _ -> []

    let private total (moments: Moments) (values: seq<ComplexExpr>) : ComplexExpr =
        let sum = ComplexExpr.sum values

        { Re = moments.Reveal sum.Re
          Im = moments.Reveal sum.Im }

    let private outcome (compute: unit -> ComplexExpr * Expr list) : Expectation =
        try
            let value, domain = compute ()
            ClosedForm(Simplify.normal value.Re, List.distinct domain)
        with
        | NoRuleException reason -> NoClosedForm reason
        | DivergenceException reason -> Divergent reason

    /// E[f(u) g(v)] before simplification, its imaginary part included, and the domain.
    let internal pairOfTerms (f: TermSum) (g: TermSum) : ComplexExpr * Expr list =
        let moments = Moments { First = q1; Second = q2; Mixed = k }

        let values =
            [ for x, c in f do
                  for y, d in g -> ComplexExpr.multiply (ComplexExpr.multiply c d) (moments.Value(withOneGate x, withOneGate y)) ]

        let domain =
            [ for x, _ in f do yield! conditionAlone q1 x.Weight
              for y, _ in g do yield! conditionAlone q2 y.Weight
              for x, _ in f do
                  for y, _ in g do yield! conditionTogether x.Weight y.Weight ]

        total moments values, domain

    let private singleOfTerms (f: TermSum) : ComplexExpr * Expr list =
        let moments = Moments { First = q; Second = q; Mixed = q }
        let values = f |> List.map (fun (term, c) -> ComplexExpr.multiply c (moments.Value(withTwoGates term)))
        total moments values, f |> List.collect (fun (term, _) -> conditionAlone q term.Weight)

    /// E[f(u) g(v)], u and v centred with variances q1 and q2 and covariance k: a formula in q1, q2 and k. Both are functions
    /// of the variable.
    let pair (variable: string) (f: Expr) (g: Expr) : Expectation =
        if Expr.isZero f || Expr.isZero g then
            ClosedForm(Expr.zero, [])
        else
            outcome (fun () ->
                let first = Decomposition.ofFunction variable f
                pairOfTerms first (if g = f then first else Decomposition.ofFunction variable g))

    /// E[f(u)], u centred with variance q: a formula in q.
    let single (variable: string) (f: Expr) : Expectation =
        outcome (fun () -> singleOfTerms (Decomposition.ofFunction variable f))
