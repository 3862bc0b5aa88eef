namespace NtkAnalytic.Symbolics.FSharp

/// The outcome of an expectation.
type Expectation =
    /// A formula, which holds where every expression of the domain is positive.
    | ClosedForm of value: Expr * domain: Expr list
    /// No rule leads to a formula; the sentence says which part stopped the derivation.
    | NoClosedForm of reason: string
    /// The integral diverges at every variance, as that of exp(x^4) does.
    | Divergent of reason: string
