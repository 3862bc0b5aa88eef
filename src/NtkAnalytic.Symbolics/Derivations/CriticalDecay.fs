namespace NtkAnalytic.Symbolics.FSharp

/// The constants of 1 - c_l = kappa l^-m - kappa' log(l) l^-(m+1) + ... and chi(c_l) = 1 - A/l + kappa'' log(l)/l^2 + ....
type DecayConstants =
    {
        /// kappa.
        Kappa: Expr
        /// kappa'.
        KappaPrime: Expr
        /// kappa''.
        KappaDoublePrime: Expr
    }

/// How 1 - c falls with the depth where f(1) = 1 and f'(1) = 1.
type DecayLaw =
    /// phi has kinks, f = c + s t^(3/2) + ..., t = 1 - c: m = 2 and A = 3.
    | Kinked of DecayConstants
    /// f = c + alpha t^2 - zeta t^3 + ...: m = 1 and A = 2.
    | Smooth of DecayConstants
    /// The second derivative of phi jumps, f = c + alpha t^2 - eta t^(5/2) + ...: without a logarithm,
    /// 1 - c_l = kappa/l (1 + rootCorrection/sqrt(l) + ...) and chi(c_l) = 1 - 2/l + ....
    | Cornered of kappa: Expr * rootCorrection: Expr
    /// There is no such law, for the reason that the sentence gives.
    | NoLaw of reason: string

/// The decay of correlations on the edge of chaos (Hayou, Doucet and Rousseau, arXiv 1905.13654, lemmas 1 and 2).
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module CriticalDecay =
    let private rational (numerator: int) (denominator: int) = Rational.Create(numerator, denominator)

    // Beyond t^3 nothing enters the constants.
    let private order = rational 7 2

    /// The expansion in t = 1 - c of a correlation map given in the symbol c.
    let expansion (map: Expr) : Result<Expansion, string> = Series.at "c" Expr.one false order map

    // With u = t^(-1/2), t -> t - s t^(3/2) + b t^2 makes u grow by s/2 + (3 s^2/8 - b/2)/u + ... a layer, so
    // u = s l/2 + (3 s/4 - b/s) log l + ...; and chi = 1 - (3/2) s t^(1/2) + 2 b t + ....
    let private ofKink (s: Expr) (b: Expr) : DecayConstants =
        let kappa = Expr.integer 4 / (s * s)
        let factor = Expr.integer 3 - kappa * b

        { Kappa = Simplify.normal kappa
          KappaPrime = Simplify.normal (kappa * factor)
          KappaDoublePrime = Simplify.normal (Expr.fraction 3 2 * factor) }

    // With u = 1/t, t -> t - alpha t^2 + zeta t^3 makes u grow by alpha + (alpha^2 - zeta)/u + ... a layer, so
    // u = alpha l + (alpha - zeta/alpha) log l + ...; and chi = 1 - 2 alpha t + 3 zeta t^2 + ....
    let private ofSmooth (alpha: Expr) (zeta: Expr) : DecayConstants =
        let kappa = Expr.one / alpha
        let factor = Expr.one - kappa * kappa * zeta

        { Kappa = Simplify.normal kappa
          KappaPrime = Simplify.normal (kappa * factor)
          KappaDoublePrime = Simplify.normal (Expr.integer 2 * factor) }

    // t -> t - alpha t^2 + eta t^(5/2) makes u = 1/t grow by alpha - eta u^(-1/2) + ..., so u = alpha l - 2 eta sqrt(l/alpha) + ....
    let private ofCorner (alpha: Expr) (eta: Expr) : DecayLaw =
        let correction = Expr.integer 2 * eta * Expr.power alpha (rational -3 2)
        Cornered(Simplify.normal (Expr.one / alpha), Simplify.normal correction)

    let private falls (coefficient: Expr) = Coefficients.sign coefficient <> Some -1

    // 1 - f = t - lead t^p + ..., p > 1.
    let private ofLeading (deficit: Rational -> Expr) (first: SeriesTerm) : DecayLaw =
        let lead = first.Coefficient

        if first.LogPower <> 0 then
            NoLaw "The expansion of the map at c = 1 has a logarithm in its first term after 1 - c."
        elif not (falls lead) then
            NoLaw "Correlations near 1 move away from 1: the first term of f - c at c = 1 is negative."
        elif first.Exponent = rational 3 2 then
            Kinked(ofKink lead (deficit (rational 2 1)))
        elif first.Exponent = rational 2 1 && not (Coefficients.isZero (deficit (rational 5 2))) then
            ofCorner lead (deficit (rational 5 2))
        elif first.Exponent = rational 2 1 then
            Smooth(ofSmooth lead (deficit (rational 3 1)))
        else
            NoLaw $"After 1 - c the map has the power {first.Exponent} of 1 - c; laws are known for 3/2 and 2."

    let private ofExpansion (f: Expansion) : DecayLaw =
        let coefficient exponent = Series.coefficient exponent 0 f
        let deficit exponent = -(coefficient exponent)
        let isSettled (term: SeriesTerm) =
            term.LogPower = 0 && (term.Exponent = Rational.Zero || term.Exponent = Rational.One)

        let beyond = f.Terms |> List.filter (isSettled >> not)

        if beyond |> List.exists (fun term -> term.Exponent.Sign < 0) || not (Simplify.equal (coefficient Rational.Zero) Expr.one) then
            NoLaw "The map does not fix 1: f(1) is not 1."
        elif beyond |> List.exists (fun term -> term.Exponent <= Rational.One) then
            NoLaw "The slope of the map at 1 is infinite, as that of activations that jump."
        elif not (Simplify.equal (coefficient Rational.One) (-Expr.one)) then
            NoLaw "The slope of the map at 1 is not 1: the network is not on the edge of chaos."
        else
            match beyond with
            | [] -> NoLaw "The map is the identity up to the order (1 - c)^3: correlations do not fall."
            | first :: rest ->
                // The constants of kinks depend on powers up to 2, the others on powers up to 3.
                let last = if first.Exponent = rational 3 2 then rational 2 1 else rational 3 1
                let relevant = rest |> List.filter (fun term -> term.Exponent <= last)

                if first.LogPower = 0 && relevant |> List.exists (fun term -> term.LogPower > 0) then
                    NoLaw "The expansion of the map at c = 1 has logarithms among the terms that the constants depend on."
                elif relevant |> List.exists (fun term -> not (term.Exponent * rational 2 1).IsInteger) then
                    NoLaw "The expansion of the map at c = 1 has powers other than multiples of 1/2."
                else
                    ofLeading deficit first

    /// The law of a correlation map f, given in the symbol c; it holds for the values of other symbols where 1 - c falls.
    let ofMap (map: Expr) : DecayLaw =
        match expansion map with
        | Error reason -> NoLaw reason
        | Ok f -> ofExpansion f
