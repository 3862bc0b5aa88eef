namespace NtkAnalytic.Symbolics.Tests.Evaluation

open System
open System.Threading
open FsCheck
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Expressions
open Xunit

/// What holds for every expression.
type RandomExpressionTests() =
    let withPoints = Arb.fromGen (Gen.zip RandomExpressions.expressions RandomPoints.all)

    let check (cases: int) (seed: uint64) (property: Expr * Map<string, Rational> -> Property) =
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(seed, 9UL), Prop.forAll withPoints property)

    // None for the few whose normal form grows beyond reason.
    let normal (e: Expr) : Expr option =
        try
            Some(Budget.run 200_000L CancellationToken.None (fun () -> Simplify.normal e))
        with
        | :? BudgetExceededException
        | :? ArithmeticException -> None

    let described (e: Expr) (point: Map<string, Rational>) (holds: bool) =
        holds |> Prop.label $"{Infix.print e} at {Map.toList point}"

    // sign(sin(max(pi, q))) is that of a rounding error.
    let isSignOfNothing (e: Expr) =
        let atoms = List.ofSeq (Rewriting.atoms e)
        let has (test: Atom -> bool) = List.exists test atoms

        has (fun atom ->
            match atom with
            | Call((Sign | Heaviside), _) -> true
            | _ -> false)
        && has (fun atom ->
            match atom with
            | Max _
            | Piecewise _ -> true
            | _ -> false)

    [<Fact>]
    member _.``The normal form has the same value``() =
        check 2000 21UL (fun (e, point) ->
            match RandomPoints.value 25 point e, normal e with
            | Some expected, Some simple ->
                match RandomPoints.value 25 point simple with
                | Some actual -> RandomPoints.agree 20 expected actual |> described e point
                | None -> false |> described e point
            | _ -> true |> Prop.ofTestable)

    [<Fact>]
    member _.``The normal form of a normal form is itself``() =
        check 2000 22UL (fun (e, point) ->
            match normal e with
            | Some simple ->
                match normal simple with
                | Some again -> (again = simple) |> described e point
                | None -> true |> Prop.ofTestable
            | None -> true |> Prop.ofTestable)

    // h = 10^-25 leaves an error of 10^-50 of the third derivative, and 45 of 70 digits.
    [<Fact>]
    member _.``The derivative is the limit of differences``() =
        let h = Rational.Pow(Rational.OfInteger 10, -25)

        check 2000 23UL (fun (e, point) ->
            let at shift = RandomPoints.value 70 (point.Add("x", point["x"] + shift)) e

            let derivative =
                try
                    Some(Calculus.differentiate "x" e)
                with
                | :? ArithmeticException
                // Of Dirac's delta.
                | :? NotSupportedException -> None

            match at h, at -h, derivative |> Option.bind (RandomPoints.value 30 point) with
            | Some above, Some below, Some slope ->
                let difference = (above - below) / (h + h)
                let scale = Rational.One + Rational.Abs slope + Rational.Abs above
                let error = Rational.Abs(difference - slope) / scale
                (Rational.ToDouble error < 1e-15) |> described e point
            | _ -> true |> Prop.ofTestable)

    // Where a change of the point by 10^-11 moves the value by 10^-6, double precision is not up to the expression.
    [<Fact>]
    member _.``A compiled expression has the value in double precision``() =
        let symbols = [ "x"; "y"; "c"; "q1"; "q2"; "sigma_w" ]

        check 2000 24UL (fun (e, point) ->
            let moved sign = point |> Map.map (fun _ v -> v + v * Rational.OfInteger(sign: int) * Rational.Pow(Rational.OfInteger 10, -11))

            match RandomPoints.value 20 point e, RandomPoints.value 20 (moved 1) e, RandomPoints.value 20 (moved -1) e with
            | Some exact, Some above, Some below ->
                let expected = Rational.ToDouble exact
                let size = 1.0 + abs expected
                let spread = Rational.ToDouble(Rational.Abs(above - exact) + Rational.Abs(below - exact)) / size

                if isSignOfNothing e || not (Double.IsFinite expected) || expected > 1e100 || spread > 1e-6 then
                    true |> Prop.ofTestable
                else
                    let actual = (Compiler.compile symbols e).Invoke [| for name in symbols -> Rational.ToDouble point[name] |]
                    (abs (actual - expected) <= 1e-8 * size) |> Prop.label $"{actual} for {expected}" |> Prop.label (Infix.print e)
            | _ -> true |> Prop.ofTestable)
