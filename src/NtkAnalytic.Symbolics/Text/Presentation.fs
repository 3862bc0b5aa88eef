namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic

/// How an expression is written: the shortest of several layouts, among them the sum as it stands, the sum with its common
/// factors pulled out, with terms collected, and with arccos y in the place of pi/2 - arcsin y.
///
/// The order of terms: polynomials in descending degree, linear ones with the constant first (1 + x, x^2 + 1); other sums in the
/// order of the algebra (numbers, letters, roots, functions), products with a sum in them last. A sum begins with a term without
/// a minus sign when it has one (1 - x^2).
module internal Presentation =
    // Beyond it the terms of a sum are collected by their functions only: what else is tried looks at subsets again and again.
    let private mostTerms = 40

    // Placeholders for arccos y and min(a, b) among the symbols: no name that can be typed begins so.
    let private mark = "\u0001"

    // A summand of a sum, with the term that it is ordered by.
    type private Summand =
        { Text: Layout
          Leading: Monomial }

    let private one = Rational.One

    let private terms (a: Expr) =
        [ for struct (monomial, coefficient) in a.Array -> monomial, coefficient ]

    let private isLetter (struct (atom: Atom, exponent: Rational)) =
        match atom with
        | Symbol name -> not (name.StartsWith mark) && exponent.IsInteger && exponent.Sign > 0
        | _ -> false

    let private isPolynomial (monomial: Monomial) = Array.forall isLetter monomial.Array

    let private degrees (monomial: Monomial) =
        [ for struct (atom, exponent) in monomial.Array do
              match atom with
              | Symbol name -> name, exponent
              | _ -> () ]

    let private degree (monomial: Monomial) = degrees monomial |> List.fold (fun total (_, exponent) -> total + exponent) Rational.Zero

    // Factors are looked for where people would: in short polynomials of low degree.
    let private isFactorable (a: Expr) =
        let monomials = terms a |> List.map fst
        let letters = monomials |> List.collect (degrees >> List.map fst) |> List.distinct

        monomials.Length <= 20
        && letters.Length <= 4
        && monomials |> List.forall (fun monomial -> isPolynomial monomial && degree monomial <= Rational.OfInteger 8)

    // More of the first letter first.
    let private compareLetters (letters: string list) (a: Monomial) (b: Monomial) =
        let exponents (monomial: Monomial) =
            let found = Map.ofList (degrees monomial)
            [ for letter in letters -> found |> Map.tryFind letter |> Option.defaultValue Rational.Zero ]

        compare (exponents b) (exponents a)

    let private isNegated (summand: Summand) =
        match summand.Text with
        | Negated _ -> true
        | _ -> false

    let private hasSum (summand: Summand) =
        let factors =
            match summand.Text with
            | Negated(Product parts)
            | Product parts
            | Negated(Quotient(Product parts, _))
            | Quotient(Product parts, _) -> parts
            | Negated(Quotient(part, _))
            | Quotient(part, _) -> [ part ]
            | _ -> []

        factors |> List.exists (function Sum _ | Power(Sum _, _) -> true | _ -> false)

    let private withoutLeadingMinus (summands: Summand list) =
        match summands with
        | first :: _ when isNegated first ->
            match List.tryFindIndex (isNegated >> not) summands with
            | Some at -> summands[at] :: List.removeAt at summands
            | None -> summands
        | _ -> summands

    let private ordered (summands: Summand list) =
        let inOrder =
            if summands |> List.forall (fun summand -> isPolynomial summand.Leading && not (hasSum summand)) then
                let letters = summands |> List.collect (fun summand -> List.map fst (degrees summand.Leading)) |> List.distinct |> List.sort
                let by (direction: int) =
                    summands
                    |> List.sortWith (fun a b ->
                        match direction * compare (degree a.Leading) (degree b.Leading) with
                        | 0 -> compareLetters letters a.Leading b.Leading
                        | order -> order)

                let descending = by -1
                let ascending = by 1
                let isLinear = degree (List.head descending).Leading <= one

                if isLinear || (isNegated descending.Head && not (isNegated ascending.Head)) then ascending else descending
            else
                summands |> List.sortWith (fun a b ->
                    match compare (hasSum a) (hasSum b) with
                    | 0 -> Monomial.Compare(a.Leading, b.Leading)
                    | order -> order)

        withoutLeadingMinus inOrder

    // The layout of a sum, of which the summands are known.
    let private addUp (summands: Summand list) : Layout =
        match ordered summands with
        | [ only ] -> only.Text
        | several -> Sum(several |> List.map _.Text)

    // sqrt(1 - c) (1 - c) = (1 - c)^(3/2), as layout only: the algebra multiplies it out.
    let private joinRoots (coefficient: Rational, monomial: Monomial, extras: (Expr * int) list) =
        let join (coefficient: Rational, factors: struct (Atom * Rational)[], kept) (factor: Expr, n: int) =
            let isRoot (sign: Rational) (struct (atom, exponent: Rational)) =
                exponent.Sign > 0 && atom = Base(Expr.scale sign factor)

            let tryJoin (sign: Rational) =
                factors
                |> Array.tryFindIndex (isRoot sign)
                |> Option.map (fun at ->
                    let struct (atom, exponent) = factors[at]
                    let joined = factors |> Array.updateAt at (struct (atom, exponent + Rational.OfInteger n))
                    coefficient * Rational.Pow(sign, n), joined, kept)

            tryJoin one
            |> Option.orElseWith (fun () -> tryJoin -one)
            |> Option.defaultValue (coefficient, factors, (factor, n) :: kept)

        let coefficient, factors, kept = List.fold join (coefficient, monomial.Array, []) extras
        coefficient, (if kept.Length = extras.Length then monomial else Monomial factors), List.rev kept

    // -(a - b) = b - a.
    let private withoutMinus (coefficient: Rational, monomial: Monomial, extras: (Expr * int) list) =
        let canTurn (factor: Expr, n: int) = n % 2 = 1 && factor.Array |> Array.exists (fun (struct (_, c)) -> c.Sign < 0)

        match List.tryFindIndex canTurn extras with
        | Some at when coefficient.Sign < 0 ->
            let factor, n = extras[at]
            -coefficient, monomial, List.updateAt at (-factor, n) extras
        | _ -> coefficient, monomial, extras

    // Whether a fraction means its term is not worth more where there is no time to search.
    let private workOfTerm = 2_000L

    type private Presenter(faithful: bool, searching: bool) =
        let memory = Dictionary<Expr, Layout>()
        let layouts = Dictionary<string, Layout>()
        let names = Dictionary<Expr, string>()

        // What an expression with placeholders means.
        let resolve (a: Expr) : Expr =
            if names.Count = 0 then
                a
            else
                Rewriting.substituteAll (Map.ofSeq (names |> Seq.map (fun entry -> entry.Value, entry.Key))) a

        // A symbol that stands for a value, and is written with a layout of its own.
        let placeholder (value: Expr) (layout: unit -> Layout) : Expr =
            if not (names.ContainsKey value) then
                let layout = layout ()
                let name = mark + string names.Count
                layouts[name] <- layout
                names[value] <- name

            Expr.symbol names[value]

        member private _.Means (a: Expr) (layout: Layout) = Layout.meaning layout = resolve a

        member private this.Writer : Fractions.Writer =
            { Inner = this.Present
              Symbol =
                fun name ->
                    match layouts.TryGetValue name with
                    | true, layout -> layout
                    | _ -> Variable name
              Faithful = faithful }

        // max(a, b) as -min(-a, -b), of which the minimum is left.
        member private this.WithMinimum(monomial: Monomial) : Monomial option =
            monomial.Array
            |> Array.tryPick (fun (struct (atom, exponent)) ->
                match atom with
                | Max(a, b) when exponent = one ->
                    let minimum = placeholder (Expr.min -a -b) (fun () -> Applied(Smallest, [ this.Present -a; this.Present -b ]))
                    let rest = monomial.Array |> Array.filter (fun (struct (other, _)) -> other <> atom)
                    let struct (replaced, _) = (Arithmetic.ofTerm one (Monomial rest) * minimum).Array[0]
                    Some replaced
                | _ -> None)

        // coefficient * monomial * extras, each an expression in parentheses.
        member private this.Term (coefficient: Rational) (monomial: Monomial) (extras: (Expr * int) list) : Layout =
            let write (coefficient: Rational) (monomial: Monomial) =
                let powers = extras |> List.map (fun (factor, n) -> Expr.integerPower factor n)
                let value = lazy (resolve (Expr.product (Arithmetic.ofTerm coefficient monomial :: powers)))
                let coefficient, monomial, extras = (coefficient, monomial, extras) |> joinRoots |> withoutMinus
                let means (layout: Layout) =
                    let compare () = Layout.meaning layout = (if coefficient.Sign < 0 then -value.Value else value.Value)
                    if searching then compare () else Budget.attempt workOfTerm compare = Some true

                let polynomials, others = extras |> List.partition (fun (factor, _) -> terms factor |> List.forall (fst >> isPolynomial))
                Fractions.write this.Writer means coefficient monomial (List.map this.Power polynomials) (List.map this.Power others)

            let standard = write coefficient monomial

            match (if coefficient.Sign < 0 then this.WithMinimum monomial else None) with
            | Some replaced ->
                let other = write -coefficient replaced
                if Layout.size other < Layout.size standard then other else standard
            | None -> standard

        member private this.Power(factor: Expr, n: int) : Layout =
            let layout = this.Present factor
            if n = 1 then layout else Power(layout, Whole(System.Numerics.BigInteger n))

        // The summands of a sum that is written without parentheses.
        member private this.Summands(a: Expr) : Summand list =
            terms a |> List.map (fun (monomial, coefficient) -> { Text = this.Term coefficient monomial []; Leading = monomial })

        member private this.Plain(a: Expr) = addUp (this.Summands a)

        // As the product of content, common factors and the factors of the primitive sum; nothing when there is one factor only.
        member private this.Factored(a: Expr) : Layout option =
            let struct (content, common, primitive) = Content.split one a
            let content, factors = if primitive.Array.Length < 2 then content, [ primitive, 1 ] else this.Split content primitive

            if common.Array.Length = 0 && Rational.Abs content = one && (factors.Length < 2 && snd factors.Head = 1) then
                None
            else
                Some(this.Term content common factors)

        member private _.Split (content: Rational) (primitive: Expr) : Rational * (Expr * int) list =
            let scale, factors = if isFactorable primitive then Factorization.factors primitive else one, [ primitive, 1 ]
            // The sign of a factor without positive terms goes before the product.
            let isNegative (factor: Expr) = factor.Array |> Array.forall (fun (struct (_, coefficient)) -> coefficient.Sign < 0)
            let turned = factors |> List.filter (fun (factor, multiplicity) -> isNegative factor && multiplicity % 2 = 1)
            let sign = if turned.Length % 2 = 1 then -one else one
            content * scale * sign, factors |> List.map (fun (factor, n) -> (if isNegative factor then -factor else factor), n) |> List.sort

        // P T1 + P T2 = P (T1 + T2), with P polynomial in the letters and the T without letters.
        member private this.Collected(a: Expr) : Layout option =
            let split (monomial: Monomial, coefficient: Rational) =
                let letters, others = monomial.Array |> Array.partition isLetter
                Monomial others, Arithmetic.ofTerm coefficient (Monomial letters)

            let byFunction =
                terms a |> List.map split |> List.groupBy fst |> List.map (fun (others, parts) -> others, parts |> List.map snd |> Expr.sum)

            let leading (polynomial: Expr) = let struct (_, coefficient) = polynomial.Array[0] in coefficient

            let byPolynomial =
                byFunction
                |> List.map (fun (others, polynomial) ->
                    let scale = leading polynomial
                    Expr.scale (one / scale) polynomial, Arithmetic.ofTerm scale others)
                |> List.groupBy fst
                |> List.map (fun (polynomial, parts) -> polynomial, parts |> List.map snd |> Expr.sum)

            let isSum (x: Expr) = x.Array.Length > 1

            if byPolynomial |> List.forall (fun (polynomial, rest) -> not (isSum rest) && (not (isSum polynomial) || rest = Expr.one)) then
                None
            else
                byPolynomial |> List.collect this.Group |> addUp |> Some

        member private this.Group(polynomial: Expr, rest: Expr) : Summand list =
            match polynomial, rest with
            | Expr.Number scale, _ -> this.Summands(Expr.scale scale rest)
            | _, Expr.Number scale -> this.Summands(Expr.scale scale polynomial)
            | _ when polynomial.Array.Length = 1 && rest.Array.Length = 1 -> this.Summands(polynomial * rest)
            | _ ->
                let struct (content, common, primitive) = Content.split one polynomial
                let struct (scale, shared, sum) = Content.split one rest
                let factor = Expr.scale (content * scale) (Arithmetic.ofTerm one common * Arithmetic.ofTerm one shared)
                let struct (monomial, coefficient) = factor.Array[0]
                let extras = [ primitive, 1; sum, 1 ] |> List.filter (fun (x, _) -> x <> Expr.one)
                let struct (leading, _) = (polynomial * rest).Array[0]
                [ { Text = this.Term coefficient monomial extras; Leading = leading } ]

        // The terms that share an atom in parentheses, the others after them: for the two atoms that occur most often.
        member private this.Gathered(a: Expr) : Layout list =
            let all = terms a

            let occurrences =
                all
                |> List.collect (fun (monomial, _) -> [ for struct (atom, exponent) in monomial.Array -> atom, exponent.Sign ])
                |> List.countBy id
                |> List.filter (fun (_, count) -> count > 1 && count < all.Length)
                |> List.sortBy (fun ((atom, _), count) -> -count, atom)
                |> List.truncate 2

            occurrences
            |> List.choose (fun ((atom, sign), _) ->
                let has (monomial: Monomial, _) =
                    monomial.Array |> Array.exists (fun (struct (other, exponent)) -> other = atom && exponent.Sign = sign)

                let sharing, rest = all |> List.partition has
                let toExpr parts = parts |> List.map (fun (monomial, coefficient) -> Arithmetic.ofTerm coefficient monomial) |> Expr.sum
                let sharing, rest = toExpr sharing, toExpr rest

                // x^2 + x + 1 is not to become x (x + 1) + 1.
                if terms sharing |> List.forall (fst >> isPolynomial) then
                    None
                else
                    this.Factored sharing
                    |> Option.map (fun product ->
                        let leading = fst (List.head (terms sharing))
                        let others =
                            match this.Present rest with
                            | Sum parts when rest.Array.Length = parts.Length -> this.Summands rest
                            | other -> [ { Text = other; Leading = fst (List.head (terms rest)) } ]

                        addUp ({ Text = product; Leading = leading } :: others)))

        member private this.WithArccos(a: Expr) : Layout option =
            // Within sums below a stroke as well: their common factors change with it.
            let rec replace (atom: Atom) =
                match atom with
                | Call(Arcsin, argument) ->
                    let arccosine = placeholder (Expr.arccos argument) (fun () -> Applied(Arccosine, [ this.Present argument ]))
                    Expr.scale Rational.Half Expr.pi - arccosine
                | Base radicand -> Rewriting.mapAtoms replace radicand
                | _ -> Arithmetic.ofAtom atom one

            let rec hasArcsin (sum: Expr) =
                terms sum
                |> List.exists (fun (monomial, _) ->
                    monomial.Array
                    |> Array.exists (fun (struct (atom, exponent)) ->
                        match atom with
                        | Call(Arcsin, _) -> exponent.IsInteger && exponent.Sign > 0
                        | Base radicand -> hasArcsin radicand
                        | _ -> false))

            if hasArcsin a then
                let replaced = Rewriting.mapAtoms replace a
                Some(this.Present replaced)
            else
                None

        member private this.Candidates(a: Expr) : Layout list =
            [ this.Plain a

              if searching then
                  yield! Option.toList (this.Collected a)
                  yield! Option.toList (this.Factored a)

              if searching && a.Array.Length <= mostTerms then
                  if a.Array.Length > 2 then
                      yield! this.Gathered a

                  yield! Option.toList (this.WithArccos a) ]

        member this.Present(a: Expr) : Layout =
            match memory.TryGetValue a with
            | true, known -> known
            | _ ->
                let layout =
                    match terms a with
                    | [] -> Layout.ofRational Rational.Zero
                    | [ monomial, coefficient ] ->
                        let single = this.Term coefficient monomial []

                        match (if searching then this.WithArccos a else None) with
                        | Some other when Layout.size other < Layout.size single && (not faithful || this.Means a other) -> other
                        | _ -> single
                    | _ ->
                        let candidates = this.Candidates a
                        let plain = List.head candidates

                        candidates
                        |> List.sortBy Layout.size
                        |> List.tryFind (fun layout -> obj.ReferenceEquals(layout, plain) || not faithful || this.Means a layout)
                        |> Option.defaultValue plain

                memory[a] <- layout
                layout

    // The search for the shortest layout of formulas that people read takes a hundredth of it.
    let private allowedWork = 500_000L

    let private present (faithful: bool) (a: Expr) : Layout =
        match Budget.attempt allowedWork (fun () -> Presenter(faithful, true).Present a) with
        | Some layout -> layout
        | None -> Presenter(faithful, false).Present a

    /// A layout from which the constructors restore the very expression.
    let faithful (a: Expr) : Layout = present true a

    /// The shortest layout that is found, roots of sums joined.
    let free (a: Expr) : Layout = present false a
