namespace NtkAnalytic.Symbolics.Tests.Derivations

open NtkAnalytic
open NtkAnalytic.CorrelationMaps
open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Series
open Xunit

// Names that both namespaces have.
type private NumericalDecay = NtkAnalytic.CorrelationMaps.CriticalDecay

type CriticalDecayTests() =
    let c = Expr.symbol "c"
    let q = Expr.symbol "q"
    let a = Expr.symbol "a"
    let number = Expr.integer
    let fraction = Expr.fraction
    let rootOneMinusSquare = Expr.sqrt (Expr.one - c * c)

    // E|u||v| and E u|u| v|v| of standard normal u and v with correlation c.
    let absolute = number 2 / Expr.pi * (rootOneMinusSquare + c * Expr.arcsin c)

    let signedSquare =
        number 2 / Expr.pi * ((Expr.one + number 2 * c * c) * Expr.arcsin c + number 3 * c * rootOneMinusSquare)

    let relu = (rootOneMinusSquare + c * (Expr.pi - Expr.arccos c)) / Expr.pi

    // (1 + a)/2 x + (1 - a)/2 |x|
    let leaky =
        (Expr.square (Expr.one + a) * c + Expr.square (Expr.one - a) * absolute) / (number 2 + number 2 * a * a)

    // The map with the variances of the edge of chaos at q, from E[phi phi](c) and E[phi'^2].
    let atTheEdge (dual: Expr) (slopes: Expr) =
        let weight = Expr.one / slopes
        let bias = q - weight * Rewriting.substitute "c" Expr.one dual
        (bias + weight * dual) / q

    let erf =
        atTheEdge
            (number 2 / Expr.pi * Expr.arcsin (number 2 * q * c / (Expr.one + number 2 * q)))
            (number 4 / Expr.pi / Expr.sqrt (Expr.one + number 4 * q))

    let sine =
        atTheEdge
            (fraction 1 2 * (Expr.exp (q * c - q) - Expr.exp (-q * c - q)))
            (fraction 1 2 * (Expr.one + Expr.exp (number -2 * q)))

    // |x| + x^2/2 at q = 1: kinked, with curvature, so that b is not 0. E|u| = m, E|u| v^2 = m (1 + c^2).
    let curvedAbs =
        let m = Expr.sqrt (number 2 / Expr.pi)
        let dual = absolute + m * (Expr.one + c * c) + fraction 1 4 * (Expr.one + number 2 * c * c)
        Rewriting.substitute "q" Expr.one (atTheEdge dual (number 2 + number 2 * m))

    let constants (law: DecayLaw) =
        match law with
        | Kinked found
        | Smooth found -> found
        | Cornered _ -> failwith "No logarithm."
        | NoLaw reason -> failwith reason

    let value (values: (string * float) list) (x: Expr) =
        HighPrecision.toDouble (values |> List.map (fun (name, number) -> name, BigFloat.ofDouble number) |> Map.ofList) x

    let agrees (tolerance: float) (values: (string * float) list) (expected: NumericalDecay) (found: DecayConstants) =
        let close (x: float) (formula: Expr) = Assert.Equal(x, value values formula, tolerance * abs x)
        close expected.Kappa found.Kappa
        close expected.KappaPrime found.KappaPrime
        close expected.KappaDoublePrime found.KappaDoublePrime

    let edgeOf (activation: Activation) (variance: float) =
        let weight = 1.0 / VarianceMap(activation, 1.0, 0.0).Evaluate(variance).Chi1
        let bias = max 0.0 (variance - VarianceMap(activation, weight, 0.0).Evaluate(variance).Value)
        NumericalDecay.Of(CorrelationMap(activation, weight, bias, variance).Expand())

    [<Fact>]
    member _.``Relu has 9 pi^2/2, 27 pi^2/2 and 9/2``() =
        let found = constants (CriticalDecay.ofMap relu)
        Assert.Equal(fraction 9 2 * Expr.pi * Expr.pi, found.Kappa)
        Assert.Equal(fraction 27 2 * Expr.pi * Expr.pi, found.KappaPrime)
        Assert.Equal(fraction 9 2, found.KappaDoublePrime)
        agrees 1e-13 [] (edgeOf Activation.Relu 1.0) found

    [<Fact>]
    member _.``Leaky relu with a symbol for its slope``() =
        let found = constants (CriticalDecay.ofMap leaky)
        Assert.Equal(fraction 9 2, found.KappaDoublePrime)
        Assert.True(Simplify.equal (number 3 * found.Kappa) found.KappaPrime)

        for slope in [ 0.1; -0.5; -1.0 ] do
            let activation = if slope = -1.0 then Activation.Abs else Activation.LeakyRelu slope
            agrees 1e-12 [ "a", slope ] (edgeOf activation 1.0) found

    [<Fact>]
    member _.``Erf on its critical line, for every q``() =
        let found = constants (CriticalDecay.ofMap erf)

        for variance in [ 0.3; 1.0; 2.5 ] do
            agrees 1e-11 [ "q", variance ] (edgeOf Activation.Erf variance) found

    // kappa = 2/(q tanh q) and kappa^2 zeta = 2/(3 tanh^2 q).
    [<Fact>]
    member _.``Sine on its critical line``() =
        let found = constants (CriticalDecay.ofMap sine)
        let e = Expr.exp (number -2 * q)
        let tangent = (Expr.one - e) / (Expr.one + e)
        Assert.True(Simplify.equal (number 2 / (q * tangent)) found.Kappa)
        Assert.True(Simplify.equal (number 2 - number 4 / (number 3 * tangent * tangent)) found.KappaDoublePrime)
        agrees 1e-11 [ "q", 0.8 ] (edgeOf Activation.Sin 0.8) found

    [<Fact>]
    member _.``A kink with curvature beside it has another kappa'``() =
        let found = constants (CriticalDecay.ofMap curvedAbs)

        let activation =
            Activation.FromFunctions("|x| + x^2/2", (fun x -> abs x + x * x / 2.0), (fun x -> float (sign x) + x), [ 0.0 ])

        Assert.NotEqual(4.5, value [] found.KappaDoublePrime, 0.1)
        agrees 1e-9 [] (edgeOf activation 1.0) found

    [<Fact>]
    member _.``A jump of the second derivative puts a root in place of the logarithm``() =
        match CriticalDecay.ofMap (Rewriting.substitute "q" Expr.one (atTheEdge signedSquare (number 4))) with
        | Cornered(kappa, root) ->
            let activation = Activation.FromFunctions("x|x|", (fun x -> x * abs x), (fun x -> 2.0 * abs x), [ 0.0 ])
            let expected = edgeOf activation 1.0
            Assert.Equal(number 2, kappa)
            Assert.False expected.HasLogarithm
            Assert.Equal(expected.RootCorrection, value [] root, 1e-7 * expected.RootCorrection)
        | other -> failwith $"{other}"

    [<Fact>]
    member _.``Logarithms beyond the powers that the constants depend on do not matter``() =
        let gap = Expr.one - c
        let kinked = c + Expr.power gap (Rational.Create(3, 2))
        let later = Expr.power gap (Rational.Create(5, 2)) * Expr.log gap
        Assert.Equal(constants (CriticalDecay.ofMap kinked), constants (CriticalDecay.ofMap (kinked + later)))

    [<Fact>]
    member _.``Where there is no law the reason is told``() =
        let reasonOf (map: Expr) =
            match CriticalDecay.ofMap map with
            | NoLaw reason -> reason
            | _ -> failwith "There is no law here."

        Assert.Contains("f(1)", reasonOf (relu + Expr.one))
        Assert.Contains("edge of chaos", reasonOf ((relu + Expr.one) / number 2))
        Assert.Contains("jump", reasonOf (number 2 / Expr.pi * Expr.arcsin c))
        Assert.Contains("identity", reasonOf c)
        Assert.Contains("move away", reasonOf (number 2 * c - relu))
        let gap = Expr.one - c
        let power (n: int) (d: int) = Expr.power gap (Rational.Create(n, d))
        Assert.Contains("logarithm in its first", reasonOf (c - gap * gap * Expr.log gap))
        Assert.Contains("logarithms among", reasonOf (c + gap * gap - power 3 1 * Expr.log gap))
        Assert.Contains("multiples", reasonOf (c + power 3 2 + power 7 4))
        Assert.Contains("power 7/4", reasonOf (c + power 7 4))
        Assert.Contains("oscillate", reasonOf (Expr.sin (Expr.one / (Expr.one - c))))
