namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Collections.Generic
open NtkAnalytic
open NtkAnalytic.DualActivations

/// Points at which derived formulas are confirmed by the quadrature of the core, which knows nothing of the derivation.
[<Sealed>]
type internal Probes(duals: DualFormulas) =
    let phi = duals.Activation
    let parameters = Rewriting.symbols phi |> List.filter (fun name -> name <> Names.Variable)
    let known = Dictionary<Map<string, Rational>, DualActivation>()

    let between (random: Random) (low: float) (high: float) : Rational =
        Rational.Create(int (Math.Round((low + (high - low) * random.NextDouble()) * 1024.0)), 1024)

    // Few different values of the parameters: each needs an activation of its own.
    let drawParameters (random: Random) : Map<string, Rational> =
        parameters |> List.map (fun name -> name, Rational.Create(random.Next(1, 9), 5)) |> Map.ofList

    let dualOf (values: Map<string, Rational>) : DualActivation =
        match known.TryGetValue values with
        | true, dual -> dual
        | _ ->
            let put = Rewriting.substituteAll (values |> Map.map (fun _ value -> Expr.number value))
            let dual = DualActivation.Of(SymbolicActivation("phi", put phi, put duals.Derivative))
            known[values] <- dual
            dual

    let number = Rational.ToDouble

    let conditionsOf (outcome: Expectation) =
        match outcome with
        | ClosedForm(_, domain) -> domain
        | _ -> []

    let ofOne = List.collect conditionsOf [ duals.SecondMoment; duals.DerivativeMoment ]
    let ofTwo = List.collect conditionsOf [ duals.Dual; duals.DerivativeDual ]

    let hold (values: (string * Rational) list) (known: Map<string, Rational>) (conditions: Expr list) =
        let all = values |> List.fold (fun (sum: Map<string, Rational>) (name, value) -> sum.Add(name, value)) known
        conditions |> List.forall (fun condition -> PreciseEvaluation.evaluateDouble all condition > Confirmation.leastMargin)

    // Variances from 1/16 to 3/2; smaller ones where the domain is.
    let drawVariance (random: Random) (known: Map<string, Rational>) : Rational =
        let rec next (top: float) =
            let q = Rational.Create(int (Math.Round((1.0 + 23.0 * random.NextDouble()) / 24.0 * top * 4096.0)), 4096)
            if top < 0.01 || hold [ "q", q ] known ofOne then q else next (0.6 * top)

        next 1.5

    // The quadrature says how far it may be off; a point where that is more than a tenth of what is asked confirms nothing.
    let isSharp (error: float) (scale: float) = error <= 1e-13 * scale

    let areSharp (m: DualMoments) =
        m.Status.IsSuccess
        && Double.IsFinite m.SecondMoment
        && isSharp m.SecondMomentError m.SecondMoment

    let isSharpPair (pair: DualPair) (first: DualMoments) (second: DualMoments) =
        pair.Status.IsSuccess
        && areSharp first
        && areSharp second
        && isSharp pair.ValueError (sqrt (first.SecondMoment * second.SecondMoment))

    /// Draws parameters and a variance, 1/16 to 3/2: what the quadrature says of it is `expected moments q draw`, with the scale.
    member _.OfVariance(expected: DualMoments -> float -> (string -> float -> float -> float) -> float * float) : Random -> Probe option =
        fun random ->
            let mutable values = drawParameters random
            let dual = dualOf values
            let q = drawVariance random values
            values <- values.Add("q", q)

            let draw (name: string) (low: float) (high: float) =
                let value = between random low high
                values <- values.Add(name, value)
                number value

            let moments = dual.Diagonal(number q)

            if areSharp moments then
                let value, scale = expected moments (number q) draw
                Some { Values = values; Expected = value; Scale = scale }
            else
                None

    /// Draws parameters and a pair; the symbols are q1, q2 and both k and c.
    member _.OfPair(expected: DualPair -> DualMoments -> DualMoments -> float * float) : Random -> Probe option =
        fun random ->
            let values = drawParameters random
            let dual = dualOf values
            let q1 = drawVariance random values
            let q2 = drawVariance random values
            let c = between random -0.95 0.95
            let deviation = Math.Sqrt(number q1 * number q2)
            // The covariance as a double, exactly: formulas in k and in c are then at the same point up to a rounding error.
            let k = Rational.OfDouble(number c * deviation)

            if not (hold [ "q1", q1; "q2", q2; "k", k ] values ofTwo) then
                None
            else
                let pair = dual.Evaluate(GaussianPair.FromCorrelation(number q1, number q2, number c))
                let first = dual.Diagonal(number q1)
                let second = dual.Diagonal(number q2)

                if isSharpPair pair first second then
                    let value, scale = expected pair first second

                    Some
                        { Values = values.Add("q1", q1).Add("q2", q2).Add("c", c).Add("k", k)
                          Expected = value
                          Scale = scale }
                else
                    None

    /// Draws parameters, a variance and a correlation c = 1 - g with `gap random`; the symbols are q, c and g. A draw of further
    /// symbols is `draw name low high`.
    member _.OfEqualPair
        (gap: Random -> Rational)
        (expected: DualPair -> DualMoments -> float -> (string -> float -> float -> float) -> float * float)
        : Random -> Probe option =
        fun random ->
            let mutable values = drawParameters random
            let dual = dualOf values
            let q = drawVariance random values
            let g = gap random
            values <- values.Add("q", q).Add("g", g).Add("c", Rational.One - g)

            let draw (name: string) (low: float) (high: float) =
                let value = between random low high
                values <- values.Add(name, value)
                number value

            let pair = dual.Evaluate(GaussianPair.FromOneMinusCorrelation(number q, number q, number g))
            let moments = dual.Diagonal(number q)

            if isSharpPair pair moments moments then
                let value, scale = expected pair moments (number q) draw
                Some { Values = values; Expected = value; Scale = scale }
            else
                None
