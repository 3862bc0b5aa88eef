namespace NtkAnalytic.Symbolics.FSharp

open System
open MathNet.Numerics

/// The functions of expressions in double precision, and roots with the conventions of expressions.
type internal RealFunctions =
    /// Phi(x), with all digits in the left tail as well.
    static member NormalCdf(x: float) = 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt 2.0)

    /// exp(-x^2/2)/sqrt(2 pi).
    static member NormalPdf(x: float) = Math.Exp(-0.5 * x * x) / Math.Sqrt(2.0 * Math.PI)

    /// 0, 1/2 or 1; NaN at NaN.
    static member Heaviside(x: float) =
        if x < 0.0 then 0.0
        elif x > 0.0 then 1.0
        elif x = 0.0 then 0.5
        else nan

    /// 0: the value almost everywhere; NaN at NaN.
    static member Dirac(x: float) = if Double.IsNaN x then nan else 0.0

    /// -1, 0 or 1; NaN at NaN.
    static member Sign(x: float) = if Double.IsNaN x then nan else float (Math.Sign x)

    /// Below 6 exp(-x^2) sum x^(2k+1)/(k! (2k+1)), all terms of one sign; beyond it the asymptotic series, whose smallest term
    /// there is below exp(-36).
    static member Dawson(x: float) =
        let square = x * x

        if Double.IsNaN x then
            nan
        elif abs x < 6.0 then
            let mutable power = x
            let mutable sum = x
            let mutable k = 1

            while abs power > 1e-18 * abs sum do
                power <- power * square / float k
                sum <- sum + power / float (2 * k + 1)
                k <- k + 1

            Math.Exp(-square) * sum
        else
            let mutable term = 0.5 / x
            let mutable sum = term
            let mutable k = 1

            while k < 36 && abs term > 1e-18 * abs sum do
                term <- term * float (2 * k - 1) / (2.0 * square)
                sum <- sum + term
                k <- k + 1

            sum

    /// x^(numerator/denominator): odd roots of negative numbers are real, even ones NaN.
    static member Root(x: float, numerator: float, denominator: float) =
        if x < 0.0 && denominator % 2.0 <> 0.0 then
            let magnitude = Math.Pow(-x, numerator / denominator)
            if numerator % 2.0 = 0.0 then magnitude else -magnitude
        else
            Math.Pow(x, numerator / denominator)

    /// The function of that name.
    static member Apply(f: Function, x: float) : float =
        match f with
        | Exp -> Math.Exp x
        | Log -> Math.Log x
        | Sin -> Math.Sin x
        | Cos -> Math.Cos x
        | Arcsin -> Math.Asin x
        | Arctan -> Math.Atan x
        | Tanh -> Math.Tanh x
        | Erf -> SpecialFunctions.Erf x
        | NormalCdf -> RealFunctions.NormalCdf x
        | NormalPdf -> RealFunctions.NormalPdf x
        | Dawson -> RealFunctions.Dawson x
        | Heaviside -> RealFunctions.Heaviside x
        | Dirac -> RealFunctions.Dirac x
        | Abs -> Math.Abs x
        | Sign -> RealFunctions.Sign x
