namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// How a single term is written: one fraction with the factors in the usual order, square roots under one sign.
module internal Fractions =
    /// What a term is written with.
    type Writer =
        { /// The layout of the expressions inside of atoms.
          Inner: Expr -> Layout
          /// The layout of a symbol.
          Symbol: string -> Layout
          /// True when the constructors must restore the term from its layout: then the roots of sums stay apart and powers of
          /// sums are not put below a fraction stroke, where they would be multiplied out.
          Faithful: bool }

    // A factor base^exponent with a positive exponent.
    type private Factor =
        { Atom: Atom
          Basis: Layout
          Exponent: Rational }

    let rec private ofAtom (writer: Writer) (atom: Atom) : Layout =
        match atom with
        | Prime p -> Whole p
        | Pi -> CircleNumber
        | Symbol name -> writer.Symbol name
        | Base radicand -> writer.Inner radicand
        | Call(f, argument) -> Applied(Named f, [ writer.Inner argument ])
        | Max(a, b) -> Applied(Largest, [ writer.Inner a; writer.Inner b ])
        | Piecewise(variable, below, above) ->
            Pieces(variable, below |> List.map (fun (point, piece) -> Layout.ofRational point, writer.Inner piece), writer.Inner above)

    let private isSum (factor: Factor) =
        match factor.Atom with
        | Base _ -> true
        | _ -> false

    let private isConstant (factor: Factor) =
        match factor.Atom with
        | Prime _
        | Pi -> true
        | _ -> false

    let private isCall (factor: Factor) =
        match factor.Basis with
        | Applied _
        | Pieces _ -> not (isSum factor)
        | _ -> false

    let private raised (factor: Factor) =
        if factor.Exponent = Rational.One then factor.Basis else Power(factor.Basis, Layout.ofRational factor.Exponent)

    // sqrt(2) sqrt(3) is sqrt(6).
    let private root (factors: Factor list) =
        let primes = [ for factor in factors do match factor.Basis with Whole p -> p | _ -> () ]
        let others = [ for factor in factors do match factor.Basis with Whole _ -> () | basis -> basis ]

        match primes, others with
        | [], [] -> []
        | [], _ -> [ Root(Layout.product others) ]
        | _ -> [ Root(Layout.product (Whole(List.reduce (*) primes) :: others)) ]

    // Numbers, then letters, then roots, then sums, the given polynomials among them, then functions.
    let private side (writer: Writer) (number: BigInteger) (factors: Factor list) (polynomials: Layout list) : Layout list =
        let roots, powers = factors |> List.partition (fun factor -> factor.Exponent = Rational.Half)
        let sums, simple = roots |> List.partition isSum
        let ofSums = if writer.Faithful then sums |> List.collect (List.singleton >> root) else root sums
        let ofNumbers = List.forall isConstant simple

        [ if not number.IsOne then
              Whole number
          if ofNumbers then
              yield! root simple
          yield! powers |> List.filter (fun factor -> not (isSum factor || isCall factor)) |> List.map raised
          if not ofNumbers then
              yield! root simple
          yield! ofSums
          yield! powers |> List.filter isSum |> List.map raised
          yield! polynomials
          yield! powers |> List.filter isCall |> List.map raised ]

    // 1/sqrt 2 for sqrt(2)/2: a prime leaves the denominator for its root.
    let private lowered (denominator: BigInteger) (factors: Factor list) =
        let folder (denominator: BigInteger, above, below) (factor: Factor) =
            match factor.Atom with
            | Prime p when (denominator % p).IsZero ->
                denominator / p, above, { factor with Exponent = Rational.One - factor.Exponent } :: below
            | _ -> denominator, factor :: above, below

        let denominator, above, below = List.fold folder (denominator, [], []) factors
        denominator, List.rev above, List.rev below

    // The ways to write it, the preferred ones first; the last one always means the term itself.
    let private ways (writer: Writer) (coefficient: Rational) (monomial: Monomial) (polynomials: Layout list) (extra: Layout list) : Layout list =
        let factors =
            [ for struct (atom, exponent) in monomial.Array -> { Atom = atom; Basis = ofAtom writer atom; Exponent = exponent } ]

        let above, negative = factors |> List.partition (fun factor -> factor.Exponent.Sign > 0)
        let below = negative |> List.map (fun factor -> { factor with Exponent = -factor.Exponent })
        let numerator = BigInteger.Abs coefficient.Numerator
        let denominator = coefficient.Denominator
        let over (numerator: Layout list) (denominator: Layout list) =
            Layout.quotient (Layout.product numerator) (Layout.product denominator)

        let oneFraction =
            let single = over (side writer numerator above polynomials @ extra) (side writer denominator below [])
            let rest, kept, moved = lowered denominator above
            let withRootsBelow = over (side writer numerator kept polynomials @ extra) (side writer rest (moved @ below) [])
            if Layout.size withRootsBelow <= Layout.size single then [ withRootsBelow; single ] else [ single; withRootsBelow ]

        // a/b/(1 + x)/(1 + y), and (1 + x)^-2 as it is.
        let sumsApart =
            let sums, simple = below |> List.partition isSum
            let inverse, divisors = sums |> List.partition (fun factor -> factor.Exponent > Rational.One)
            let powers = inverse |> List.map (fun factor -> raised { factor with Exponent = -factor.Exponent })
            let fraction = over (side writer numerator above (powers @ polynomials) @ extra) (side writer denominator simple [])
            let divide quotient divisor = Quotient(quotient, Layout.product (side writer BigInteger.One [ divisor ] []))
            List.fold divide fraction divisors

        let bare = Layout.product (Layout.ofRational (Rational.Abs coefficient) :: (factors |> List.map raised) @ polynomials @ extra)
        oneFraction @ [ sumsApart; bare ]

    /// coefficient * monomial * polynomials * extra. A faithful writer asks whether a layout without its sign means their product with
    /// |coefficient|.
    let write (writer: Writer) (means: Layout -> bool) (coefficient: Rational) (monomial: Monomial) (polynomials: Layout list) (extra: Layout list) : Layout =
        let ways = ways writer coefficient monomial polynomials extra

        let unsigned =
            if writer.Faithful then
                ways |> List.tryFind means |> Option.defaultValue (List.last ways)
            else
                List.head ways

        if coefficient.Sign < 0 then Negated unsigned else unsigned
