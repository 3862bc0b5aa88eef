namespace NtkAnalytic.Symbolics.FSharp

open System

/// Expansions at a point in rational powers and powers of the logarithm.
module Series =
    // Leading terms may cancel, and quotients lose orders; the working order is raised until enough is left, at most by this.
    let private largestExcess = Rational.OfInteger 48

    let private settled (order: Rational) (a: PowerSeries) : PowerSeries =
        let kept = PowerSeries.truncate order a

        kept.Known
        |> List.filter (fun term -> not (Coefficients.isZero term.Coefficient))
        |> List.map (fun term -> { term with Coefficient = Coefficients.normal term.Coefficient })
        |> fun terms -> { kept with Known = terms }

    let private refusal (variable: string) =
        $"The leading terms at {variable} = 0 cancel beyond the orders that are tried; the expression may vanish there to all orders."

    let rec private attempt (variable: string) (order: Rational) (excess: Rational) (a: Expr) : Result<PowerSeries, string> =
        let raised = excess * Rational.OfInteger 2 + Rational.One

        let retry (next: Rational) =
            if next > largestExcess then Error(refusal variable) else attempt variable order next a

        try
            let series = Expander(variable, (max order Rational.One) + excess).Expand a

            match series.Remainder with
            | Some reached when reached < order -> Choice1Of2(max (excess + order - reached) (excess + Rational.One))
            | _ -> Choice2Of2(Ok(settled order series))
        with
        | MoreTermsException -> Choice1Of2 raised
        | NoExpansionException reason -> Choice2Of2(Error reason)
        | :? ArithmeticException as problem -> Choice2Of2(Error problem.Message)
        |> function
            | Choice1Of2 next -> retry next
            | Choice2Of2 result -> result

    /// The expansion for variable -> 0 from above, up to (not including) the given order; an Error says in a sentence why there
    /// is none. A coefficient whose sign or vanishing depends on the values of symbols is taken not to vanish.
    let atZero (variable: string) (order: Rational) (a: Expr) : Result<Expansion, string> =
        attempt variable order Rational.Zero a
        |> Result.map (fun series ->
            { Variable = variable
              Terms = series.Known
              Order = series.Remainder })

    // t, or the first of t1, t2, ... that the expressions do not hold.
    let private distanceName (taken: string list) =
        Seq.append [ "t" ] (Seq.initInfinite (fun i -> $"t{i + 1}"))
        |> Seq.find (fun name -> not (List.contains name taken))

    /// The expansion in t > 0 of the expression at variable = point + t (from above) or point - t (from below). The Variable
    /// of the result is t, or t1, t2, ... where the expression holds a symbol of that name.
    let at (variable: string) (point: Expr) (fromAbove: bool) (order: Rational) (a: Expr) : Result<Expansion, string> =
        let name = distanceName (Rewriting.symbols a @ Rewriting.symbols point)
        let distance = if fromAbove then Expr.symbol name else -(Expr.symbol name)

        try
            atZero name order (Rewriting.substitute variable (point + distance) a)
        with :? ArithmeticException as problem ->
            Error problem.Message

    /// The coefficient of t^exponent (log t)^logPower; 0 when the expansion has no such term.
    let coefficient (exponent: Rational) (logPower: int) (expansion: Expansion) : Expr =
        expansion.Terms
        |> List.tryFind (fun term -> term.Exponent = exponent && term.LogPower = logPower)
        |> Option.map (fun term -> term.Coefficient)
        |> Option.defaultValue Expr.zero

    /// The sum of the terms, the remainder left out.
    let toExpr (expansion: Expansion) : Expr =
        let t = Expr.symbol expansion.Variable

        expansion.Terms
        |> List.map (fun term -> term.Coefficient * Expr.power t term.Exponent * Expr.integerPower (Expr.log t) term.LogPower)
        |> Expr.sum
