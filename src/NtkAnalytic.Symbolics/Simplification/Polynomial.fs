namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// A polynomial over the rationals, recursive: a number, or coefficients (constant term first, the last not 0) in powers of the
/// variable of lowest index that occurs; the coefficients hold variables of higher indices only.
type internal Polynomial =
    | Constant of Rational
    | InPowersOf of variable: int * coefficients: Polynomial[]

/// Arithmetic and exact division of polynomials.
module internal Polynomial =
    let zero = Constant Rational.Zero

    let one = Constant Rational.One

    let isZero (a: Polynomial) =
        match a with
        | Constant c -> c.Sign = 0
        | _ -> false

    let isConstant (a: Polynomial) =
        match a with
        | Constant _ -> true
        | _ -> false

    /// The polynomial with these coefficients, without leading zeros.
    let ofCoefficients (variable: int) (coefficients: Polynomial[]) : Polynomial =
        match Array.tryFindIndexBack (isZero >> not) coefficients with
        | None -> zero
        | Some 0 -> coefficients[0]
        | Some last when last = coefficients.Length - 1 -> InPowersOf(variable, coefficients)
        | Some last -> InPowersOf(variable, Array.truncate (last + 1) coefficients)

    /// variable^exponent.
    let monomial (variable: int) (exponent: int) : Polynomial =
        if exponent = 0 then
            one
        else
            InPowersOf(variable, Array.init (exponent + 1) (fun i -> if i = exponent then one else zero))

    /// The number of coefficients.
    let rec size (a: Polynomial) : int =
        match a with
        | Constant _ -> 1
        | InPowersOf(_, coefficients) -> Array.sumBy size coefficients

    /// The variable of lowest index; the highest number for a constant.
    let mainVariable (a: Polynomial) =
        match a with
        | Constant _ -> System.Int32.MaxValue
        | InPowersOf(variable, _) -> variable

    /// The coefficients in powers of a variable that none of its own precedes.
    let coefficientsIn (variable: int) (a: Polynomial) : Polynomial[] =
        match a with
        | InPowersOf(own, coefficients) when own = variable -> coefficients
        | _ -> [| a |]

    let rec add (a: Polynomial) (b: Polynomial) : Polynomial =
        match a, b with
        | Constant x, Constant y -> Constant(x + y)
        | _ ->
            let variable = min (mainVariable a) (mainVariable b)
            let x = coefficientsIn variable a
            let y = coefficientsIn variable b
            Budget.spend (min x.Length y.Length)

            Array.init (max x.Length y.Length) (fun i ->
                if i >= x.Length then y[i]
                elif i >= y.Length then x[i]
                else add x[i] y[i])
            |> ofCoefficients variable

    let rec scale (factor: Rational) (a: Polynomial) : Polynomial =
        match a with
        | Constant x -> Constant(factor * x)
        | InPowersOf(variable, coefficients) ->
            Budget.spend coefficients.Length
            ofCoefficients variable (Array.map (scale factor) coefficients)

    let negate (a: Polynomial) = scale (-Rational.One) a

    let subtract (a: Polynomial) (b: Polynomial) = add a (negate b)

    let rec multiply (a: Polynomial) (b: Polynomial) : Polynomial =
        match a, b with
        | Constant x, _ -> scale x b
        | _, Constant y -> scale y a
        | _ ->
            let variable = min (mainVariable a) (mainVariable b)
            let x = coefficientsIn variable a
            let y = coefficientsIn variable b
            Budget.spendProduct x.Length y.Length
            let product = Array.create (x.Length + y.Length - 1) zero

            for i in 0 .. x.Length - 1 do
                if not (isZero x[i]) then
                    for j in 0 .. y.Length - 1 do
                        product[i + j] <- add product[i + j] (multiply x[i] y[j])

            ofCoefficients variable product

    /// a / b where that is a polynomial.
    let rec divide (a: Polynomial) (b: Polynomial) : Polynomial option =
        match a, b with
        | _, Constant y -> if y.Sign = 0 then None else Some(scale (Rational.One / y) a)
        | _ when isZero a -> Some zero
        | Constant _, _ -> None
        | _ ->
            let variable = min (mainVariable a) (mainVariable b)
            let x = Array.copy (coefficientsIn variable a)
            let y = coefficientsIn variable b

            if x.Length < y.Length then
                None
            else
                Budget.spendProduct x.Length y.Length
                let quotient = Array.create (x.Length - y.Length + 1) zero
                let mutable exact = true
                let mutable i = quotient.Length - 1

                while exact && i >= 0 do
                    match divide x[i + y.Length - 1] y[y.Length - 1] with
                    | None -> exact <- false
                    | Some q ->
                        quotient[i] <- q

                        if not (isZero q) then
                            for j in 0 .. y.Length - 1 do
                                x[i + j] <- subtract x[i + j] (multiply q y[j])

                    i <- i - 1

                if exact && Array.forall isZero x then Some(ofCoefficients variable quotient) else None

    /// a / b for a b that divides a.
    let divideExactly (a: Polynomial) (b: Polynomial) =
        match divide a b with
        | Some quotient -> quotient
        | None -> invalidOp "The division of polynomials leaves a remainder."

    let rec private numbers (a: Polynomial) : seq<Rational> =
        match a with
        | Constant x -> Seq.singleton x
        | InPowersOf(_, coefficients) -> Seq.collect numbers coefficients

    let rec private leadingNumber (a: Polynomial) : Rational =
        match a with
        | Constant x -> x
        | InPowersOf(_, coefficients) -> leadingNumber coefficients[coefficients.Length - 1]

    /// A multiple with whole coefficients without common factor, the leading one positive.
    let primitiveOverIntegers (a: Polynomial) : Polynomial =
        if isZero a then
            a
        else
            let gather (divisor, multiple) (x: Rational) =
                BigInteger.GreatestCommonDivisor(divisor, x.Numerator),
                multiple / BigInteger.GreatestCommonDivisor(multiple, x.Denominator) * x.Denominator

            let divisor, multiple = numbers a |> Seq.fold gather (BigInteger.Zero, BigInteger.One)
            let factor = Rational.Create(multiple, divisor)
            scale (if (leadingNumber a).Sign < 0 then -factor else factor) a
