namespace NtkAnalytic.Symbolics.FSharp

/// The factors of sums.
module internal Factorization =
    // Sums that people look at take some thousand; a sum that takes more stands as its own factor.
    let private allowedWork = 200_000L

    let private split (a: Expr) : Rational * (Expr * int) list =
        let generators = Generators [ a ]
        let polynomial = generators.ToPolynomial a

        let parts =
            PolynomialFactors.factor generators.Count polynomial
            |> List.map (fun (p, multiplicity) ->
                let struct (_, _, primitive) = Content.split Rational.One (generators.ToExpr p)
                primitive, multiplicity)

        let product =
            parts |> List.fold (fun product (p, multiplicity) -> product * Expr.integerPower p multiplicity) Expr.one

        match Polynomial.divide polynomial (generators.ToPolynomial product) with
        | Some(Constant content) -> content, parts
        | _ -> Rational.One, [ a, 1 ]

    /// A sum without common factor as content * product of factor^multiplicity: factors are primitive (no common factor of
    /// their terms, the sign by Content.split), a last constant is a number.
    let factors (a: Expr) : Rational * (Expr * int) list =
        Budget.attempt allowedWork (fun () -> split a) |> Option.defaultValue (Rational.One, [ a, 1 ])

    /// The greatest common divisor of two sums as a sum; None when they are coprime, or when it takes too long to find.
    let common (a: Expr) (b: Expr) : Expr option =
        Budget.attempt allowedWork (fun () ->
            let generators = Generators [ a; b ]
            let shared = PolynomialGcd.gcd (generators.ToPolynomial a) (generators.ToPolynomial b)

            if Polynomial.isConstant shared then None else Some(generators.ToExpr shared))
        |> Option.flatten

    /// a / b^n for the largest n up to `most` for which it stays a sum of monomials, and what is left of `most`.
    let divideOut (a: Expr) (b: Expr) (most: int) : Expr * int =
        let clearing = (Generators [ a ]).Clearing a
        let generators = Generators [ a * clearing; b ]
        let divisor = generators.ToPolynomial b

        let rec reduce (p: Polynomial) left =
            if left = 0 then
                p, 0
            else
                match Polynomial.divide p divisor with
                | Some quotient -> reduce quotient (left - 1)
                | None -> p, left

        let reduced, left = reduce (generators.ToPolynomial(a * clearing)) most
        if left = most then a, most else generators.ToExpr reduced / clearing, left
