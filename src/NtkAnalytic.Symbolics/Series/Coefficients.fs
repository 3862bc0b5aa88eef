namespace NtkAnalytic.Symbolics.FSharp

open System

/// No expansion in powers and logarithms follows from the rules; the message says why.
exception internal NoExpansionException of string

/// What is known of whether a coefficient vanishes.
type internal Vanishing =
    | Vanishes
    | DoesNotVanish
    /// It looks like 0 in numbers, and the normal form does not say so.
    | Unproven

/// What expansions ask of their coefficients.
module internal Coefficients =
    /// The coefficient as it is reported.
    let normal (a: Expr) : Expr = Simplify.normal a

    /// True when the coefficient is found to vanish for all values of its symbols.
    let isZero (a: Expr) : bool = Simplify.isZero a

    // Enough to tell a number from 0, and beyond the digits that cancel by chance.
    let private digits = 15

    /// None outside of the domain, and where the digits do not suffice.
    let private valueAt (values: Map<string, Rational>) (a: Expr) : BigFloat option =
        try
            Some(PreciseEvaluation.evaluateBig digits values a)
        with
        | :? ArithmeticException
        | :? ArgumentException -> None

    // Scattered over (0, 1), where correlations, slopes and variances all have values.
    let private point (symbols: string list) (attempt: int) : Map<string, Rational> =
        symbols
        |> List.mapi (fun i name -> name, Rational.Create(1 + (17 + 23 * i + 41 * attempt) % 97, 101))
        |> Map.ofList

    /// Whether the coefficient vanishes for all values of its symbols: proven by the normal form, refuted by a value.
    let vanishing (a: Expr) : Vanishing =
        match a with
        | Expr.Number r -> if r.Sign = 0 then Vanishes else DoesNotVanish
        | _ when isZero a -> Vanishes
        | _ ->
            let symbols = Rewriting.symbols a
            let values = Seq.init 4 (point symbols) |> Seq.choose (fun values -> valueAt values a) |> Seq.cache
            if Seq.isEmpty values || values |> Seq.exists (fun value -> not value.IsZero) then DoesNotVanish else Unproven

    /// True for a coefficient that vanishes; where only numbers say so, there is no expansion.
    let decideZero (a: Expr) : bool =
        match vanishing a with
        | Vanishes -> true
        | DoesNotVanish -> false
        | Unproven -> raise (NoExpansionException "A leading coefficient is 0 in numbers, and simplification does not show it.")

    /// -1, 0 or 1 where the sign does not depend on the values of symbols.
    let sign (a: Expr) : int option =
        let simple = normal a

        match Expr.sign simple with
        | Expr.Number s -> Some s.Sign
        | _ when List.isEmpty (Rewriting.symbols simple) ->
            valueAt Map.empty simple |> Option.map (fun value -> value.Sign) |> Option.filter (fun s -> s <> 0)
        | _ -> None
