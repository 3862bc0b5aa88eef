namespace NtkAnalytic.Symbolics.Tests.Text

open System
open System.Text.RegularExpressions
open FsCheck
open FsCheck.FSharp
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Expressions
open Xunit

type CSharpTests() =
    let parse (text: string) = match Parser.parse text with Ok e -> e | Error failure -> failwith failure.Message
    let x = Expr.symbol "x"

    let assertClose (tolerance: float) (name: string) (argument: float) (expected: float) (actual: float) =
        let error = abs (actual - expected) / abs expected
        let isClose = actual = expected || error <= tolerance
        Assert.True(isClose, $"{name}({argument}) = {actual:R}, expected {expected:R}: relative error {error:E2}")

    // From mpmath 1.3.0 with 60 digits.
    let checkTable (f: Expr) (name: string) (table: (float * float) list) =
        let compiled = CompiledSource.compile name (CSharp.printClass name [ "Value", [ "x" ], f ])

        for argument, expected in table do
            // Two or three dozen roundings in random directions, the result's own among them.
            assertClose 1e-14 name argument expected (CompiledSource.call compiled "Value" [ argument ])

    [<Fact>]
    member _.``The error function to double precision``() =
        checkTable
            (Expr.erf x)
            "ErrorFunction"
            [
              1e-300, 1.1283791670955126022e-300
              1e-08, 1.1283791670955125599e-8
              0.1, 0.1124629160182848984
              0.5, 0.52049987781304653768
              -0.75, -0.7111556336535151316
              1.0, 0.84270079294971486934
              1.7, 0.98379045859077456084
              2.5, 0.99959304798255504106
              3.3, 0.99999694229020356183
              -4.2, -0.99999999714450582041
              5.5, 0.99999999999999264215
              5.99, 0.9999999999999999757
              6.5, 0.99999999999999999996
            ]

    [<Fact>]
    member _.``The normal distribution to double precision, far into the tail``() =
        checkTable
            (Expr.normalCdf x)
            "NormalFunction"
            [
              -37.0, 5.7255712225245768227e-300
              -30.0, 4.9067139271481870595e-198
              -21.3, 5.6760561621354829113e-101
              -12.7, 2.9564853648520500771e-37
              -8.1, 2.7479593923982284938e-16
              -5.0, 2.8665157187919391167e-7
              -3.3, 0.0004834241423837775071
              -2.0, 0.0227501319481792072
              -1.5, 0.066807201268858066004
              -1.3, 0.096800484585610325542
              -1.1, 0.13566606094638265582
              -1.01, 0.15624764502125459579
              -0.99, 0.16108705951083091337
              -0.5, 0.30853753872598689636
              -0.01, 0.49601064368536839622
              0.0, 0.5
              0.3, 0.61791142218895263307
              0.9, 0.81593987465324051735
              1.1, 0.86433393905361734418
              2.7, 0.99653302619695933336
              8.5, 0.99999999999999999052
            ]

    [<Fact>]
    member _.``Dawson's function to double precision``() =
        checkTable
            (Expr.dawson x)
            "DawsonFunction"
            [
              1e-200, 9.999999999999999821e-201
              1e-06, 9.9999999999933328808e-7
              0.1, 0.099335992397852866591
              0.5, 0.42443638350202229593
              0.924138873, 0.54104422463518169847
              -1.5, -0.42824907108539862548
              2.3, 0.24905295683776672141
              3.7, 0.14075117411541540518
              5.0, 0.10213407442427683544
              6.4, 0.079115935911133727727
              6.6, 0.07665897022891429371
              -8.0, -0.063000198707553387919
              15.0, 0.033407906808639225873
              100.0, 0.0050002500375093782827
              10000000000.0, 5.0e-11
            ]

    [<Fact>]
    member _.``The source of the dual of relu``() =
        let dual = parse "sqrt(q1*q2)*(sqrt(1 - c^2) + c*(pi - acos(c)))/(2*pi)" |> Rewriting.substitute "c" (parse "k/sqrt(q1*q2)")
        let source = CSharp.printClass "Relu" [ "Dual", [ "q1"; "q2"; "k" ], dual ]
        let expected =
            """using System;

public static class Relu
{
    // (sqrt(q1*q2 - k^2) + k*(pi - acos(k/sqrt(q1*q2))))/(2*pi)
    public static double Dual(double q1, double q2, double k)
    {
        return (Math.Sqrt(q1 * q2 - k * k) + k * (Math.PI - Math.Acos(k / Math.Sqrt(q1 * q2)))) / (2.0 * Math.PI);
    }
}
"""

        Assert.Equal(expected, source)

    [<Fact>]
    member _.``Helpers are there when they are called, and only then``() =
        let has (source: string) (name: string) = source.Contains $"static double {name}("
        let plain = CSharp.printClass "Plain" [ "F", [ "x" ], Expr.sin x ]
        let normal = CSharp.printClass "Normal" [ "F", [ "x" ], x * Expr.normalCdf x; "G", [ "x" ], Expr.erf x ]
        Assert.False(has plain "Erf" || has plain "ExpOfSquare")
        Assert.True(has normal "Erf" && has normal "NormalDistribution" && has normal "NormalDensity" && has normal "ExpOfSquare")
        Assert.False(has normal "Dawson" || has normal "Step")
        Assert.Equal(1, Regex.Matches(normal, "static double ExpOfSquare").Count)

    [<Fact>]
    member _.``Parameters may bear names that C# or the class uses``() =
        let expression = parse "exp(lock*Erf)*(1 + exp(lock*Erf))^2/(2 + exp(lock*Erf))^2 + erf(part1)"
        let source = CSharp.printClass "Named" [ "F", [ "lock"; "Erf"; "part1" ], expression ]
        let compiled = CompiledSource.compile "Named" source
        let e = exp 0.06
        assertClose 1e-15 "F" 0.2 (e * (1.0 + e) ** 2.0 / (2.0 + e) ** 2.0) (CompiledSource.call compiled "F" [ 0.2; 0.3; 0.0 ])

    [<Fact>]
    member _.``A symbol that is no parameter is refused``() =
        Assert.Throws<ArgumentException>(fun () -> CSharp.printClass "Missing" [ "F", [ "x" ], parse "x + y" ] |> ignore) |> ignore
        Assert.Throws<ArgumentException>(fun () -> CSharp.printClass "Wrong name" [ "F", [ "x" ], x ] |> ignore) |> ignore

    [<Fact>]
    member _.``Compiled source and direct evaluation agree``() =
        let symbols = [ "x"; "y"; "c"; "q1"; "q2"; "sigma_w" ]
        let points = [ [ 0.7; -1.3; 0.4; 1.1; 0.6; 1.4 ]; [ -0.31; 0.52; -0.83; 0.45; 2.3; 0.9 ] ]
        let expressions = Gen.sampleWithSeed (Rnd(7UL, 11UL)) 60 150 RandomExpressions.expressions
        let methods = expressions |> Array.mapi (fun i e -> $"F{i}", symbols, e) |> List.ofArray
        let compiled = CompiledSource.compile "Random" (CSharp.printClass "Random" methods)
        let mutable compared = 0

        for name, _, expression in methods do
            for point in points do
                let actual = CompiledSource.call compiled name point
                let values = Map.ofList (List.zip symbols point)
                let expected = Compiler.evaluate values expression

                // Where terms cancel the two orders of computation differ by their size times the rounding.
                let size = expression.Terms |> Seq.sumBy (fun (struct (m, r)) -> abs (Compiler.evaluate values (Arithmetic.ofTerm r m)))

                if Double.IsFinite expected && Double.IsFinite size then
                    compared <- compared + 1
                    let isClose = abs (actual - expected) <= 1e-13 * max size (abs expected)
                    Assert.True(isClose, $"{Infix.print expression} at {point}: {actual:R}, expected {expected:R}")

        Assert.True(compared > 150, $"{compared} finite values")
