namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics
open NtkAnalytic
open NtkAnalytic.Activations

/// The activations of the core's catalog as formulas.
module internal CatalogFormula =
    let private x = Expr.symbol Names.Variable

    let private one = Expr.one

    let private twoSlopes (below: Expr) (above: Expr) = below * Expr.min Expr.zero x + above * Expr.max Expr.zero x

    let private polynomial (coefficients: Expr list) =
        coefficients |> List.mapi (fun n c -> c * Expr.integerPower x n) |> Expr.sum

    // He_n by its recursion, over the root of n!.
    let private hermite (degree: int) =
        let rec next n previous current = if n = degree then current else next (n + 1) current (x * current - Expr.integer n * previous)
        let factorial = Seq.fold (fun product n -> product * BigInteger(n: int)) BigInteger.One [ 2..degree ]
        next 0 Expr.zero one / Expr.sqrt (Expr.number (Rational.OfInteger factorial))

    let private degreeOf (a: Expr) =
        match a with
        | Expr.Number r -> int r.Numerator
        | _ -> 0

    let private below (point: int) (left: Expr) (right: Expr) = Expr.piecewise Names.Variable [ Rational.OfInteger point, left ] right

    let private clipped (low: int) (high: int) (bottom: Expr) (middle: Expr) (top: Expr) =
        Expr.piecewise Names.Variable [ Rational.OfInteger low, bottom; Rational.OfInteger high, middle ] top

    let private elu (scale: Expr) (alpha: Expr) = below 0 (scale * alpha * (Expr.exp x - one)) (scale * x)

    let private ofName (name: string) (p: Expr list) : Expr option =
        match name, p with
        | "identity", [] -> Some x
        | "relu", [] -> Some(Expr.max Expr.zero x)
        | "leaky-relu", [ alpha ] -> Some(twoSlopes alpha one)
        | "two-slope", [ negative; positive ] -> Some(twoSlopes negative positive)
        | "abs", [] -> Some(Expr.abs x)
        | "rectified-monomial", [ degree ] -> Some(Expr.integerPower (Expr.max Expr.zero x) (degreeOf degree))
        | "step", [] -> Some(Expr.heaviside x)
        | "sign", [] -> Some(Expr.sign x)
        | "erf", [ scale ] -> Some(Expr.erf (scale * x))
        | "gelu", [] -> Some(x * Expr.normalCdf x)
        | "sin", [ frequency ] -> Some(Expr.sin (frequency * x))
        | "cos", [ frequency ] -> Some(Expr.cos (frequency * x))
        | "rbf", [ gamma ] ->
            Some(Expr.sqrt (Expr.integer 2) * Expr.sin (Expr.sqrt (Expr.integer 2 * gamma) * x + Expr.pi / Expr.integer 4))
        | "exp", [ rate ] -> Some(Expr.exp (rate * x))
        | "gaussian", [ scale ] -> Some(Expr.exp (-scale * x * x))
        | "monomial", [ degree ] -> Some(Expr.integerPower x (degreeOf degree))
        | "polynomial", coefficients -> Some(polynomial coefficients)
        | "hermite", [ degree ] -> Some(hermite (degreeOf degree))
        | "tanh", [ scale ] -> Some(Expr.tanh (scale * x))
        | "sigmoid", [] -> Some(one / (one + Expr.exp (-x)))
        | "softsign", [] -> Some(x / (one + Expr.abs x))
        | "hard-tanh", [] -> Some(clipped -1 1 -one x one)
        | "hard-sigmoid", [] -> Some(clipped -3 3 Expr.zero (x / Expr.integer 6 + Expr.fraction 1 2) one)
        | "softplus", [ beta ] -> Some(Expr.log (one + Expr.exp (beta * x)) / beta)
        | ("silu" | "swish"), [ beta ] -> Some(x / (one + Expr.exp (-beta * x)))
        | "mish", [] -> Some(x * Expr.tanh (Expr.log (one + Expr.exp x)))
        | "elu", [ alpha ] -> Some(elu one alpha)
        | "selu", [] ->
            let decimal (text: string) = Expr.number (Rational.OfDouble(Double.Parse(text, Globalization.CultureInfo.InvariantCulture)))
            Some(elu (decimal "1.0507009873554805") (decimal "1.6732632423543772"))
        | _ -> None

    // The shortest decimal text of a parameter is what its author typed: 0.1 is 1/10, not the double next to it.
    let private exact (value: float) : Expr =
        match Parser.parse (value.ToString("R", Globalization.CultureInfo.InvariantCulture)) with
        | Ok number -> number
        | Error _ -> Expr.number (Rational.OfDouble value)

    // A name of the catalog in its shortest form, name(1,2,...), with the defaults of the parameters that were left out.
    let private split (name: string) : string * Expr list =
        let opening = name.IndexOf('(', StringComparison.Ordinal)
        let plain = if opening < 0 then name else name[.. opening - 1]

        let given =
            if opening < 0 then
                []
            else
                name[opening + 1 .. name.Length - 2].Split ','
                |> List.ofArray
                |> List.map (fun text -> exact (Double.Parse(text, Globalization.CultureInfo.InvariantCulture)))

        let defaults =
            ActivationCatalog.Entries
            |> Seq.tryFind (fun entry -> entry.Name = plain)
            |> Option.map (fun entry -> entry.Parameters |> Seq.skip (min given.Length entry.Parameters.Count) |> List.ofSeq)
            |> Option.defaultValue []
            |> List.map (fun parameter -> exact (parameter.Default.GetValueOrDefault()))

        plain, given @ defaults

    /// The formula of a name that the catalog reads, with its parameters if any; None for other texts.
    let find (text: string) : Expr option =
        let known =
            try
                Some (Activation.Parse text).Name
            with :? ArgumentException ->
                None

        known |> Option.bind (split >> fun (name, parameters) -> ofName name parameters)
