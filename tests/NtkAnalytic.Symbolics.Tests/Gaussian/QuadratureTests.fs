namespace NtkAnalytic.Symbolics.Tests.Gaussian

open System
open NtkAnalytic
open NtkAnalytic.DualActivations
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// The formulas against the library's quadrature of the same functions, an algorithm that knows no formula.
type QuadratureTests() =
    // Variances and 1 - correlation. Near 1 the formula itself cancels in double precision, in q1 q2 - k^2 first of all.
    static let pairs =
        [ 0.7, 1.3, 1.35; 1.7, 0.4, 0.04 ]

    static let parameters = [ "a", 0.3; "b", 1.1 ]

    static let closed (outcome: Expectation) =
        match outcome with
        | ClosedForm(value, _) -> value
        | other -> failwith $"No closed form: {other}"

    static let check (name: string) (f: Expr) =
        let derivative = Calculus.differentiate "x" f
        let value = closed (GaussianExpectation.pair "x" f f)
        let slope = closed (GaussianExpectation.pair "x" derivative derivative)
        let at (e: Expr) = DoubleValue.functionOf "x" parameters e
        let dual = DualActivation.Of(Activation.FromFunctions(name, Func<_, _>(at f), Func<_, _>(at derivative), [ 0.0 ]))

        for q1, q2, oneMinus in pairs do
            let expected = dual.Evaluate(GaussianPair(q1, q2, oneMinus, 2.0 - oneMinus))
            let k = (1.0 - oneMinus) * sqrt (q1 * q2)
            let formula q1 q2 k e = DoubleValue.at ([ "q1", q1; "q2", q2; "k", k ] @ parameters) e

            // 4000 units in the last place, of the product of both standard deviations; infinite for the derivative of a jump.
            let isClose (e: Expr) (expected: float) =
                let deviations = sqrt (formula q1 q1 q1 e * formula q2 q2 q2 e)
                let scale = if Double.IsFinite deviations then deviations else abs expected
                abs (formula q1 q2 k e - expected) <= 1e-12 * scale

            Assert.True(isClose value expected.Value, $"{name} at {q1}, {q2}, 1 - {oneMinus}")
            Assert.True(isClose slope expected.Derivative, $"The derivative of {name} at {q1}, {q2}, 1 - {oneMinus}")

    static let names (list: (string * Expr) list) =
        let data = TheoryData<string>()
        list |> List.iter (fun (name, _) -> data.Add name)
        data

    static member Closed = names Activations.closed

    static member WithSymbols = names Activations.withSymbols

    [<Theory; MemberData(nameof QuadratureTests.Closed)>]
    member _.``A formula has the value of the integral``(name: string) =
        check name (Activations.closed |> List.find (fun (other, _) -> other = name) |> snd)

    [<Theory; MemberData(nameof QuadratureTests.WithSymbols)>]
    member _.``A formula with parameters has the value of the integral``(name: string) =
        check name (Activations.withSymbols |> List.find (fun (other, _) -> other = name) |> snd)
