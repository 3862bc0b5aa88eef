namespace NtkAnalytic.Symbolics.FSharp

/// The Taylor coefficients of the functions, from the differential equations that they solve.
module internal TaylorCoefficients =
    let private over (n: int) (a: Expr) = Expr.scale (Rational.Create(1, n)) a

    // a(0) = first, a(n+1) = next(n, a), where next sees the coefficients up to the n-th.
    let private recurrence (first: Expr) (next: int -> Expr[] -> Expr) (count: int) : Expr[] =
        let a = Array.create count Expr.zero

        if count > 0 then
            a[0] <- first

        for n in 0 .. count - 2 do
            Budget.spend n
            a[n + 1] <- next n a

        a

    let private before (a: Expr[]) (n: int) = if n = 0 then Expr.zero else a[n - 1]

    /// Of the function with a value and derivative coefficients.
    let private integrate (value: Expr) (derivative: int -> Expr[]) (count: int) : Expr[] =
        Array.append [| value |] (derivative (max 0 (count - 1)) |> Array.mapi (fun n d -> over (n + 1) d))

    // y' = -m x y
    let private gaussian (m: int) (value: Expr) (x: Expr) =
        recurrence value (fun n a -> Expr.integer -m * over (n + 1) (x * a[n] + before a n))

    // y'' = -y
    let private oscillation (value: Expr) (slope: Expr) =
        recurrence value (fun n a -> if n = 0 then slope else over (n * (n + 1)) (-a[n - 1]))

    // (1 + x^2) y' = 1
    let private arctangent (x: Expr) =
        let weight = Expr.power (Expr.one + x * x) (-Rational.One)
        integrate (Expr.arctan x) (recurrence weight (fun n a -> -weight * (Expr.integer 2 * x * a[n] + before a n)))

    // z = y' solves (1 - x^2) z' = x z.
    let private arcsine (x: Expr) =
        let radicand = Expr.one - x * x
        let weight = Expr.power radicand (-Rational.One)

        let next n (a: Expr[]) =
            over (n + 1) (weight * (Expr.integer (2 * n + 1) * x * a[n] + Expr.integer n * before a n))

        integrate (Expr.arcsin x) (recurrence (Expr.power radicand (-Rational.Half)) next)

    // y' = 1 - y^2
    let private tangent (x: Expr) =
        let unit n = if n = 0 then Expr.one else Expr.zero
        recurrence (Expr.tanh x) (fun n a -> over (n + 1) (unit n - Expr.sum [ for i in 0..n -> a[i] * a[n - i] ]))

    // y' = 1 - 2 x y
    let private dawson (x: Expr) =
        let unit n = if n = 0 then Expr.one else Expr.zero
        recurrence (Expr.dawson x) (fun n a -> over (n + 1) (unit n - Expr.integer 2 * (x * a[n] + before a n)))

    /// The first coefficients of f(x + u) in powers of u, for the functions that are analytic on the whole line, and of arcsin
    /// inside (-1, 1); None for the others.
    let ofFunction (f: Function) (x: Expr) : (int -> Expr[]) option =
        match f with
        | Exp -> Some(recurrence (Expr.exp x) (fun n a -> over (n + 1) a[n]))
        | Sin -> Some(oscillation (Expr.sin x) (Expr.cos x))
        | Cos -> Some(oscillation (Expr.cos x) (-(Expr.sin x)))
        | Arcsin -> Some(arcsine x)
        | Arctan -> Some(arctangent x)
        | Tanh -> Some(tangent x)
        | Erf ->
            let slope = Expr.integer 2 * Expr.power Expr.pi (-Rational.Half) * Expr.exp (-(x * x))
            Some(integrate (Expr.erf x) (gaussian 2 slope x))
        | NormalCdf -> Some(integrate (Expr.normalCdf x) (gaussian 1 (Expr.normalPdf x) x))
        | NormalPdf -> Some(gaussian 1 (Expr.normalPdf x) x)
        | Dawson -> Some(dawson x)
        | Log
        | Heaviside
        | Dirac
        | Abs
        | Sign -> None

    /// Of (1 + u)^exponent.
    let binomial (exponent: Rational) : int -> Expr[] =
        recurrence Expr.one (fun n a -> Expr.scale ((exponent - Rational.OfInteger n) / Rational.OfInteger(n + 1)) a[n])

    /// Of log(1 + u).
    let logarithm (count: int) : Expr[] =
        Array.init count (fun n -> if n = 0 then Expr.zero else Expr.fraction (if n % 2 = 0 then -1 else 1) n)

    /// 1 * 3 * ... * (2n - 1) / 2^n: x D(x) = 1/2 (their sum over n times x^(-2n)) for Dawson's function D of large x.
    let dawsonAtInfinity (count: int) : Expr[] =
        recurrence Expr.one (fun n a -> Expr.scale (Rational.Create(2 * n + 1, 2)) a[n]) count
