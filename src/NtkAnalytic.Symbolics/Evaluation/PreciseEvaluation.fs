namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Collections.Generic

/// The value of an expression to any number of digits.
module PreciseEvaluation =
    // A value that rounding has pushed over the end of a domain is put back; what lies further outside is an error.
    let private intoUnitInterval bits (x: BigFloat) =
        let magnitude = BigFloat.Abs x

        if magnitude > BigFloat.One && BigFloat.sub bits magnitude BigFloat.One < BigFloat.Create(Numerics.BigInteger.One, -bits / 2) then
            BigFloat.OfInteger x.Sign
        else
            x

    let private apply bits (f: Function) (x: BigFloat) : BigFloat =
        match f with
        | Exp -> BigFloatExponential.exp bits x
        | Log -> BigFloatExponential.log bits x
        | Sin -> BigFloatTrigonometric.sin bits x
        | Cos -> BigFloatTrigonometric.cos bits x
        | Arcsin -> BigFloatInverseTrigonometric.asin bits (intoUnitInterval bits x)
        | Arctan -> BigFloatInverseTrigonometric.atan bits x
        | Tanh -> BigFloatHyperbolic.tanh bits x
        | Erf -> BigFloatErrorFunction.erf bits x
        | NormalCdf -> BigFloatGaussian.cumulative bits x
        | NormalPdf -> BigFloatGaussian.density bits x
        | Dawson -> BigFloatDawson.dawson bits x
        | Heaviside -> BigFloat.ofRational bits (Rational.Create(x.Sign + 1, 2))
        | Dirac -> BigFloat.Zero
        | Abs -> BigFloat.Abs x
        | Sign -> BigFloat.OfInteger x.Sign

    // With `bits` for every operation; cancellation is the caller's concern. Also the sum of the sizes of the terms.
    let private evaluateWith bits (values: Map<string, Rational>) (a: Expr) : BigFloat * BigFloat =
        let memory = Dictionary<Atom, BigFloat>()

        let rec terms (x: Expr) : BigFloat[] =
            x.Array
            |> Array.map (fun (struct (monomial, coefficient)) ->
                monomial.Array
                |> Array.fold
                    (fun product (struct (atom, exponent)) -> BigFloat.mul bits product (power (ofAtom atom) exponent))
                    (BigFloat.ofRational bits coefficient))

        and power (x: BigFloat) (exponent: Rational) =
            if exponent = Rational.One then x else BigFloatPowers.rationalPower bits x exponent

        and ofExpr (x: Expr) : BigFloat = terms x |> Array.fold (BigFloat.add bits) BigFloat.Zero

        and ofAtom (atom: Atom) : BigFloat =
            match memory.TryGetValue atom with
            | true, known -> known
            | _ ->
                let value =
                    match atom with
                    | Prime p -> BigFloat.Create(p, 0)
                    | Pi -> BigFloatConstants.pi.Value bits
                    | Symbol name ->
                        match values.TryFind name with
                        | Some value -> BigFloat.ofRational bits value
                        | None -> raise (ArgumentException $"The symbol {name} has no value.")
                    | Base radicand -> ofExpr radicand
                    | Call(f, argument) -> apply bits f (ofExpr argument)
                    | Max(x, y) ->
                        let first = ofExpr x
                        let second = ofExpr y
                        if first > second then first else second
                    | Piecewise(variable, _, _) when not (values.ContainsKey variable) ->
                        raise (ArgumentException $"The symbol {variable} has no value.")
                    | Piecewise(variable, below, above) ->
                        let at = values[variable]
                        // Substitution chooses the piece, and the mean on a break point.
                        Rewriting.substitute variable (Expr.number at) (Expr.piecewise variable below above) |> ofExpr

                memory[atom] <- value
                value

        let parts = terms a
        Array.fold (BigFloat.add bits) BigFloat.Zero parts, Array.fold (fun size x -> BigFloat.add bits size (BigFloat.Abs x)) BigFloat.Zero parts

    /// The value with this many significant digits: the precision rises until two results agree, or until what is left is below
    /// 10^-digits of the terms by as many digits again: then it is taken as 0.
    let internal evaluateBig (digits: int) (values: Map<string, Rational>) (a: Expr) : BigFloat =
        let target = int (Math.Ceiling(float digits * 3.33)) + 4

        let rec refine bits (previous: BigFloat option) =
            let value, size = evaluateWith bits values a

            // Terms that cancel to the last bit say nothing at this precision: the next one may show what they leave.
            let agrees (other: BigFloat) =
                let difference = BigFloat.Abs(BigFloat.sub bits value other)
                if value.IsZero then size.IsZero else difference.IsZero || difference.Magnitude < value.Magnitude - target

            let isNothing = value.IsZero || value.Magnitude < size.Magnitude - 4 * target

            match previous with
            | Some other when agrees other -> value
            | Some _ when isNothing && bits > 8 * target -> BigFloat.Zero
            | _ when bits > 64 * target -> raise (ArithmeticException "The value is lost in cancellation at every precision tried.")
            | _ -> refine (2 * bits) (Some value)

        refine (target + 32) None

    /// The value as a decimal text with this many significant digits. Raises ArgumentException for a symbol without value,
    /// ArithmeticException outside of the domain.
    let evaluate (digits: int) (values: Map<string, Rational>) (a: Expr) : string =
        BigFloatText.toDecimal digits (evaluateBig digits values a)

    /// The value rounded to a double after computing it with 30 digits.
    let evaluateDouble (values: Map<string, Rational>) (a: Expr) : float =
        BigFloat.toDouble (evaluateBig 30 values a)
