namespace NtkAnalytic.Symbolics.FSharp

/// Greatest common divisors of polynomials. Images modulo a prime tell first which variables the divisor holds; most often
/// none. The polynomials then fall apart into their coefficients in powers of the other variables, and what is left goes by
/// subresultants (Knuth, The Art of Computer Programming 2, section 4.6.1, algorithm C).
module internal PolynomialGcd =
    let private one = Polynomial.one

    let rec private degrees (a: Polynomial) : Map<int, int> =
        match a with
        | Constant _ -> Map.empty
        | InPowersOf(variable, coefficients) ->
            let ofCoefficients =
                coefficients
                |> Array.fold
                    (fun known c ->
                        degrees c
                        |> Map.fold (fun (all: Map<int, int>) v d -> all.Add(v, max d (all.TryFind v |> Option.defaultValue 0))) known)
                    Map.empty

            ofCoefficients.Add(variable, coefficients.Length - 1)

    // The image of a common divisor divides all images, and has its degree where some leading coefficient has an image other than 0.
    let private mayHold (variable: int) (polynomials: (Polynomial * Map<int, int>)[]) : bool =
        if polynomials |> Array.exists (fun (_, known) -> not (known.ContainsKey variable)) then
            false
        else
            let imageOf (p: Polynomial) = PolynomialImages.ofVariable variable p |> Option.map ModularPolynomial.trim
            let images = polynomials |> Array.map (fst >> imageOf)

            if Array.exists Option.isNone images then
                true
            else
                let images = Array.map Option.get images

                let keepsDegree =
                    Array.exists2 (fun (x: int64[]) (_, known: Map<int, int>) -> x.Length - 1 = known[variable]) images polynomials

                not keepsDegree || (images |> Array.reduce ModularPolynomial.gcd).Length > 1

    // The coefficients in powers of all variables but those kept.
    let private spread (kept: Set<int>) (a: Polynomial) : Polynomial seq =
        let rec terms (others: (int * int) list) (own: Polynomial) (rest: Polynomial) : seq<(int * int) list * Polynomial> =
            match rest with
            | Constant x when x.Sign = 0 -> Seq.empty
            | Constant _ -> Seq.singleton (others, Polynomial.multiply own rest)
            | InPowersOf(variable, coefficients) when kept.Contains variable ->
                coefficients
                |> Seq.mapi (fun power c -> terms others (Polynomial.multiply own (Polynomial.monomial variable power)) c)
                |> Seq.concat
            | InPowersOf(variable, coefficients) ->
                coefficients
                |> Seq.mapi (fun power c -> terms (if power = 0 then others else (variable, power) :: others) own c)
                |> Seq.concat

        terms [] one a
        |> Seq.groupBy fst
        |> Seq.map (fun (_, members) -> members |> Seq.map snd |> Seq.fold Polynomial.add Polynomial.zero)

    let private degreeIn (variable: int) (a: Polynomial) = (Polynomial.coefficientsIn variable a).Length - 1

    let rec private power (a: Polynomial) (n: int) : Polynomial =
        if n = 0 then one
        elif n = 1 then a
        else Polynomial.multiply a (power a (n - 1))

    // The remainder of lead(b)^(deg a - deg b + 1) a divided by b, as polynomials in the variable.
    let private pseudoRemainder (variable: int) (a: Polynomial) (b: Polynomial) : Polynomial =
        let remainder = Array.copy (Polynomial.coefficientsIn variable a)
        let divisor = Polynomial.coefficientsIn variable b
        let lead = Array.last divisor

        for i in remainder.Length - divisor.Length .. -1 .. 0 do
            Budget.spend (i + divisor.Length)
            let top = remainder[i + divisor.Length - 1]

            for j in 0 .. i + divisor.Length - 2 do
                let scaled = Polynomial.multiply lead remainder[j]

                remainder[j] <-
                    if j >= i then Polynomial.subtract scaled (Polynomial.multiply top divisor[j - i]) else scaled

            remainder[i + divisor.Length - 1] <- Polynomial.zero

        Polynomial.ofCoefficients variable remainder

    // The last remainder that is not 0, of polynomials in the variable; 1 where it does not hold the variable.
    let private lastSubresultant (variable: int) (a: Polynomial) (b: Polynomial) : Polynomial =
        let rec next (x: Polynomial) (y: Polynomial) (lead: Polynomial) (height: Polynomial) =
            let excess = degreeIn variable x - degreeIn variable y
            let remainder = pseudoRemainder variable x y

            if Polynomial.isZero remainder then
                y
            elif Polynomial.mainVariable remainder <> variable then
                one
            else
                let expected = Polynomial.multiply lead (power height excess)
                let leadOfLast = Array.last (Polynomial.coefficientsIn variable y)

                let grown =
                    if excess = 0 then height
                    else Polynomial.divideExactly (power leadOfLast excess) (power height (excess - 1))

                next y (Polynomial.divideExactly remainder expected) leadOfLast grown

        if degreeIn variable a >= degreeIn variable b then next a b one one else next b a one one

    /// The greatest common divisor of all, whole coefficients without common factor; 0 when all are 0.
    let rec gcdOfAll (polynomials: Polynomial[]) : Polynomial =
        match polynomials |> Array.filter (Polynomial.isZero >> not) with
        | [||] -> Polynomial.zero
        | [| only |] -> Polynomial.primitiveOverIntegers only
        | some when Array.exists Polynomial.isConstant some -> one
        | some ->
            let known = some |> Array.map (fun p -> p, degrees p)
            let kept = (snd known[0]).Keys |> Seq.filter (fun variable -> mayHold variable known) |> Set.ofSeq

            if kept.IsEmpty then
                one
            else
                let parts = some |> Seq.collect (spread kept) |> Seq.distinct |> Seq.sortBy Polynomial.size |> List.ofSeq
                parts.Tail |> List.fold gcdWith (Polynomial.primitiveOverIntegers parts.Head)

    and private gcdWith (a: Polynomial) (b: Polynomial) : Polynomial =
        if Polynomial.isConstant a || Polynomial.isConstant b then
            one
        elif (Polynomial.divide b a).IsSome then
            a
        else
            let variable = min (Polynomial.mainVariable a) (Polynomial.mainVariable b)

            if Polynomial.mainVariable a <> Polynomial.mainVariable b then
                Array.append (Polynomial.coefficientsIn variable a) (Polynomial.coefficientsIn variable b) |> gcdOfAll
            else
                let contentA = content variable a
                let contentB = content variable b
                let last = lastSubresultant variable (Polynomial.divideExactly a contentA) (Polynomial.divideExactly b contentB)
                Polynomial.primitiveOverIntegers (Polynomial.multiply (gcd contentA contentB) (primitivePart variable last))

    /// The greatest common divisor, whole coefficients without common factor; 1 for coprime polynomials.
    and gcd (a: Polynomial) (b: Polynomial) : Polynomial = gcdOfAll [| a; b |]

    /// The greatest common divisor of the coefficients in powers of a variable.
    and content (variable: int) (a: Polynomial) : Polynomial = gcdOfAll (Polynomial.coefficientsIn variable a)

    /// What is left of the polynomial without its content, whole coefficients without common factor.
    and primitivePart (variable: int) (a: Polynomial) : Polynomial =
        Polynomial.primitiveOverIntegers (Polynomial.divideExactly a (content variable a))
