namespace NtkAnalytic.Symbolics.Tests.Series

open NtkAnalytic.Symbolics.FSharp
open FsCheck
open FsCheck.FSharp
open Xunit

/// What an expansion leaves out vanishes with the order that it declares.
type SeriesRemainderTests() =
    let t = Expr.symbol "t"
    let number = Expr.integer
    let orders = [ Rational.One; Rational.Create(5, 2); Rational.OfInteger 4 ]

    // Powers of log t lower a measured slope: (j log 2)^k / (2 j log 2)^k is 2^-k, k/j in the slope.
    let hasDeclaredOrder (others: Map<string, BigFloat>) (order: Rational) (x: Expr) =
        match Series.atZero "t" order x with
        | Error _ -> None
        | Ok expansion ->
            let left = x - Series.toExpr expansion
            let bound = expansion.Order |> Option.map Rational.ToDouble
            let slope = if Expr.isZero left then infinity else HighPrecision.vanishingOrder "t" others 24 left

            match bound with
            | Some declared -> Some(slope > declared - 0.35)
            // Exact: what is left is rounding, of 400 bits.
            | None -> Some(abs (HighPrecision.toDouble (others.Add("t", BigFloat.ofDouble 0.01)) left) < 1e-90)

    [<Fact>]
    member _.``Of functions near their points of expansion``() =
        let arguments =
            [ t
              Expr.one - t
              t - Expr.one
              Expr.sqrt t
              Expr.fraction 1 3 + t
              t * Expr.log t
              Expr.one / t
              Expr.sin t - t ]

        let functions = [ Exp; Log; Sin; Cos; Arcsin; Arctan; Tanh; Erf; NormalCdf; NormalPdf; Dawson; Abs; Sign; Heaviside ]

        // Not real, or without limit and no power at infinity.
        let isRefused (f: Function) (i: int) =
            match f with
            | Log -> i = 2 || i = 5 || i = 7
            | Exp
            | Sin
            | Cos
            | Arcsin -> i = 6
            | _ -> false

        for f in functions do
            for i, argument in List.indexed arguments do
                for order in orders do
                    let expected = if isRefused f i then None else Some true
                    let found = hasDeclaredOrder Map.empty order (Expr.apply f argument)
                    Assert.True((found = expected), $"{f} of the argument {i}, order {order}: {found}.")

    [<Fact>]
    member _.``Of random compositions``() =
        let rec expressions size : Gen<Expr> =
            if size = 0 then
                Gen.elements [ t; Expr.sqrt t; t * Expr.log t; number 2; Expr.fraction 1 2; t * t; Expr.symbol "a" ]
            else
                let smaller = expressions (size / 2)

                let functions =
                    Gen.map2 (fun f x -> (try Expr.apply f x with :? System.ArithmeticException -> x))
                        (Gen.elements [ Exp; Sin; Cos; Arctan; Tanh; Erf; NormalPdf; Dawson ])
                        smaller

                Gen.oneof
                    [ Gen.map2 (+) smaller smaller
                      Gen.map2 (*) smaller smaller
                      Gen.map (fun x -> Expr.sqrt (Expr.one + x * x)) smaller
                      Gen.map (fun x -> Expr.one / (Expr.integer 3 + Expr.sin x)) smaller
                      functions ]

        let values = Map.ofList [ "a", BigFloat.ofRational 400 (Rational.Create(7, 10)) ]
        let mutable expanded = 0

        let property (x: Expr) =
            match hasDeclaredOrder values (Rational.OfInteger 2) x with
            | None -> true
            | Some isGood ->
                expanded <- expanded + 1
                isGood

        let count = 100
        let config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(2026UL, 1UL)
        Check.One(config, Prop.forAll (Arb.fromGen (expressions 11)) property)
        Assert.InRange(expanded, count * 4 / 5, count)
