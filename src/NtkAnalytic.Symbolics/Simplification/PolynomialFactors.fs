namespace NtkAnalytic.Symbolics.FSharp

open System.Numerics

/// Square roots and factors of polynomials.
module internal PolynomialFactors =
    /// The derivative in its main variable.
    let private derivative (variable: int) (coefficients: Polynomial[]) : Polynomial =
        Array.init (coefficients.Length - 1) (fun i -> Polynomial.scale (Rational.OfInteger(i + 1)) coefficients[i + 1])
        |> Polynomial.ofCoefficients variable

    let private integerRoot (x: BigInteger) : BigInteger option =
        if x.Sign < 0 then
            None
        elif x.IsZero then
            Some x
        else
            // Newton's iteration from above ends at the floor of the root.
            let rec descend (guess: BigInteger) =
                let next = (guess + x / guess) >>> 1
                if next >= guess then guess else descend next

            let root = descend (BigInteger.One <<< (int (x.GetBitLength()) / 2 + 1))
            if root * root = x then Some root else None

    let private rationalRoot (x: Rational) : Rational option =
        match integerRoot x.Numerator, integerRoot x.Denominator with
        | Some n, Some d -> Some(Rational.Create(n, d))
        | _ -> None

    /// The root of a square of a polynomial with rational coefficients, its leading number positive; None for what is no square.
    let rec squareRoot (a: Polynomial) : Polynomial option =
        match a with
        | Constant x ->
            rationalRoot x |> Option.map Constant
        | InPowersOf(variable, coefficients) when coefficients.Length % 2 = 1 ->
            let n = (coefficients.Length - 1) / 2

            match squareRoot coefficients[2 * n] with
            | None -> None
            | Some lead ->
                let root = Array.create (n + 1) Polynomial.zero
                root[n] <- lead
                let twice = Polynomial.scale (Rational.OfInteger 2) lead
                let mutable exact = true

                for i in n - 1 .. -1 .. 0 do
                    let known =
                        seq { for j in i + 1 .. n - 1 -> Polynomial.multiply root[j] root[n + i - j] }
                        |> Seq.fold Polynomial.add Polynomial.zero

                    match Polynomial.divide (Polynomial.subtract coefficients[n + i] known) twice with
                    | Some next -> root[i] <- next
                    | None -> exact <- false

                let candidate = Polynomial.ofCoefficients variable root
                let square = Polynomial.multiply candidate candidate
                if exact && Polynomial.isZero (Polynomial.subtract a square) then Some candidate else None
        | _ -> None

    // False where an image of b^2 - 4 a c is no square; half of the images of what is no square are none.
    let private mayHaveRoots (a: Polynomial) (b: Polynomial) (c: Polynomial) : bool =
        seq { 1..12 }
        |> Seq.forall (fun sample ->
            let image = PolynomialImages.value sample

            match image (Polynomial.scale Rational.Half b), image a, image c with
            | Some half, Some x, Some y -> ModularPolynomial.isSquare (ModularPolynomial.squareMinusProduct half x y)
            | _ -> true)

    // a x^2 + b x + c falls apart where b^2 - 4 a c is a square.
    let private splitQuadratic (variable: int) (a: Polynomial) : Polynomial list =
        match Polynomial.coefficientsIn variable a with
        | [| c; b; lead |] when mayHaveRoots lead b c ->
            let product = Polynomial.scale (Rational.OfInteger 4) (Polynomial.multiply lead c)
            let discriminant = Polynomial.subtract (Polynomial.multiply b b) product

            match squareRoot discriminant with
            | None -> [ a ]
            | Some root ->
                let factor sign =
                    let ends = [| Polynomial.add b (Polynomial.scale sign root); Polynomial.scale (Rational.OfInteger 2) lead |]

                    Polynomial.ofCoefficients variable ends
                    |> PolynomialGcd.primitivePart variable

                [ factor Rational.One; factor (-Rational.One) ]
        | _ -> [ a ]

    let rec private reorder (order: int[]) (a: Polynomial) : Polynomial =
        match a with
        | Constant _ -> a
        | InPowersOf(variable, coefficients) ->
            coefficients
            |> Array.mapi (fun i c -> Polynomial.multiply (Polynomial.monomial order[variable] i) (reorder order c))
            |> Array.fold Polynomial.add Polynomial.zero

    let rec private factorIn (variables: int) (turn: int) (a: Polynomial) : (Polynomial * int) list =
        if Polynomial.isConstant a then
            []
        elif turn = variables then
            [ Polynomial.primitiveOverIntegers a, 1 ]
        else
            let swap = Array.init variables (fun i -> if i = 0 then turn elif i = turn then 0 else i)
            let view = reorder swap a
            let factorAll = List.collect (reorder swap >> factorIn variables 0)

            match Polynomial.coefficientsIn 0 view with
            | [| _ |] -> factorIn variables (turn + 1) a
            | coefficients ->
                let contents = PolynomialGcd.content 0 view

                if not (Polynomial.isConstant contents) then
                    factorAll [ contents; Polynomial.divideExactly view contents ]
                elif coefficients.Length = 2 then
                    // Linear without content: irreducible.
                    [ Polynomial.primitiveOverIntegers a, 1 ]
                else
                    let repeated = PolynomialGcd.gcd view (derivative 0 coefficients)

                    if not (Polynomial.isConstant repeated) then
                        // view = product of f^n, repeated that of f^(n - 1): what they share are the f with n > 1.
                        let simple = Polynomial.divideExactly view repeated
                        let shared = PolynomialGcd.gcd simple repeated
                        factorAll [ repeated; shared; Polynomial.divideExactly simple shared ]
                    else
                        match splitQuadratic 0 view with
                        | [ _ ] -> factorIn variables (turn + 1) a
                        | parts -> factorAll parts

    /// Factors with their multiplicities, whole coefficients without common factor, without the numerical factor: contents,
    /// repeated factors and quadratics in one variable are split, so factors of higher degree may be reducible.
    let factor (variables: int) (a: Polynomial) : (Polynomial * int) list =
        factorIn variables 0 a
        |> List.groupBy fst
        |> List.map (fun (p, same) -> p, List.sumBy snd same)
