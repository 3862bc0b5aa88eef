namespace NtkAnalytic.Symbolics.FSharp

open NtkAnalytic.Networks

/// A network without biases whose activation is slopeBelow * x below 0 and slopeAbove * x above: relu has the slopes 0 and 1.
type TwoSlopeNetwork =
    {
        /// n_0 (inputs), n_1, ..., n_D: D layers of weights. Of the n_D outputs one is looked at.
        Widths: Expr list
        /// The slope for negative arguments.
        SlopeBelow: Expr
        /// The slope for positive arguments.
        SlopeAbove: Expr
        /// sigma_w^2.
        WeightVariance: Expr
        /// |x|^2 of the input.
        NormSquared: Expr
        /// NTK: layer l multiplies standard normal weights by sigma_w/sqrt(n_(l-1)); standard: weights have the variance sigma_w^2/n_(l-1).
        Parameterization: Parameterization
    }

/// Moments of the tangent kernel Theta(x, x) = |df/dW|^2 over the random weights.
type KernelMoments =
    {
        /// E[Theta].
        Mean: Expr
        /// E[Theta^2].
        SecondMoment: Expr
        /// E[Theta^2] / E[Theta]^2; it depends on the widths, and on the slopes through A4/A2^2 alone.
        Ratio: Expr
    }

/// Exact moments of the tangent kernel at finite width.
///
/// Theta is the sum over layers of |x^(l-1)|^2 |delta^l|^2, times sigma_w^2/n_(l-1) in the NTK parameterization. The signs of
/// preactivations may be replaced by independent fair coins (flipping the sign of a row of weights changes no law). With P the
/// product of the weights and slopes of some layers, A2 and A4 the mean square and fourth power of a slope, r = A4/A2^2 and
/// h = sigma_w^2 A2, the next layer of width n takes (E |P|_F^4, E tr (P P^T)^2) through the matrix
/// (h n/n_before)^2 [[1 + (r-1)/n, 2r/n], [r/n, 1 + (2r-1)/n]], with the eigenvalues 1 + (3r-1)/n on (1, 1) and 1 - 1/n on (2, -1).
module FiniteWidth =
    /// A network of relu activations: the inputs have |x|^2 = norm_squared, weights the variance sigma_w^2.
    let relu (widths: Expr list) : TwoSlopeNetwork =
        { Widths = widths
          SlopeBelow = Expr.zero
          SlopeAbove = Expr.one
          WeightVariance = Expr.square (Expr.symbol "sigma_w")
          NormSquared = Expr.symbol "norm_squared"
          Parameterization = Parameterization.Ntk }

    let private meanPower (exponent: int) (network: TwoSlopeNetwork) =
        let power slope = Expr.integerPower slope exponent
        Expr.fraction 1 2 * (power network.SlopeBelow + power network.SlopeAbove)

    // The weight of layer l in Theta, such that E[Theta] = |x|^2 h^(D-1)/n_0 times the sum of the weights.
    let private layerWeights (network: TwoSlopeNetwork) (widths: Expr[]) =
        match network.Parameterization with
        | Parameterization.Ntk -> Array.create (widths.Length - 1) network.WeightVariance
        | _ -> widths[.. widths.Length - 2]

    let private productFrom (factor: int -> Expr) (first: int) (last: int) =
        Expr.product (Seq.init (last - first + 1) (fun i -> factor (first + i)))

    // E[Theta^2] / E[Theta]^2 before the division by the square of the sum of the weights:
    // with g_j = 1 + (3r-1)/n_j and d_j = 1 - 1/n_j the layers l and m > l contribute 2 w_l w_m times
    // product(g) / product over l <= j < m of g_j * (product of those g_j + 2 product of those d_j)/3.
    let private spread (r: Expr) (widths: Expr[]) (weights: Expr[]) =
        let depth = weights.Length
        let inverse j = Expr.power widths[j] (-Rational.One)
        let growing j = Expr.one + (Expr.integer 3 * r - Expr.one) * inverse j
        let shrinking j = Expr.one - inverse j
        let all = productFrom growing 1 (depth - 1)

        let pair l m =
            let outside = productFrom growing 1 (l - 1) * productFrom growing m (depth - 1)
            weights[l - 1] * weights[m - 1] * (all + Expr.integer 2 * outside * productFrom shrinking l (m - 1))

        let squares = Expr.sum [ for w in weights -> w * w * all ]
        let pairs = Expr.sum [ for l in 1..depth do for m in l + 1 .. depth -> pair l m ]
        squares + Expr.fraction 2 3 * pairs

    /// The moments. Raises ArgumentException unless there are at least an input and an output width.
    let moments (network: TwoSlopeNetwork) : KernelMoments =
        if network.Widths.Length < 2 then
            invalidArg (nameof network) "A network has at least two widths, that of the input and that of the output."

        let widths = Array.ofList network.Widths
        let weights = layerWeights network widths
        let total = Expr.sum weights
        let meanSquare = meanPower 2 network
        let scale = network.NormSquared * Expr.integerPower (network.WeightVariance * meanSquare) (weights.Length - 1) / widths[0]
        let r = meanPower 4 network / Expr.square meanSquare
        let spread = spread r widths weights

        { Mean = Simplify.normal (scale * total)
          SecondMoment = Simplify.normal (scale * scale * spread)
          Ratio = Simplify.normal (spread / Expr.square total) }
