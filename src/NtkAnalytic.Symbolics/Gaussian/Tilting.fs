namespace NtkAnalytic.Symbolics.FSharp.Gaussian

open System.Collections.Generic
open NtkAnalytic.Symbolics.FSharp

/// Variances and covariance of two centred Gaussians.
type internal Covariance = { First: Expr; Second: Expr; Mixed: Expr }

/// A covariance matrix S tilted by weights: the density times exp(-a u^2 - b v^2), its precision matrix S^-1 + 2 diag(a, b).
/// Everything follows from the polynomial D(a, b) = det(1 + 2 S diag(a, b)), written D(pinned, b) where a tends to infinity
/// and D is divided by a. Polynomials with more than one term have names until the end, so that powers of them cancel.
[<Sealed>]
type internal Tilting(covariance: Covariance) =
    let { First = q1; Second = q2; Mixed = k } = covariance
    let determinant = q1 * q2 - k * k
    let names = Dictionary<Expr, Expr>()
    let mutable meanings = Map.empty
    let two = Expr.integer 2
    let four = Expr.integer 4

    // Positive by name, and no name that a formula bears.
    let named (a: Expr) =
        if a.Array.Length <= 1 then
            a
        else
            match names.TryGetValue a with
            | true, known -> known
            | _ ->
                let name = $"q__{names.Count}"
                names[a] <- Expr.symbol name
                meanings <- Map.add name a meanings
                names[a]

    /// The polynomial D of two weights, under its name.
    member _.Determinant(first: Weight, second: Weight) : Expr =
        match first, second with
        | Gaussian a, Gaussian b -> Expr.one + two * a * q1 + two * b * q2 + four * a * b * determinant
        | Pinned, Gaussian b -> two * q1 + four * b * determinant
        | Gaussian a, Pinned -> two * q2 + four * a * determinant
        | Pinned, Pinned -> four * determinant
        |> named

    /// The covariance under two weights. That of a pinned variable is 0.
    member this.Covariance(first: Weight, second: Weight) : Covariance =
        let inverse = Expr.one / this.Determinant(first, second)
        let variance numerator = Expr.fraction 1 2 * numerator * inverse

        { First = if first = Pinned then Expr.zero else variance (this.Determinant(Pinned, second))
          Second = if second = Pinned then Expr.zero else variance (this.Determinant(first, Pinned))
          Mixed = if first = Pinned || second = Pinned then Expr.zero else k * inverse }

    /// The expression with polynomials in the place of their names.
    member _.Reveal(a: Expr) : Expr = Rewriting.substituteAll meanings a
