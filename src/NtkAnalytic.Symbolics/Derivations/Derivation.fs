namespace NtkAnalytic.Symbolics.FSharp

open System.Threading
open NtkAnalytic.Networks

/// Derivations of an activation, each a list of statements. Cancellation ends what is being derived, and all that is asked for later.
[<Sealed>]
type Derivation(phi: Expr, cancellation: CancellationToken) =
    let budgeted (compute: unit -> 'T) = Budget.run Budget.Default cancellation compute

    // Where work ends outside of an outcome, one line says so.
    let lines (title: string) (compute: unit -> Line list) : Line list =
        try
            budgeted compute
        with :? BudgetExceededException as spent ->
            [ Line.create "derivation" title title @"\ldots" (NoClosedForm spent.Message) None ]

    let duals = lazy (budgeted (fun () -> DualFormulas.ofActivation phi))
    let maps = lazy (budgeted (fun () -> MapFormulas.ofDuals duals.Value))

    /// The derivations that nothing cancels.
    new(phi: Expr) = Derivation(phi, CancellationToken.None)

    /// phi, in the symbol x.
    member _.Activation = phi

    /// The duals.
    member _.Duals = duals.Value

    /// The maps of a layer.
    member _.Maps = maps.Value

    /// The dual activations and the second moments.
    member _.DualLines() : Line list = lines "duals" (fun () -> DualLines.duals duals.Value @ DualLines.moments duals.Value)

    /// What most people ask: duals, correlation map, its expansion, the edge of chaos.
    member _.Summary() : Line list =
        lines "summary" (fun () ->
            let formulas = duals.Value

            DualLines.duals formulas
            @ DualLines.maps formulas maps.Value
            @ [ ExpansionLines.map formulas maps.Value; ExpansionLines.atOne formulas maps.Value ]
            @ DualLines.critical formulas maps.Value)

    /// The expansions of the correlation map and the decay of correlations over the depth.
    member _.ExpansionLines() : Line list =
        lines "expansions" (fun () ->
            let formulas = duals.Value

            [ ExpansionLines.map formulas maps.Value
              ExpansionLines.atOne formulas maps.Value
              ExpansionLines.atZero formulas maps.Value ]
            @ ExpansionLines.decay formulas maps.Value)

    /// The recursion over the layers: the step, and with hidden layers given the kernels of the output.
    member _.RecursionLines(setting: RecursionSetting, hiddenLayers: int option) : Line list =
        lines "recursion" (fun () ->
            match hiddenLayers with
            | Some layers -> RecursionLines.unrolled duals.Value setting layers
            | None -> RecursionLines.system duals.Value setting)

    /// The moments of the tangent kernel of networks of finite width, without biases.
    member _.FiniteWidthLines(widths: Expr list, weightVariance: Expr, normSquared: Expr, parameterization: Parameterization) : Line list =
        lines "finite width" (fun () -> FiniteWidthLines.moments phi widths weightVariance normSquared parameterization)
