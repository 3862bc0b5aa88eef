namespace NtkAnalytic.Symbolics.Tests.Numbers

open NtkAnalytic.Symbolics.FSharp
open FsCheck
open FsCheck.FSharp
open Xunit

type RationalTests() =
    [<Fact>]
    member _.``A double is exact as a rational and comes back``() =
        Check.QuickThrowOnFailure(fun (NormalFloat x) -> Rational.ToDouble(Rational.OfDouble x) = x)

    [<Fact>]
    member _.``Lowest terms, positive denominator``() =
        Assert.Equal(Rational.Create(-2, 3), Rational.Create(4, -6))
        Assert.Equal("-2/3", string (Rational.Create(4, -6)))
