namespace NtkAnalytic.Symbolics.FSharp

open System
open NtkAnalytic

/// An activation given as a formula: phi in the symbol x, other symbols are parameters.
type ActivationText =
    {
        /// What was read.
        Text: string
        /// phi, in the symbol x.
        Phi: Expr
        /// The names of the parameters, ascending.
        Parameters: string list
    }

/// Reading activations from formulas, and from names of the catalog.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module ActivationText =
    // Derived formulas use these; the activation may not.
    let private isReserved (name: string) =
        Positivity.ofSymbol name || List.contains name [ "c"; "g"; "k"; "l"; "Theta"; "norm_squared" ]

    // Letters that mean variables to a reader: next to x they are a second variable, not a parameter.
    let private otherVariables = [ "y"; "z"; "t"; "u"; "v" ]

    let private isPartOfName (character: char) = Char.IsLetterOrDigit character || character = '_'

    // Where the name stands as a word, counted from 1.
    let private positionOf (text: string) (name: string) : int =
        let rec search (start: int) =
            match text.IndexOf(name, start, StringComparison.Ordinal) with
            | -1 -> 1
            | at ->
                let before = at > 0 && isPartOfName text[at - 1]
                let after = at + name.Length < text.Length && isPartOfName text[at + name.Length]
                if before || after then search (at + 1) else at + 1

        search 0

    let private failure (position: int) (message: string) : Result<ActivationText, ParseFailure> =
        Error { Position = position; Message = message }

    let rec private hasExponential (a: Expr) : bool =
        let isOne (struct (atom: Atom, _: Rational)) =
            match atom with
            | Call(Exp, _) -> true
            | _ -> Rewriting.arguments atom |> List.exists hasExponential

        a.Array |> Array.exists (fun (struct (monomial, _)) -> Array.exists isOne monomial.Array)

    let private hasDirac (phi: Expr) =
        Rewriting.atoms phi
        |> Seq.exists (fun atom ->
            match atom with
            | Call(Dirac, _) -> true
            | _ -> false)

    // The growth of phi decides whether it has a second moment anywhere; an exponential is what makes it fail.
    let private divergence (text: string) (phi: Expr) : ParseFailure option =
        let secondMoment () = GaussianExpectation.single Names.Variable (phi * phi)

        match (if hasExponential phi then secondMoment () else NoClosedForm "") with
        | Divergent reason ->
            Some
                { Position = positionOf text "exp"
                  Message = $"E[phi(u)^2] diverges at every variance. {reason}" }
        | _ -> None

    /// Reads an activation from a formula. Its variable is x, or the only symbol of the formula; others are parameters. An Error says where, counted
    /// from 1, and why.
    let read (text: string) : Result<ActivationText, ParseFailure> =
        match Parser.parse text with
        | Error problem -> Error problem
        | Ok formula ->
            let symbols = Rewriting.symbols formula
            let hasX = List.contains Names.Variable symbols

            match symbols with
            | [] -> failure 1 "The formula holds no variable: an activation is a formula in x."
            | [ only ] when not hasX && only.Length > 1 ->
                failure (positionOf text only) $"The formula holds no x: '{only}' is read as a parameter. A function needs its argument: {only}(x)."
            | [ only ] when not hasX ->
                Ok
                    { Text = text
                      Phi = Rewriting.substitute only (Expr.symbol Names.Variable) formula
                      Parameters = [] }
            | _ when not hasX ->
                failure (positionOf text symbols[1]) $"""The formula has the symbols {String.concat ", " symbols} but no x, the variable of an activation."""
            | _ ->
                let parameters = symbols |> List.filter (fun name -> name <> Names.Variable)

                match List.tryFind (fun name -> List.contains name otherVariables) parameters, List.tryFind isReserved parameters with
                | Some second, _ -> failure (positionOf text second) $"The formula has two variables, x and {second}; an activation has one, x."
                | _, Some reserved ->
                    failure (positionOf text reserved) $"The name {reserved} is taken by derived formulas; give the parameter another."
                | _ when hasDirac formula ->
                    let position = max (positionOf text "dirac") (positionOf text "delta")
                    failure position "Dirac's delta is no activation: the second moment of its output is infinite."
                | _ ->
                    match divergence text formula with
                    | Some problem -> Error problem
                    | None ->
                        Ok
                            { Text = text
                              Phi = formula
                              Parameters = parameters }

    /// Reads a formula, or a name of the catalog with its parameters if any: relu, leaky-relu(0.1).
    let readNameOrFormula (text: string) : Result<ActivationText, ParseFailure> =
        match CatalogFormula.find text with
        | Some phi -> Ok { Text = text; Phi = phi; Parameters = [] }
        | None -> read text

    // Points at which an activation must be a number: halves from -8 to 8.
    let private undefinedPoint (activation: Activation) : float option =
        [ for i in -16..16 -> float i / 2.0 ]
        |> List.tryFind (fun x -> not (Double.IsFinite(activation.Evaluate x)))

    /// The activation for all of the core: the catalog's own where the formula means one of it, otherwise a compiled one whose duals
    /// come from quadrature. Raises ArgumentException for parameters without value and where phi is not a number.
    let toActivation (source: ActivationText) : Activation =
        match source.Parameters with
        | [] -> ()
        | names ->
            let list = String.concat ", " names
            raise (ArgumentException $"Activation '{source.Text}': the parameter {list} has no value; only derivations can do without.")

        match CatalogMatch.find source.Phi with
        | Some known -> known
        | None ->
            let derivative =
                match Budget.attempt Budget.Default (fun () -> Calculus.differentiate Names.Variable source.Phi) with
                | Some derivative -> derivative
                | None -> raise (ArgumentException $"Activation '{source.Text}': its derivative grows beyond what is reasonable.")

            let activation = SymbolicActivation(source.Text, source.Phi, derivative)

            match undefinedPoint activation with
            | Some x -> raise (ArgumentException(FormattableString.Invariant $"Activation '{source.Text}': it is not a number at x = {x}."))
            | None -> activation
