namespace NtkAnalytic.Symbolics.Tests.Reference

open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text
open Xunit

/// Derived duals against integrals of 36 digits.
type DualReferenceTests() =
    static let table = ReferenceTable.rows "duals.tsv" |> List.groupBy Array.head

    // The table has 36 digits and formulas are computed with 34. Near c = 1 nothing is lost: both sides have the same exact c.
    static let tolerance = 1e-30

    static let closed (text: string) (outcome: Expectation) =
        match DualFormulas.inCorrelation outcome with
        | ClosedForm(value, []) -> value
        | other -> failwith $"{text}: {other}"

    static let withDomain (text: string) (outcome: Expectation) =
        match DualFormulas.inCorrelation outcome with
        | ClosedForm(value, _) -> value
        | other -> failwith $"{text}: {other}"

    static member Formulas = TheoryData<string>(List.map fst table)

    [<Fact>]
    member _.``The table is whole``() =
        Assert.Equal(44, table.Length)
        Assert.All(table, fun (_, rows) -> Assert.Equal(20, rows.Length))

    [<Theory>]
    [<MemberData(nameof DualReferenceTests.Formulas)>]
    member _.``Both duals agree to 30 digits``(text: string) =
        let duals = DualFormulas.ofActivation (FormulaText.expression text)
        let read = if text = "exp(x^2/10)" then withDomain text else closed text
        let value = read duals.Dual
        let derivative = read duals.DerivativeDual

        for row in table |> List.find (fun (name, _) -> name = text) |> snd do
            let values = Map [ "q1", ReferenceTable.number row[1]; "q2", ReferenceTable.number row[2]; "c", ReferenceTable.number row[3] ]

            for name, formula, expected in [ "value", value, row[4]; "derivative", derivative, row[5] ] do
                let distance = ReferenceTable.distance values (ReferenceTable.number expected) formula
                Assert.True(distance <= tolerance, $"{text}, {name} at {row[1]}, {row[2]}, {row[3]}: {distance}")
