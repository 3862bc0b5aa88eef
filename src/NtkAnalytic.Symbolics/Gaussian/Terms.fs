namespace NtkAnalytic.Symbolics.FSharp.Gaussian

open System.Collections.Generic
open NtkAnalytic.Symbolics.FSharp

/// The slope s of a gate erf(s x). An infinite one is that of sign(x), the limit.
type internal Slope =
    | Finite of Expr
    | Infinite

/// How a term weighs the line: by exp(-a x^2), or all at x = 0, as Dirac's delta does. The second is the limit of the first:
/// sqrt(a/pi) exp(-a x^2) tends to delta(x).
type internal Weight =
    | Gaussian of Expr
    | Pinned

/// x^Power * weight * exp(Linear x + i Phase + Higher) * the product of gates. A pinned term stands for sqrt(pi) delta(x).
type internal Term =
    { Power: int
      Weight: Weight
      Linear: ComplexExpr
      Phase: Expr
      Higher: Map<int, Expr>
      Gates: Slope list }

/// A sum of terms, each with its coefficient; no term twice and no coefficient 0.
type internal TermSum = (Term * ComplexExpr) list

module internal Terms =
    /// The term 1.
    let unit =
        { Power = 0
          Weight = Gaussian Expr.zero
          Linear = ComplexExpr.zero
          Phase = Expr.zero
          Higher = Map.empty
          Gates = [] }

    let constant (a: Expr) : TermSum = if Expr.isZero a then [] else [ unit, ComplexExpr.real a ]

    /// sqrt(pi) delta(x).
    let pinned = { unit with Weight = Pinned }

    let collect (terms: seq<Term * ComplexExpr>) : TermSum =
        let table = Dictionary<Term, ComplexExpr>()

        for term, coefficient in terms do
            match table.TryGetValue term with
            | true, present -> table[term] <- ComplexExpr.add present coefficient
            | _ -> table[term] <- coefficient

        [ for entry in table do
              if not (ComplexExpr.isZero entry.Value) then
                  entry.Key, entry.Value ]

    let private multiplyTerms (a: Term) (b: Term) : Term =
        let higher =
            Map.fold
                (fun (sum: Map<int, Expr>) degree c ->
                    let total = c + (sum.TryFind degree |> Option.defaultValue Expr.zero)
                    if Expr.isZero total then sum.Remove degree else sum.Add(degree, total))
                a.Higher
                b.Higher

        let weight =
            match a.Weight, b.Weight with
            | Gaussian x, Gaussian y -> Gaussian(x + y)
            | _ -> Pinned

        { Power = a.Power + b.Power
          Weight = weight
          Linear = ComplexExpr.add a.Linear b.Linear
          Phase = a.Phase + b.Phase
          Higher = higher
          Gates = List.sort (a.Gates @ b.Gates) }

    // A term holds six expressions, which are added or multiplied and compared.
    let private productsPerTerm = 20

    let multiply (a: TermSum) (b: TermSum) : TermSum =
        Budget.spendProduct a.Length (productsPerTerm * b.Length)
        collect (seq { for x, c in a do for y, d in b -> multiplyTerms x y, ComplexExpr.multiply c d })

    let naturalPower (a: TermSum) (n: int) : TermSum =
        Seq.fold (fun product _ -> multiply product a) (constant Expr.one) (seq { 1..n })
