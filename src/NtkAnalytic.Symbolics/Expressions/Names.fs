namespace NtkAnalytic.Symbolics.FSharp

/// The symbols of derived formulas.
module Names =
    /// The variable of activations.
    [<Literal>]
    let Variable = "x"

    /// The variance of one input, q = E[u^2].
    let q = Expr.symbol "q"

    /// The variance of the first input, q1 = E[u^2].
    let q1 = Expr.symbol "q1"

    /// The variance of the second input, q2 = E[v^2].
    let q2 = Expr.symbol "q2"

    /// The covariance, k = E[u v].
    let k = Expr.symbol "k"

    /// The correlation, c = k / sqrt(q1 q2).
    let c = Expr.symbol "c"

    /// The standard deviation of the weights: sigma_w^2 is their variance.
    let sigmaW = Expr.symbol "sigma_w"

    /// The standard deviation of the biases: sigma_b^2 is their variance.
    let sigmaB = Expr.symbol "sigma_b"

    /// sigma_w^2.
    let weightVariance = Expr.square sigmaW

    /// sigma_b^2.
    let biasVariance = Expr.square sigmaB
