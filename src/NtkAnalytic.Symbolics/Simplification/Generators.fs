namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic
open System.Numerics

/// Reads sums of monomials as polynomials: each atom, to the power 1/(common denominator of its exponents), is a variable.
[<Sealed>]
type internal Generators(expressions: Expr list) =
    let exponents = SortedDictionary<Atom, BigInteger>()

    do
        for expression in expressions do
            for struct (monomial, _) in expression.Array do
                for struct (atom, exponent) in monomial.Array do
                    let known =
                        match exponents.TryGetValue atom with
                        | true, denominator -> denominator
                        | _ -> BigInteger.One

                    exponents[atom] <-
                        known / BigInteger.GreatestCommonDivisor(known, exponent.Denominator) * exponent.Denominator

    let atoms = Seq.toArray exponents.Keys
    let roots = Seq.toArray exponents.Values
    let index = Dictionary<Atom, int>()

    do atoms |> Array.iteri (fun i atom -> index[atom] <- i)

    let exponentOf (i: int) (exponent: Rational) =
        let whole = exponent * Rational.OfInteger roots[i]

        if BigInteger.Abs whole.Numerator > BigInteger 100000 then
            raise (BudgetExceededException "An exponent is beyond what is reasonable for simplification.")

        int whole.Numerator

    /// The number of variables.
    member _.Count = atoms.Length

    /// The monomial that clears the negative exponents of an expression.
    member _.Clearing(a: Expr) : Expr =
        let lowest = Dictionary<Atom, Rational>()

        for struct (monomial, _) in a.Array do
            for struct (atom, exponent) in monomial.Array do
                if exponent.Sign < 0 then
                    match lowest.TryGetValue atom with
                    | true, known when known <= exponent -> ()
                    | _ -> lowest[atom] <- exponent

        lowest
        |> Seq.sortWith (fun x y -> Atom.Compare(x.Key, y.Key))
        |> Seq.map (fun entry -> struct (entry.Key, -entry.Value))
        |> Seq.toArray
        |> Monomial
        |> Arithmetic.ofTerm Rational.One

    /// The polynomial; the expression's exponents are not negative.
    member _.ToPolynomial(a: Expr) : Polynomial =
        a.Array
        |> Array.map (fun (struct (monomial, coefficient)) ->
            // From the last variable inwards, so that each product only wraps what is there.
            Array.foldBack
                (fun (struct (atom, exponent)) inner ->
                    let i = index[atom]
                    Polynomial.multiply (Polynomial.monomial i (exponentOf i exponent)) inner)
                monomial.Array
                (Constant coefficient))
        |> Array.fold Polynomial.add Polynomial.zero

    /// The expression of a polynomial.
    member this.ToExpr(p: Polynomial) : Expr =
        match p with
        | Constant c -> Expr.number c
        | InPowersOf(i, coefficients) ->
            coefficients
            |> Array.mapi (fun exponent c ->
                if Polynomial.isZero c then
                    Expr.zero
                else
                    this.ToExpr c
                    * Arithmetic.powerOfAtom atoms[i] (Rational.Create(BigInteger exponent, roots[i])))
            |> Expr.sum
