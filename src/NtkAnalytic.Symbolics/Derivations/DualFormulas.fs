namespace NtkAnalytic.Symbolics.FSharp

open System

/// What an activation makes of Gaussian pairs, as formulas.
type DualFormulas =
    {
        /// phi, in the symbol x.
        Activation: Expr
        /// phi', with Dirac terms where phi jumps; 0 when phi' is no expression or grows beyond the budget.
        Derivative: Expr
        /// E[phi(u) phi(v)] in q1, q2 and k.
        Dual: Expectation
        /// E[phi'(u) phi'(v)] in q1, q2 and k.
        DerivativeDual: Expectation
        /// E[phi(u)^2] in q.
        SecondMoment: Expectation
        /// E[phi'(u)^2] in q; divergent where phi jumps.
        DerivativeMoment: Expectation
    }

/// Deriving dual activations.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module DualFormulas =
    let private x = Names.Variable

    // What a function is at the zero of a linear argument, the mean of both sides where it jumps there.
    let private atZeroOf (argument: Expr) (h: Expr) : Expr option =
        let slope = Calculus.differentiate x argument
        let intercept = Rewriting.substitute x Expr.zero argument

        if Expr.isZero slope || Rewriting.dependsOn x slope then
            None
        else
            try
                let shifted = Rewriting.substitute x (Expr.symbol x - intercept / slope) h
                let side s = Branches.on x s shifted |> Rewriting.substitute x Expr.zero
                Some(Expr.fraction 1 2 * (side -1 + side 1))
            with :? ArithmeticException ->
                None

    // h(x) delta(x) = h(0) delta(x), so that x delta(x) and (exp(x) - 1) delta(x) are 0: no jumps.
    let private derivativeOf (phi: Expr) : Expr =
        let derivative = Calculus.differentiate x phi

        let deltaOf (struct (monomial: Monomial, _: Rational)) =
            monomial.Array
            |> Array.tryPick (fun (struct (atom, exponent)) ->
                match atom with
                | Call(Dirac, argument) when exponent = Rational.One -> Some argument
                | _ -> None)

        derivative.Array
        |> Array.groupBy deltaOf
        |> Array.map (fun (delta, terms) ->
            match delta with
            | None -> Expr terms
            | Some argument ->
                let cofactor = Expr terms / Expr.dirac argument

                match atZeroOf argument cofactor with
                | Some value -> value * Expr.dirac argument
                | None -> Expr terms)
        |> Expr.sum

    let private hasJump (derivative: Expr) =
        Rewriting.atoms derivative
        |> Seq.exists (fun atom ->
            match atom with
            | Call(Dirac, _) -> true
            | _ -> false)

    let private derive (phi: Expr) : DualFormulas =
        let derivative = derivativeOf phi

        let derivativeMoment =
            if hasJump derivative then
                Divergent "phi jumps: its derivative has no second moment."
            else
                Outcome.attempt (fun () -> GaussianExpectation.single x (derivative * derivative))

        { Activation = phi
          Derivative = derivative
          Dual = Outcome.attempt (fun () -> GaussianExpectation.pair x phi phi)
          DerivativeDual = Outcome.attempt (fun () -> GaussianExpectation.pair x derivative derivative)
          SecondMoment = Outcome.attempt (fun () -> GaussianExpectation.single x (phi * phi))
          DerivativeMoment = derivativeMoment }

    /// The formulas of phi, an expression in the symbol x.
    let ofActivation (phi: Expr) : DualFormulas =
        let without (reason: string) =
            let outcome = NoClosedForm reason

            { Activation = phi
              Derivative = Expr.zero
              Dual = outcome
              DerivativeDual = outcome
              SecondMoment = outcome
              DerivativeMoment = outcome }

        try
            derive phi
        with
        | :? BudgetExceededException as spent -> without spent.Message
        | :? NotSupportedException as problem -> without problem.Message

    /// A formula in q1, q2 and k with k = c sqrt(q1 q2).
    let inCorrelation (a: Expectation) : Expectation =
        Outcome.substitute [ "k", Names.c * Expr.sqrt (Names.q1 * Names.q2) ] a

    /// A formula in q1, q2 and k at q1 = q2 = q and k = c q.
    let atEqualVariances (a: Expectation) : Expectation =
        Outcome.substitute [ "q1", Names.q; "q2", Names.q; "k", Names.c * Names.q ] a
