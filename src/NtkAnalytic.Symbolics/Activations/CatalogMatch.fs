namespace NtkAnalytic.Symbolics.FSharp

open System.Globalization
open NtkAnalytic

/// Recognises the activations of the core's catalog in expressions without parameters: those have hand-tuned closed forms and
/// vector loops, so a formula that means one of them shall be that one.
module internal CatalogMatch =
    let private x = Expr.symbol Names.Variable

    let private text (value: Rational) = (Rational.ToDouble value).ToString("R", CultureInfo.InvariantCulture)

    let private parse (name: string) (parameters: Rational list) : Activation =
        Activation.Parse(
            if List.isEmpty parameters then name
            else $"""{name}({parameters |> List.map text |> String.concat ","})"""
        )

    // coefficient * x^n, as (coefficient, n).
    let private (|Monomial|_|) (a: Expr) =
        match a with
        | Expr.Number r -> Some(r, 0)
        | Expr.AtomPower(r, Symbol name, exponent) when name = Names.Variable && exponent.IsInteger && exponent.Sign > 0 ->
            if exponent.Numerator <= System.Numerics.BigInteger 150 then Some(r, int exponent.Numerator) else None
        | _ -> None

    let private ofBranches (below: Expr) (above: Expr) : Activation option =
        match below, above with
        | Monomial(low, n), Monomial(high, m) when n <= 1 && m <= 1 && (n = 1 || low.Sign = 0) && (m = 1 || high.Sign = 0) && (n = 1 || m = 1) ->
            match low, high with
            | _ when low = high && high = Rational.One -> Some Activation.Identity
            | _ when low.Sign = 0 && high = Rational.One -> Some Activation.Relu
            | _ when low = -Rational.One && high = Rational.One -> Some Activation.Abs
            | _ when high = Rational.One -> Some(parse "leaky-relu" [ low ])
            | _ -> Some(parse "two-slope" [ low; high ])
        | Monomial(low, 0), Monomial(high, 0) when high = Rational.One && low.Sign = 0 -> Some Activation.Step
        | Monomial(low, 0), Monomial(high, 0) when high = Rational.One && low = -Rational.One -> Some Activation.Sign
        | Monomial(low, 0), Monomial(high, n) when low.Sign = 0 && high = Rational.One && n >= 2 ->
            Some(parse "rectified-monomial" [ Rational.OfInteger n ])
        | _ -> None

    // Coefficients in ascending powers, if the expression is a polynomial of degree up to 150 with rational coefficients.
    let private coefficients (a: Expr) : Rational list option =
        let terms =
            a.Array
            |> Array.map (fun (struct (monomial, coefficient)) ->
                match Arithmetic.ofTerm coefficient monomial with
                | Monomial(r, n) -> Some(n, r)
                | _ -> None)

        if Array.forall Option.isSome terms then
            let table = terms |> Array.map Option.get |> Map.ofArray
            let degree = if table.IsEmpty then 0 else Seq.max table.Keys
            Some [ for n in 0..degree -> table.TryFind n |> Option.defaultValue Rational.Zero ]
        else
            None

    let private scaled (f: Function) (name: string) (a: Expr) : Activation option =
        match a with
        | Expr.AtomPower(one, Call(g, Expr.AtomPower(rate, Symbol v, e)), exponent) when
            g = f && v = Names.Variable && one = Rational.One && exponent = Rational.One && e = Rational.One && rate.Sign > 0 ->
            Some(if rate = Rational.One then parse name [] else parse name [ rate ])
        | _ -> None

    let private exponentials (a: Expr) : Activation option =
        match a with
        | Expr.AtomPower(one, Call(Exp, Expr.AtomPower(rate, Symbol v, e)), exponent) when
            v = Names.Variable && one = Rational.One && exponent = Rational.One ->
            if e = Rational.One then Some(parse "exp" [ rate ])
            elif e = Rational.OfInteger 2 && rate.Sign < 0 then Some(parse "gaussian" [ -rate ])
            else None
        | _ -> None

    let private named: (Expr * string) list =
        let decay = Expr.one + Expr.exp (-x)

        [ x * Expr.normalCdf x, "gelu"
          Expr.one / decay, "sigmoid"
          x / decay, "silu"
          Expr.log (Expr.one + Expr.exp x), "softplus"
          x / (Expr.one + Expr.abs x), "softsign"
          x * Expr.tanh (Expr.log (Expr.one + Expr.exp x)), "mish" ]

    let private ofPolynomial (a: Expr) : Activation option =
        coefficients a
        |> Option.map (fun c ->
            let leading = List.last c

            if leading = Rational.One && c |> List.truncate (c.Length - 1) |> List.forall (fun r -> r.Sign = 0) && c.Length > 1 then
                parse "monomial" [ Rational.OfInteger(c.Length - 1) ]
            else
                parse "polynomial" c)

    /// The activation of the catalog that the expression is, if it is one.
    let find (phi: Expr) : Activation option =
        let ofName () =
            named |> List.tryPick (fun (formula, name) -> if formula = phi then Some(Activation.Parse name) else None)

        let below = Branches.on Names.Variable -1 phi
        let above = Branches.on Names.Variable 1 phi

        [ fun () -> ofBranches below above
          fun () -> ofPolynomial phi
          ofName
          fun () -> scaled Erf "erf" phi
          fun () -> scaled Sin "sin" phi
          fun () -> scaled Cos "cos" phi
          fun () -> scaled Tanh "tanh" phi
          fun () -> exponentials phi ]
        |> List.tryPick (fun rule -> rule ())
