namespace NtkAnalytic.Symbolics.Tests.Series

open NtkAnalytic.Symbolics.FSharp

/// Values of expressions to many digits, so that remainders of expansions can be measured.
module internal HighPrecision =
    /// Of every operation; leading terms cancel, so far fewer are left.
    let private bits = 400

    let private zero = BigFloat.Zero
    let private half = BigFloat.ofRational bits Rational.Half

    // exp(-2^90) has no exponent here; as a part of a remainder it is nothing.
    let private orNothing (f: int -> BigFloat -> BigFloat) (x: BigFloat) =
        try
            f bits x
        with :? System.OverflowException when x.Sign < 0 || x.Magnitude > 0 ->
            zero

    let private apply (f: Function) (x: BigFloat) : BigFloat =
        match f with
        | Exp -> BigFloatExponential.exp bits x
        | Log -> BigFloatExponential.log bits x
        | Sin -> BigFloatTrigonometric.sin bits x
        | Cos -> BigFloatTrigonometric.cos bits x
        | Arcsin -> BigFloatInverseTrigonometric.asin bits x
        | Arctan -> BigFloatInverseTrigonometric.atan bits x
        | Tanh -> BigFloatHyperbolic.tanh bits x
        | Erf -> BigFloatErrorFunction.erf bits x
        | NormalCdf -> BigFloatGaussian.cumulative bits x
        | NormalPdf -> orNothing BigFloatGaussian.density x
        | Dawson -> BigFloatDawson.dawson bits x
        | Heaviside -> if x.IsZero then half elif x.Sign > 0 then BigFloat.One else zero
        | Dirac -> zero
        | Abs -> BigFloat.Abs x
        | Sign -> BigFloat.OfInteger x.Sign

    /// The value with numbers in the place of all symbols.
    let rec evaluate (values: Map<string, BigFloat>) (a: Expr) : BigFloat =
        let atom (atom: Atom) : BigFloat =
            match atom with
            | Prime p -> BigFloat.Create(p, 0)
            | Pi -> BigFloatConstants.pi.Value bits
            | Symbol name -> values[name]
            | Base radicand -> evaluate values radicand
            | Call(f, argument) -> apply f (evaluate values argument)
            | Max(x, y) -> max (evaluate values x) (evaluate values y)
            | Piecewise(name, below, above) ->
                let at = BigFloat.toRational values[name]

                below
                |> List.tryFind (fun (point, _) -> at < point)
                |> Option.map snd
                |> Option.defaultValue above
                |> evaluate values

        a.Terms
        |> Seq.map (fun (struct (monomial, coefficient)) ->
            monomial.Factors
            |> Seq.fold
                (fun product (struct (factor, exponent)) ->
                    BigFloat.mul bits product (BigFloatPowers.rationalPower bits (atom factor) exponent))
                (BigFloat.ofRational bits coefficient))
        |> Seq.fold (BigFloat.add bits) zero

    /// The same as a double.
    let toDouble (values: Map<string, BigFloat>) (a: Expr) : float = Rational.ToDouble(BigFloat.toRational (evaluate values a))

    /// The order with which an expression vanishes for t -> 0: the slope of log |a| over log t between 2^-j and 2^-2j.
    let vanishingOrder (variable: string) (others: Map<string, BigFloat>) (j: int) (a: Expr) : float =
        let magnitude (k: int) =
            let value = evaluate (others.Add(variable, BigFloat.Create(System.Numerics.BigInteger.One, -k))) a
            if value.IsZero then None else Some(float value.Magnitude)

        match magnitude j, magnitude (2 * j) with
        | Some large, Some small -> (large - small) / float j
        | _ -> System.Double.PositiveInfinity
