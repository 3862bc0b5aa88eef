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
    member _.``The nearest double of a quotient is the quotient of doubles``() =
        Check.QuickThrowOnFailure(fun (p: int, q: int) -> q = 0 || Rational.ToDouble(Rational.Create(p, q)) = float p / float q)

    [<Fact>]
    member _.``Ties go to the even double, also among the subnormal ones``() =
        let tie = Rational.OfDouble 1.0 + Rational.Pow(Rational.Half, 53)
        Assert.Equal(1.0, Rational.ToDouble tie)
        Assert.Equal(1.0 + 2.0 ** -52.0, Rational.ToDouble(tie + Rational.Pow(Rational.Half, 200)))
        Assert.Equal(System.Double.Epsilon, Rational.ToDouble(Rational.Create(3, 4) * Rational.OfDouble System.Double.Epsilon))
        Assert.Equal(0.0, Rational.ToDouble(Rational.Half * Rational.OfDouble System.Double.Epsilon))
        Assert.Equal(System.Double.PositiveInfinity, Rational.ToDouble(Rational.Pow(Rational.OfInteger 2, 1024)))

    [<Fact>]
    member _.``Lowest terms, positive denominator``() =
        Assert.Equal(Rational.Create(-2, 3), Rational.Create(4, -6))
        Assert.Equal("-2/3", string (Rational.Create(4, -6)))
