namespace NtkAnalytic.Symbolics.Tests.Activations

open System
open NtkAnalytic
open NtkAnalytic.DualActivations
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text
open Xunit

/// The formulas derived from texts against the closed forms that the core has by hand.
type CatalogDualTests() =
    static let points = 1000

    // Both sides are right to rounding; the core loses some digits where its formulas cancel.
    static let tolerance = 1e-12

    // Variances over three decades, correlations biased to the ends, where 1 - c or 1 + c is exact.
    static let draw (random: Random) : GaussianPair =
        let variance () = 0.01 * Math.Pow(1000.0, random.NextDouble())
        let q1 = variance ()
        let q2 = variance ()

        let gap =
            if random.Next 2 = 0 then 1.0 - random.NextDouble()
            else Math.Pow(10.0, -12.0 * random.NextDouble())

        if random.Next 2 = 0 then GaussianPair(q1, q2, gap, 2.0 - gap) else GaussianPair(q1, q2, 2.0 - gap, gap)

    static let correlation (pair: GaussianPair) : Rational =
        if pair.OneMinusCorrelation <= pair.OnePlusCorrelation then Rational.One - Rational.OfDouble pair.OneMinusCorrelation
        else Rational.OfDouble pair.OnePlusCorrelation - Rational.One

    static let closed (outcome: Expectation) =
        match DualFormulas.inCorrelation outcome with
        | ClosedForm(value, []) -> value
        | other -> failwith $"{other}"

    static member Texts = TheoryData<string, string>(CatalogTexts.all |> List.map (fun (name, text) -> struct (name, text)))

    [<Fact>]
    member _.``Every closed form of the catalog has a text``() =
        Assert.Empty(CatalogTexts.closedForms |> List.except (List.map fst CatalogTexts.all))

    [<Theory>]
    [<MemberData(nameof CatalogDualTests.Texts)>]
    member _.``What is derived from the text is the closed form of the core``(name: string, text: string) =
        let dual = DualActivation.Of(Activation.Parse name)
        let duals = DualFormulas.ofActivation (FormulaText.expression text)
        let value = closed duals.Dual
        let derivative = closed duals.DerivativeDual
        let random = Random 20_261_122

        for _ in 1..points do
            let pair = draw random
            let found = dual.Evaluate pair
            let first = dual.Diagonal pair.Variance1
            let second = dual.Diagonal pair.Variance2

            let values =
                Map
                    [ "q1", Rational.OfDouble pair.Variance1
                      "q2", Rational.OfDouble pair.Variance2
                      "c", correlation pair ]

            let check what (formula: Expr) (expected: float) (scale: float) =
                let actual = PreciseEvaluation.evaluateDouble values formula
                // The derivative of a jump has no second moment: its error is relative to the value.
                let scale = if Double.IsFinite scale then scale else abs actual
                let error = abs (actual - expected) / scale
                Assert.True((error <= tolerance), $"{name}, {what} at {pair}: {actual} and {expected}, error {error}")

            check "value" value found.Value (sqrt (first.SecondMoment * second.SecondMoment))
            check "derivative" derivative found.Derivative (sqrt (first.DerivativeSecondMoment * second.DerivativeSecondMoment))
