namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// Expressions: how they are made. Every constructor returns the normal form.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Expr =
    /// 0.
    let zero = Expr.Zero

    /// 1.
    let one = Expr.One

    /// A rational number.
    let number (value: Rational) : Expr = Arithmetic.number value

    /// A whole number.
    let integer (value: int) : Expr = number (Rational.OfInteger value)

    /// numerator / denominator.
    let fraction (numerator: int) (denominator: int) : Expr = number (Rational.Create(numerator, denominator))

    /// The circle number.
    let pi : Expr = Arithmetic.ofAtom Pi Rational.One

    /// A variable or parameter. Named q, q1, q2, ... (variances), n0, n1, ... (widths), sigma_w or sigma_b it is positive; any other is real.
    let symbol (name: string) : Expr =
        if String.IsNullOrWhiteSpace name then
            invalidArg (nameof name) "A symbol has a name."

        Arithmetic.ofAtom (Symbol name) Rational.One

    /// The sum of many.
    let sum (terms: seq<Expr>) : Expr = Arithmetic.sum terms

    /// The product of many.
    let product (factors: seq<Expr>) : Expr = Seq.fold (*) one factors

    /// base^exponent. Raises DivideByZeroException for a negative power of 0, ArithmeticException for an even root of a negative number.
    let power (basis: Expr) (exponent: Rational) : Expr = Arithmetic.power basis exponent

    /// The square root.
    let sqrt (a: Expr) : Expr = power a Rational.Half

    /// The square.
    let square (a: Expr) : Expr = a * a

    /// A whole power.
    let integerPower (basis: Expr) (exponent: int) : Expr = power basis (Rational.OfInteger exponent)

    let internal scale (factor: Rational) (a: Expr) : Expr = Arithmetic.scale factor a

    /// The number, if it is one.
    let (|Number|_|) (a: Expr) : Rational option =
        match a.Array with
        | [||] -> Some Rational.Zero
        | [| struct (monomial, coefficient) |] when monomial.Array.Length = 0 -> Some coefficient
        | _ -> None

    /// coefficient * atom^exponent, if it is of that form.
    let (|AtomPower|_|) (a: Expr) : (Rational * Atom * Rational) option =
        match a.Array with
        | [| struct (monomial, coefficient) |] when monomial.Array.Length = 1 ->
            let struct (atom, exponent) = monomial.Array[0]
            Some(coefficient, atom, exponent)
        | _ -> None

    /// True for 0.
    let isZero (a: Expr) : bool = a.Array.Length = 0

    /// True when the first term bears a minus sign: of x and -x it holds for one.
    let internal isNegative (a: Expr) : bool =
        a.Array.Length > 0 && (let struct (_, coefficient) = a.Array[0] in coefficient.Sign < 0)

    let internal call (f: Function) (argument: Expr) : Expr = Arithmetic.ofAtom (Call(f, argument)) Rational.One

    /// r where the expression is r * pi.
    let private multipleOfPi (a: Expr) =
        match a with
        | Number r when r.Sign = 0 -> Some Rational.Zero
        | AtomPower(r, Pi, exponent) when exponent = Rational.One -> Some r
        | _ -> None

    let private root (n: int) = sqrt (integer n)

    // sin(r pi) where it is a square root of rationals: r in twelfths, of which 0, 2, 3, 4, 6 suffice up to symmetry.
    let private sineOfTurn (r: Rational) =
        let twelfths = r * Rational.OfInteger 12

        if not twelfths.IsInteger then
            None
        else
            let n = int (BigInteger.Remainder(BigInteger.Remainder(twelfths.Numerator, BigInteger 24) + BigInteger 24, BigInteger 24))
            let folded = if n > 12 then n - 12 else n
            let acute = if folded > 6 then 12 - folded else folded

            let value =
                match acute with
                | 0 -> Some zero
                | 1 -> Some(fraction 1 4 * (root 6 - root 2))
                | 2 -> Some(fraction 1 2)
                | 3 -> Some(fraction 1 2 * root 2)
                | 4 -> Some(fraction 1 2 * root 3)
                | 5 -> Some(fraction 1 4 * (root 6 + root 2))
                | _ -> Some one

            value |> Option.map (fun v -> if n > 12 then -v else v)

    // The arguments between 0 and 1 (or above, for the tangent) whose inverse functions are known multiples of pi.
    let private knownSines =
        [ for n in 0..6 -> (sineOfTurn (Rational.Create(n, 12))).Value, Rational.Create(n, 12) ]

    let private knownTangents =
        [ zero, Rational.Zero
          one, Rational.Create(1, 4)
          root 3, Rational.Create(1, 3)
          fraction 1 3 * root 3, Rational.Create(1, 6) ]

    let private lookUp (table: (Expr * Rational) list) (a: Expr) =
        table |> List.tryPick (fun (argument, turn) -> if argument = a then Some(scale turn pi) else None)

    let private odd (f: Expr -> Expr) (a: Expr) = if isNegative a then -(f (-a)) else f a

    let private even (f: Expr -> Expr) (a: Expr) = if isNegative a then f (-a) else f a

    let private known (f: Function) (rule: Expr -> Expr option) (a: Expr) =
        match rule a with
        | Some value -> value
        | None -> call f a

    let private zeroAtZero (a: Expr) = if isZero a then Some zero else None

    /// The exponential.
    let rec exp (a: Expr) : Expr =
        match a with
        | Number r when r.Sign = 0 -> one
        | AtomPower(r, Call(Log, x), exponent) when exponent = Rational.One -> power x r
        | _ -> call Exp a

    /// The natural logarithm. Raises ArithmeticException for numbers that are not positive.
    let log (a: Expr) : Expr =
        match a with
        | Number r when r = Rational.One -> zero
        | Number r when r.Sign <= 0 -> raise (ArithmeticException $"The logarithm of {r} is not real.")
        | AtomPower(r, Call(Exp, x), exponent) when r = Rational.One && exponent = Rational.One -> x
        | AtomPower(r, atom, exponent) when r = Rational.One && exponent <> Rational.One && Positivity.ofAtom atom ->
            scale exponent (call Log (Arithmetic.powerOfAtom atom Rational.One))
        | _ -> call Log a

    /// Sine; exact at multiples of pi/12.
    let sin (a: Expr) : Expr = odd (known Sin (multipleOfPi >> Option.bind sineOfTurn)) a

    /// Cosine; exact at multiples of pi/12.
    let cos (a: Expr) : Expr =
        even (known Cos (multipleOfPi >> Option.bind (fun r -> sineOfTurn (r + Rational.Half)))) a

    /// Arcsine; exact where the sine is. Raises ArithmeticException for numbers outside [-1, 1].
    let arcsin (a: Expr) : Expr =
        match a with
        | Number r when Rational.Abs r > Rational.One -> raise (ArithmeticException $"The arcsine of {r} is not real.")
        | _ -> odd (known Arcsin (lookUp knownSines)) a

    /// Arccosine, as pi/2 - arcsin.
    let arccos (a: Expr) : Expr = scale Rational.Half pi - arcsin a

    /// Arctangent; exact where the tangent is 0, 1 or a root of 3.
    let arctan (a: Expr) : Expr = odd (known Arctan (lookUp knownTangents)) a

    /// Hyperbolic tangent.
    let tanh (a: Expr) : Expr = odd (known Tanh zeroAtZero) a

    /// The error function.
    let erf (a: Expr) : Expr = odd (known Erf zeroAtZero) a

    /// Dawson's function.
    let dawson (a: Expr) : Expr = odd (known Dawson zeroAtZero) a

    /// The standard normal distribution function.
    let normalCdf (a: Expr) : Expr = if isZero a then fraction 1 2 else call NormalCdf a

    /// The standard normal density.
    let normalPdf (a: Expr) : Expr =
        even (known NormalPdf (fun x -> if isZero x then Some(power (integer 2 * pi) (Rational.Create(-1, 2))) else None)) a

    let private signOf (a: Expr) =
        match a with
        | Number r -> Some r.Sign
        | _ when Positivity.ofExpr a && a.Array |> Array.exists (fun (struct (m, _)) ->
            m.Array |> Array.forall (fun (struct (atom, _)) -> Positivity.ofAtom atom)) -> Some 1
        | _ when Positivity.ofExpr (-a) && a.Array |> Array.exists (fun (struct (m, _)) ->
            m.Array |> Array.forall (fun (struct (atom, _)) -> Positivity.ofAtom atom)) -> Some -1
        | _ -> None

    // A single term without its positive factors: step(3 q x) = step(x).
    let private direction (a: Expr) =
        match a.Array with
        | [| struct (monomial, coefficient) |] ->
            let rest = monomial.Array |> Array.filter (fun (struct (atom, _)) -> not (Positivity.ofAtom atom))

            let reduced =
                rest
                |> Array.map (fun (struct (atom, exponent)) ->
                    if exponent.IsInteger && not exponent.Numerator.IsEven then struct (atom, Rational.One) else struct (atom, exponent))

            reduced
            |> Array.map (fun (struct (atom, exponent)) -> Arithmetic.powerOfAtom atom exponent)
            |> product
            |> scale (Rational.OfInteger coefficient.Sign)
        | _ -> a

    /// 0 below 0, 1/2 at 0, 1 above.
    let heaviside (a: Expr) : Expr =
        match signOf a with
        | Some s -> fraction (s + 1) 2
        | None ->
            let toward = direction a
            if isNegative toward then one - call Heaviside (-toward) else call Heaviside toward

    /// -1, 0 or 1.
    let sign (a: Expr) : Expr =
        match signOf a with
        | Some s -> integer s
        | None -> odd (call Sign) (direction a)

    /// Dirac's delta.
    let dirac (a: Expr) : Expr = even (call Dirac) a

    /// The absolute value.
    let abs (a: Expr) : Expr =
        match signOf a, a.Array with
        | Some s, _ -> scale (Rational.OfInteger s) a
        | None, [| struct (monomial, coefficient) |] ->
            let absolute =
                monomial.Array
                |> Array.map (fun (struct (atom, exponent)) ->
                    if Positivity.ofAtom atom || (exponent.IsInteger && exponent.Numerator.IsEven) then
                        Arithmetic.powerOfAtom atom exponent
                    else
                        match atom with
                        | Call(Abs, _) -> Arithmetic.powerOfAtom atom exponent
                        | _ -> Arithmetic.powerOfAtom (Arithmetic.absolute atom) exponent)

            scale (Rational.Abs coefficient) (product absolute)
        | _ -> even (call Abs) a

    /// The larger of two.
    let max (a: Expr) (b: Expr) : Expr =
        match signOf (a - b) with
        | Some s -> if s >= 0 then a else b
        | None when Expr.Compare(a, b) <= 0 -> Arithmetic.ofAtom (Max(a, b)) Rational.One
        | None -> Arithmetic.ofAtom (Max(b, a)) Rational.One

    /// The smaller of two.
    let min (a: Expr) (b: Expr) : Expr = -(max (-a) (-b))

    /// The function of that name of an argument.
    let apply (f: Function) (argument: Expr) : Expr =
        match f with
        | Exp -> exp argument
        | Log -> log argument
        | Sin -> sin argument
        | Cos -> cos argument
        | Arcsin -> arcsin argument
        | Arctan -> arctan argument
        | Tanh -> tanh argument
        | Erf -> erf argument
        | NormalCdf -> normalCdf argument
        | NormalPdf -> normalPdf argument
        | Dawson -> dawson argument
        | Heaviside -> heaviside argument
        | Dirac -> dirac argument
        | Abs -> abs argument
        | Sign -> sign argument

    /// Pieces of one variable: (b1, e1), (b2, e2), ... mean e1 below b1, e2 from there to b2 and so on, and `above` beyond the last.
    /// Neighbours that are equal are joined. Raises ArgumentException unless the break points ascend.
    let piecewise (variable: string) (below: (Rational * Expr) list) (above: Expr) : Expr =
        if below |> List.pairwise |> List.exists (fun ((a, _), (b, _)) -> a >= b) then
            invalidArg (nameof below) "The break points of a piecewise function ascend."

        let join (point, piece) (pieces, next) = if piece = next then pieces, next else (point, piece) :: pieces, piece
        let pieces, _ = List.foldBack join below ([], above)
        if List.isEmpty pieces then above else Arithmetic.ofAtom (Piecewise(variable, pieces, above)) Rational.One
