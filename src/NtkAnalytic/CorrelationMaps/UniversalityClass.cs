namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// Where an activation can keep both the variance and nearby inputs from exploding or vanishing exponentially
/// (chi_q = chi_1 = 1), after Roberts, Yaida and Hanin, "The Principles of Deep Learning Theory", chapter 5.
/// </summary>
public enum UniversalityClass
{
    /// <summary>At every variance, for sigma_b^2 = 0: positively homogeneous activations of degree 1, such as relu.</summary>
    ScaleInvariant,

    /// <summary>At K* = 0, approached from above as a power of the depth, for sigma_b^2 = 0: tanh, sin.</summary>
    ZeroVariance,

    /// <summary>At a positive variance that attracts from one side only: gelu, silu.</summary>
    HalfStable,

    /// <summary>Nowhere: sigmoid, softplus.</summary>
    None,
}
