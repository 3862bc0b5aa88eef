namespace NtkAnalytic.Symbolics.Tests.Reference

open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text
open Xunit

/// The derived edge of chaos against integrals of 40 digits.
type CriticalPointReferenceTests() =
    static let rows = ReferenceTable.rows "critical-points.tsv"
    static let smooth = rows |> List.filter (fun row -> row[1] <> "-") |> List.groupBy Array.head
    static let tolerance = 1e-30

    static let closed (outcome: Expectation) =
        match outcome with
        | ClosedForm(value, _) -> value
        | other -> failwith $"{other}"

    static let critical (text: string) =
        let maps = MapFormulas.ofDuals (DualFormulas.ofActivation (FormulaText.expression text))

        // f = 1 - g + f''(1)/2 g^2 - f'''(1)/6 g^3 at c = 1 - g.
        let map = closed maps.CriticalMap

        let coefficient =
            match Series.at "c" Expr.one false (Rational.OfInteger 4) map with
            | Ok expansion -> fun (power: int) -> Series.coefficient (Rational.OfInteger power) 0 expansion
            | Error reason -> failwith reason

        fun (quantity: string) ->
            match quantity with
            | "sigma_w^2" -> closed maps.CriticalWeightVariance
            | "sigma_b^2" -> closed maps.CriticalBiasVariance
            | "f''(1)" -> Expr.integer 2 * coefficient 2
            | "f'''(1)" -> Expr.integer -6 * coefficient 3
            | other -> failwith other

    static member Formulas = TheoryData<string>(List.map fst smooth)

    [<Theory>]
    [<MemberData(nameof CriticalPointReferenceTests.Formulas)>]
    member _.``Critical variances and slopes agree to 30 digits``(text: string) =
        let quantities = critical text

        for row in smooth |> List.find (fun (name, _) -> name = text) |> snd do
            let values = Map [ "q", ReferenceTable.number row[1] ]
            let distance = ReferenceTable.distance values (ReferenceTable.number row[3]) (quantities row[2])
            Assert.True(distance <= tolerance, $"{text}, {row[2]} at q = {row[1]}: {distance}")

    [<Fact>]
    member _.``The rectifier's decay over the depth``() =
        let maps = MapFormulas.ofDuals (DualFormulas.ofActivation (FormulaText.expression "max(0,x)"))

        let constants =
            match CriticalDecay.ofMap (closed maps.CriticalMap) with
            | Kinked constants -> constants
            | other -> failwith $"{other}"

        for row in rows |> List.filter (fun row -> row[1] = "-") do
            let formula =
                match row[2] with
                | "kappa" -> constants.Kappa
                | "kappa'" -> constants.KappaPrime
                | _ -> constants.KappaDoublePrime

            Assert.True(ReferenceTable.distance Map.empty (ReferenceTable.number row[3]) formula <= tolerance, row[2])
