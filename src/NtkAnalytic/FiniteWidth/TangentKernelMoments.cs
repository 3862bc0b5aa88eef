using NtkAnalytic.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// Moments of the tangent kernel Theta(x, x) = |df/dtheta|^2 of one output of a <see cref="TwoSlopeNetwork"/>, over its random weights
/// at initialisation: exact formulas at any widths, evaluated in double precision.
/// </summary>
/// <remarks>
/// The weights' part is that of Hanin and Nica (arXiv 1909.05989) with its constants; with gradients of biases a layer may be dead,
/// and what then remains, with phi'(0) the mean of the slopes, is in the moments. Another phi'(0) changes them in the networks with a
/// dead layer only, of probability <see cref="DeadLayerProbability"/>. All terms are positive, so nothing cancels.
/// </remarks>
public sealed class TangentKernelMoments
{
    // Longest chain of roundings through one layer of the recursion, the conversion of its numbers included.
    private const int RoundingsPerLayer = 16;

    private TangentKernelMoments(TwoSlopeNetwork network, int weightLayers, ScaledNumber mean, ScaledNumber second, double deadLayer)
    {
        Network = network;
        WeightLayers = weightLayers;
        Mean = mean.ToDouble();
        SecondMoment = second.ToDouble();
        LogMean = mean.Log;
        LogSecondMoment = second.Log;
        ScaledNumber ratio = second / mean / mean;
        Ratio = ratio.ToDouble();
        LogRatio = ratio.Log;
        DeadLayerProbability = deadLayer;
        bool fits = double.IsFinite(SecondMoment) && double.IsFinite(Mean) && double.IsFinite(Ratio);
        Status = fits ? SolveStatus.Converged : SolveStatus.Overflow;
    }

    /// <summary>The network; where the moments are those of its first layers, <see cref="WeightLayers"/> says how many.</summary>
    public TwoSlopeNetwork Network { get; }

    /// <summary>D, the layers of weights that are counted, the output's included.</summary>
    public int WeightLayers { get; }

    /// <summary>E[Theta]; infinite where it does not fit.</summary>
    public double Mean { get; }

    /// <summary>E[Theta^2]; infinite where it does not fit.</summary>
    public double SecondMoment { get; }

    /// <summary>The dispersion E[Theta^2] / E[Theta]^2, at least 1; infinite where it does not fit.</summary>
    public double Ratio { get; }

    /// <summary>log E[Theta], finite also where <see cref="Mean"/> is not.</summary>
    public double LogMean { get; }

    /// <summary>log E[Theta^2], likewise.</summary>
    public double LogSecondMoment { get; }

    /// <summary>log of <see cref="Ratio"/>, likewise.</summary>
    public double LogRatio { get; }

    /// <summary>sd(Theta) / E[Theta] = sqrt(<see cref="Ratio"/> - 1).</summary>
    public double RelativeDeviation => Math.Sqrt(Math.Max(0, Ratio - 1));

    /// <summary>
    /// The probability that all units of some hidden layer are silent, 1 - product of (1 - 2^-n_l): at most the sum of 2^-n_l over the
    /// hidden layers. 0 for activations that are silent on neither side.
    /// </summary>
    public double DeadLayerProbability { get; }

    /// <summary>A bound of the relative rounding error of each moment and of their ratio.</summary>
    public double RelativeError => 3 * RoundingsPerLayer * (WeightLayers + 1) * Math.ScaleB(1, -53);

    /// <summary>Whether the moments fit into double precision; their logarithms always do.</summary>
    public SolveStatus Status { get; }

    /// <summary>The moments of a network.</summary>
    /// <param name="network">The network, of any depth; a layer takes some microseconds.</param>
    /// <returns>The moments.</returns>
    public static TangentKernelMoments Of(TwoSlopeNetwork network) => ByDepth(network)[^1];

    /// <summary>The moments of the networks that are made of the first layers of one.</summary>
    /// <param name="network">The widths n_0, ..., n_D.</param>
    /// <returns>An entry for each D' = 1..D: widths n_0, ..., n_(D'-1) below an output.</returns>
    public static IReadOnlyList<TangentKernelMoments> ByDepth(TwoSlopeNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        KernelRecursion<ScaledNumber> recursion = new(network, value => value.ToDouble(), Survival);
        return [.. recursion.ByDepth().Select((at, i) => new TangentKernelMoments(network, i + 1, at.Mean, at.SecondMoment, at.DeadLayer.ToDouble()))];
    }

    private static (ScaledNumber Alive, ScaledNumber Dead) Survival(int units)
    {
        double dead = Math.ScaleB(1, -units);
        return (1 - dead, dead);
    }
}
