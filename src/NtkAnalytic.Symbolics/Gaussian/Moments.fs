namespace NtkAnalytic.Symbolics.FSharp.Gaussian

open System.Collections.Generic
open NtkAnalytic.Symbolics.FSharp

/// u^Power * weight * exp(Linear u + i Phase) * the gate: a term with one gate at most.
type internal Factor =
    { Power: int
      Weight: Weight
      Linear: ComplexExpr
      Phase: Expr
      Gate: Slope option }

/// Expectations of products of a factor in u and one in v.
///
/// Powers go by Stein's lemma, E[u F] = E[u] E[F] + Var(u) E[dF/du] + Cov(u, v) E[dF/dv], under the tilted and shifted density.
/// A gate's derivative is a Gaussian weight, erf(s u)' = 2s/sqrt(pi) exp(-s^2 u^2), in the limit sign(u)' = 2 delta(u): it
/// tilts once more, and one gate is gone. What is left has no powers:
///   no gate     D^(-1/2) exp(l'Sl/2), S the tilted covariance, l the linear exponents;
///   one gate    that times erf of the shifted mean, s E[u] / sqrt(1 + 2 s^2 Var u); Dawson's function at an imaginary mean;
///   two gates   by Price's theorem the derivative in the covariance r is that without gates,
///               proportional to (1 - (c r)^2)^(-1/2), and the value 0 at r = 0: an arcsine.
/// Signs are erf with an infinite slope all the way.
[<Sealed>]
type internal Moments(covariance: Covariance) =
    let tilting = Tilting covariance
    let known = Dictionary<struct (Factor * Factor), ComplexExpr>()
    let two = Expr.integer 2
    let twoOverRootPi = two * Expr.power Expr.pi -Rational.Half

    let slopeFactor (slope: Slope) =
        match slope with
        | Finite s -> s
        | Infinite -> Expr.one

    // The weight of the gate's derivative on top of another.
    let narrow (weight: Weight) (slope: Slope) =
        match weight, slope with
        | Gaussian a, Finite s -> Gaussian(a + s * s)
        | _ -> Pinned

    let exponent (s: Covariance) (a: Factor) (b: Factor) : ComplexExpr =
        let half = Expr.fraction 1 2

        ComplexExpr.sum
            [ ComplexExpr.scale (half * s.First) (ComplexExpr.multiply a.Linear a.Linear)
              ComplexExpr.scale s.Mixed (ComplexExpr.multiply a.Linear b.Linear)
              ComplexExpr.scale (half * s.Second) (ComplexExpr.multiply b.Linear b.Linear)
              ComplexExpr.imaginary (a.Phase + b.Phase) ]

    // Of the first variable, under the covariance s.
    let meanOf (s: Covariance) (a: Factor) (b: Factor) =
        ComplexExpr.add (ComplexExpr.scale s.First a.Linear) (ComplexExpr.scale s.Mixed b.Linear)

    let orient swap x y = if swap then struct (y, x) else struct (x, y)

    let determinant swap first second =
        let struct (first, second) = orient swap first second
        tilting.Determinant(first, second)

    let tilted swap first second =
        let struct (first, second) = orient swap first second
        let s = tilting.Covariance(first, second)
        if swap then { s with First = s.Second; Second = s.First } else s

    let free swap (a: Factor) (b: Factor) : ComplexExpr =
        let s = tilted swap a.Weight b.Weight
        ComplexExpr.scale (Expr.power (determinant swap a.Weight b.Weight) -Rational.Half) (ComplexExpr.exp (exponent s a b))

    // erf(i y) = i 2/sqrt(pi) exp(y^2) Dawson(y), and exp(y^2) times the free value is that under the narrowed weight.
    let oneGate swap (slope: Slope) (a: Factor) (b: Factor) : ComplexExpr =
        let s = tilted swap a.Weight b.Weight
        let mean = meanOf s a b
        let tilt = determinant swap a.Weight b.Weight
        let weight = narrow a.Weight slope
        let narrowed = determinant swap weight b.Weight
        let root = Expr.power tilt -Rational.Half
        let scaled x = slopeFactor slope * x * Expr.sqrt (tilt / narrowed)

        if ComplexExpr.isZero mean then
            ComplexExpr.zero
        elif Expr.isZero mean.Im then
            ComplexExpr.scale (root * Expr.erf (scaled mean.Re)) (ComplexExpr.exp (exponent s a b))
        elif Expr.isZero mean.Re then
            let rotated = ComplexExpr.exp (exponent (tilted swap weight b.Weight) a b)
            ComplexExpr.multiply (ComplexExpr.imaginary (twoOverRootPi * root * Expr.dawson (scaled mean.Im))) rotated
        else
            raise (NoRuleException "An error function or break meets a product of exponential and sine: its mean would be complex.")

    let twoGates (slope: Slope) (other: Slope) (a: Factor) (b: Factor) : ComplexExpr =
        if not (ComplexExpr.isZero a.Linear && ComplexExpr.isZero b.Linear) then
            raise (NoRuleException "Breaks or error functions on both sides meet an exponential or sine: the shifted quadrant has no rule.")

        let s = tilting.Covariance(a.Weight, b.Weight)
        let tilt = tilting.Determinant(a.Weight, b.Weight)
        let first = tilting.Determinant(narrow a.Weight slope, b.Weight)
        let second = tilting.Determinant(a.Weight, narrow b.Weight other)

        let correlation = two * slopeFactor slope * slopeFactor other * s.Mixed * tilt / Expr.sqrt (first * second)
        let angle = two / Expr.pi * Expr.arcsin correlation

        ComplexExpr.scale (Expr.power tilt -Rational.Half * angle) (ComplexExpr.exp (ComplexExpr.imaginary (a.Phase + b.Phase)))

    /// The expectation of the product under the covariance.
    member this.Value(a: Factor, b: Factor) : ComplexExpr =
        match known.TryGetValue(struct (a, b)) with
        | true, value -> value
        | _ ->
            Budget.spend 1
            let value = this.Compute(a, b)
            known[struct (a, b)] <- value
            value

    member private this.Compute(a: Factor, b: Factor) : ComplexExpr =
        // Exponentials at a pinned variable are 1 by the covariance, which is 0 there.
        let vanishes (x: Factor) = x.Weight = Pinned && x.Power > 0

        if vanishes a || vanishes b then
            ComplexExpr.zero
        elif a.Power > 0 then
            this.Lower(false, a, b)
        elif b.Power > 0 then
            this.Lower(true, b, a)
        else
            match a.Gate, b.Gate with
            | None, None -> free false a b
            | Some slope, None -> oneGate false slope a b
            | None, Some slope -> oneGate true slope b a
            | Some slope, Some other -> twoGates slope other a b

    // Stein's lemma for one power of the near variable.
    member private this.Lower(swap: bool, near: Factor, far: Factor) : ComplexExpr =
        let value x y =
            let struct (x, y) = orient swap x y
            this.Value(x, y)

        let ofGate (x: Factor) (value: Factor -> ComplexExpr) =
            match x.Gate with
            | None -> ComplexExpr.zero
            | Some slope ->
                let derivative = { x with Gate = None; Weight = narrow x.Weight slope }
                ComplexExpr.scale (twoOverRootPi * slopeFactor slope) (value derivative)

        let ofPower (x: Factor) (value: Factor -> ComplexExpr) =
            if x.Power = 0 then
                ComplexExpr.zero
            else
                ComplexExpr.scale (Expr.integer x.Power) (value { x with Power = x.Power - 1 })

        let derivative (x: Factor) value = ComplexExpr.add (ofPower x value) (ofGate x value)

        let times (factor: Expr) (value: unit -> ComplexExpr) =
            if Expr.isZero factor then ComplexExpr.zero else ComplexExpr.scale factor (value ())

        let near = { near with Power = near.Power - 1 }
        let s = tilted swap near.Weight far.Weight
        let mean = meanOf s near far
        let shifted = if ComplexExpr.isZero mean then ComplexExpr.zero else ComplexExpr.multiply mean (value near far)

        ComplexExpr.sum
            [ shifted
              times s.First (fun () -> derivative near (fun x -> value x far))
              times s.Mixed (fun () -> derivative far (fun x -> value near x)) ]

    /// The expression with polynomials in the place of the names that values bear.
    member _.Reveal(a: Expr) : Expr = tilting.Reveal a
