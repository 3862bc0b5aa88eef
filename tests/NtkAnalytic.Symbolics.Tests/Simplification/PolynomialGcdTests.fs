namespace NtkAnalytic.Symbolics.Tests.Simplification

open FsCheck
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp
open Xunit

type PolynomialGcdTests() =
    // Sparse polynomials, a few terms.
    let polynomials (variables: int) (degree: int) =
        let term =
            gen {
                let! coefficient = Gen.choose (-6, 6)
                let! exponents = Gen.listOfLength variables (Gen.choose (0, degree))
                let powers = exponents |> List.mapi Polynomial.monomial |> List.fold Polynomial.multiply Polynomial.one
                return Polynomial.scale (Rational.OfInteger(coefficient: int)) powers
            }

        Gen.choose (1, 4)
        |> Gen.bind (fun count -> Gen.listOfLength count term)
        |> Gen.map (List.fold Polynomial.add Polynomial.zero)

    let divides (a: Polynomial) (b: Polynomial) = (Polynomial.divide b a).IsSome

    let holdsFor (generator: Gen<Polynomial>) (property: Polynomial * Polynomial * Polynomial -> bool) =
        let config = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(3UL, 5UL)
        Check.One(config, Prop.forAll (Arb.fromGen (Gen.three generator)) property)

    let holds = holdsFor (polynomials 3 3)

    [<Fact>]
    member _.``A common factor is found``() =
        holds (fun (a, b, c) ->
            let x = Polynomial.multiply a c
            let y = Polynomial.multiply b c
            let found = PolynomialGcd.gcd x y

            if Polynomial.isZero x && Polynomial.isZero y then Polynomial.isZero found
            else divides c found && divides found x && divides found y)

    [<Fact>]
    member _.``What is left has no common factor``() =
        holds (fun (a, b, c) ->
            let x = Polynomial.multiply a c
            let y = Polynomial.multiply b c

            Polynomial.isZero x
            || Polynomial.isZero y
            || (let found = PolynomialGcd.gcd x y
                PolynomialGcd.gcd (Polynomial.divideExactly x found) (Polynomial.divideExactly y found) = Polynomial.one))

    [<Fact>]
    member _.``Factors multiply to the whole, squares are seen``() =
        holdsFor (polynomials 2 2) (fun (a, b, _) ->
            let whole = Polynomial.multiply (Polynomial.multiply a a) b

            if Polynomial.isZero whole then
                true
            else
                let factors = PolynomialFactors.factor 2 whole
                let product = factors |> List.fold (fun p (f, n) -> Seq.fold Polynomial.multiply p (Seq.replicate n f)) Polynomial.one
                let repeated = Polynomial.isConstant a || factors |> List.exists (fun (_, n) -> n > 1)
                repeated && Polynomial.primitiveOverIntegers whole = Polynomial.primitiveOverIntegers product)

    [<Fact>]
    member _.``The root of a square is found, of nothing else``() =
        holds (fun (a, b, _) ->
            let square = Polynomial.multiply a a

            match PolynomialFactors.squareRoot square with
            | Some root -> Polynomial.multiply root root = square
            | None -> false)
