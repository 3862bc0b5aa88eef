namespace NtkAnalytic.Symbolics.Tests.Activations

open NtkAnalytic.Symbolics.FSharp
open Xunit

/// What is read as an activation, and where others are refused.
type ActivationTextTests() =
    [<Theory>]
    [<InlineData("cos(x) + c", 10, "The name c is taken")>]
    [<InlineData("x + k*x^2", 5, "The name k is taken")>]
    [<InlineData("sin(x)*sigma_w", 8, "The name sigma_w is taken")>]
    [<InlineData("x + y", 5, "two variables, x and y")>]
    [<InlineData("x*tanh(t)", 8, "two variables, x and t")>]
    [<InlineData("slope", 1, "is read as a parameter")>]
    [<InlineData("a*b", 3, "the symbols a, b but no x")>]
    [<InlineData("1 + pi", 1, "holds no variable")>]
    member _.``The place and the reason of a refusal``(text: string, position: int, part: string) =
        match ActivationText.read text with
        | Error failure ->
            Assert.Contains(part, failure.Message)
            Assert.Equal(position, failure.Position)
        | Ok _ -> Assert.Fail $"{text} was read."

    [<Fact>]
    member _.``An only symbol is the variable, other symbols are parameters``() =
        let read (text: string) =
            match ActivationText.read text with
            | Ok source -> source
            | Error failure -> failwith failure.Message

        Assert.Equal((read "erf(x)").Phi, (read "erf(t)").Phi)
        Assert.Equal<string list>([ "a"; "b" ], (read "b*x + a*sin(x)").Parameters)
