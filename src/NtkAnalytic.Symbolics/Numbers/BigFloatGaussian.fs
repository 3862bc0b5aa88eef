namespace NtkAnalytic.Symbolics.FSharp

/// The standard normal distribution.
module internal BigFloatGaussian =
    /// x / sqrt 2, so precise that functions that decay as exp(-x^2/2) keep their relative precision.
    let private overSqrtTwo bits (x: BigFloat) =
        let working = bits + FixedPoint.guardBits + 2 * (max 0 (min 32 x.Magnitude))
        BigFloat.div working x (BigFloat.sqrt working (BigFloat.OfInteger 2))

    /// The density phi(x) = exp(-x^2/2) / sqrt(2 pi).
    let density bits (x: BigFloat) =
        let working = bits + FixedPoint.guardBits
        let exponential = BigFloatErrorFunction.expOfMinusSquare working (overSqrtTwo working x)
        BigFloat.div bits exponential (BigFloat.sqrt working (BigFloat.scale 1 (BigFloatConstants.pi.Value(working + 2))))

    /// The distribution function Phi(x) = erfc(-x / sqrt 2) / 2, with full relative precision in the left tail too.
    let cumulative bits (x: BigFloat) =
        BigFloat.scale -1 (BigFloatErrorFunction.erfc bits (BigFloat.Negate(overSqrtTwo bits x)))
