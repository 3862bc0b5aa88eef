namespace NtkAnalytic.Symbolics.FSharp.Gaussian

open System.Collections.Generic
open NtkAnalytic.Symbolics.FSharp

/// Functions of one variable as sums of terms.
module internal Decomposition =
    let private noRule reason = raise (NoRuleException reason)

    // Moments of higher powers are of no use, and the recursion that lowers powers is as deep as they are high.
    let private largestPower = Rational.OfInteger 200

    let private half = ComplexExpr.real (Expr.fraction 1 2)

    // The coefficients by powers of the variable; None unless it is a polynomial.
    let private polynomial (variable: string) (a: Expr) : Map<int, Expr> option =
        let term (struct (monomial: Monomial, coefficient: Rational)) =
            let own, others =
                monomial.Array |> Array.partition (fun (struct (atom, _)) -> atom = Symbol variable)

            let rest = Arithmetic.ofTerm coefficient (Monomial others)

            match own with
            | _ when Rewriting.dependsOn variable rest -> None
            | [||] -> Some(0, rest)
            | [| struct (_, exponent) |] when exponent.IsInteger && exponent.Sign > 0 && exponent <= largestPower ->
                Some(int exponent.Numerator, rest)
            | _ -> None

        let terms = a.Array |> Array.map term

        if Array.exists Option.isNone terms then
            None
        else
            terms
            |> Seq.choose id
            |> Seq.groupBy fst
            |> Seq.map (fun (degree, members) -> degree, Expr.sum (Seq.map snd members))
            |> Map.ofSeq
            |> Some

    let private coefficient (degree: int) (polynomial: Map<int, Expr>) =
        polynomial.TryFind degree |> Option.defaultValue Expr.zero

    let private degree (polynomial: Map<int, Expr>) = if polynomial.IsEmpty then 0 else Seq.max polynomial.Keys

    let private exponential (variable: string) (argument: Expr) : TermSum =
        match polynomial variable argument with
        | None -> noRule "An exponential has an exponent that is no polynomial."
        | Some p ->
            [ { Terms.unit with
                  Weight = Gaussian(-(coefficient 2 p))
                  Linear = ComplexExpr.real (coefficient 1 p)
                  Higher = Map.filter (fun degree _ -> degree > 2) p },
              ComplexExpr.real (Expr.exp (coefficient 0 p)) ]

    // exp(i (w x + b)) times a half; the sum over w, b and -w, -b is a cosine.
    let private wave (argument: Map<int, Expr>) (direction: Expr) (factor: ComplexExpr) =
        { Terms.unit with
            Linear = ComplexExpr.imaginary (direction * coefficient 1 argument)
            Phase = direction * coefficient 0 argument },
        ComplexExpr.scale (Expr.fraction 1 2) factor

    let private circular (f: Function) (variable: string) (argument: Expr) : TermSum =
        match polynomial variable argument with
        | Some p when degree p <= 1 ->
            let forwards = if f = Sin then ComplexExpr.imaginary -Expr.one else ComplexExpr.one
            let backwards = { forwards with Im = -forwards.Im }
            Terms.collect [ wave p Expr.one forwards; wave p -Expr.one backwards ]
        | _ -> noRule "A sine or cosine has an argument that is not linear."

    let private gate (name: string) (variable: string) (argument: Expr) (factor: Expr) : TermSum =
        match polynomial variable argument with
        | Some p when degree p <= 1 && Expr.isZero (coefficient 0 p) ->
            let slope = factor * coefficient 1 p

            if Expr.isNegative slope then
                [ { Terms.unit with Gates = [ Finite(-slope) ] }, ComplexExpr.real -Expr.one ]
            else
                [ { Terms.unit with Gates = [ Finite slope ] }, ComplexExpr.one ]
        | _ -> noRule $"{name} has an argument other than a multiple of the variable."

    // Phi(x) = (1 + erf(x / sqrt 2)) / 2.
    let private normalCdf (variable: string) (argument: Expr) : TermSum =
        let odd = gate "Phi" variable argument (Expr.power (Expr.integer 2) -Rational.Half)
        Terms.constant (Expr.fraction 1 2) @ (odd |> List.map (fun (term, c) -> term, ComplexExpr.multiply half c))

    let private nameOf (f: Function) =
        match f with
        | Log -> "a logarithm"
        | Arcsin -> "an arcsine"
        | Arctan -> "an arctangent"
        | Tanh -> "a hyperbolic tangent"
        | Dawson -> "Dawson's function"
        | other -> string other

    let private ofAtom (variable: string) (atom: Atom) : TermSum =
        match atom with
        | Symbol _ -> [ { Terms.unit with Power = 1 }, ComplexExpr.one ]
        | Call(Exp, x) -> exponential variable x
        | Call((Sin | Cos) as f, x) -> circular f variable x
        | Call(Erf, x) -> gate "erf" variable x Expr.one
        | Call(NormalCdf, x) -> normalCdf variable x
        | Call(NormalPdf, x) ->
            let density = exponential variable (Expr.fraction -1 2 * Expr.square x)
            density |> List.map (fun (term, c) -> term, ComplexExpr.scale (Expr.power (Expr.integer 2 * Expr.pi) -Rational.Half) c)
        | Call(f, _) -> noRule $"There is no rule for {nameOf f} of the variable."
        | _ -> noRule "There is no rule for a negative or fractional power of a function of the variable."

    let private ofFactor (variable: string) (struct (atom: Atom, exponent: Rational)) : TermSum =
        if not (Rewriting.dependsOn variable (Arithmetic.ofAtom atom Rational.One)) then
            Terms.constant (Arithmetic.ofAtom atom exponent)
        else
            match atom with
            | Symbol _ -> [ { Terms.unit with Power = int exponent.Numerator }, ComplexExpr.one ]
            | _ -> Terms.naturalPower (ofAtom variable atom) (int exponent.Numerator)

    // exp(x^4) and the like: beyond every Gaussian on the side where the leading power of the exponent grows.
    let private rejectHigher (variable: string) (sides: Side list) (terms: TermSum) =
        for term, _ in terms do
            if not term.Higher.IsEmpty then
                let top = degree term.Higher
                let leading = term.Higher[top] * Expr.integerPower (Expr.symbol variable) top

                for side in sides do
                    if HalfLine.signOf variable side leading = Some 1 then
                        raise (DivergenceException $"exp of a polynomial of degree {top} grows faster than every Gaussian density decays.")

        if terms |> List.exists (fun (term, _) -> not term.Higher.IsEmpty) then
            noRule "An exponential has an exponent of degree higher than 2."

    // Only natural powers of functions of the variable have rules. Checked before the half-lines are told apart: |x|/x is a sign
    // on both, but its derivative, written out, has lost the jump.
    let rec private rejectPowers (variable: string) (a: Expr) =
        for struct (monomial, _) in a.Array do
            for struct (atom, exponent) in monomial.Array do
                if Rewriting.dependsOn variable (Arithmetic.ofAtom atom Rational.One) then
                    if not exponent.IsInteger || exponent.Sign < 0 then
                        noRule "There is no rule for a negative or fractional power of a function of the variable."

                    if exponent > largestPower then
                        noRule $"A function of the variable has an exponent above {largestPower}."

                    List.iter (rejectPowers variable) (Rewriting.arguments atom)

    // Of an expression that has no breaks on these sides.
    let private smooth (variable: string) (sides: Side list) (a: Expr) : TermSum =
        let varies (struct (atom: Atom, _: Rational)) = Rewriting.dependsOn variable (Arithmetic.ofAtom atom Rational.One)

        // What stands before one function of the variable is one coefficient, however many terms it has.
        let coefficients = Dictionary<Monomial, ResizeArray<Expr>>()

        for struct (monomial, number) in a.Array do
            let varying, constant = Array.partition varies monomial.Array
            let key = Monomial varying

            match coefficients.TryGetValue key with
            | true, known -> known.Add(Arithmetic.ofTerm number (Monomial constant))
            | _ -> coefficients[key] <- ResizeArray [ Arithmetic.ofTerm number (Monomial constant) ]

        let terms =
            coefficients
            |> Seq.collect (fun entry ->
                entry.Key.Array
                |> Array.map (ofFactor variable)
                |> Array.fold Terms.multiply (Terms.constant (Expr.sum entry.Value)))
            |> Terms.collect

        rejectHigher variable sides terms
        terms

    // f = (right + left)/2 + (right - left)/2 sign(x).
    let private acrossOrigin (variable: string) (a: Expr) : TermSum =
        let right = HalfLine.restrict variable Right a
        let left = HalfLine.restrict variable Left a

        if right = left then
            smooth variable [ Right; Left ] right
        else
            let part (terms: TermSum) (odd: ComplexExpr) =
                terms
                |> Seq.collect (fun (term, c) ->
                    [ term, ComplexExpr.multiply half c
                      { term with Gates = List.sort (Infinite :: term.Gates) }, ComplexExpr.multiply odd c ])

            Terms.collect (
                Seq.append
                    (part (smooth variable [ Right ] right) half)
                    (part (smooth variable [ Left ] left) (ComplexExpr.real (Expr.fraction -1 2)))
            )

    // h(x) delta(c x) = h(0) delta(x) / |c|; at a jump of h the mean of both sides, as h h' is half the derivative of h^2.
    let private pinnedAt (variable: string) (argument: Expr) (others: Expr) : TermSum =
        match polynomial variable argument with
        | Some p when degree p = 1 && Expr.isZero (coefficient 0 p) ->
            let at side =
                try
                    Rewriting.substitute variable Expr.zero (HalfLine.restrict variable side others)
                with :? System.ArithmeticException ->
                    noRule "Dirac's delta meets a function that is not finite at 0."

            let value = Expr.fraction 1 2 * (at Left + at Right) / Expr.abs (coefficient 1 p)
            Terms.constant value |> List.map (fun (_, c) -> Terms.pinned, ComplexExpr.scale (Expr.power Expr.pi -Rational.Half) c)
        | _ -> noRule "Dirac's delta has an argument other than a multiple of the variable."

    /// A function of the variable as a sum of terms. Raises NoRuleException and DivergenceException.
    let ofFunction (variable: string) (f: Expr) : TermSum =
        rejectPowers variable f

        let isDirac (struct (atom: Atom, _: Rational)) =
            match atom with
            | Call(Dirac, x) -> Rewriting.dependsOn variable x
            | _ -> false

        let withDirac, without =
            f.Array |> Array.partition (fun (struct (monomial, _)) -> Array.exists isDirac monomial.Array)

        let ofDirac (struct (monomial: Monomial, number: Rational)) =
            let deltas, others = monomial.Array |> Array.partition isDirac

            match deltas with
            | [| struct (Call(_, argument), exponent) |] when exponent = Rational.One ->
                pinnedAt variable argument (Arithmetic.ofTerm number (Monomial others))
            | _ -> noRule "There is no rule for a product of Dirac's deltas of one variable."

        Terms.collect (Seq.append (acrossOrigin variable (Expr without)) (Seq.collect ofDirac withDirac))
