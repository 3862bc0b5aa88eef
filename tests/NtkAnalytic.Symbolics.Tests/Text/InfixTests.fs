namespace NtkAnalytic.Symbolics.Tests.Text

open FsCheck
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Expressions
open Xunit

type InfixTests() =
    [<Fact>]
    member _.``What is printed is read back as the same expression``() =
        let config = Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(1UL, 3UL)

        Check.One(
            config,
            Prop.forAll RandomExpressions.arbitrary (fun e ->
                let text = Infix.print e
                (text.Length > Parser.LongestText || Parser.parse text = Ok e) |> Prop.label text)
        )
