namespace NtkAnalytic.Symbolics.FSharp

/// Powers, logarithms and exponentials of expansions. `working` is the order up to which what has no end is carried.
module internal Composition =
    let refuse (reason: string) = raise (NoExpansionException reason)

    // An exact series stays exact unless it runs beyond the working order; the leading term is always kept.
    let capped (working: Rational) (a: PowerSeries) : PowerSeries =
        match PowerSeries.valuation a with
        | Some lowest when a.Known.Length > 1 -> PowerSeries.truncate (max working (lowest + Rational.One)) a
        | _ -> a

    /// The leading term c t^e of a and u with a = c t^e (1 + u), and the order up to which u is known or carried.
    let private factored (what: string) (a: PowerSeries) : (SeriesTerm * PowerSeries) option =
        PowerSeries.leading a
        |> Option.map (fun (first, series) ->
            if first.LogPower <> 0 then
                refuse $"{what} of an expression that behaves like a power of a logarithm has no expansion of this kind."

            let rest = { series with Known = List.tail series.Known }
            let inverse = Coefficients.normal (Expr.power first.Coefficient (-Rational.One))
            let u = PowerSeries.shift inverse (-first.Exponent) rest

            if u.Known |> List.exists (fun term -> term.Exponent.Sign <= 0) then
                refuse $"{what} of an expression with a logarithm beside its leading constant has no expansion of this kind."

            first, u)

    let private refuseNegative (what: string) (coefficient: Expr) =
        if Coefficients.sign coefficient = Some -1 then
            refuse $"{what} of a negative number is not real."

    let private orderOf (u: PowerSeries) (carried: Rational) =
        let order = max carried Rational.One
        u.Remainder |> Option.map (min order) |> Option.defaultValue order

    let rec private naturalPower (working: Rational) (n: int) (a: PowerSeries) : PowerSeries =
        if n = 1 then
            a
        else
            let half = naturalPower working (n / 2) a
            let square = capped working (PowerSeries.multiply half half)
            if n % 2 = 0 then square else capped working (PowerSeries.multiply square a)

    let private isSmallNatural (exponent: Rational) =
        exponent.IsInteger && exponent.Sign > 0 && exponent < Rational.OfInteger 1000

    /// a^exponent: the leading term out, the binomial series of the rest.
    let power (working: Rational) (exponent: Rational) (a: PowerSeries) : PowerSeries =
        if exponent = Rational.One then
            a
        elif isSmallNatural exponent then
            naturalPower working (int exponent.Numerator) a
        else
            match factored "A power" a with
            | None when exponent.Sign < 0 -> refuse "Division by zero."
            | None -> PowerSeries.ofTerms None []
            | Some(first, u) ->
                if exponent.Denominator.IsEven then
                    refuseNegative "An even root" first.Coefficient

                let lowest = first.Exponent * exponent
                let order = orderOf u (working - lowest)

                PowerSeries.compose (TaylorCoefficients.binomial exponent) order u
                |> PowerSeries.shift (Expr.power first.Coefficient exponent) lowest

    /// log a = log c + e log t + log(1 + u).
    let log (working: Rational) (a: PowerSeries) : PowerSeries =
        match factored "The logarithm" a with
        | None -> refuse "The logarithm of zero."
        | Some(first, u) ->
            refuseNegative "The logarithm" first.Coefficient

            PowerSeries.sum
                [ PowerSeries.constant (Expr.log first.Coefficient)
                  PowerSeries.shift (Expr.number first.Exponent) Rational.Zero PowerSeries.logarithm
                  PowerSeries.compose TaylorCoefficients.logarithm (orderOf u working) u ]

    /// What grows, the constant, and what tends to 0. Coefficients that vanish are left out of the first two.
    let split (a: PowerSeries) : SeriesTerm list * Expr * PowerSeries =
        if a.Remainder |> Option.exists (fun order -> order.Sign <= 0) then
            raise MoreTermsException

        let isConstant (term: SeriesTerm) = term.Exponent.Sign = 0 && term.LogPower = 0
        let isLarge (term: SeriesTerm) = term.Exponent.Sign < 0 || (term.Exponent.Sign = 0 && term.LogPower > 0)
        let growing = a.Known |> List.filter (fun term -> isLarge term && not (Coefficients.decideZero term.Coefficient))
        let fixedPart = a.Known |> List.filter isConstant |> List.map (fun term -> term.Coefficient) |> Expr.sum
        let small = { a with Known = a.Known |> List.filter (fun term -> term.Exponent.Sign > 0) }
        growing, Coefficients.normal fixedPart, small

    /// f(x + u) by Taylor's series at x.
    let taylor (working: Rational) (coefficients: int -> Expr[]) (u: PowerSeries) : PowerSeries =
        let lowest = PowerSeries.valuation u |> Option.defaultValue Rational.Zero
        PowerSeries.compose coefficients (orderOf u (max working (lowest + Rational.One))) u

    /// -1, 0 or 1 times a power of log t (negative for small t) has this sign; an expression where it depends on symbols.
    let signOf (term: SeriesTerm) : Expr =
        let sign =
            match Coefficients.sign term.Coefficient with
            | Some s -> Expr.integer s
            | None -> Expr.sign term.Coefficient

        if term.LogPower % 2 = 0 then sign else -sign

    /// exp a: a logarithm in it gives a power of t, and what tends to minus infinity faster vanishes to all orders.
    let exp (working: Rational) (a: PowerSeries) : PowerSeries =
        let growing, constant, small = split a

        let tamed () =
            taylor working (TaylorCoefficients.ofFunction Exp constant).Value small

        match growing with
        | [] -> tamed ()
        | [ term ] when term.Exponent.Sign = 0 && term.LogPower = 1 ->
            match Coefficients.normal term.Coefficient with
            | Expr.Number exponent -> PowerSeries.shift Expr.one exponent (tamed ())
            | _ -> refuse "A power of t whose exponent depends on symbols is beyond expansions with rational exponents."
        | first :: _ ->
            match signOf first with
            | Expr.Number s when s.Sign < 0 -> PowerSeries.unknown working
            | Expr.Number _ -> refuse "The exponential of an expression that tends to infinity has no expansion in powers."
            | _ -> refuse "The exponential of an expression that tends to infinity or minus infinity, depending on the values of symbols."
