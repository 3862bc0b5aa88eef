namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Collections.Generic
open NtkAnalytic
open NtkAnalytic.DualActivations
open NtkAnalytic.Networks

/// The network whose recursion is written down. Variances are numbers or symbols.
type RecursionSetting =
    {
        /// How the layers are joined.
        Architecture: Architecture
        /// Under the standard parameterization weight gradients carry the width n of the layer below, bias gradients the factor 1.
        Parameterization: Parameterization
        /// sigma_w^2.
        WeightVariance: Expr
        /// sigma_b^2.
        BiasVariance: Expr
    }

/// The statements on the NNGP and NTK recursion.
module internal RecursionLines =
    /// The kernels of a pair at some layer.
    type private State =
        { First: Expr
          Second: Expr
          Covariance: Expr
          Tangent: Expr }

    type private Parts =
        { Moment: Expr
          Dual: Expr
          Slope: Expr }

    // The gradients of a layer's weights and biases, for a covariance of its inputs and their number.
    let private gradients (setting: RecursionSetting) (width: Expr) (covariance: Expr) : Expr =
        match setting.Parameterization with
        | Parameterization.Ntk -> setting.WeightVariance * covariance + setting.BiasVariance
        | _ -> width * covariance + Expr.one

    // Into layer `number`, from hidden layers of that width. The branch of scaled residual networks is divided by its number.
    let private step (setting: RecursionSetting) (parts: Parts) (number: Expr) (width: Expr) (state: State) : State =
        let scale = if setting.Architecture = Architecture.ScaledResidual then Expr.one / number else Expr.one
        let skip = if setting.Architecture = Architecture.FullyConnected then Expr.zero else Expr.one

        let ofPair = Rewriting.substituteAll (Map [ "q1", state.First; "q2", state.Second; "k", state.Covariance ])
        let dual = ofPair parts.Dual
        let through value = setting.WeightVariance * value + setting.BiasVariance
        let variance q = Simplify.normal (skip * q + scale * through (Rewriting.substitute "q" q parts.Moment))

        { First = variance state.First
          Second = variance state.Second
          Covariance = Simplify.normal (skip * state.Covariance + scale * through dual)
          Tangent =
            Simplify.normal (
                skip * state.Tangent
                + scale * (gradients setting width dual + setting.WeightVariance * ofPair parts.Slope * state.Tangent)
            ) }

    // A formula of the parts, with the conditions that they put on the states of the layers; why there is none otherwise.
    let private withParts (duals: DualFormulas) (f: Parts -> (State -> Expr list) -> Expr * Expr list) : Expectation =
        match duals.SecondMoment, duals.Dual, duals.DerivativeDual with
        | ClosedForm(moment, alone), ClosedForm(dual, first), ClosedForm(slope, second) ->
            let conditions (state: State) =
                let at values = List.map (Rewriting.substituteAll (Map values) >> Simplify.normal)

                at [ "q", state.First ] alone
                @ at [ "q", state.Second ] alone
                @ at [ "q1", state.First; "q2", state.Second; "k", state.Covariance ] (first @ second)
                |> List.filter (Positivity.ofExpr >> not)

            Outcome.attempt (fun () ->
                let value, domain = f { Moment = moment; Dual = dual; Slope = slope } conditions
                ClosedForm(value, List.distinct domain))
        | ClosedForm _, ClosedForm _, none -> none
        | ClosedForm _, none, _ -> none
        | none, _, _ -> none

    let private symbolsOf (setting: RecursionSetting) =
        List.collect Rewriting.symbols [ setting.WeightVariance; setting.BiasVariance ] |> List.distinct

    let private deviation (random: Random) = Rational.Create(random.Next(2, 8), 5)

    /// The step from layer l to l + 1 as a system: q1, q2, k and Theta are the variances, the covariance and the tangent kernel at
    /// layer l, n is its width (standard parameterization); scaled residual networks also hold l.
    let system (duals: DualFormulas) (setting: RecursionSetting) : Line list =
        let number = Expr.symbol "l" + Expr.one

        let state =
            { First = Names.q1
              Second = Names.q2
              Covariance = Names.k
              Tangent = Expr.symbol "Theta" }

        let next pick =
            withParts duals (fun parts conditions -> pick (step setting parts number (Expr.symbol "n") state), conditions state)

        let probe (pick: State -> Expr) : Random -> Probe option =
            // The step with the quadrature's values put in: symbols that no formula has.
            let recipe =
                let parts =
                    { Moment = Expr.symbol "moment"
                      Dual = Expr.symbol "dual"
                      Slope = Expr.symbol "slope" }

                pick (step setting parts number (Expr.symbol "n") state)

            fun random ->
                let mutable moments = Map.empty
                let mutable magnitudes = Map.empty

                (Probes duals).OfPair(fun pair first second ->
                    let value = sqrt (first.SecondMoment * second.SecondMoment)
                    let slope = sqrt (first.DerivativeSecondMoment * second.DerivativeSecondMoment)
                    let slope = if Double.IsFinite slope then slope else abs pair.Derivative
                    moments <- Map [ "moment", first.SecondMoment; "dual", pair.Value; "slope", pair.Derivative ]
                    magnitudes <- Map [ "moment", first.SecondMoment; "dual", value; "slope", slope ]
                    pair.Value, 1.0)
                    random
                |> Option.map (fun point ->
                    let values =
                        ("l", Rational.OfInteger(random.Next(1, 5)))
                        :: ("n", Rational.OfInteger(random.Next(1, 50)))
                        :: ("Theta", deviation random)
                        :: (symbolsOf setting |> List.map (fun name -> name, deviation random))
                        |> List.fold (fun (known: Map<string, Rational>) (name, value) -> known.Add(name, value)) point.Values

                    let insert numbers (into: Map<string, Rational>) =
                        Map.fold (fun (known: Map<string, Rational>) name value -> known.Add(name, Rational.OfDouble value)) into numbers

                    let expected = PreciseEvaluation.evaluateDouble (insert moments values) recipe
                    let sizes = insert magnitudes (values.Add("k", Rational.Abs values["k"]))
                    { point with Values = values; Expected = expected; Scale = PreciseEvaluation.evaluateDouble sizes recipe })

        let line key title text latex pick = Line.create key title text latex (next pick) (Some(probe pick))

        [ line "variance" "variance of an input after a layer" "q1 of layer l + 1" @"q_1^{(l+1)}" (fun s -> s.First)
          line "covariance" "NNGP kernel after a layer" "k of layer l + 1" @"k^{(l+1)}" (fun s -> s.Covariance)
          line "tangent" "NTK after a layer" "Theta of layer l + 1" @"\Theta^{(l+1)}" (fun s -> s.Tangent) ]

    /// The kernels of the output after some hidden layers, as formulas of q1 = |x|^2/n0, q2 = |x'|^2/n0 and the cosine c of the
    /// angle between the inputs; under the standard parameterization also of the input dimension n0 and the hidden widths n1, n2, ....
    let unrolled (duals: DualFormulas) (setting: RecursionSetting) (hiddenLayers: int) : Line list =
        let product = Names.c * Expr.sqrt (Names.q1 * Names.q2)
        let through value = setting.WeightVariance * value + setting.BiasVariance
        let width (l: int) = Expr.symbol $"n{l}"

        let first =
            { First = through Names.q1
              Second = through Names.q2
              Covariance = through product
              Tangent = gradients setting (width 0) product }

        let states = Dictionary<Parts, State * Expr list>()

        // Of both lines at once: the states are the costly part.
        let last (parts: Parts) (conditions: State -> Expr list) =
            match states.TryGetValue parts with
            | true, known -> known
            | _ ->
                let result =
                    [ 1..hiddenLayers ]
                    |> List.fold
                        (fun (state, domain) l -> step setting parts (Expr.integer (l + 1)) (width l) state, domain @ conditions state)
                        (first, [])

                states[parts] <- result
                result

        let output pick =
            withParts duals (fun parts conditions ->
                let state, domain = last parts conditions
                Simplify.normal (pick state), domain)

        let probe (pick: Kernels.KernelPair -> float * float) : Random -> Probe option =
            fun random ->
                let point = (Probes duals).OfPair (fun _ _ _ -> 0.0, 1.0) random

                point
                |> Option.bind (fun point ->
                    let values = symbolsOf setting |> List.fold (fun (known: Map<string, Rational>) name -> known.Add(name, deviation random)) point.Values
                    let widths = List.init (hiddenLayers + 1) (fun _ -> random.Next(1, 20))
                    let values = widths |> List.indexed |> List.fold (fun (known: Map<string, Rational>) (l, n) -> known.Add($"n{l}", Rational.OfInteger n)) values
                    let number = PreciseEvaluation.evaluateDouble values
                    let put = Rewriting.substituteAll (values |> Map.map (fun _ value -> Expr.number value))
                    let activation = SymbolicActivation("phi", put duals.Activation, put duals.Derivative)

                    let network =
                        Network(activation, hiddenLayers, number setting.WeightVariance, number setting.BiasVariance)
                            .WithArchitecture(setting.Architecture)

                    let network =
                        match setting.Parameterization with
                        | Parameterization.Ntk -> network
                        | _ -> network.WithStandardParameterization(List.tail widths |> Array.ofList)

                    let value name = Rational.ToDouble values[name]
                    let inputs = GaussianPair.FromCorrelation(value "q1", value "q2", value "c")

                    try
                        let kernels = Kernel(network).Evaluate(inputs, List.head widths)

                        if kernels.Status.IsSuccess then
                            let expected, scale = pick kernels
                            Some { Values = values; Expected = expected; Scale = scale }
                        else
                            None
                    with :? OverflowException ->
                        None)

        let layers = if hiddenLayers = 1 then "1 hidden layer" else $"{hiddenLayers} hidden layers"

        [ Line.create
              "nngp"
              $"NNGP kernel with {layers}"
              "K(x, x')"
              "K(x, x')"
              (output (fun s -> s.Covariance))
              (Some(probe (fun kernels -> kernels.Nngp, sqrt (kernels.Outputs.Variance1 * kernels.Outputs.Variance2))))
          Line.create
              "ntk"
              $"NTK with {layers}"
              "Theta(x, x')"
              @"\Theta(x, x')"
              (output (fun s -> s.Tangent))
              (Some(probe (fun kernels -> kernels.Ntk, sqrt (kernels.Ntk1 * kernels.Ntk2)))) ]
