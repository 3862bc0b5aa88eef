namespace NtkAnalytic.Symbolics.FSharp

open System

/// The statements on the expansions of the correlation map, and on the decay of correlations that follows.
module internal ExpansionLines =
    let private x = Names.Variable

    let private outcomeOf (map: Expectation) (derive: Expr -> Result<Expr, string>) : Expectation =
        match map with
        | ClosedForm(f, domain) ->
            match derive f with
            | Ok value -> ClosedForm(value, domain)
            | Error reason -> NoClosedForm reason
        | other -> other

    let private title (maps: MapFormulas) =
        if maps.HasJump then "correlation map without bias" else "correlation map on the edge of chaos"

    let private titleOf (maps: MapFormulas) (point: string) = $"{title maps}, at {point}"

    // The correlation after a layer, minus 1 at c = 1 - g, by quadrature: relative errors stay small there.
    let private deficit (maps: MapFormulas) (pair: NtkAnalytic.DualActivations.DualPair) (m: NtkAnalytic.DualActivations.DualMoments) (q: float) =
        if maps.HasJump then
            pair.OneMinusCorrelation
        else
            m.SecondMoment * pair.OneMinusCorrelation / (q * m.DerivativeSecondMoment)

    let private termOf (name: string) (term: SeriesTerm) : Expr =
        let t = Expr.symbol name
        term.Coefficient * Expr.power t term.Exponent * Expr.integerPower (Expr.log t) term.LogPower

    /// The map that is expanded, in c and the fixed point q.
    let map (formulas: DualFormulas) (maps: MapFormulas) : Line =
        let gap (random: Random) = Rational.Create(random.Next(60, 1900), 1024)

        (Probes formulas).OfEqualPair gap (fun pair m q _ -> 1.0 - deficit maps pair m q, 1.0)
        |> Some
        |> Line.create "criticalMap" (title maps) "C(c)" "C(c)" maps.CriticalMap

    let private expansion (key: string) (title: string) (left: string) (name: string) (series: Expr -> Result<Expansion, string>) (map: Expectation) probe : Line =
        let mutable terms = []
        let mutable remainder = None

        let outcome =
            Outcome.attempt (fun () ->
                outcomeOf map (fun f ->
                    series f
                    |> Result.map (fun found ->
                        let all = found.Terms |> List.map (termOf name)
                        let sum = Expr.sum all
                        remainder <- found.Order |> Option.map (Expr.power (Expr.symbol name))
                        terms <- all
                        sum)))

        { Line.create key title left left outcome (Some probe) with
            Terms = terms
            Remainder = remainder }

    // Powers up to g^3 enter the laws of decay.
    let private orderAtOne = Rational.Create(7, 2)

    let private orderAtZero = Rational.OfInteger 5

    /// The expansion at c = 1 - g.
    let atOne (formulas: DualFormulas) (maps: MapFormulas) : Line =
        // g up to 3e-4: the remainder g^(7/2) is below 1e-12.
        let gap (random: Random) = Rational.Create(random.Next(1000, 3000), 10_000_000)

        (Probes formulas).OfEqualPair gap (fun pair m q _ -> 1.0 - deficit maps pair m q, 1.0)
        |> expansion "expansionAtOne" (titleOf maps "c = 1 - g") "C(1 - g)" "g" (Series.at "c" Expr.one false orderAtOne) maps.CriticalMap

    /// The expansion at c = 0.
    let atZero (formulas: DualFormulas) (maps: MapFormulas) : Line =
        // c below 1/500: the remainder c^5 is below 1e-13.
        let gap (random: Random) = Rational.One - Rational.Create(random.Next(200, 1000), 500_000)

        (Probes formulas).OfEqualPair gap (fun pair m q _ -> 1.0 - deficit maps pair m q, 1.0)
        |> expansion "expansionAtZero" (titleOf maps "c = 0") "C(c)" "c" (Series.at "c" Expr.zero true orderAtZero) maps.CriticalMap

    // The first two coefficients after 1 - g, from values of the map at two tiny gaps: with f = 1 - g + s g^p + b g^(p') and what
    // follows by half a power or more, two equations; at 10^-28 what follows is 10^-14 of b.
    let private coefficientsAt (values: Map<string, Rational>) (map: Expr) (first: Rational) (second: Rational) : float * float =
        let gap (n: int) = Rational.Pow(Rational.OfInteger 10, -n)

        let excess (g: Rational) =
            let f = Rewriting.substitute "c" (Expr.number (Rational.One - g)) map
            Expr.power (Expr.number g) (-first) * (f - Expr.one + Expr.number g)

        let g = gap 28
        let h = gap 29
        let difference = excess g - excess h
        let step = second - first
        let power gap = Expr.power (Expr.number gap) step
        let b = difference / (power g - power h)
        let s = excess h - b * power h
        PreciseEvaluation.evaluateDouble values s, PreciseEvaluation.evaluateDouble values b

    type private Constant =
        | Kappa
        | KappaPrime
        | KappaDoublePrime
        | RootCorrection

    // How 1 - C begins: g - s g^(3/2) - b g^2, g - a g^2 + z g^3 or g - a g^2 + b g^(5/2).
    type private Shape =
        | Kink
        | Bend
        | Corner

    // The constants from numerical coefficients.
    let private numerical (shape: Shape) (constant: Constant) (leading: float) (next: float) : float =
        let kappa = if shape = Kink then 4.0 / (leading * leading) else 1.0 / leading
        let factor = if shape = Kink then 3.0 + kappa * next else 1.0 + kappa * kappa * next

        match constant with
        | Kappa -> kappa
        | KappaPrime -> kappa * factor
        | KappaDoublePrime -> (if shape = Kink then 1.5 else 2.0) * factor
        | RootCorrection -> -2.0 * next * kappa * sqrt kappa

    let private leadingPowers (shape: Shape) : Rational * Rational =
        match shape with
        | Kink -> Rational.Create(3, 2), Rational.OfInteger 2
        | Bend -> Rational.OfInteger 2, Rational.OfInteger 3
        | Corner -> Rational.OfInteger 2, Rational.Create(5, 2)

    let private lawOf (shape: Shape) (constant: Constant) : string =
        match shape, constant with
        | Kink, Kappa -> "1 - c_l = kappa/l^2 - ..."
        | Kink, KappaPrime -> "1 - c_l = kappa/l^2 - kappa' log(l)/l^3 + ..."
        | Kink, _ -> "C'(c_l) = 1 - 3/l + kappa'' log(l)/l^2 + ..."
        | Bend, Kappa -> "1 - c_l = kappa/l - ..."
        | Bend, KappaPrime -> "1 - c_l = kappa/l - kappa' log(l)/l^2 + ..."
        | Bend, _ -> "C'(c_l) = 1 - 2/l + kappa'' log(l)/l^2 + ..."
        | Corner, _ -> "1 - c_l = kappa/l (1 + rho/sqrt(l) + ...)"

    let private constantLine (formulas: DualFormulas) (map: Expr) (domain: Expr list) (shape: Shape) (constant, value: Expr) : Line =
        let one, two = leadingPowers shape

        let probe: Random -> Probe option =
            (Probes formulas).OfVariance(fun _ _ _ -> 0.0, 1.0)
            >> Option.bind (fun point ->
                try
                    let leading, following = coefficientsAt point.Values map one two
                    let expected = numerical shape constant leading following
                    Some { point with Expected = expected; Scale = max 1.0 (abs expected) }
                with :? ArithmeticException ->
                    // Outside of the domain the map is not real.
                    None)

        let key, text, latex =
            match constant with
            | Kappa -> "kappa", "kappa", @"\kappa"
            | KappaPrime -> "kappaPrime", "kappa'", @"\kappa'"
            | KappaDoublePrime -> "kappaDoublePrime", "kappa''", @"\kappa''"
            | RootCorrection -> "rootCorrection", "rho", @"\rho"

        Line.create key $"decay over the depth, {lawOf shape constant}" text latex (ClosedForm(value, domain)) (Some probe)

    /// kappa, kappa' and kappa'' (Hayou, Doucet and Rousseau, arXiv 1905.13654, lemmas 1 and 2).
    let decay (formulas: DualFormulas) (maps: MapFormulas) : Line list =
        let without outcome = [ Line.create "kappa" "decay over the depth, 1 - c_l" "kappa" @"\kappa" outcome None ]

        let ofLaw (map: Expr) (domain: Expr list) (law: DecayLaw) : Line list =
            let lines shape = List.map (constantLine formulas map domain shape)

            let threeOf (constants: DecayConstants) =
                [ Kappa, constants.Kappa
                  KappaPrime, constants.KappaPrime
                  KappaDoublePrime, constants.KappaDoublePrime ]

            match law with
            | Kinked constants -> lines Kink (threeOf constants)
            | Smooth constants -> lines Bend (threeOf constants)
            | Cornered(kappa, correction) -> lines Corner [ Kappa, kappa; RootCorrection, correction ]
            | NoLaw reason -> without (Divergent reason)

        match maps.CriticalMap with
        | ClosedForm(map, domain) ->
            try
                ofLaw map domain (CriticalDecay.ofMap map)
            with :? BudgetExceededException as spent ->
                without (NoClosedForm spent.Message)
        | outcome -> without outcome
