namespace NtkAnalytic.Symbolics.Tests.Gaussian

open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.FSharp.Gaussian
open NtkAnalytic.Symbolics.Tests.Gaussian.Activations
open Xunit

type GaussianExpectationTests() =
    let q = Expr.symbol "q"
    let q1 = Expr.symbol "q1"
    let q2 = Expr.symbol "q2"
    let k = Expr.symbol "k"

    let value (outcome: Expectation) =
        match outcome with
        | ClosedForm(value, _) -> value
        | other -> failwith $"No closed form: {other}"

    let pair f g = value (GaussianExpectation.pair "x" f g)
    let single f = value (GaussianExpectation.single "x" f)
    let same (expected: Expr) (actual: Expr) = Assert.True(Simplify.equal expected actual)

    [<Fact>]
    member _.``Known formulas``() =
        let angle = Expr.arcsin (k / Expr.sqrt (q1 * q2))
        let root = Expr.sqrt (q1 * q2 - k * k)
        same (k / n 4 + (root + k * angle) / (n 2 * Expr.pi)) (pair relu relu)
        same (fraction 1 4 + angle / (n 2 * Expr.pi)) (pair step step)
        same (n 2 / Expr.pi * angle) (pair (Expr.sign x) (Expr.sign x))
        same (n 1 / (n 2 * Expr.pi * root)) (pair (Expr.dirac x) (Expr.dirac x))
        same (n 1 / (n 8 * Expr.pi * root)) (pair (Expr.dirac (n -2 * x)) (Expr.dirac (n 2 * x)))
        let below v = Expr.sqrt (n 1 + n 2 * v)
        same (n 2 / Expr.pi * Expr.arcsin (n 2 * k / (below q1 * below q2))) (pair (Expr.erf x) (Expr.erf x))
        same (Expr.exp (k + (q1 + q2) / n 2)) (pair (Expr.exp x) (Expr.exp x))
        same (k * Expr.exp (-q2 / n 2) / n 2) (pair relu (Expr.sin x))
        same (k * Expr.exp (q2 / n 2) * Expr.normalCdf (k / Expr.sqrt q1)
              + Expr.sqrt (q1 / (n 2 * Expr.pi)) * Expr.exp (q2 / n 2 - k * k / (n 2 * q1)))
             (pair relu (Expr.exp x))

    [<Fact>]
    member _.``Moments of one variable``() =
        same (n 10395 * Expr.integerPower q 6) (single (Expr.integerPower x 12))
        same (Expr.sqrt (q / (n 2 * Expr.pi))) (single relu)
        same (Expr.exp (q / n 2)) (single (Expr.exp x))
        same (n 2 * q / Expr.sqrt (Expr.pi * (n 1 + n 2 * q))) (single (x * Expr.erf x))
        same (n 2 / Expr.pi * Expr.arcsin (n 2 * q / (n 1 + n 2 * q))) (single (Expr.erf x * Expr.erf x))
        same (Expr.exp (q / n 2) * Expr.normalCdf (Expr.sqrt q)) (single (step * Expr.exp x))
        same (Expr.dawson (Expr.sqrt (q / n 2)) / Expr.sqrt Expr.pi) (single (step * Expr.sin x))
        same (Expr.exp (-q / n 2) / n 2) (single (step * Expr.cos x))
        same (Expr.arcsin (Expr.sqrt (n 2 * q / (n 1 + n 2 * q))) / Expr.pi) (single (step * Expr.erf x))
        let correlation = q / Expr.sqrt ((n 1 + n 2 * q) * (n 1 + q / n 2))
        same (n 2 / Expr.pi * Expr.arcsin correlation) (single (Expr.erf x * Expr.erf (x / n 2)))
        same Expr.zero (single Expr.zero)

    [<Fact>]
    member _.``Half-lines: a power of a step is the step, disjoint steps vanish, a delta sees the value at 0``() =
        same (pair step step) (pair (Expr.integerPower step 3) step)
        Assert.Equal(ClosedForm(Expr.zero, []), GaussianExpectation.pair "x" (step * Expr.heaviside (-x)) relu)
        Assert.Equal(ClosedForm(Expr.zero, []), GaussianExpectation.pair "x" (x * step * Expr.dirac x) step)
        same (pair (Expr.dirac x) relu / n 2) (pair (step * Expr.dirac x) relu)
        same (pair (Expr.dirac x) relu / Expr.abs a) (pair (Expr.dirac (a * x)) relu)
        same (pair relu relu) (pair (Expr.piecewise "x" [ Rational.Zero, Expr.zero ] x) ((x + Expr.abs x) / n 2))
        same (pair relu relu) (pair (Expr.max Expr.zero (Expr.max x (x / n 2))) (Expr.max (-(relu * relu)) x))

    [<Fact>]
    member _.``Zero against anything is zero``() =
        Assert.Equal(ClosedForm(Expr.zero, []), GaussianExpectation.pair "x" Expr.zero (Expr.tanh x))
        Assert.Equal(ClosedForm(Expr.zero, []), GaussianExpectation.pair "x" (x - x) x)

    [<Fact>]
    member _.``The imaginary part vanishes by itself``() =
        for _, f in closed @ withSymbols do
            let terms = Decomposition.ofFunction "x" f
            let total, _ = GaussianExpectation.pairOfTerms terms terms
            Assert.True(Simplify.isZero total.Im)

    [<Fact>]
    member _.``What has no rule says which part``() =
        for name, f, word in open' do
            match GaussianExpectation.pair "x" f f with
            | NoClosedForm reason -> Assert.True(reason.Contains word, $"{name}: {reason}")
            | other -> Assert.Fail $"{name}: {other}"

    [<Fact>]
    member _.``What grows faster than a density decays diverges``() =
        for name, f in divergent do
            match GaussianExpectation.pair "x" f f with
            | Divergent reason -> Assert.Contains("faster", reason)
            | other -> Assert.Fail $"{name}: {other}"

    [<Fact>]
    member _.``Growing weights hold on a domain``() =
        let domain f =
            match GaussianExpectation.pair "x" f f with
            | ClosedForm(_, domain) -> domain
            | other -> failwith $"{other}"

        Assert.Empty(domain (Expr.exp (-x * x)))
        let both = n 1 - n 2 * q1 - n 2 * q2 + n 4 * q1 * q2 - n 4 * k * k
        Assert.Equal<Expr list>([ n 1 - n 2 * q1; n 1 - n 2 * q2; both ], domain (Expr.exp (x * x)))
        Assert.Equal(3, (domain (Expr.exp (-a * x * x))).Length)
        Assert.Equal(GaussianExpectation.single "x" (Expr.exp (x * x)), ClosedForm(n 1 / Expr.sqrt (n 1 - n 2 * q), [ n 1 - n 2 * q ]))
