using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>Where the variance goes with depth.</summary>
public enum VarianceBehavior
{
    /// <summary>It tends to a positive fixed point.</summary>
    Settles,

    /// <summary>It stays where it starts, at every start.</summary>
    Stays,

    /// <summary>It tends to 0.</summary>
    Vanishes,

    /// <summary>It grows without bound.</summary>
    Grows,
}

/// <summary>How a quantity approaches its limit, or infinity, with the depth l.</summary>
public enum DepthGrowth
{
    /// <summary>It does not move.</summary>
    Constant,

    /// <summary>A factor for each layer.</summary>
    Exponential,

    /// <summary>An addend for each layer.</summary>
    Linear,

    /// <summary>A power of l.</summary>
    Power,

    /// <summary>Faster than any exponential: the factor for each layer itself tends to 0 or to infinity.</summary>
    FasterThanExponential,
}

/// <summary>The limit of the variance from a given start, and how it gets there.</summary>
/// <param name="Start">The variance q^1 of the first layer.</param>
/// <param name="Behavior">Where it goes.</param>
/// <param name="Limit">q*: positive, 0 or +infinity.</param>
/// <param name="Growth">How the distance to a finite limit falls, or how q grows.</param>
/// <param name="Rate">
/// The factor for each layer (|chi_q| at a fixed point) when exponential; the addend when linear; the exponent r of l^r
/// (negative where the distance falls) when a power, 0 where it is slower than every power, as hard-tanh at sigma_w^2 = 1; 0 otherwise.
/// </param>
/// <param name="Coefficient">The factor before l^r when a power; 1 otherwise.</param>
/// <param name="Status">How the computation ended.</param>
public sealed record VarianceLimit(
    double Start,
    VarianceBehavior Behavior,
    double Limit,
    DepthGrowth Growth,
    double Rate,
    double Coefficient,
    SolveStatus Status);
