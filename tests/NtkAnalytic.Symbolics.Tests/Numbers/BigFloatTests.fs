namespace NtkAnalytic.Symbolics.Tests.Numbers

open System
open System.Numerics
open NtkAnalytic.Symbolics.FSharp
open FsCheck
open FsCheck.FSharp
open Xunit
open NtkAnalytic.Symbolics.Tests.Numbers.BigFloatExamples

type BigFloatTests() =
    let pairs = Arb.fromGen (Gen.zip numbers numbers)
    let check (arbitrary: Arbitrary<'a>) (property: 'a -> bool) = Check.QuickThrowOnFailure(Prop.forAll arbitrary property)

    /// Half a unit in the last place of `actual` at most, by exact fractions.
    let isRounded bits (exact: Rational) (actual: BigFloat) =
        if actual.IsZero then
            exact = Rational.Zero
        else
            let halfUnit = BigFloat.toRational (powerOfTwo (actual.Magnitude - bits - 1))

            Rational.Abs(exact - BigFloat.toRational actual) <= halfUnit
            && int ((BigInteger.Abs actual.Mantissa).GetBitLength()) <= bits

    [<Theory>]
    [<InlineData(2)>]
    [<InlineData(20)>]
    [<InlineData(133)>]
    member _.``Sum, difference, product and quotient are those of fractions, rounded``(bits) =
        check pairs (fun (a, b) ->
            let p, q = BigFloat.toRational a, BigFloat.toRational b

            isRounded bits (p + q) (BigFloat.add bits a b)
            && isRounded bits (p - q) (BigFloat.sub bits a b)
            && isRounded bits (p * q) (BigFloat.mul bits a b)
            && (b.IsZero || isRounded bits (p / q) (BigFloat.div bits a b)))

    [<Theory>]
    [<InlineData(2)>]
    [<InlineData(20)>]
    [<InlineData(133)>]
    member _.``A square root lies between the squares of its neighbours``(bits) =
        check arbitrary (fun x ->
            let root = BigFloat.sqrt bits (BigFloat.Abs x)
            let square y = BigFloat.mul 5000 y y

            if x.IsZero then
                root.IsZero
            else
                let halfUnit = powerOfTwo (root.Magnitude - bits - 1)
                square (BigFloat.sub 1000 root halfUnit) <= BigFloat.Abs x
                && BigFloat.Abs x <= square (BigFloat.add 1000 root halfUnit))

    [<Fact>]
    member _.``Order is that of fractions, and equal numbers are equal``() =
        check pairs (fun (a, b) ->
            let p, q = BigFloat.toRational a, BigFloat.toRational b
            let copy = BigFloat.Create(a.Mantissa <<< 7, a.Exponent - 7)
            compare a b = compare p q && (a = b) = (p = q) && a = copy && hash a = hash copy)

    [<Fact>]
    member _.``A fraction is rounded and a double is exact``() =
        check pairs (fun (a, b) ->
            b.IsZero
            || (let quotient = BigFloat.toRational a / BigFloat.toRational b
                isRounded 133 quotient (BigFloat.ofRational 133 quotient)))

        Check.QuickThrowOnFailure(fun (NormalFloat x) -> BigFloat.toDouble (BigFloat.ofDouble x) = x)

    [<Fact>]
    member _.``The nearest double, ties to even, subnormal ones too``() =
        let ofParts (mantissa: int64) (exponent: int) =
            BigFloat.toDouble (BigFloat.Create(BigInteger mantissa, exponent))

        let one = 1L <<< 53
        Assert.Equal(1.0, ofParts (one + 1L) -53)
        Assert.Equal(1.0 + 2.0 * Double.BitIncrement 0.0 * Math.ScaleB(1.0, 1022), ofParts (one + 3L) -53)
        Assert.Equal(Double.Epsilon, ofParts 1L -1074)
        Assert.Equal(0.0, ofParts 1L -1075)
        Assert.Equal(Double.Epsilon, ofParts 3L -1076)
        Assert.Equal(2.0 * Double.Epsilon, ofParts 3L -1075)
        Assert.Equal(-Double.MaxValue, ofParts (1L - one) 971)
        Assert.Equal(Double.MaxValue, ofParts (4L * one - 3L) 969)
        Assert.Equal(Double.PositiveInfinity, ofParts (2L * one - 1L) 970)
        Assert.Equal(Double.NegativeInfinity, ofParts -1L 1000000000)
        Assert.Equal(0.0, ofParts -1L -1000000000)

    [<Theory>]
    [<InlineData("0", 5, "0")>]
    [<InlineData("1", 3, "1.00")>]
    [<InlineData("-0.00125", 4, "-0.001250")>]
    [<InlineData("999999.99", 3, "1.00e6")>]
    [<InlineData("0.99996", 4, "1.000")>]
    [<InlineData("123456", 3, "123000")>]
    [<InlineData("1.25e-40", 4, "1.250e-40")>]
    [<InlineData("-7e123456", 1, "-7e123456")>]
    [<InlineData("10", 12, "10.0000000000")>]
    [<InlineData("0.1", 2, "0.10")>]
    member _.``Significant decimal digits``(text, digits, expected: string) =
        Assert.Equal(expected, BigFloatText.toDecimal digits (BigFloat.ofRational 3000 (rational text)))

    [<Fact>]
    member _.``Decimal digits come back``() =
        check arbitrary (fun x -> x.IsZero || agree 195 (number (BigFloatText.toDecimal 60 x)) x)

    [<Fact>]
    member _.``A number that is far smaller decides the rounding of a tie only``() =
        let tiny = powerOfTwo -1000000000
        Assert.Equal(BigFloat.One, BigFloat.add 100 BigFloat.One tiny)
        let tie = BigFloat.OfInteger 5
        Assert.Equal(BigFloat.OfInteger 6, BigFloat.add 2 tie tiny)
        Assert.Equal(BigFloat.OfInteger 4, BigFloat.sub 2 tie tiny)
        Assert.True(BigFloat.sub 100 BigFloat.One tiny = BigFloat.One && tiny < BigFloat.One)

    [<Fact>]
    member _.``What has no value says so``() =
        throws<DivideByZeroException> (fun () -> BigFloat.div 50 BigFloat.One BigFloat.Zero)
        throws<ArithmeticException> (fun () -> BigFloat.sqrt 50 (BigFloat.OfInteger -1))
        throws<ArithmeticException> (fun () -> BigFloat.ofDouble nan)
        let huge = powerOfTwo BigFloat.MaximalExponent
        throws<OverflowException> (fun () -> BigFloat.mul 50 huge huge)
        throws<OverflowException> (fun () -> BigFloat.div 50 (powerOfTwo -9) huge)
