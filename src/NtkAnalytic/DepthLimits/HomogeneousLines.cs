using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// Two straight lines through the origin: a homogeneous activation, or what an activation becomes while the variance grows or
/// vanishes exponentially. The bias does not act on their correlation map.
/// </summary>
internal sealed class HomogeneousLines
{
    private readonly Activation _activation;
    private readonly double _moment;

    private HomogeneousLines(Activation activation, bool exact)
    {
        _activation = activation;
        _moment = DualActivation.Of(activation).Diagonal(1).SecondMoment;
        IsExact = exact;
    }

    /// <summary>True when the activation itself is homogeneous, so that the variances are known exactly.</summary>
    public bool IsExact { get; }

    /// <summary>The activation itself where it is homogeneous of degree 1.</summary>
    public static HomogeneousLines? Exactly(Activation activation) =>
        activation.HomogeneityDegree == 1 && DualActivation.Of(activation).Diagonal(1).SecondMoment > 0
            ? new HomogeneousLines(activation, exact: true)
            : null;

    /// <summary>The activation itself, or its asymptotes at infinity.</summary>
    public static HomogeneousLines? AtInfinity(Activation activation) =>
        Exactly(activation) ?? (ActivationTail.AtInfinity(activation) is { } tail ? new HomogeneousLines(tail, exact: false) : null);

    /// <summary>The tangents at 0.</summary>
    public static HomogeneousLines? AtZero(Activation activation) =>
        ActivationTail.AtZero(activation) is { } tail ? new HomogeneousLines(tail, exact: false) : null;

    /// <summary>a = sigma_w^2 E[phi(Z)^2]: the factor of the variance for each layer, up to the bias; 1 within 1e-13 is 1.</summary>
    public double Growth(double weightVariance)
    {
        double growth = weightVariance * _moment;
        return Math.Abs(growth - 1) <= 1e-13 ? 1 : growth;
    }

    /// <summary>The expansion of the bias-free map, diluted by a skip connection: 1 - C = gamma + share * (higher terms).</summary>
    /// <param name="share">The share of the branch in the variance; 1 without a skip.</param>
    public MapExpansion Expansion(double share)
    {
        MapExpansion bare = new CorrelationMap(_activation, 1 / _moment, 0, 1).Expand();
        return new MapExpansion([.. bare.Terms.Select(term => term.Power == 1
            ? term with { Coefficient = 1 }
            : term with { Coefficient = share * term.Coefficient, Error = share * term.Error })]);
    }
}
