namespace NtkAnalytic.Symbolics

open System
open System.Collections.Generic
open System.Runtime.InteropServices
open System.Threading
open NtkAnalytic
open NtkAnalytic.Networks
open NtkAnalytic.Symbolics.FSharp

/// <summary>
/// What can be derived from an activation, as formulas. Immutable; parts are computed when they are asked for, and throw
/// <see cref="T:System.NotSupportedException"/> where a formula grows beyond what is reasonable.
/// </summary>
[<Sealed>]
type KernelDerivation internal (phi: Expr, cancellation: CancellationToken) =
    let derivation = Derivation(phi, cancellation)

    let lines (found: Line list) : IReadOnlyList<DerivedLine> = found |> List.map DerivedLine |> Array.ofList :> _

    // Where all work was spent before the first line, the one line that says so stands for each.
    let find (key: string) (found: Line list) =
        DerivedLine(found |> List.tryFind (fun line -> line.Key = key) |> Option.defaultValue (List.head found))

    let orDefault (formula: Formula) (value: Expr) = if isNull formula then value else formula.Expression

    let setting (architecture: Architecture) (parameterization: Parameterization) (weightVariance: Formula) (biasVariance: Formula) =
        { Architecture = architecture
          Parameterization = parameterization
          WeightVariance = orDefault weightVariance Names.weightVariance
          BiasVariance = orDefault biasVariance Names.biasVariance }

    /// <summary>E[phi(u) phi(v)] in the variances q1, q2 and the covariance k or the correlation c.</summary>
    member _.Dual = find "dual" (derivation.DualLines())

    /// <summary>E[phi'(u) phi'(v)] in the variances q1, q2 and the covariance k or the correlation c.</summary>
    member _.DerivativeDual = find "derivativeDual" (derivation.DualLines())

    /// <summary>The duals, the maps of a layer, the expansion at c = 1 and the edge of chaos.</summary>
    /// <returns>The statements.</returns>
    member _.Summary() : IReadOnlyList<DerivedLine> = lines (derivation.Summary())

    /// <summary>The duals and the second moments.</summary>
    /// <returns>The statements.</returns>
    member _.Duals() : IReadOnlyList<DerivedLine> = lines (derivation.DualLines())

    /// <summary>
    /// The expansions of the correlation map on the edge of chaos at c = 1 - g and c = 0, and the constants kappa, kappa' and
    /// kappa'' of the decay of 1 - c over the depth (Hayou, Doucet and Rousseau, arXiv 1905.13654, lemmas 1 and 2).
    /// </summary>
    /// <returns>The statements.</returns>
    member _.Expansions() : IReadOnlyList<DerivedLine> = lines (derivation.ExpansionLines())

    /// <summary>The step of the NNGP and NTK recursion from layer l to l + 1 in q1, q2, k and Theta.</summary>
    /// <param name="architecture">How the layers are joined.</param>
    /// <param name="parameterization">Where the variances stand; the standard one brings the width n.</param>
    /// <param name="weightVariance">sigma_w^2; null for the symbol.</param>
    /// <param name="biasVariance">sigma_b^2; null for the symbol.</param>
    /// <returns>The statements.</returns>
    member _.Recursion
        (
            [<Optional; DefaultParameterValue(Architecture.FullyConnected)>] architecture: Architecture,
            [<Optional; DefaultParameterValue(Parameterization.Ntk)>] parameterization: Parameterization,
            [<Optional; DefaultParameterValue(null: Formula)>] weightVariance: Formula,
            [<Optional; DefaultParameterValue(null: Formula)>] biasVariance: Formula
        ) : IReadOnlyList<DerivedLine> =
        lines (derivation.RecursionLines(setting architecture parameterization weightVariance biasVariance, None))

    /// <summary>
    /// The NNGP kernel and the NTK of the output in q1 = |x|^2/n0, q2 = |x'|^2/n0 and the cosine c of the angle between the inputs.
    /// </summary>
    /// <param name="hiddenLayers">The number of nonlinearities, not negative.</param>
    /// <param name="architecture">How the layers are joined.</param>
    /// <param name="parameterization">Where the variances stand; the standard one brings the widths n0, n1, ....</param>
    /// <param name="weightVariance">sigma_w^2; null for the symbol.</param>
    /// <param name="biasVariance">sigma_b^2; null for the symbol.</param>
    /// <returns>The statements.</returns>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The number of layers is negative.</exception>
    member _.Unrolled
        (
            hiddenLayers: int,
            [<Optional; DefaultParameterValue(Architecture.FullyConnected)>] architecture: Architecture,
            [<Optional; DefaultParameterValue(Parameterization.Ntk)>] parameterization: Parameterization,
            [<Optional; DefaultParameterValue(null: Formula)>] weightVariance: Formula,
            [<Optional; DefaultParameterValue(null: Formula)>] biasVariance: Formula
        ) : IReadOnlyList<DerivedLine> =
        ArgumentOutOfRangeException.ThrowIfNegative(hiddenLayers, nameof hiddenLayers)

        lines (derivation.RecursionLines(setting architecture parameterization weightVariance biasVariance, Some hiddenLayers))

    /// <summary>
    /// E[Theta], E[Theta^2] and their ratio over the random weights of a network without biases, exactly, as rational functions of
    /// the widths; for activations of two slopes through 0.
    /// </summary>
    /// <param name="widths">n_0 (inputs), n_1, ..., n_D: numbers or symbols, at least two.</param>
    /// <param name="parameterization">Where the variances stand.</param>
    /// <param name="weightVariance">sigma_w^2; null for the symbol.</param>
    /// <param name="normSquared">|x|^2 of the input; null for 1.</param>
    /// <returns>The statements.</returns>
    /// <exception cref="T:System.ArgumentException">There are fewer than two widths.</exception>
    member _.FiniteWidth
        (
            widths: IReadOnlyList<Formula>,
            [<Optional; DefaultParameterValue(Parameterization.Ntk)>] parameterization: Parameterization,
            [<Optional; DefaultParameterValue(null: Formula)>] weightVariance: Formula,
            [<Optional; DefaultParameterValue(null: Formula)>] normSquared: Formula
        ) : IReadOnlyList<DerivedLine> =
        ArgumentNullException.ThrowIfNull(widths, nameof widths)

        if widths.Count < 2 || Seq.exists isNull widths then
            raise (ArgumentException("A network has at least two widths, that of the input and that of the output.", nameof widths))

        lines (
            derivation.FiniteWidthLines(
                widths |> Seq.map (fun width -> width.Expression) |> List.ofSeq,
                orDefault weightVariance Names.weightVariance,
                orDefault normSquared Expr.one,
                parameterization
            )
        )

    /// <summary>A C# source file: a static class with a method for every statement that has a formula.</summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="lines">The statements.</param>
    /// <returns>Source that needs nothing but the base library.</returns>
    static member ToCSharp(className: string, lines: IEnumerable<DerivedLine>) : string =
        ArgumentException.ThrowIfNullOrEmpty(className, nameof className)
        ArgumentNullException.ThrowIfNull(lines, nameof lines)
        lines |> Seq.map (fun line -> line.Line) |> List.ofSeq |> LineText.csharp className

/// <summary>An activation given as a formula in x; its other symbols are parameters. Immutable.</summary>
[<Sealed>]
type ActivationFormula internal (source: ActivationText) =
    /// <summary>The formula as it was given.</summary>
    member _.Text = source.Text

    /// <summary>phi, in the symbol x.</summary>
    member _.Formula = Formula source.Phi

    /// <summary>The names of the parameters, ascending; derivations keep them, numbers need values for them.</summary>
    member _.Parameters: IReadOnlyList<string> = Array.ofList source.Parameters

    /// <summary>Reads an activation: max(0,x) + a*sin(b*x), or a name of the catalog: leaky-relu(0.1).</summary>
    /// <param name="text">A formula in x, or in one letter of any name, or a name that <c>ntk activations</c> lists.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="T:NtkAnalytic.Symbolics.FormulaSyntaxException">
    /// The text is no formula, has no variable or two, or an activation whose second moment diverges at every variance.
    /// </exception>
    static member Parse(text: string) : ActivationFormula =
        ArgumentNullException.ThrowIfNull(text, nameof text)

        let read () =
            try
                Budget.run Budget.Default CancellationToken.None (fun () -> ActivationText.readNameOrFormula text)
            with :? BudgetExceededException as reason ->
                Error { Position = 1; Message = reason.Message }

        match read () with
        | Ok source -> ActivationFormula source
        | Error problem -> raise (FormulaSyntaxException(problem, text))

    /// <summary>The activation with a value for a parameter.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="value">A number, or another formula without x.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="T:System.ArgumentException">There is no such parameter, or the value depends on x.</exception>
    member _.With(parameter: string, value: Formula) : ActivationFormula =
        ArgumentNullException.ThrowIfNull(parameter, nameof parameter)
        ArgumentNullException.ThrowIfNull(value, nameof value)

        if List.contains Names.Variable (Rewriting.symbols value.Expression) then
            raise (ArgumentException($"A parameter does not depend on {Names.Variable}.", nameof value))

        if not (List.contains parameter source.Parameters) then
            raise (ArgumentException($"Activation '{source.Text}' has no parameter {parameter}.", nameof parameter))

        let phi = Rewriting.substitute parameter value.Expression source.Phi

        ActivationFormula
            { Text = Infix.print phi
              Phi = phi
              Parameters = Rewriting.symbols phi |> List.filter (fun name -> name <> Names.Variable) }

    /// <summary>The activation for all of the library: that of the catalog which the formula means, otherwise a compiled one.</summary>
    /// <returns>The activation.</returns>
    /// <exception cref="T:System.ArgumentException">A parameter has no value, or phi is not a number at some x from -8 to 8.</exception>
    member _.ToActivation() : Activation = ActivationText.toActivation source

    /// <summary>What follows from it, as formulas.</summary>
    /// <returns>The derivation.</returns>
    member _.Derive() : KernelDerivation = KernelDerivation(source.Phi, CancellationToken.None)

    /// <summary>What follows from it, as formulas.</summary>
    /// <param name="cancellationToken">Ends a derivation that takes too long.</param>
    /// <returns>The derivation; its members throw <see cref="T:System.OperationCanceledException"/> when cancelled.</returns>
    member _.Derive(cancellationToken: CancellationToken) : KernelDerivation = KernelDerivation(source.Phi, cancellationToken)
