namespace NtkAnalytic.Symbolics.FSharp.Gaussian

open NtkAnalytic.Symbolics.FSharp

/// A complex number whose parts are expressions. Sines and cosines are sums of exponentials with imaginary exponents.
type internal ComplexExpr =
    { Re: Expr
      Im: Expr }

module internal ComplexExpr =
    let zero = { Re = Expr.zero; Im = Expr.zero }

    let real (a: Expr) = { Re = a; Im = Expr.zero }

    let imaginary (a: Expr) = { Re = Expr.zero; Im = a }

    let one = real Expr.one

    let add (a: ComplexExpr) (b: ComplexExpr) =
        { Re = a.Re + b.Re
          Im = a.Im + b.Im }

    let multiply (a: ComplexExpr) (b: ComplexExpr) =
        if Expr.isZero a.Im && Expr.isZero b.Im then
            real (a.Re * b.Re)
        else
            { Re = a.Re * b.Re - a.Im * b.Im
              Im = a.Re * b.Im + a.Im * b.Re }

    let sum (terms: seq<ComplexExpr>) =
        let terms = List.ofSeq terms

        { Re = Expr.sum (terms |> List.map (fun term -> term.Re))
          Im = Expr.sum (terms |> List.map (fun term -> term.Im)) }

    let scale (factor: Expr) (a: ComplexExpr) =
        { Re = factor * a.Re
          Im = factor * a.Im }

    let isZero (a: ComplexExpr) = Expr.isZero a.Re && Expr.isZero a.Im

    /// exp(a + i b) = exp(a) (cos b + i sin b).
    let exp (a: ComplexExpr) =
        let size = Expr.exp a.Re

        if Expr.isZero a.Im then
            real size
        else
            { Re = size * Expr.cos a.Im
              Im = size * Expr.sin a.Im }
