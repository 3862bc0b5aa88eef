namespace NtkAnalytic.Symbolics.Tests.Numbers

open System
open System.Numerics
open NtkAnalytic.Symbolics.FSharp
open FsCheck.FSharp
open Xunit

/// What the tests of BigFloat share: numbers, all functions, and what "equal up to rounding" means.
module internal BigFloatExamples =
    let rational (text: string) =
        let parts = text.Split 'e'
        let exponent = if parts.Length = 2 then int parts[1] else 0
        let point = parts[0].IndexOf '.'
        let decimals = if point < 0 then 0 else parts[0].Length - point - 1
        let digits = BigInteger.Parse(parts[0].Replace(".", ""))
        Rational.OfInteger digits * Rational.Pow(Rational.OfInteger 10, exponent - decimals)

    /// A decimal number, to 2000 bits: the arguments of tables must be far more precise than what is computed from them.
    let number text =
        BigFloat.ofRational 2000 (rational text)

    let powerOfTwo exponent = BigFloat.scale exponent BigFloat.One

    /// |actual - expected| <= 1.01 * 2^-bits * |expected|: half a unit in the last place at most 2^-bits, and 1 % for what is
    /// lost before the final rounding.
    let agree bits (actual: BigFloat) (expected: BigFloat) =
        let difference = BigFloat.Abs(BigFloat.sub 64 actual expected)
        let bound = BigFloat.mul 64 (BigFloat.ofRational 64 (Rational.Create(101, 100))) (BigFloat.Abs expected)
        difference <= BigFloat.scale -bits bound

    let assertAgree bits (actual: BigFloat) (expected: BigFloat) =
        if not (agree bits actual expected) then
            Assert.Fail $"{BigFloatText.toDecimal 60 actual} is not {BigFloatText.toDecimal 60 expected} to {bits} bits"

    /// |actual - expected| <= 2^exponent.
    let isWithin exponent (actual: BigFloat) expected =
        BigFloat.Abs(BigFloat.sub 64 actual expected) <= powerOfTwo exponent

    let throws<'e when 'e :> exn> (action: unit -> BigFloat) =
        Assert.Throws<'e>(fun () -> ignore (action ())) |> ignore

    let private always (_: BigFloat) = true
    let private isUnit x = BigFloat.Abs x <= BigFloat.One
    let private isModerate (x: BigFloat) = x.Magnitude <= 10

    /// Every function of one argument: its name, where it is tried, itself.
    let functions: (string * (BigFloat -> bool) * (int -> BigFloat -> BigFloat)) list =
        [ "exp", isModerate, BigFloatExponential.exp
          "log", (fun x -> x.Sign > 0), BigFloatExponential.log
          "sqrt", (fun x -> x.Sign >= 0), BigFloat.sqrt
          "cubeRoot", always, (fun bits x -> BigFloatPowers.root bits x 3)
          "power7/5", always, (fun bits x -> BigFloatPowers.rationalPower bits x (Rational.Create(7, 5)))
          "sin", always, BigFloatTrigonometric.sin
          "cos", always, BigFloatTrigonometric.cos
          "asin", isUnit, BigFloatInverseTrigonometric.asin
          "acos", isUnit, BigFloatInverseTrigonometric.acos
          "atan", always, BigFloatInverseTrigonometric.atan
          "sinh", isModerate, BigFloatHyperbolic.sinh
          "cosh", isModerate, BigFloatHyperbolic.cosh
          "tanh", always, BigFloatHyperbolic.tanh
          "erf", always, BigFloatErrorFunction.erf
          "erfc", isModerate, BigFloatErrorFunction.erfc
          "density", isModerate, BigFloatGaussian.density
          "cumulative", isModerate, BigFloatGaussian.cumulative
          "dawson", always, BigFloatDawson.dawson ]

    let functionOf name =
        functions |> List.pick (fun (known, _, apply) -> if known = name then Some apply else None)

    /// Up to 120 random bits.
    let private mantissas =
        gen {
            let! high = Gen.choose (Int32.MinValue, Int32.MaxValue)
            let! middle = Gen.choose (0, Int32.MaxValue)
            let! low = Gen.choose (0, Int32.MaxValue)
            let! length = Gen.elements [ 1; 10; 53; 94 ]
            let full = (BigInteger high <<< 62) + (BigInteger middle <<< 31) + BigInteger low
            return full >>> (94 - length)
        }

    /// Numbers of every size, with a bias to whole and half numbers, to those near 1 and -1, and to the very small and large.
    let numbers =
        gen {
            let! mantissa = mantissas
            let length = int ((BigInteger.Abs mantissa).GetBitLength())
            let! nearOne = Gen.choose (1, 200)
            let! sign = Gen.elements [ -1; 1 ]
            let! magnitude = Gen.frequency [ 8, Gen.choose (-6, 6); 2, Gen.choose (-300, 300) ]
            let sized = BigFloat.Create(mantissa, magnitude - length)
            let next = BigFloat.add 1000 (BigFloat.OfInteger sign) (BigFloat.scale (-nearOne - length) sized)
            return! Gen.frequency [ 6, Gen.constant sized; 2, Gen.constant next; 1, Gen.map BigFloat.OfInteger (Gen.choose (-9, 9)) ]
        }

    let arbitrary = Arb.fromGen numbers
