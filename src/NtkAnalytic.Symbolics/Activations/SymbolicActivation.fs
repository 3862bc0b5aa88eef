namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Collections.Generic
open NtkAnalytic
open NtkAnalytic.Activations

/// An activation given by an expression without parameters: compiled, with its break points, symmetry, homogeneity and higher
/// derivatives.
[<Sealed>]
type internal SymbolicActivation(name: string, phi: Expr, derivative: Expr) =
    inherit Activation()

    let value = Compiler.compileOne Names.Variable phi
    let slope = Compiler.compileOne Names.Variable derivative

    // One-sided limits, a unit in the last place away, where a continuous function has moved by rounding alone.
    let jump (f: Func<float, float>) (at: float) =
        let above = if at = 0.0 then 1e-300 else Math.BitIncrement at
        let below = if at = 0.0 then -1e-300 else Math.BitDecrement at
        let left = f.Invoke below
        let right = f.Invoke above
        if abs (right - left) > 1e-9 * Math.Max(1.0, Math.Max(abs left, abs right)) then right - left else 0.0

    let breakpoints =
        BreakPoints.find Names.Variable phi
        |> List.map (fun at -> Breakpoint(at, jump value at, jump slope at))
        |> Array.ofList

    let above = Branches.on Names.Variable 1 phi
    let below = Branches.on Names.Variable -1 phi
    let workOfParity = Budget.Default / 10L

    let degreeOf (branch: Expr) =
        match branch with
        | Expr.Number r when r.Sign = 0 -> Some None
        | Expr.Number _ -> Some(Some 0)
        | Expr.AtomPower(_, Symbol _, exponent) when exponent.IsInteger && exponent.Sign > 0 -> Some(Some(int exponent.Numerator))
        | _ -> None

    let homogeneity =
        match degreeOf above, degreeOf below with
        | Some(Some n), Some None
        | Some None, Some(Some n) -> Nullable n
        | Some(Some n), Some(Some m) when n = m -> Nullable n
        | _ -> Nullable()

    // No symmetry is claimed where it takes too long to see one.
    let parity =
        Budget.attempt workOfParity (fun () ->
            let mirrored = Rewriting.substitute Names.Variable (-(Expr.symbol Names.Variable)) below
            if Simplify.equal above mirrored then Parity.Even
            elif Simplify.equal above (-mirrored) then Parity.Odd
            else Parity.None)
        |> Option.defaultValue Parity.None

    let derivatives = HigherDerivatives(phi, derivative)

    override _.Name = name

    override _.Formula = name

    override _.Breakpoints = breakpoints :> IReadOnlyList<Breakpoint>

    override _.HomogeneityDegree = homogeneity

    override _.Parity = parity

    override _.Evaluate(x: float) : float = value.Invoke x

    override _.EvaluateDerivative(x: float) : float = slope.Invoke x

    override _.HighestDerivative = derivatives.Highest

    override _.EvaluateHigherDerivative(order: int, x: ReadOnlySpan<float>, destination: Span<float>) : unit =
        let ofOrder = derivatives.Compiled order

        for i in 0 .. x.Length - 1 do
            destination[i] <- ofOrder.Invoke x[i]
