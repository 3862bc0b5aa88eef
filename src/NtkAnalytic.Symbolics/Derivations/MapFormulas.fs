namespace NtkAnalytic.Symbolics.FSharp

/// The maps of a layer, for inputs of one variance q, as formulas.
type MapFormulas =
    {
        /// V(q) = sigma_w^2 E[phi(u)^2] + sigma_b^2, the variance after a layer.
        VarianceMap: Expectation
        /// C(c) = (sigma_w^2 E[phi(u) phi(v)] + sigma_b^2) / V(q), the correlation after a layer.
        CorrelationMap: Expectation
        /// chi_1 = sigma_w^2 E[phi'(u)^2], the slope of the correlation map at 1 at a fixed point q = V(q).
        Chi1: Expectation
        /// The sigma_w^2 with chi_1 = 1 at the variance q.
        CriticalWeightVariance: Expectation
        /// The sigma_b^2 that makes q a fixed point there.
        CriticalBiasVariance: Expectation
        /// The correlation map on the edge of chaos at the variance q, in c; where phi jumps, that without bias.
        CriticalMap: Expectation
        /// True when phi jumps, so that there is no edge of chaos.
        HasJump: bool
    }

/// Deriving the maps of a layer (Hayou, Doucet and Rousseau, arXiv 1905.13654).
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module MapFormulas =
    /// The maps that follow from the duals.
    let ofDuals (duals: DualFormulas) : MapFormulas =
        // |E[phi(u) phi(v)]| <= E[phi(u)^2]: at equal variances the domain is that of the second moment, which joins below.
        let equal = DualFormulas.atEqualVariances duals.Dual |> Outcome.withoutDomain
        let moment = duals.SecondMoment
        let slope = duals.DerivativeMoment

        let hasJump =
            match slope, duals.SecondMoment with
            | Divergent _, ClosedForm _ -> true
            | _ -> false

        let afterLayer = Outcome.map (fun m -> Names.weightVariance * m + Names.biasVariance)

        // 1 - (E[phi^2] - E[phi phi]) / (q E[phi'^2]): sigma_w^2 and sigma_b^2 of the critical line put in.
        let critical =
            if hasJump then
                Outcome.map2 (fun dual m -> Simplify.normal (dual / m)) equal moment
            else
                Outcome.map2
                    (fun deficit d -> Simplify.normal (Expr.one - deficit / (Names.q * d)))
                    (Outcome.map2 (fun dual m -> m - dual) equal moment)
                    slope

        { VarianceMap = afterLayer moment
          CorrelationMap =
            Outcome.map2
                (fun dual m ->
                    Simplify.normal ((Names.weightVariance * dual + Names.biasVariance) / (Names.weightVariance * m + Names.biasVariance)))
                equal
                moment
          Chi1 = Outcome.map (fun d -> Names.weightVariance * d) slope
          CriticalWeightVariance = Outcome.map (fun d -> Simplify.normal (Expr.one / d)) slope
          CriticalBiasVariance = Outcome.map2 (fun m d -> Simplify.normal (Names.q - m / d)) moment slope
          CriticalMap = critical
          HasJump = hasJump }
