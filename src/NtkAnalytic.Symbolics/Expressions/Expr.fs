namespace rec NtkAnalytic.Symbolics.FSharp

open System
open System.Collections.Generic
open System.Numerics

/// The functions of one variable that an expression knows. Others are written with these: arccos x = pi/2 - arcsin x,
/// tan x = sin x / cos x, sinh and cosh by exponentials.
type Function =
    /// The exponential.
    | Exp
    /// The natural logarithm.
    | Log
    /// Sine.
    | Sin
    /// Cosine.
    | Cos
    /// Arcsine, from -pi/2 to pi/2.
    | Arcsin
    /// Arctangent, from -pi/2 to pi/2.
    | Arctan
    /// Hyperbolic tangent.
    | Tanh
    /// The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0.
    | Erf
    /// The standard normal distribution function Phi(x) = (1 + erf(x/sqrt 2))/2.
    | NormalCdf
    /// The standard normal density exp(-x^2/2)/sqrt(2 pi).
    | NormalPdf
    /// Dawson's function exp(-x^2) times the integral of exp(t^2) from 0.
    | Dawson
    /// 0 below 0, 1/2 at 0, 1 above.
    | Heaviside
    /// Dirac's delta; its value as a number is 0, the value almost everywhere.
    | Dirac
    /// The absolute value.
    | Abs
    /// -1, 0 or 1.
    | Sign

/// What cannot be taken apart by addition and multiplication: expressions are polynomials in atoms.
[<CustomEquality; CustomComparison>]
type Atom =
    /// A prime, or a large cofactor without small primes: only with exponents between 0 and 1, as in sqrt 2.
    | Prime of BigInteger
    /// The circle number.
    | Pi
    /// A variable or parameter.
    | Symbol of string
    /// A sum without common factor, with an exponent that is no natural number: 1/(1 + x), sqrt(1 + x).
    | Base of Expr
    /// A function of an expression.
    | Call of Function * Expr
    /// The larger of two.
    | Max of Expr * Expr
    /// Expressions below ascending break points of a variable, and the one above the last.
    | Piecewise of variable: string * below: (Rational * Expr) list * above: Expr

    member private a.Rank =
        match a with
        | Prime _ -> 0
        | Pi -> 1
        | Symbol _ -> 2
        | Base _ -> 3
        | Call _ -> 4
        | Max _ -> 5
        | Piecewise _ -> 6

    /// A total order, the same in every run.
    static member Compare(a: Atom, b: Atom) : int =
        if obj.ReferenceEquals(a, b) then
            0
        else
            match a, b with
            | Prime p, Prime q -> p.CompareTo q
            | Symbol x, Symbol y -> String.CompareOrdinal(x, y)
            | Base x, Base y -> Expr.Compare(x, y)
            | Call(f, x), Call(g, y) ->
                match compare f g with
                | 0 -> Expr.Compare(x, y)
                | order -> order
            | Max(x, y), Max(z, w) ->
                match Expr.Compare(x, z) with
                | 0 -> Expr.Compare(y, w)
                | order -> order
            | Piecewise(x, below, above), Piecewise(y, lower, upper) ->
                match String.CompareOrdinal(x, y) with
                | 0 -> compare (below, above) (lower, upper)
                | order -> order
            | _ -> compare a.Rank b.Rank

    override a.Equals other =
        match other with
        | :? Atom as b -> Atom.Compare(a, b) = 0
        | _ -> false

    override a.GetHashCode() =
        match a with
        | Prime p -> HashCode.Combine(0, p)
        | Pi -> 1
        | Symbol name -> HashCode.Combine(2, name)
        | Base x -> HashCode.Combine(3, x)
        | Call(f, x) -> HashCode.Combine(4, hash f, x)
        | Max(x, y) -> HashCode.Combine(5, x, y)
        | Piecewise(x, below, above) -> HashCode.Combine(6, x, hash below, above)

    interface IComparable with
        member a.CompareTo other = Atom.Compare(a, other :?> Atom)

/// A product of powers of atoms, in the order of atoms, no exponent 0. Immutable.
[<Sealed; AllowNullLiteral>]
type Monomial internal (factors: struct (Atom * Rational)[]) =
    let code =
        let mutable h = HashCode()
        for struct (atom, exponent) in factors do
            h.Add atom
            h.Add exponent

        h.ToHashCode()

    static let one = Monomial [||]

    /// The empty product.
    static member One = one

    /// The atoms with their exponents.
    member _.Factors: IReadOnlyList<struct (Atom * Rational)> = factors

    member internal _.Array = factors

    /// Empty product first, then by the first atom that differs, lower exponents first.
    static member Compare(a: Monomial, b: Monomial) : int =
        SortedSum.compareWith (fun p q -> Atom.Compare(p, q)) a.Array b.Array

    override _.GetHashCode() = code

    override a.Equals other =
        match other with
        | :? Monomial as b -> obj.ReferenceEquals(a, b) || (code = b.GetHashCode() && Monomial.Compare(a, b) = 0)
        | _ -> false

    interface IComparable with
        member a.CompareTo other = Monomial.Compare(a, other :?> Monomial)

/// An expression: a polynomial in atoms with rational exponents and rational coefficients, kept in normal form, so that equal
/// polynomials and radicals are equal. Immutable.
[<Sealed; AllowNullLiteral>]
type Expr internal (terms: struct (Monomial * Rational)[]) =
    let code =
        let mutable h = HashCode()
        for struct (monomial, coefficient) in terms do
            h.Add monomial
            h.Add coefficient

        h.ToHashCode()

    // An equal expression that a comparison has met. Nested expressions hold the same parts many times over, each built anew;
    // without it every comparison would walk through all of them.
    let mutable twin: Expr = null

    /// The terms in the order of monomials, no coefficient 0.
    member _.Terms: IReadOnlyList<struct (Monomial * Rational)> = terms

    member internal _.Array = terms

    // One step only, so that threads which set it at the same time cannot make a circle.
    member private a.Twin
        with get (): Expr = if isNull twin then a else twin
        and set (value: Expr) = twin <- value

    /// 0.
    static member Zero = Expr [||]

    /// 1.
    static member One = Expr [| struct (Monomial.One, Rational.One) |]

    /// A total order, the same in every run.
    static member Compare(a: Expr, b: Expr) : int =
        if obj.ReferenceEquals(a, b) || obj.ReferenceEquals(a.Twin, b.Twin) then
            0
        else
            let order = SortedSum.compareWith (fun p q -> Monomial.Compare(p, q)) a.Array b.Array

            if order = 0 then
                a.Twin <- b.Twin

            order

    override _.GetHashCode() = code

    override a.Equals other =
        match other with
        | :? Expr as b -> obj.ReferenceEquals(a, b) || (code = b.GetHashCode() && Expr.Compare(a, b) = 0)
        | _ -> false

    interface IComparable with
        member a.CompareTo other = Expr.Compare(a, other :?> Expr)

    /// The sum.
    static member (+)(a: Expr, b: Expr) : Expr = Arithmetic.add a b

    /// The difference.
    static member (-)(a: Expr, b: Expr) : Expr = Arithmetic.add a (Arithmetic.scale (-Rational.One) b)

    /// The negative.
    static member (~-)(a: Expr) : Expr = Arithmetic.scale (-Rational.One) a

    /// The product, multiplied out.
    static member (*)(a: Expr, b: Expr) : Expr = Arithmetic.multiply a b

    /// The quotient. Raises DivideByZeroException when b is 0.
    static member (/)(a: Expr, b: Expr) : Expr = Arithmetic.multiply a (Arithmetic.power b (-Rational.One))

/// Sums, products and powers in normal form.
module internal Arithmetic =
    let ofTerm (coefficient: Rational) (monomial: Monomial) =
        if coefficient.Sign = 0 then Expr.Zero else Expr [| struct (monomial, coefficient) |]

    let number (value: Rational) = ofTerm value Monomial.One

    let ofAtom (atom: Atom) (exponent: Rational) =
        if exponent.Sign = 0 then Expr.One else ofTerm Rational.One (Monomial [| struct (atom, exponent) |])

    let scale (factor: Rational) (a: Expr) =
        if factor.Sign = 0 then Expr.Zero
        elif factor = Rational.One then a
        else Expr(a.Array |> Array.map (fun (struct (monomial, coefficient)) -> struct (monomial, coefficient * factor)))

    /// The terms of a table, those with coefficient 0 left out, in order.
    let private ofTable (table: Dictionary<Monomial, Rational>) =
        let terms = [| for entry in table do if entry.Value.Sign <> 0 then struct (entry.Key, entry.Value) |]
        Array.Sort(terms, Comparison(fun (struct (a, _)) (struct (b, _)) -> Monomial.Compare(a, b)))
        Expr terms

    let private put (table: Dictionary<Monomial, Rational>) (monomial: Monomial) (coefficient: Rational) =
        match table.TryGetValue monomial with
        | true, present -> table[monomial] <- present + coefficient
        | _ -> table[monomial] <- coefficient

    let add (a: Expr) (b: Expr) =
        let x = a.Array
        let y = b.Array

        if x.Length = 0 then
            b
        elif y.Length = 0 then
            a
        else
            Budget.spendSum (x.Length + y.Length)
            Expr((SortedSum.add (fun p q -> Monomial.Compare(p, q)) x y).ToArray())

    let sum (terms: seq<Expr>) =
        let table = Dictionary<Monomial, Rational>()

        for term in terms do
            Budget.spend term.Array.Length

            for struct (monomial, coefficient) in term.Array do
                put table monomial coefficient

        ofTable table

    // A power that a monomial may hold as it is; the others change the coefficient or multiply out.
    let private isSettled (struct (atom, exponent: Rational)) =
        match atom with
        | Prime _ -> exponent.Sign > 0 && exponent < Rational.One
        | Base _ -> exponent < Rational.One
        | Call(Abs, _) -> not (exponent.IsInteger && exponent.Numerator.IsEven)
        | _ -> true

    let private mergeFactors (a: struct (Atom * Rational)[]) (b: struct (Atom * Rational)[]) =
        SortedSum.add (fun p q -> Atom.Compare(p, q)) a b

    let private isExponential (struct (atom, _: Rational)) =
        match atom with
        | Call(Exp, _) -> true
        | _ -> false

    // exp(a) exp(b)^n = exp(a + n b): a monomial holds one exponential, with exponent 1.
    let private joinExponentials (factors: List<struct (Atom * Rational)>) =
        let exponentials = factors.FindAll(Predicate isExponential)

        if exponentials.Count = 0 || (exponentials.Count = 1 && (let struct (_, e) = exponentials[0] in e = Rational.One)) then
            None
        else
            factors.RemoveAll(Predicate isExponential) |> ignore

            exponentials
            |> Seq.map (fun (struct (atom, exponent)) ->
                match atom with
                | Call(_, argument) -> scale exponent argument
                | _ -> Expr.Zero)
            |> sum
            |> Some

    let private exponential (argument: Expr) =
        if argument.Array.Length = 0 then Expr.One else ofAtom (Call(Exp, argument)) Rational.One

    // A root of a sum keeps its sign and what may be negative of its common factors; sqrt(x - 1) (x - 1)^(-3/2) = 1/(x - 1) does not.
    let private losesRoot (before: struct (Atom * Rational)[]) (struct (atom, exponent: Rational)) =
        match atom with
        | Base _ when not exponent.Denominator.IsEven ->
            before |> Array.exists (fun (struct (other, power)) -> not power.IsInteger && power <> exponent && other = atom)
        | _ -> false

    let mergeMonomials (a: Monomial) (b: Monomial) : Expr =
        let factors = mergeFactors a.Array b.Array
        let joined = joinExponentials factors
        let isLoose = Predicate(fun factor -> not (isSettled factor) || losesRoot a.Array factor)
        let loose = factors.FindAll isLoose

        if loose.Count > 0 then
            factors.RemoveAll isLoose |> ignore

        let mutable product = ofTerm Rational.One (Monomial(factors.ToArray()))

        match joined with
        | Some argument -> product <- multiply product (exponential argument)
        | None -> ()

        for struct (atom, exponent) in loose do
            let factor =
                match atom with
                | Base radicand when exponent < Rational.One -> power radicand exponent
                | _ -> powerOfAtom atom exponent

            product <- multiply product factor

        product

    let private multiplyMonomials (a: Monomial) (b: Monomial) : Expr =
        if a.Array.Length = 0 then ofTerm Rational.One b
        elif b.Array.Length = 0 then ofTerm Rational.One a
        else mergeMonomials a b

    // Products of monomials merge their factors: four of them cost about as much as the rest of the product.
    let private mostFactors (terms: struct (Monomial * Rational)[]) =
        let mutable most = 0

        for struct (monomial, _) in terms do
            most <- max most monomial.Array.Length

        most

    let multiply (a: Expr) (b: Expr) : Expr =
        let x = a.Array
        let y = b.Array

        if x.Length = 0 || y.Length = 0 then
            Expr.Zero
        else
            Budget.spendProduct x.Length (y.Length * (1 + (mostFactors x + mostFactors y) / 4))
            let table = Dictionary<Monomial, Rational>(x.Length * y.Length)

            for struct (p, c) in x do
                for struct (q, d) in y do
                    let coefficient = c * d

                    for struct (monomial, factor) in (multiplyMonomials p q).Array do
                        put table monomial (coefficient * factor)

            ofTable table

    let rec private naturalPower (a: Expr) (n: int) =
        if n = 0 then
            Expr.One
        elif n = 1 then
            a
        else
            let half = naturalPower a (n / 2)
            let square = multiply half half
            if n % 2 = 0 then square else multiply square a

    let private toInt (exponent: BigInteger) =
        if BigInteger.Abs exponent > BigInteger 100000 then
            raise (BudgetExceededException $"The exponent {exponent} is beyond what is reasonable: at most 100000.")

        int exponent

    let private wholePower (value: Rational) (exponent: int) =
        let bits = max (value.Numerator.GetBitLength()) (value.Denominator.GetBitLength())

        if bits * int64 (abs exponent) > 1_000_000L then
            raise (BudgetExceededException "A number grows beyond what is reasonable: more than a million bits.")

        Rational.Pow(value, exponent)

    /// value^exponent: primes with exponents between 0 and 1, the rest in the coefficient.
    let powerOfNumber (value: Rational) (exponent: Rational) : Expr =
        if exponent.Sign = 0 then
            Expr.One
        elif value.Sign = 0 then
            if exponent.Sign < 0 then
                raise (DivideByZeroException "Division by zero.")

            Expr.Zero
        elif exponent.IsInteger then
            number (wholePower value (toInt exponent.Numerator))
        else
            if value.Sign < 0 && exponent.Denominator.IsEven then
                raise (ArithmeticException $"The root of a negative number, ({value})^({exponent}), is not real.")

            let sign =
                if value.Sign < 0 && not exponent.Numerator.IsEven then -Rational.One else Rational.One

            let powers =
                [ for struct (prime, n) in Primes.factors (BigInteger.Abs value.Numerator) do
                      struct (prime, n)
                  for struct (prime, n) in Primes.factors value.Denominator do
                      struct (prime, -n) ]

            let mutable coefficient = sign
            let factors = List<struct (Atom * Rational)>()

            for struct (prime, n) in powers do
                let total = Rational.OfInteger n * exponent
                let whole = Rational.Floor total
                coefficient <- coefficient * wholePower (Rational.OfInteger prime) (toInt whole)
                let rest = total - Rational.OfInteger whole

                if rest.Sign <> 0 then
                    factors.Add(struct (Prime prime, rest))

            factors.Sort(Comparison(fun (struct (p, _)) (struct (q, _)) -> Atom.Compare(p, q)))
            ofTerm coefficient (Monomial(factors.ToArray()))

    /// atom^exponent, whatever the exponent.
    let powerOfAtom (atom: Atom) (exponent: Rational) : Expr =
        match atom with
        | Prime p -> powerOfNumber (Rational.OfInteger p) exponent
        | Call(Exp, argument) -> exponential (scale exponent argument)
        | Call(Abs, argument) when exponent.IsInteger && exponent.Numerator.IsEven -> power argument exponent
        | Base radicand when exponent >= Rational.One ->
            let whole = Rational.Floor exponent
            let rest = exponent - Rational.OfInteger whole
            let expanded = naturalPower radicand (toInt whole)
            if rest.Sign = 0 then expanded else multiply expanded (ofAtom atom rest)
        | _ -> ofAtom atom exponent

    /// |atom|; of a sum the sign of its first term is lost, so that |x - 1| and |1 - x| are equal.
    let absolute (atom: Atom) : Atom =
        match atom with
        | Base radicand ->
            let struct (_, leading) = radicand.Array[0]
            Call(Abs, (if leading.Sign < 0 then scale -Rational.One radicand else radicand))
        | Call(Abs, _) -> atom
        | _ -> Call(Abs, ofAtom atom Rational.One)

    // (a^n)^r for an even n and a root of even degree is |a|^(n r).
    let private powerOfFactor (struct (atom, inner: Rational)) (outer: Rational) =
        let evenInside = inner.IsInteger && inner.Numerator.IsEven

        if evenInside && not outer.IsInteger && not (Positivity.ofAtom atom) then
            powerOfAtom (absolute atom) (inner * outer)
        else
            match atom with
            | Base radicand when not inner.IsInteger && inner * outer < Rational.One -> power radicand (inner * outer)
            | _ -> powerOfAtom atom (inner * outer)

    let power (a: Expr) (exponent: Rational) : Expr =
        let terms = a.Array

        if exponent.Sign = 0 then
            Expr.One
        elif exponent = Rational.One then
            a
        elif terms.Length = 0 then
            powerOfNumber Rational.Zero exponent
        elif terms.Length = 1 then
            let struct (monomial, coefficient) = terms[0]
            let mutable product = powerOfNumber coefficient exponent

            for factor in monomial.Array do
                product <- multiply product (powerOfFactor factor exponent)

            product
        elif exponent.IsInteger && exponent.Sign > 0 then
            naturalPower a (toInt exponent.Numerator)
        else
            powerOfSum a exponent

    // sum^exponent = (rational content)^exponent * (common factors)^exponent * primitive^exponent.
    let private powerOfSum (a: Expr) (exponent: Rational) =
        let struct (content, common, primitive) = Content.split exponent a

        if primitive.Array.Length = 0 then
            powerOfNumber Rational.Zero exponent
        elif common.Array.Length = 0 && content = Rational.One then
            powerOfAtom (Base primitive) exponent
        else
            multiply
                (power (ofTerm content common) exponent)
                (power primitive exponent)

/// Which atoms are known to be positive whatever their symbols.
module internal Positivity =
    /// By convention: q with a number or index (a variance), n with one (a width), sigma_w and sigma_b. Others are real.
    let ofSymbol (name: string) =
        let indexed = name.Length = 1 || Seq.forall Char.IsDigit (name[1..].TrimStart('_'))
        name = "sigma_w" || name = "sigma_b" || ((name[0] = 'q' || name[0] = 'n') && indexed)

    let ofAtom (atom: Atom) : bool =
        match atom with
        | Prime _
        | Pi
        | Call((Exp | NormalCdf | NormalPdf), _) -> true
        | Symbol name -> ofSymbol name
        | Base radicand -> ofExpr radicand
        | _ -> false

    // Roots of even degree are not negative where they are defined.
    let private ofFactor (struct (atom, exponent: Rational)) =
        ofAtom atom || exponent.Denominator.IsEven || (exponent.IsInteger && exponent.Numerator.IsEven)
        || (match atom with
            | Call((Abs | Heaviside), _) -> true
            | _ -> false)

    /// True when every term is a product of what cannot be negative, with a positive coefficient.
    let ofExpr (a: Expr) : bool =
        a.Array.Length > 0
        && a.Array
           |> Array.forall (fun (struct (monomial, coefficient)) -> coefficient.Sign > 0 && Array.forall ofFactor monomial.Array)

/// The common factors of the terms of a sum.
module internal Content =
    let private rational (a: Expr) =
        let mutable divisor = BigInteger.Zero
        let mutable multiple = BigInteger.One

        for struct (_, c) in a.Array do
            divisor <- BigInteger.GreatestCommonDivisor(divisor, c.Numerator)
            multiple <- multiple / BigInteger.GreatestCommonDivisor(multiple, c.Denominator) * c.Denominator

        Rational.Create(divisor, multiple)

    // The atoms with their lowest exponents over all terms; that is 0 where a term lacks the atom and none has it below.
    let private lowestExponents (a: Expr) : seq<struct (Atom * Rational)> =
        let known = Dictionary<Atom, struct (int * Rational)>()

        for struct (monomial, _) in a.Array do
            Budget.spend monomial.Array.Length

            for struct (atom, exponent) in monomial.Array do
                known[atom] <-
                    match known.TryGetValue atom with
                    | true, struct (count, lowest) -> struct (count + 1, min lowest exponent)
                    | _ -> struct (1, exponent)

        seq {
            for entry in known do
                let struct (count, lowest) = entry.Value
                struct (entry.Key, (if count < a.Array.Length then min lowest Rational.Zero else lowest))
        }

    // What may leave under a root: of even degree, and of what may be negative, even powers.
    let private leaving (exponent: Rational) (struct (atom: Atom, lowest: Rational)) =
        match atom with
        | Call(Exp, _) -> Rational.Zero
        | _ when exponent.IsInteger || Positivity.ofAtom atom -> lowest
        | _ -> Rational.OfInteger(Rational.Floor(lowest * Rational.Half) * BigInteger 2)

    /// content, common, primitive with a = content * common * primitive; common may leave the power `exponent`.
    let split (exponent: Rational) (a: Expr) : struct (Rational * Monomial * Expr) =
        let common =
            lowestExponents a
            |> Seq.map (fun (struct (atom, lowest)) -> struct (atom, leaving exponent (struct (atom, lowest))))
            |> Seq.filter (fun (struct (_, e)) -> e.Sign <> 0)
            |> Seq.sortWith (fun (struct (p, _)) (struct (q, _)) -> Atom.Compare(p, q))
            |> Seq.toArray

        let inverse =
            common |> Array.map (fun (struct (atom, e)) -> struct (atom, -e)) |> Monomial

        // The inverse may hold whole powers of sums: they cancel in one term and are multiplied out in another.
        let reduced =
            if common.Length = 0 then
                a
            else
                a.Array
                |> Array.map (fun (struct (monomial, coefficient)) ->
                    Arithmetic.scale coefficient (Arithmetic.mergeMonomials monomial inverse))
                |> Arithmetic.sum

        if reduced.Array.Length = 0 then
            // Zero in disguise, as 1/(1 + x) + x/(1 + x) - 1 is.
            struct (Rational.One, Monomial.One, reduced)
        else
            let content = rational reduced
            let struct (_, leading) = reduced.Array[0]

            let content =
                if leading.Sign < 0 && not exponent.Denominator.IsEven then -content else content

            struct (content, Monomial common, Arithmetic.scale (Rational.One / content) reduced)
