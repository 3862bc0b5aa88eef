namespace NtkAnalytic.Symbolics.Tests.Numbers

open System
open NtkAnalytic.Symbolics.FSharp
open FsCheck
open FsCheck.FSharp
open Xunit
open NtkAnalytic.Symbolics.Tests.Numbers.BigFloatExamples

/// Identities between the functions, and what none of them may do.
type BigFloatFunctionTests() =
    let bits = 133
    let check (property: BigFloat -> bool) = Check.QuickThrowOnFailure(Prop.forAll arbitrary property)
    let checkUnit property = check (fun x -> BigFloat.Abs x > BigFloat.One || property x)
    let mul a b = BigFloat.mul 400 a b
    let sub a b = BigFloat.sub 400 a b
    let add a b = BigFloat.add 400 a b

    static member Names: seq<obj[]> = functions |> Seq.map (fun (name, _, _) -> [| box name |])

    [<Theory>]
    [<MemberData(nameof BigFloatFunctionTests.Names)>]
    member _.``A lower precision gives the rounded value of a higher one``(name) =
        let _, isTried, apply = functions |> List.find (fun (known, _, _) -> known = name)
        check (fun x -> not (isTried x) || agree 60 (apply 60 x) (apply 250 x))

    [<Fact>]
    member _.``exp(log x) = x``() =
        // The relative error of exp is the absolute one of log, below |log x| 2^-(bits + 12).
        check (fun x ->
            let x = BigFloat.Abs x
            x.IsZero || agree bits (BigFloatExponential.exp bits (BigFloatExponential.log (bits + 20) x)) x)

    [<Fact>]
    member _.``log(1 + t) and exp(t) - 1 are t to first order``() =
        let t = powerOfTwo -100
        let second = BigFloat.scale -1 (mul t t)
        Assert.True(agree 99 (sub (BigFloatExponential.log 400 (add BigFloat.One t)) t) (BigFloat.Negate second))
        Assert.True(agree 98 (sub (sub (BigFloatExponential.exp 400 t) BigFloat.One) t) second)

    [<Fact>]
    member _.``The squares of sine and cosine sum to 1``() =
        check (fun x ->
            let s, c = BigFloatTrigonometric.sin bits x, BigFloatTrigonometric.cos bits x
            isWithin (2 - bits) (add (mul s s) (mul c c)) BigFloat.One)

    [<Fact>]
    member _.``Near a multiple of pi the sine is the distance from it``() =
        // sin(k pi + d) = +-d (1 - d^2/6 + ...) with d about 2^-150.
        for k in [ 1; 2; 7; 1000 ] do
            let exact = mul (BigFloat.OfInteger k) (BigFloatConstants.pi.Value 450)
            let rounded = BigFloat.round 150 exact
            let distance = BigFloat.sub 200 rounded exact
            let expected = if k % 2 = 0 then distance else BigFloat.Negate distance
            assertAgree bits (BigFloatTrigonometric.sin bits rounded) expected

    [<Fact>]
    member _.``asin and acos are inverse to sine and cosine, and 1 - cos keeps its digits``() =
        checkUnit (fun x ->
            let angle = BigFloatInverseTrigonometric.acos 200 x
            let half = BigFloatTrigonometric.sin 200 (BigFloat.scale -1 angle)

            agree bits (BigFloatTrigonometric.sin bits (BigFloatInverseTrigonometric.asin 200 x)) x
            && agree bits (BigFloat.round bits (BigFloat.scale 1 (mul half half))) (sub BigFloat.One x))

    [<Fact>]
    member _.``The angle of a point on the circle, in all quadrants``() =
        let pi = BigFloatConstants.pi.Value 300

        check (fun x ->
            let direction = BigFloatTrigonometric.sin 300, BigFloatTrigonometric.cos 300
            let angle = BigFloatInverseTrigonometric.atan2 200 (fst direction x) (snd direction x)
            BigFloat.Abs x > pi || agree bits (BigFloat.round bits angle) x)

        Assert.Equal(BigFloat.round bits pi, BigFloatInverseTrigonometric.atan2 bits BigFloat.Zero (BigFloat.OfInteger -2))

    [<Fact>]
    member _.``The tangent of atan x is x``() =
        // An error e of the angle is one of e (1 + x^2) of the tangent, so a large x needs bits for its size.
        check (fun x ->
            let working = 170 + 2 * max 0 x.Magnitude
            let angle = BigFloatInverseTrigonometric.atan working x
            let cosine = BigFloatTrigonometric.cos working angle
            agree bits (BigFloat.div bits (BigFloatTrigonometric.sin working angle) cosine) x)

    [<Fact>]
    member _.``Hyperbolic functions: cosh^2 - sinh^2 = 1, tanh = sinh / cosh``() =
        check (fun x ->
            if x.Magnitude > 6 then
                true
            else
                let s, c = BigFloatHyperbolic.sinh 400 x, BigFloatHyperbolic.cosh 400 x

                // cosh^2 < 2^185 for |x| <= 64.
                isWithin -200 (BigFloat.sub 800 (BigFloat.mul 800 c c) (BigFloat.mul 800 s s)) BigFloat.One
                && agree bits (BigFloatHyperbolic.tanh bits x) (BigFloat.div 300 s c))

    [<Fact>]
    member _.``Powers: of powers, of negative numbers, with exponents that are no longer small``() =
        check (fun x ->
            let fifth = BigFloatPowers.rationalPower 200 x (Rational.Create(3, 5))
            agree bits (BigFloatPowers.integerPower bits fifth 5) (BigFloatPowers.integerPower 300 x 3))

        let base' = BigFloat.ofDouble 1.0001
        let large = Rational.OfInteger 1000001
        let product = mul (BigFloatPowers.integerPower 300 base' 1000000) base'
        assertAgree bits (BigFloatPowers.rationalPower bits base' large) product
        assertAgree bits (BigFloatPowers.rationalPower bits base' -large) (BigFloat.div 300 BigFloat.One product)
        Assert.Equal(BigFloat.OfInteger -3, BigFloatPowers.root bits (BigFloat.OfInteger -27) 3)
        Assert.Equal(BigFloat.OfInteger 8, BigFloatPowers.rationalPower bits (BigFloat.OfInteger 4) (Rational.Create(3, 2)))
        Assert.Equal(BigFloat.One, BigFloatPowers.integerPower bits BigFloat.Zero 0)

    [<Fact>]
    member _.``erf is odd and erfc is what it lacks to 1``() =
        check (fun x ->
            let opposite = BigFloatErrorFunction.erf bits (BigFloat.Negate x)

            opposite = BigFloat.Negate(BigFloatErrorFunction.erf bits x)
            && (x.Magnitude > 10
                || isWithin -199 (add (BigFloatErrorFunction.erf 200 x) (BigFloatErrorFunction.erfc 200 x)) BigFloat.One))

    [<Fact>]
    member _.``Derivatives: Phi' is the density, F' = 1 - 2x F for Dawson's function``() =
        // Central differences with the step 2^-120: an error of about 2^-240 times a third derivative, which is below 4.
        let step = powerOfTwo -120

        let slope apply x =
            BigFloat.scale 119 (sub (apply 500 (add x step)) (apply 500 (sub x step)))

        check (fun x ->
            let dawson = mul (BigFloat.scale 1 x) (BigFloatDawson.dawson 400 x)

            x.Magnitude > 4
            || (isWithin -236 (slope BigFloatGaussian.cumulative x) (BigFloatGaussian.density 400 x)
                && isWithin -236 (slope BigFloatDawson.dawson x) (sub BigFloat.One dawson)))

    [<Fact>]
    member _.``The two methods of erfc and of Dawson's function meet``() =
        // At 60 bits the asymptotic series begins at x^2 = 63 and 126; at 300 bits the other series is in use up to 14.
        for apply in [ BigFloatErrorFunction.erfc; BigFloatDawson.dawson ] do
            for x in 4.0 .. 0.125 .. 14.0 do
                assertAgree 60 (apply 60 (BigFloat.ofDouble x)) (apply 300 (BigFloat.ofDouble x))

    [<Fact>]
    member _.``Outside the domain``() =
        let two, minusOne = BigFloat.OfInteger 2, BigFloat.OfInteger -1
        throws<ArithmeticException> (fun () -> BigFloatExponential.log bits BigFloat.Zero)
        throws<ArithmeticException> (fun () -> BigFloatExponential.log bits minusOne)
        throws<ArithmeticException> (fun () -> BigFloatInverseTrigonometric.asin bits two)
        throws<ArithmeticException> (fun () -> BigFloatInverseTrigonometric.acos bits (BigFloat.Negate two))
        throws<ArithmeticException> (fun () -> BigFloatInverseTrigonometric.atan2 bits BigFloat.Zero BigFloat.Zero)
        throws<ArithmeticException> (fun () -> BigFloatPowers.root bits minusOne 4)
        throws<DivideByZeroException> (fun () -> BigFloatPowers.integerPower bits BigFloat.Zero -1)
        throws<DivideByZeroException> (fun () -> BigFloatPowers.root bits BigFloat.Zero -3)

    [<Fact>]
    member _.``Arguments of any size give a value or an overflow, and never a long wait``() =
        let large = [ number "1e30"; powerOfTwo 5000; powerOfTwo 1000000000 ]

        for x in large do
            let opposite = BigFloat.Negate x
            throws<OverflowException> (fun () -> BigFloatExponential.exp bits x)
            throws<OverflowException> (fun () -> BigFloatExponential.exp bits opposite)
            throws<OverflowException> (fun () -> BigFloatHyperbolic.cosh bits x)
            throws<OverflowException> (fun () -> BigFloatErrorFunction.erfc bits x)
            throws<OverflowException> (fun () -> BigFloatGaussian.cumulative bits opposite)
            throws<OverflowException> (fun () -> BigFloatGaussian.density bits x)
            throws<OverflowException> (fun () -> BigFloatPowers.rationalPower bits x (rational "1e11"))
            Assert.Equal(BigFloat.One, BigFloatErrorFunction.erf bits x)
            Assert.Equal(BigFloat.One, BigFloatGaussian.cumulative bits x)
            Assert.Equal(BigFloat.OfInteger -1, BigFloatHyperbolic.tanh bits opposite)
            Assert.Equal(BigFloat.div bits BigFloat.One (BigFloat.scale 1 x), BigFloatDawson.dawson bits x)

        for x in List.tail large do
            throws<OverflowException> (fun () -> BigFloatTrigonometric.sin bits x)

        let tiny = powerOfTwo -1000000000
        let identities = [ "sin"; "asin"; "atan"; "sinh"; "tanh"; "dawson" ]

        for name in identities do
            Assert.Equal(tiny, functionOf name bits tiny)

        for name in [ "exp"; "cos"; "cosh"; "erfc" ] do
            Assert.Equal(BigFloat.One, functionOf name bits tiny)
