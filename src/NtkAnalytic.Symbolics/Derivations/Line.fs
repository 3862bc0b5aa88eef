namespace NtkAnalytic.Symbolics.FSharp

open System

/// A point at which a formula is confirmed by another route.
type Probe =
    {
        /// The values of the symbols.
        Values: Map<string, Rational>
        /// What the formula must give there.
        Expected: float
        /// What its error is relative to: for a dual sqrt(E[f(u)^2] E[g(v)^2]).
        Scale: float
    }

/// A statement of a derivation: a quantity and its formula, or why there is none.
type Line =
    {
        /// What it is in JSON and in options, in camelCase: derivativeDual.
        Key: string
        /// What it is, for people.
        Title: string
        /// The left-hand side as text: E[phi(u) phi(v)].
        Text: string
        /// The left-hand side in LaTeX.
        Latex: string
        /// The formula.
        Outcome: Expectation
        /// The terms of an expansion, the largest first; empty for other formulas.
        Terms: Expr list
        /// What was left out of an expansion, as the power that bounds it.
        Remainder: Expr option
        /// The quantity as an integral, for those that are defined by one.
        Integral: string option
        /// Draws a point; None where the point fell outside of the domain, or the other route failed there.
        Probe: (Random -> Probe option) option
    }

/// Making and confirming lines.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Line =
    /// A line without remainder.
    let internal create (key: string) (title: string) (text: string) (latex: string) (outcome: Expectation) (probe: (Random -> Probe option) option) =
        { Key = key
          Title = title
          Text = text
          Latex = latex
          Outcome = outcome
          Terms = []
          Remainder = None
          Integral = None
          Probe = probe }

    /// The same line with the integral that defines the quantity.
    let internal withIntegral (integral: string) (line: Line) = { line with Integral = Some integral }

    /// The formula, if there is one.
    let formula (line: Line) : Expr option =
        match line.Outcome with
        | ClosedForm(value, _) -> Some value
        | _ -> None

/// How a formula compared with another route.
type Confirmation =
    {
        /// The points at which both were computed.
        Points: int
        /// The largest difference, relative to the scale of its point.
        LargestError: float
    }

/// Confirming formulas numerically.
module Confirmation =
    // A point that misses the domain is drawn again, but not forever.
    let private attemptsPerPoint = 20

    // At the edge of the domain the integrals diverge, and quadrature is wrong before: at 0.1 by 1e-8 for exp(x^2), whose conditions are
    // 1 for small variances.
    let internal leastMargin = 0.25

    /// Compares the formula, evaluated with 30 digits, with the other route at random points. None for lines that have no
    /// formula or no other route.
    let confirm (seed: int) (points: int) (line: Line) : Confirmation option =
        match line.Outcome, line.Probe with
        | ClosedForm(value, domain), Some draw ->
            let random = Random seed

            let isInside (probe: Probe) =
                domain |> List.forall (fun condition -> PreciseEvaluation.evaluateDouble probe.Values condition > leastMargin)

            let rec find attempts =
                if attempts = 0 then
                    None
                else
                    match draw random with
                    | Some probe when isInside probe -> Some probe
                    | _ -> find (attempts - 1)

            let errors =
                [ for _ in 1..points do
                      match find attemptsPerPoint with
                      | Some probe ->
                          let actual = PreciseEvaluation.evaluateDouble probe.Values value
                          abs (actual - probe.Expected) / probe.Scale
                      | None -> () ]

            if List.isEmpty errors then
                None
            else
                Some
                    { Points = errors.Length
                      LargestError = List.max errors }
        | _ -> None
