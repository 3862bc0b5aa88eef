namespace NtkAnalytic.Symbolics.Tests.Derivations

open System
open NtkAnalytic.Networks
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Series
open Xunit

type FiniteWidthTests() =
    let number = Expr.integer
    let fraction = Expr.fraction
    let n = Expr.symbol "n"
    let below = Expr.symbol "a"
    let above = Expr.symbol "b"

    let network (parameterization: Parameterization) (widths: int list) (slopeBelow: Expr) (slopeAbove: Expr) =
        { Widths = List.map number widths
          SlopeBelow = slopeBelow
          SlopeAbove = slopeAbove
          WeightVariance = number 2
          NormSquared = Expr.one
          Parameterization = parameterization }

    // Standard normals by the method of Box and Muller.
    let normal (random: Random) =
        Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble())

    // |df/dW|^2 of a drawn network at x = (1, 0, ...), by back-propagation.
    let drawKernel (random: Random) (parameterization: Parameterization) (weightVariance: float) (slope: float -> float) (widths: int[]) =
        let depth = widths.Length - 1

        let weights =
            Array.init depth (fun l ->
                let deviation = Math.Sqrt(weightVariance / float widths[l])
                Array.init widths[l + 1] (fun _ -> Array.init widths[l] (fun _ -> deviation * normal random)))

        let inputs = Array.zeroCreate<float[]> depth
        let slopes = Array.zeroCreate<float[]> depth
        let mutable x = Array.init widths[0] (fun i -> if i = 0 then 1.0 else 0.0)

        for l in 0 .. depth - 1 do
            inputs[l] <- x
            let y = weights[l] |> Array.map (fun row -> Array.fold2 (fun s w v -> s + w * v) 0.0 row x)
            slopes[l] <- Array.map slope y
            x <- Array.map2 (*) slopes[l] y

        let squares (v: float[]) = Array.sumBy (fun e -> e * e) v
        let mutable delta = [| 1.0 |]
        let mutable kernel = 0.0

        for l in depth - 1 .. -1 .. 0 do
            let scale = if parameterization = Parameterization.Ntk then weightVariance / float widths[l] else 1.0
            kernel <- kernel + scale * squares inputs[l] * squares delta

            if l > 0 then
                let next = delta
                delta <-
                    Array.init widths[l] (fun j ->
                        slopes[l - 1][j] * Array.fold2 (fun s (row: float[]) d -> s + row[j] * d) 0.0 weights[l] next)

        kernel

    let isWithinFiveErrors (expected: float) (samples: float[]) =
        let mean = Array.average samples
        let variance = samples |> Array.averageBy (fun s -> (s - mean) * (s - mean))
        let error = Math.Sqrt(variance / float samples.Length)
        Assert.InRange((mean - expected) / error, -5.0, 5.0)

    [<Fact>]
    member _.``Small relu networks``() =
        let moments widths = FiniteWidth.moments (network Parameterization.Ntk widths Expr.zero Expr.one)
        let narrow = moments [ 1; 2; 2; 1 ]
        Assert.Equal(number 6, narrow.Mean)
        Assert.Equal(number 265, narrow.SecondMoment)
        Assert.Equal(fraction 265 36, narrow.Ratio)
        let wider = moments [ 3; 4; 4; 4; 1 ]
        Assert.Equal(fraction 8 3, wider.Mean)
        Assert.Equal(number 49, wider.SecondMoment)

    [<Fact>]
    member _.``One layer is linear in its weights, and its kernel is not random``() =
        let found = FiniteWidth.moments (FiniteWidth.relu [ n; Expr.one ])
        Assert.Equal(Expr.square (Expr.symbol "sigma_w") * Expr.symbol "norm_squared" / n, found.Mean)
        Assert.Equal(Expr.one, found.Ratio)

    // f = w2 D W1 x: Theta = (sigma_w^2/n0) |x|^2 |D w2|^2 sigma_w^2/n + (sigma_w^2/n) |x1|^2, both with the law of
    // (sigma_w^4 |x|^2/(n0 n)) times sum (d_i g_i)^2, with one d for two independent g.
    [<Fact>]
    member _.``Two layers, by fourth moments of normals``() =
        let s = Expr.symbol "sigma_w"

        let found =
            FiniteWidth.moments
                { FiniteWidth.relu [ Expr.symbol "n0"; n; Expr.one ] with
                    SlopeBelow = below
                    SlopeAbove = above }

        let mean power = fraction 1 2 * (Expr.integerPower below power + Expr.integerPower above power)
        let unit = Expr.integerPower s 4 * Expr.symbol "norm_squared" / (Expr.symbol "n0" * n)
        let same = number 3 * n * mean 4 + n * (n - Expr.one) * Expr.square (mean 2)
        let crossed = n * mean 4 + n * (n - Expr.one) * Expr.square (mean 2)
        Assert.True(Simplify.equal (number 2 * unit * n * mean 2) found.Mean)
        Assert.True(Simplify.equal (number 2 * unit * unit * (same + crossed)) found.SecondMoment)

    // A + 2B of the recursions at order 1/n (Roberts, Yaida and Hanin) for relu: 5 (D - 1) - (4/3) (D^2 - 1)/D.
    [<Fact>]
    member _.``The order 1/n at equal widths``() =
        let meanSquare = fraction 1 2 * (below * below + above * above)
        let r = fraction 1 2 * (Expr.integerPower below 4 + Expr.integerPower above 4) / Expr.square meanSquare

        for depth in 1..5 do
            let widths = [ for l in 0..depth -> if l = depth then Expr.one else n ]

            let expected (r: Expr) =
                number (depth - 1) * (number 3 * r - Expr.one) - number 2 * r * fraction (depth * depth - 1) (3 * depth)

            let firstOrder (network: TwoSlopeNetwork) =
                let t = Expr.symbol "t"
                let ratio = Rewriting.substitute "n" (Expr.one / t) (FiniteWidth.moments network).Ratio

                match Series.atZero "t" (Rational.OfInteger 2) ratio with
                | Ok expansion ->
                    Assert.True(Simplify.equal Expr.one (Series.coefficient Rational.Zero 0 expansion))
                    Series.coefficient Rational.One 0 expansion
                | Error reason -> failwith reason

            let relu = FiniteWidth.relu widths
            Assert.Equal(expected (number 2), firstOrder relu)
            Assert.Equal(number (5 * (depth - 1)) - fraction (4 * (depth * depth - 1)) (3 * depth), firstOrder relu)
            let general = { relu with SlopeBelow = below; SlopeAbove = above }
            Assert.True(Simplify.equal (expected r) (firstOrder general), $"depth {depth}")

    [<Fact>]
    member _.``Drawn networks have these moments``() =
        for parameterization in [ Parameterization.Ntk; Parameterization.Standard ] do
            for slopeBelow, slopeAbove, widths in
                [ Expr.zero, Expr.one, [ 2; 4; 3; 1 ]
                  fraction -1 2, Expr.one, [ 3; 3; 5; 4; 1 ]
                  Expr.one, Expr.one, [ 2; 5; 4; 1 ] ] do
                let random = Random 20261122
                let low = HighPrecision.toDouble Map.empty slopeBelow
                let high = HighPrecision.toDouble Map.empty slopeAbove
                let slope y = if y < 0.0 then low else high
                let draw _ = drawKernel random parameterization 2.0 slope (Array.ofList widths)
                let samples = Array.init 20_000 draw
                let found = FiniteWidth.moments (network parameterization widths slopeBelow slopeAbove)
                isWithinFiveErrors (HighPrecision.toDouble Map.empty found.Mean) samples
                isWithinFiveErrors (HighPrecision.toDouble Map.empty found.SecondMoment) (samples |> Array.map (fun s -> s * s))

    [<Fact>]
    member _.``At least two widths``() =
        Assert.Throws<ArgumentException>(fun () -> FiniteWidth.moments (FiniteWidth.relu [ n ]) |> ignore) |> ignore
