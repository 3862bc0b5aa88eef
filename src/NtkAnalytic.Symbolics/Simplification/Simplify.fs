namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic

/// The normal form of rational functions of atoms: one fraction for each product of radicals and functions, without common
/// factors of numerator and denominator.
module Simplify =
    // exponent = whole + fraction, 0 <= fraction < 1.
    let private split (exponent: Rational) =
        let whole = Rational.OfInteger(Rational.Floor exponent)
        whole, exponent - whole

    // A root of what is not negative: squares leave it, and so do factors that are certainly positive.
    let private rootOfSum (factorsOf: Expr -> Rational * (Expr * int) list) (radicand: Expr) (exponent: Rational) : Expr =
        let content, parts = factorsOf radicand

        let outside, inside =
            parts
            |> List.map (fun (p, multiplicity) ->
                let twos = multiplicity / 2
                let magnitude = if Positivity.ofExpr p then p else Expr.abs p
                let rest = multiplicity - 2 * twos
                let leaving = Expr.power magnitude (Rational.OfInteger(2 * twos) * exponent)

                if rest = 0 then leaving, Expr.one
                elif Positivity.ofExpr p then leaving * Expr.power p exponent, Expr.one
                else leaving, p)
            |> List.unzip

        let under = Expr.scale content (Expr.product inside)
        Expr.product outside * Expr.power under exponent

    type private Fraction = { Numerator: Expr; Denominators: Map<Expr, int> }

    /// A simplification and the factorizations it has met.
    [<Sealed>]
    type private Simplifier() =
        let factorizations = Dictionary<Expr, Rational * (Expr * int) list>()
        let normals = Dictionary<Expr, Expr>()

        member _.Factors(a: Expr) =
            match factorizations.TryGetValue a with
            | true, known -> known
            | _ ->
                let result = Factorization.factors a
                factorizations[a] <- result
                result

        // Roots in their simplest form, arguments in normal form.
        member private this.PrepareTerm(struct (monomial: Monomial, coefficient: Rational)) : Expr =
            monomial.Array
            |> Array.fold
                (fun product (struct (atom, exponent)) ->
                    match atom with
                    | Base radicand when exponent.IsInteger -> product * Expr.power (this.Normal radicand) exponent
                    | Base radicand ->
                        let simple = this.Normal radicand
                        let whole, fraction = split exponent

                        let root =
                            match Expr.power simple fraction with
                            | Expr.AtomPower(c, Base inside, e) when e = fraction && fraction = Rational.Half ->
                                Expr.scale c (rootOfSum this.Factors inside fraction)
                            | other -> other

                        product * root * Expr.power simple whole
                    | Call(Sin, x) when exponent.IsInteger && exponent.Sign > 0 && exponent > Rational.One ->
                        let half, odd = split (exponent * Rational.Half)
                        let sine = Expr.sin (this.Normal x)
                        let cosine = Expr.cos (this.Normal x)
                        product * Expr.power (Expr.one - cosine * cosine) half * (if odd.Sign = 0 then Expr.one else sine)
                    | _ -> product * Expr.power (Rewriting.mapArguments this.Normal atom) exponent)
                (Expr.number coefficient)

        member this.Normal(a: Expr) : Expr =
            match normals.TryGetValue a with
            | true, known -> known
            | _ ->
                let result = a.Array |> Array.map this.PrepareTerm |> Expr.sum |> this.Combine
                normals[a] <- result
                normals[result] <- result
                result

        // Denominators of a term by their factors, the rest of the term without them. Roots in a denominator are made roots in
        // the numerator: p^(-1/2) = p^(1/2) / p.
        member private this.Fraction(struct (monomial: Monomial, coefficient: Rational)) : Fraction =
            let mutable denominators = Map.empty
            let mutable factor = coefficient
            let above = List<struct (Atom * Rational)>()

            for struct (atom, exponent) in monomial.Array do
                match atom with
                | Base radicand when exponent.Sign < 0 ->
                    let whole, fraction = split exponent

                    if fraction.Sign <> 0 then
                        above.Add(struct (atom, fraction))

                    let content, parts = this.Factors radicand
                    let times = -(int whole.Numerator)
                    factor <- factor / Rational.Pow(content, times)

                    for p, multiplicity in parts do
                        let present = denominators.TryFind p |> Option.defaultValue 0
                        denominators <- denominators.Add(p, present + multiplicity * times)
                | _ -> above.Add(struct (atom, exponent))

            { Numerator = Arithmetic.ofTerm factor (Monomial(above.ToArray()))
              Denominators = denominators }

        // Factors of two denominators that share a part are split until all are coprime.
        member private _.Refine(factors: Expr list) : Expr list =
            let rec insert (known: Expr list) (p: Expr) =
                match known with
                | [] -> [ p ]
                | first :: _ when first = p -> known
                | first :: rest ->
                    match Factorization.common first p with
                    | None -> first :: insert rest p
                    | Some shared ->
                        let primitive (e: Expr) =
                            let struct (_, _, part) = Content.split Rational.One e
                            part

                        let common = primitive shared
                        let parts = [ common; fst (Factorization.divideOut first common 1); fst (Factorization.divideOut p common 1) ]
                        parts |> List.filter (fun e -> e.Array.Length > 1) |> List.map primitive |> List.fold insert rest

            List.fold insert [] factors

        member private this.Combine(a: Expr) : Expr =
            let hasDenominators =
                a.Array
                |> Array.exists (fun (struct (monomial, _)) ->
                    monomial.Array
                    |> Array.exists (fun (struct (atom, exponent)) ->
                        match atom with
                        | Base _ -> exponent.Sign < 0
                        | _ -> false))

            if not hasDenominators then
                a
            else
                let fractions = a.Array |> Array.map this.Fraction
                let all = fractions |> Seq.collect (fun f -> f.Denominators.Keys) |> Seq.distinct |> List.ofSeq
                let coprime = this.Refine all

                // Atoms inside denominators take part in cancellation; the others tell the classes apart.
                let inDenominators = HashSet<Atom>()

                for p in coprime do
                    for struct (monomial, _) in p.Array do
                        for struct (atom, _) in monomial.Array do
                            inDenominators.Add atom |> ignore

                let isKey (struct (atom: Atom, _: Rational)) =
                    match atom with
                    | Symbol _ -> false
                    | _ -> not (inDenominators.Contains atom)

                fractions
                |> Array.map (fun f ->
                    let struct (monomial, _) = f.Numerator.Array[0]
                    Monomial(Array.filter isKey monomial.Array), f)
                |> Array.groupBy fst
                |> Array.map (fun (key, members) -> this.CombineClass key (Array.map snd members) coprime)
                |> Expr.sum

        // sqrt(p) / p = 1/sqrt(p), also where the factors of p stand below one by one.
        member private this.Absorb (key: Monomial) (denominators: (Expr * int) list) : Expr * (Expr * int) list =
            let mutable below = denominators
            let mutable factor = Expr.one

            for struct (atom, exponent) in key.Array do
                match atom with
                | Base radicand when exponent.Sign > 0 ->
                    let content, parts = this.Factors radicand
                    let count p = below |> List.tryPick (fun (q, n) -> if q = p then Some n else None) |> Option.defaultValue 0

                    if parts |> List.forall (fun (p, multiplicity) -> count p >= multiplicity) then
                        let taken p = parts |> List.tryPick (fun (q, n) -> if q = p then Some n else None) |> Option.defaultValue 0
                        below <- below |> List.map (fun (p, n) -> p, n - taken p)
                        factor <- factor * Expr.number content * Arithmetic.ofAtom atom (-Rational.One)
                | _ -> ()

            factor, below

        member private this.CombineClass (key: Monomial) (fractions: Fraction[]) (coprime: Expr list) : Expr =
            let keyed = Arithmetic.ofTerm Rational.One key
            let inverse = Expr.one / keyed

            // How often each coprime factor divides each denominator.
            let powers (f: Fraction) =
                coprime
                |> List.map (fun p ->
                    f.Denominators
                    |> Seq.sumBy (fun entry ->
                        if entry.Key = p then
                            entry.Value
                        else
                            let _, left = Factorization.divideOut entry.Key p 64
                            (64 - left) * entry.Value))

            let each = fractions |> Array.map powers
            let highest = coprime |> List.mapi (fun i _ -> each |> Array.map (fun counts -> counts[i]) |> Array.max)

            let numerator =
                Array.zip fractions each
                |> Array.map (fun (f, counts) ->
                    List.zip3 coprime highest counts
                    |> List.fold (fun product (p, most, own) -> product * Expr.integerPower p (most - own)) (f.Numerator * inverse))
                |> Expr.sum

            if Expr.isZero numerator then
                Expr.zero
            else
                let mutable rest = numerator

                let denominators =
                    List.zip coprime highest
                    |> List.map (fun (p, most) ->
                        let reduced, left = if most = 0 then rest, 0 else Factorization.divideOut rest p most
                        rest <- reduced
                        p, left)

                let factor, below = this.Absorb key denominators
                below |> List.fold (fun product (p, left) -> product * Expr.integerPower p -left) (rest * keyed * factor)

    /// The normal form: fractions over the factors of their denominators, without common factors; roots without square
    /// factors; sin^2 as 1 - cos^2.
    let normal (a: Expr) : Expr = Simplifier().Normal a

    // Functions that are combinations of others, in terms of those.
    let rec private elementary (a: Expr) : Expr =
        a
        |> Rewriting.mapAtoms (fun atom ->
            match atom with
            | Call(NormalCdf, x) -> Expr.fraction 1 2 + Expr.fraction 1 2 * Expr.erf (elementary x / Expr.sqrt (Expr.integer 2))
            | Call(NormalPdf, x) ->
                Expr.exp (Expr.fraction -1 2 * Expr.square (elementary x)) / Expr.sqrt (Expr.integer 2 * Expr.pi)
            | Call(Sign, x) -> Expr.integer 2 * Expr.heaviside (elementary x) - Expr.one
            | Call(Abs, x) ->
                let inside = elementary x
                inside * (Expr.integer 2 * Expr.heaviside inside - Expr.one)
            | Max(x, y) ->
                let first = elementary x
                let second = elementary y
                second + (first - second) * Expr.heaviside (first - second)
            | Call(Tanh, x) -> Expr.one - Expr.integer 2 / (Expr.one + Expr.exp (Expr.integer 2 * elementary x))
            | _ -> Rewriting.mapArguments elementary atom)

    /// True when the normal form, with Phi, |x|, sign, max and tanh in terms of erf, step and exp, is 0. False proves nothing.
    let isZero (a: Expr) : bool = Expr.isZero a || Expr.isZero (normal a) || Expr.isZero (normal (elementary a))

    /// True when the difference is zero by isZero.
    let equal (a: Expr) (b: Expr) : bool = isZero (a - b)
