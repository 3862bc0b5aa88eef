namespace NtkAnalytic.Symbolics.Tests.Gaussian

open FsCheck
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Gaussian.Activations
open Xunit

/// Identities of expectations, for sums of functions drawn at random.
type GaussianExpectationProperties() =
    // Every rule occurs: powers, breaks, gates, waves, exponentials, weights. Gates and shifts never in one term.
    let term =
        let degree = Gen.choose (0, 3)
        let positive = Gen.map2 fraction (Gen.choose (1, 4)) (Gen.choose (2, 3))
        let power i = Expr.integerPower x i

        Gen.oneof
            [ Gen.map power degree
              Gen.map (fun i -> Expr.integerPower relu (i + 1)) degree
              Gen.map (fun i -> power i * Expr.abs x) degree
              Gen.map (fun i -> power i * step) degree
              Gen.map2 (fun i s -> power i * Expr.erf (s * x)) degree positive
              Gen.map2 (fun i s -> power i * Expr.sin (s * x + Expr.one)) (Gen.choose (0, 1)) positive
              Gen.map2 (fun i s -> power i * Expr.exp (fraction 1 2 * s * x)) (Gen.choose (0, 1)) positive
              Gen.map2 (fun i s -> power i * Expr.exp (-s * x * x)) degree positive
              Gen.map2 (fun i s -> power (i + 1) * step * Expr.exp (-s * x * x)) degree positive ]

    let sum =
        Gen.choose (1, 3)
        |> Gen.bind (fun count -> Gen.listOfLength count (Gen.map2 (fun c t -> fraction c 2 * t) (Gen.choose (1, 4)) term))
        |> Gen.map Expr.sum

    let functions = Arb.fromGen (Gen.two sum)
    let point = [ "q1", 0.8; "q2", 1.3; "k", -0.45 ]

    let value (outcome: Expectation) =
        match outcome with
        | ClosedForm(value, _) -> value
        | other -> failwith $"No closed form: {other}"

    let pair f g = value (GaussianExpectation.pair "x" f g)
    let single f = value (GaussianExpectation.single "x" f)

    // Rounding of a sum of terms: 1e-11 of the sum of their sizes.
    let isClose (values: (string * float) list) (a: Expr) (b: Expr) =
        let size (e: Expr) = e.Terms |> Seq.sumBy (fun term -> abs (DoubleValue.at values (Expr [| term |])))
        abs (DoubleValue.at values a - DoubleValue.at values b) <= 1e-11 * (1.0 + size a + size b)

    let holds (property: Expr * Expr -> bool) =
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.forAll functions property)

    [<Fact>]
    member _.``The expectation is linear``() =
        holds (fun (f, g) ->
            let h = Expr.abs x * x + Expr.cos x
            isClose point (pair (f + n 3 * g) h) (pair f h + n 3 * pair g h))

    [<Fact>]
    member _.``Both sides may be exchanged``() =
        let exchange = Rewriting.substituteAll (Map [ "q1", Expr.symbol "q2"; "q2", Expr.symbol "q1" ])
        holds (fun (f, g) -> isClose point (pair f g) (exchange (pair g f)))

    [<Fact>]
    member _.``Price's theorem: the slope in the covariance is the expectation of the derivatives``() =
        let d = Calculus.differentiate "x"
        holds (fun (f, g) -> isClose point (Calculus.differentiate "k" (pair f g)) (pair (d f) (d g)))

    [<Fact>]
    member _.``Without covariance the expectation is the product``() =
        let named name = Rewriting.substitute "q" (Expr.symbol name)

        holds (fun (f, g) ->
            let independent = Rewriting.substitute "k" Expr.zero (pair f g)
            isClose point independent (named "q1" (single f) * named "q2" (single g)))

    [<Fact>]
    member _.``Of one variable the pair is the square``() =
        let q = Expr.symbol "q"

        for f in [ x; relu; Expr.sin x; Expr.exp x; hermite 5; relu * Expr.exp (-x * x); Expr.erf x; Expr.cos x * x; Expr.abs x + x * x ] do
            let diagonal = Rewriting.substituteAll (Map [ "q1", q; "q2", q; "k", q ]) (pair f f)
            Assert.True(Simplify.isZero (diagonal - single (f * f)))
