namespace NtkAnalytic.Symbolics.FSharp

open System

/// Computing with the outcomes of expectations.
module internal Outcome =
    // A dozen pages.
    let private mostTerms = 5_000

    let private readable (outcome: Expectation) : Expectation =
        match outcome with
        | ClosedForm(value, _) when Rewriting.hasMoreTermsThan mostTerms value ->
            NoClosedForm $"The formula has more than {mostTerms} terms: it grows beyond what is reasonable."
        | _ -> outcome

    /// What the algebra refuses, as outcomes: a formula that does not exist, or that nobody would read, is an answer.
    let attempt (compute: unit -> Expectation) : Expectation =
        try
            readable (compute ())
        with
        | :? DivideByZeroException -> Divergent "The formula divides by zero: the quantity is infinite."
        | :? BudgetExceededException as spent -> NoClosedForm spent.Message

    /// A formula of a formula.
    let map (f: Expr -> Expr) (a: Expectation) : Expectation =
        match a with
        | ClosedForm(value, domain) -> attempt (fun () -> ClosedForm(f value, domain))
        | _ -> a

    /// A formula of two; the domain is where both hold.
    let map2 (f: Expr -> Expr -> Expr) (a: Expectation) (b: Expectation) : Expectation =
        match a, b with
        | ClosedForm(x, domain), ClosedForm(y, other) -> attempt (fun () -> ClosedForm(f x y, List.distinct (domain @ other)))
        | ClosedForm _, _ -> b
        | _ -> a

    /// The same quantity, its domain left to what it is combined with.
    let withoutDomain (a: Expectation) : Expectation =
        match a with
        | ClosedForm(value, _) -> ClosedForm(value, [])
        | _ -> a

    /// The same quantity at other values of its symbols, which hold in its domain as well.
    let substitute (values: (string * Expr) list) (a: Expectation) : Expectation =
        let put = Rewriting.substituteAll (Map.ofList values)

        match a with
        | ClosedForm(value, domain) ->
            attempt (fun () ->
                let conditions = domain |> List.map (put >> Simplify.normal) |> List.filter (Positivity.ofExpr >> not)
                ClosedForm(Simplify.normal (put value), List.distinct conditions))
        | _ -> a
