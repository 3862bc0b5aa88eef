namespace NtkAnalytic.Symbolics.Tests.Gaussian

open System
open NtkAnalytic
open NtkAnalytic.Symbolics.FSharp

/// Values of expressions in double precision, straight from their terms.
module DoubleValue =
    let private erf (x: float) = Activation.Erf.Evaluate x

    // exp(-x^2) times the series of the integral of exp(t^2), whose terms are all positive.
    let private dawson (x: float) =
        let mutable term = x
        let mutable sum = x
        let mutable n = 0

        while abs term > 1e-18 * abs sum do
            n <- n + 1
            term <- term * x * x / float n
            sum <- sum + term / float (2 * n + 1)

        exp (-x * x) * sum

    let private ofFunction (f: Function) (x: float) =
        match f with
        | Exp -> exp x
        | Log -> log x
        | Sin -> sin x
        | Cos -> cos x
        | Arcsin -> asin (max -1.0 (min 1.0 x))
        | Arctan -> atan x
        | Tanh -> tanh x
        | Erf -> erf x
        | NormalCdf -> 0.5 * (1.0 + erf (x / sqrt 2.0))
        | NormalPdf -> exp (-x * x / 2.0) / sqrt (2.0 * Math.PI)
        | Dawson -> dawson x
        | Heaviside -> 0.5 * float (1 + sign x)
        | Dirac -> 0.0
        | Abs -> abs x
        | Sign -> float (sign x)

    let private power (exponent: Rational) : float -> float =
        let numerator = float exponent.Numerator
        let real = Rational.ToDouble exponent

        if exponent.IsInteger then fun x -> Math.Pow(x, numerator)
        elif exponent.Denominator = Numerics.BigInteger 2 then fun x -> Math.Pow(sqrt x, numerator)
        else fun x -> Math.Pow(x, real)

    /// The expression as a function of a variable, the other symbols having these values.
    let rec functionOf (variable: string) (values: (string * float) list) (a: Expr) : float -> float =
        let compile = functionOf variable values

        let ofAtom (atom: Atom) : float -> float =
            match atom with
            | Prime p -> let value = float p in fun _ -> value
            | Pi -> fun _ -> Math.PI
            | Symbol name when name = variable -> id
            | Symbol name -> let value = values |> List.find (fun (other, _) -> other = name) |> snd in fun _ -> value
            | Base x -> compile x
            | Call(f, x) -> compile x >> ofFunction f
            | Max(x, y) ->
                let first = compile x
                let second = compile y
                fun at -> max (first at) (second at)
            | Piecewise(_, below, above) ->
                let pieces = below |> List.map (fun (point, piece) -> Rational.ToDouble point, compile piece)
                let beyond = compile above

                fun at ->
                    match pieces |> List.tryFind (fun (point, _) -> at < point) with
                    | Some(_, piece) -> piece at
                    | None -> beyond at

        let terms =
            [| for struct (monomial, coefficient) in a.Terms do
                   let factors =
                       [| for struct (atom, exponent) in monomial.Factors ->
                              if exponent = Rational.One then ofAtom atom else ofAtom atom >> power exponent |]

                   Rational.ToDouble coefficient, factors |]

        fun at -> terms |> Array.sumBy (fun (c, factors) -> factors |> Array.fold (fun product f -> product * f at) c)

    /// The value where symbols have these values.
    let at (values: (string * float) list) (a: Expr) : float = functionOf "" values a nan
