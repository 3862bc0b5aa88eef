namespace NtkAnalytic.Symbolics.FSharp

/// Images of polynomials modulo a prime.
module internal PolynomialImages =
    let private all (parts: 'T option[]) : 'T[] option =
        if Array.forall Option.isSome parts then Some(Array.map Option.get parts) else None

    /// The image as a polynomial in one variable, the others at fixed points; None where a denominator has none.
    let rec ofVariable (variable: int) (a: Polynomial) : int64[] option =
        match a with
        | Constant x -> ModularPolynomial.ofRational x |> Option.map Array.singleton
        | InPowersOf(own, coefficients) ->
            Budget.spend coefficients.Length

            coefficients
            |> Array.map (ofVariable variable)
            |> all
            |> Option.map (fun parts ->
                if own = variable then Array.map Array.head parts
                else ModularPolynomial.combine parts (ModularPolynomial.point 0 own))

    /// The image at one of several samples of points.
    let rec value (sample: int) (a: Polynomial) : int64 option =
        match a with
        | Constant x -> ModularPolynomial.ofRational x
        | InPowersOf(own, coefficients) ->
            Budget.spend coefficients.Length

            coefficients
            |> Array.map (value sample)
            |> all
            |> Option.map (fun parts ->
                (ModularPolynomial.combine (Array.map Array.singleton parts) (ModularPolynomial.point sample own))[0])
