namespace NtkAnalytic.Symbolics.Tests.Gaussian

open NtkAnalytic.Symbolics.FSharp

/// Functions of x whose expectations are closed, and some whose are not.
module Activations =
    let x = Expr.symbol "x"
    let a = Expr.symbol "a"
    let b = Expr.symbol "b"
    let n = Expr.integer
    let fraction = Expr.fraction
    let relu = Expr.max Expr.zero x
    let step = Expr.heaviside x
    let private gaussian = Expr.exp (-x * x)

    /// The probabilists' polynomial of that degree.
    let hermite (degree: int) =
        let next (previous, current) i = current, x * current - n i * previous
        Seq.fold next (Expr.zero, Expr.one) (seq { 0 .. degree - 1 }) |> snd

    let private power = Expr.integerPower

    /// All break at 0 if anywhere.
    let closed: (string * Expr) list =
        [ "x", x
          "max(0,x)", relu
          "abs(x)", Expr.abs x
          "max(0,x) + min(0,x)/10", relu + fraction 1 10 * Expr.min Expr.zero x
          "max(-x/4,x)", Expr.max (fraction -1 4 * x) x
          "step(x)", step
          "sign(x)", Expr.sign x
          "max(0,x)^2", power relu 2
          "max(0,x)^3", power relu 3
          "max(0,x)^4", power relu 4
          "max(0,x)^5", power relu 5
          "max(0,x)^6", power relu 6
          "erf(x)", Expr.erf x
          "erf(x/2)", Expr.erf (fraction 1 2 * x)
          "Phi(x)", Expr.normalCdf x
          "x*Phi(x)", x * Expr.normalCdf x
          "x*erf(x)", x * Expr.erf x
          "x^2*Phi(x)", x * x * Expr.normalCdf x
          "x^2*erf(x) + x", x * x * Expr.erf x + x
          "x*phi(x)", x * Expr.normalPdf x
          "sin(x)", Expr.sin x
          "cos(x)", Expr.cos x
          "sin(x)^3", power (Expr.sin x) 3
          "sqrt(2)*sin(sqrt(2)*x + pi/4)", Expr.sqrt (n 2) * Expr.sin (Expr.sqrt (n 2) * x + fraction 1 4 * Expr.pi)
          "exp(x)", Expr.exp x
          "exp(-x^2)", gaussian
          "exp(-x^2)*x^2", gaussian * x * x
          "exp(-x^2)*erf(x)", gaussian * Expr.erf x
          "step(x)*exp(-x^2)", step * gaussian
          "exp(-x^2)*max(0,x)", relu * gaussian
          "sin(x)*exp(-x^2/2)", Expr.sin x * Expr.exp (fraction -1 2 * x * x)
          "exp(x^2/20)", Expr.exp (fraction 1 20 * x * x)
          "hermite(7)", hermite 7
          "hermite(12)", hermite 12
          "x*cos(x)", x * Expr.cos x
          "x*exp(x)", x * Expr.exp x
          "exp(x/2)*cos(x)", Expr.exp (fraction 1 2 * x) * Expr.cos x
          "max(0,x) + sin(x)/2", relu + fraction 1 2 * Expr.sin x
          "max(0,x)^2 + cos(x)/2", power relu 2 + fraction 1 2 * Expr.cos x
          "max(0,x)^2 + sin(x)/2", power relu 2 + fraction 1 2 * Expr.sin x
          "erf(x) + sin(x)", Expr.erf x + Expr.sin x
          "max(0,x)^3 - x", power relu 3 - x
          "abs(x)*x", x * Expr.abs x
          "max(0,x) + exp(x/2)", relu + Expr.exp (fraction 1 2 * x)
          "erf(x) + exp(x/2)", Expr.erf x + Expr.exp (fraction 1 2 * x)
          "max(0,x) + erf(x)", relu + Expr.erf x
          "exp(-x^2) + max(0,x)", gaussian + relu
          "x^3 below 0, 2*x above", Expr.piecewise "x" [ Rational.Zero, power x 3 ] (n 2 * x)
          "1 below 0, cos(0) + x above", Expr.piecewise "x" [ Rational.Zero, Expr.one ] (Expr.one + x) ]

    /// With parameters a = 3/10 and b = 11/10 for checks.
    let withSymbols: (string * Expr) list =
        [ "max(0,x) + a*min(0,x)", relu + a * Expr.min Expr.zero x
          "max(0,x) + a*sin(b*x)", relu + a * Expr.sin (b * x)
          "max(0,x)^2 + a*sin(b*x)", power relu 2 + a * Expr.sin (b * x)
          "erf(a*x) + exp(b*x)/4", Expr.erf (a * x) + fraction 1 4 * Expr.exp (b * x)
          "cos(a*x + b)", Expr.cos (a * x + b)
          "sin(a*x + b) + x", Expr.sin (a * x + b) + x
          "exp(-a*x^2)", Expr.exp (-a * x * x)
          "exp(-a*x^2)*erf(b*x)", Expr.exp (-a * x * x) * Expr.erf (b * x)
          "exp(a*x + b)", Expr.exp (a * x + b) ]

    /// With a word of the reason.
    let open': (string * Expr * string) list =
        [ "tanh(x)", Expr.tanh x, "hyperbolic tangent"
          "log(1 + exp(x))", Expr.log (n 1 + Expr.exp x), "logarithm"
          "max(0,x) + step(-x)*(exp(x) - 1)", relu + Expr.heaviside (-x) * (Expr.exp x - n 1), "quadrant"
          "max(0,x-1)", Expr.max Expr.zero (x - n 1), "max"
          "max(a*x,x)", Expr.max (a * x) x, "sign is not known"
          "step(x)*cos(x)", step * Expr.cos x, "quadrant"
          "exp(-abs(x))", Expr.exp (-(Expr.abs x)), "quadrant"
          "erf(x)^2", power (Expr.erf x) 2, "product of error functions"
          "erf(x + 1)", Expr.erf (x + n 1), "multiple of the variable"
          "1/(1 + x^2)", n 1 / (n 1 + x * x), "negative or fractional power"
          "abs(x)^(1/2)", Expr.sqrt (Expr.abs x), "negative or fractional power"
          "abs(x)/x", Expr.abs x / x, "negative or fractional power"
          "sin(x^2)", Expr.sin (x * x), "not linear"
          "exp(-x^4)", Expr.exp (-(power x 4)), "degree higher than 2"
          "step(x)*exp(-x^3)", step * Expr.exp (-(power x 3)), "degree higher than 2"
          "exp(sin(x))", Expr.exp (Expr.sin x), "no polynomial"
          "max(0,x) + exp(x)*sin(x)", relu + Expr.exp x * Expr.sin x, "complex"
          "0 below 1, x above", Expr.piecewise "x" [ Rational.One, Expr.zero ] x, "piecewise"
          "dirac(x - 1)", Expr.dirac (x - n 1), "delta"
          "dirac(x)^2", power (Expr.dirac x) 2, "delta"
          "x^201", power x 201, "200" ]

    /// E[f^2] is infinite at every variance.
    let divergent: (string * Expr) list =
        [ "exp(x^4)", Expr.exp (power x 4)
          "exp(x^3)", Expr.exp (power x 3)
          "exp(-x^3)", Expr.exp (-(power x 3))
          "step(x)*exp(x^3)", step * Expr.exp (power x 3)
          "x + sin(x)*exp(x^4 - x^2)", x + Expr.sin x * Expr.exp (power x 4 - x * x) ]
