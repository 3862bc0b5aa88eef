using System.Numerics;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>The moments of <see cref="TangentKernelMoments"/> as fractions, which they are for fractional slopes and variances.</summary>
public sealed class ExactKernelMoments
{
    private ExactKernelMoments(TwoSlopeNetwork network, Rational mean, Rational secondMoment, Rational deadLayerProbability)
    {
        Network = network;
        Mean = mean;
        SecondMoment = secondMoment;
        DeadLayerProbability = deadLayerProbability;
    }

    /// <summary>The network.</summary>
    public TwoSlopeNetwork Network { get; }

    /// <summary>E[Theta].</summary>
    public Rational Mean { get; }

    /// <summary>E[Theta^2].</summary>
    public Rational SecondMoment { get; }

    /// <summary>E[Theta^2] / E[Theta]^2.</summary>
    public Rational Ratio => SecondMoment / (Mean * Mean);

    /// <summary>The probability that some hidden layer is silent, as <see cref="TangentKernelMoments.DeadLayerProbability"/>.</summary>
    public Rational DeadLayerProbability { get; }

    /// <summary>The moments of a network.</summary>
    /// <param name="network">
    /// The network; the digits of the fractions grow with the depth, and the time faster than that (about a second for 100 layers).
    /// Where layers may be dead, 2 to the power of the sum of the widths is a denominator.
    /// </param>
    /// <returns>The moments.</returns>
    public static ExactKernelMoments Of(TwoSlopeNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        KernelRecursion<Rational> recursion = new(network, value => value, Survival);
        (Rational mean, Rational second, Rational dead) = recursion.ByDepth().Last();
        return new ExactKernelMoments(network, mean, second, dead);
    }

    private static (Rational Alive, Rational Dead) Survival(int units)
    {
        Rational dead = new(1, BigInteger.One << units);
        return (1 - dead, dead);
    }
}
