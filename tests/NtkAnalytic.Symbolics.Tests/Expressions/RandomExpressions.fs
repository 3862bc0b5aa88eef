namespace NtkAnalytic.Symbolics.Tests.Expressions

open System
open System.Threading
open FsCheck
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp

/// Random expressions over the whole union, biased to what formulas are made of: small numbers, roots, nested functions.
module RandomExpressions =
    let private allowedWork = 3_000L

    let private functions =
        [ Exp; Log; Sin; Cos; Arcsin; Arctan; Tanh; Erf; NormalCdf; NormalPdf; Dawson; Heaviside; Dirac; Abs; Sign ]

    let private exponents =
        [ Rational.Half
          -Rational.Half
          Rational.OfInteger 2
          Rational.OfInteger 3
          Rational.OfInteger -1
          Rational.OfInteger -2
          Rational.Create(3, 2)
          Rational.Create(-3, 2)
          Rational.Create(1, 3)
          Rational.Create(-2, 3) ]

    let private leaf =
        Gen.frequency
            [ 3, Gen.elements [ "x"; "y"; "c"; "q1"; "q2"; "sigma_w" ] |> Gen.map Expr.symbol
              2, Gen.choose (-6, 6) |> Gen.map Expr.integer
              1, Gen.map2 Expr.fraction (Gen.choose (-9, 9)) (Gen.choose (2, 9))
              1, Gen.constant Expr.pi ]

    // What has no real value, or grows beyond reason, is replaced.
    let private attempt (otherwise: Expr) (compute: unit -> Expr) =
        try
            Budget.run allowedWork CancellationToken.None compute
        with
        | :? ArithmeticException
        | :? BudgetExceededException -> otherwise

    let private binary (operation: Expr -> Expr -> Expr) (part: Gen<Expr>) =
        Gen.map2 (fun a b -> attempt a (fun () -> operation a b)) part part

    let rec private sized (size: int) : Gen<Expr> =
        if size <= 1 then
            leaf
        else
            let part = sized (size / 2)

            let pieces =
                gen {
                    let! first = Gen.choose (-4, 2)
                    let! second = Gen.choose (first + 1, 5)
                    let! values = Gen.listOfLength 3 part
                    let below = [ Rational.OfInteger first, values[0]; Rational.Create(2 * second + 1, 2), values[1] ]
                    return Expr.piecewise "x" below values[2]
                }

            Gen.frequency
                [ 4, binary (+) part
                  2, binary (-) part
                  4, binary (*) part
                  2, binary (/) part
                  3, Gen.map2 (fun a e -> attempt a (fun () -> Expr.power a e)) part (Gen.elements exponents)
                  4, Gen.map2 (fun f a -> attempt a (fun () -> Expr.apply f a)) (Gen.elements functions) part
                  1, binary Expr.max part
                  1, binary Expr.min part
                  1, pieces
                  1, leaf ]

    /// Expressions of up to some dozen operations.
    let expressions: Gen<Expr> = Gen.sized (fun size -> sized (min 24 (1 + size / 3)))

    /// For Prop.forAll. They are not shrunk: parts of an expression need not be in normal form of their own.
    let arbitrary: Arbitrary<Expr> = Arb.fromGen expressions
