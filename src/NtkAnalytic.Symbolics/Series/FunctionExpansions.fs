namespace NtkAnalytic.Symbolics.FSharp

/// Functions of expansions.
module internal FunctionExpansions =
    let private minus = PowerSeries.shift (-Expr.one) Rational.Zero
    let private times (factor: Expr) = PowerSeries.shift factor Rational.Zero
    let private plus (value: Expr) (a: PowerSeries) = PowerSeries.add (PowerSeries.constant value) a

    let private analytic (working: Rational) (f: Function) (x: Expr) (u: PowerSeries) =
        match TaylorCoefficients.ofFunction f x with
        | Some coefficients -> Composition.taylor working coefficients u
        | None -> Composition.refuse "The function has no Taylor series here."

    // arcsin(1 - e) = pi/2 - 2 arcsin(sqrt(e/2)), which is analytic in the root.
    let private arcsineNearOne (working: Rational) (e: PowerSeries) =
        let root = Composition.power working Rational.Half (times (Expr.fraction 1 2) e)
        plus (Expr.pi / Expr.integer 2) (times (Expr.integer -2) (analytic working Arcsin Expr.zero root))

    let private arcsine (working: Rational) (x: Expr) (u: PowerSeries) =
        if Coefficients.decideZero (x - Expr.one) then arcsineNearOne working (minus u)
        elif Coefficients.decideZero (x + Expr.one) then minus (arcsineNearOne working u)
        else analytic working Arcsin x u

    // tanh x = 1 - 2 e/(1 + e) with e = exp(-2x).
    let private tanhAtInfinity (working: Rational) (x: PowerSeries) =
        let e = Composition.exp working (times (Expr.integer -2) x)
        let share = PowerSeries.multiply e (Composition.power working (-Rational.One) (plus Expr.one e))
        plus Expr.one (times (Expr.integer -2) share)

    // erf x = 1 - O(exp(-x^2)), which vanishes faster than any power, even where x grows like log t.
    let private flat (working: Rational) (limit: Expr) = plus limit (PowerSeries.unknown working)

    // D(x) ~ sum over n of (2n - 1)!! / (2^(n+1) x^(2n+1)), an asymptotic series.
    let private dawsonAtInfinity (working: Rational) (inverse: PowerSeries) =
        let square = PowerSeries.multiply inverse inverse
        let sum = Composition.taylor working TaylorCoefficients.dawsonAtInfinity square
        times (Expr.fraction 1 2) (PowerSeries.multiply inverse sum)

    // Of arguments that tend to infinity or, with the sign -1, to minus infinity.
    let private atInfinity (working: Rational) (f: Function) (sign: Expr) (x: PowerSeries) : PowerSeries =
        let half = Expr.fraction 1 2

        match f with
        | Erf -> flat working sign
        | NormalCdf -> flat working (half * (Expr.one + sign))
        | NormalPdf -> PowerSeries.unknown working
        | Tanh -> times sign (tanhAtInfinity working (times sign x))
        | Arctan ->
            let inverse = Composition.power working (-Rational.One) x
            plus (half * sign * Expr.pi) (minus (analytic working Arctan Expr.zero inverse))
        | Dawson -> dawsonAtInfinity working (Composition.power working (-Rational.One) x)
        | Arcsin -> Composition.refuse "The arcsine of an expression that tends to infinity is not real."
        | _ -> Composition.refuse "Sine and cosine of an expression that tends to infinity oscillate and have no expansion."

    let private bySign (f: Function) (a: PowerSeries) : PowerSeries =
        match PowerSeries.leading a, f with
        | None, Dirac -> Composition.refuse "Dirac's delta has no value at 0."
        | None, Heaviside -> PowerSeries.constant (Expr.fraction 1 2)
        | None, _ -> PowerSeries.constant Expr.zero
        | Some _, Dirac -> PowerSeries.constant Expr.zero
        | Some(first, series), _ ->
            let sign = Composition.signOf first

            match f with
            | Abs -> times sign series
            | Sign -> PowerSeries.constant sign
            | _ -> PowerSeries.constant (Expr.fraction 1 2 * (Expr.one + sign))

    /// f of an expansion.
    let apply (working: Rational) (f: Function) (a: PowerSeries) : PowerSeries =
        match f with
        | Exp -> Composition.exp working a
        | Log -> Composition.log working a
        | Heaviside
        | Dirac
        | Abs
        | Sign -> bySign f a
        | _ ->
            match Composition.split a with
            | [], x, u when f = Arcsin -> arcsine working x u
            | [], x, u -> analytic working f x u
            | first :: _, _, _ -> atInfinity working f (Composition.signOf first) a
