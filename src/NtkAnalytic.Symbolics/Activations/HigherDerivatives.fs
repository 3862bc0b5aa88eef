namespace NtkAnalytic.Symbolics.FSharp

open System

/// The derivatives of an activation from order 2 on, as expressions and as functions: found when they are first asked for.
[<Sealed>]
type internal HigherDerivatives(phi: Expr, derivative: Expr) =
    // Derivatives of higher order cancel in double precision: written in powers of tanh, that of order 8 loses three digits.
    let highestOrder = 8

    // A derivative of order k can be spared where it takes longer than a tenth of what a derivation is allowed in all.
    let work = Budget.Default / 10L

    let known: Lazy<Lazy<Func<float, float>>[]> =
        lazy
            (if not (Smoothness.isSmooth Names.Variable phi) then
                 [||]
             else
                 (2, derivative)
                 |> Array.unfold (fun (order, below) ->
                     if order > highestOrder then
                         None
                     else
                         Budget.attempt work (fun () -> Calculus.differentiate Names.Variable below)
                         |> Option.map (fun next -> lazy (Compiler.compileOne Names.Variable next), (order + 1, next))))

    /// The order of the last one; 1 where phi is not smooth.
    member _.Highest = known.Value.Length + 1

    /// The derivative of an order from 2 to the highest.
    member _.Compiled(order: int) : Func<float, float> = known.Value[order - 2].Value
