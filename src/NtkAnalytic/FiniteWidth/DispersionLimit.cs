using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// The dispersion E[Theta^2] / E[Theta]^2 in the limit of depth and width together, D/n -> lambda with all hidden widths n, of a network
/// whose activation is two rays and whose biases are 0.
/// </summary>
/// <remarks>
/// With r = A4/A2^2 of the slopes (2 for relu, 1 for the identity and abs) a layer multiplies fourth moments by 1 + (3r-1)/n and
/// 1 - 1/n; sums over layers become integrals. Without bias gradients in the kernel the limit is w in every phase; with them it is 1 in
/// the ordered phase, w in the chaotic one, and between at the edge.
/// </remarks>
public sealed class DispersionLimit
{
    private DispersionLimit(double depthToWidth, Phase? phase, double growth, double scaled)
    {
        DepthToWidth = depthToWidth;
        Phase = phase;
        LogRatio = growth + Math.Log(scaled);
        Ratio = Math.Exp(growth) * scaled;
        Status = double.IsFinite(Ratio) ? SolveStatus.Converged : SolveStatus.Overflow;
    }

    /// <summary>lambda.</summary>
    public double DepthToWidth { get; }

    /// <summary>The phase that decides; null for a kernel of the weights alone, where it does not matter.</summary>
    public Phase? Phase { get; }

    /// <summary>The limit; infinite where it does not fit.</summary>
    public double Ratio { get; }

    /// <summary>Its logarithm, finite at every lambda.</summary>
    public double LogRatio { get; }

    /// <summary>Whether the limit fits into double precision.</summary>
    public SolveStatus Status { get; }

    /// <summary>The limit for a kernel of the weights alone, in every phase; that of the chaotic phase also with bias gradients.</summary>
    /// <param name="depthToWidth">lambda, finite and not negative.</param>
    /// <param name="slopeKurtosis">r = A4/A2^2, at least 1; 2 for relu.</param>
    /// <returns>w = e^((3r-1) lambda) (1/3 + 2/3 I).</returns>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static DispersionLimit WeightsOnly(double depthToWidth, double slopeKurtosis = 2)
    {
        Check(depthToWidth, slopeKurtosis);
        return new DispersionLimit(depthToWidth, null, Growth(depthToWidth, slopeKurtosis), Weights(depthToWidth, slopeKurtosis));
    }

    /// <summary>The limit with bias gradients in the kernel.</summary>
    /// <param name="phase">Ordered, chaotic, or the edge of chaos (sigma_w^2 A2 = 1).</param>
    /// <param name="depthToWidth">lambda, finite and not negative.</param>
    /// <param name="weightShare">
    /// t, the mean that a layer's weights add to the kernel at the edge in parts of what its biases add, positive: |x|^2 n/n_0 under the standard
    /// parameterization, sigma_w^2 |x|^2/(n_0 b) under NTK with the bias gradient factor b.
    /// </param>
    /// <param name="slopeKurtosis">r = A4/A2^2, at least 1; 2 for relu.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentException">A number is out of range, or the phase is <see cref="CorrelationMaps.Phase.Marginal"/>, which needs biases that are not 0.</exception>
    public static DispersionLimit WithBiasGradients(Phase phase, double depthToWidth, double weightShare, double slopeKurtosis = 2)
    {
        Check(depthToWidth, slopeKurtosis);
        if (!(weightShare > 0) || !double.IsFinite(weightShare))
        {
            throw new ArgumentException(FormattableString.Invariant($"The share of the weights must be positive and finite, but it is {weightShare:R}."), nameof(weightShare));
        }

        double growth = Growth(depthToWidth, slopeKurtosis);
        double weights = Weights(depthToWidth, slopeKurtosis);
        return phase switch
        {
            CorrelationMaps.Phase.Ordered => new DispersionLimit(depthToWidth, phase, 0, 1),
            CorrelationMaps.Phase.Chaotic => new DispersionLimit(depthToWidth, phase, growth, weights),
            CorrelationMaps.Phase.EdgeOfChaos => new DispersionLimit(depthToWidth, phase, growth, Edge(depthToWidth, slopeKurtosis, weightShare, weights)),
            _ => throw new ArgumentException("Without biases a network of two rays is ordered, chaotic or at the edge of chaos, never marginal.", nameof(phase)),
        };
    }

    /// <summary>The limit that belongs to a network: lambda is D over its hidden widths, by the mean of 1/n_l over the hidden layers.</summary>
    /// <param name="network">The network, with at least one hidden layer.</param>
    /// <returns>The limit at its depth and widths, for comparison with <see cref="TangentKernelMoments"/>.</returns>
    /// <exception cref="ArgumentException">There is no hidden layer.</exception>
    public static DispersionLimit Of(TwoSlopeNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        int hidden = network.WeightLayers - 1;
        if (hidden == 0)
        {
            throw new ArgumentException("A limit of depth over width needs a hidden layer, but the network has none.", nameof(network));
        }

        double inverse = 0;
        for (int layer = 1; layer <= hidden; layer++)
        {
            inverse += 1.0 / network.Widths[layer];
        }

        double lambda = network.WeightLayers * (inverse / hidden);
        Rational second = network.MeanSquareSlope;
        double kurtosis = (network.MeanFourthSlope / (second * second)).ToDouble();
        if (network.BiasGradient.Sign == 0)
        {
            return WeightsOnly(lambda, kurtosis);
        }

        Rational perUnit = network.NormSquared / network.Widths[0];
        double share = network.Parameterization == Networks.Parameterization.Ntk
            ? (perUnit * network.WeightVariance / network.BiasGradient).ToDouble()
            : (perUnit / network.BiasGradient).ToDouble() * hidden / inverse;
        return WithBiasGradients(PhaseOf(network), lambda, share, kurtosis);
    }

    /// <summary>The phase of a network without biases: chi_1 = sigma_w^2 A2 against 1, exactly.</summary>
    internal static Phase PhaseOf(TwoSlopeNetwork network) => (network.WeightVariance * network.MeanSquareSlope).CompareTo(1) switch
    {
        < 0 => CorrelationMaps.Phase.Ordered,
        > 0 => CorrelationMaps.Phase.Chaotic,
        _ => CorrelationMaps.Phase.EdgeOfChaos,
    };

    private static void Check(double depthToWidth, double slopeKurtosis)
    {
        if (!(depthToWidth >= 0) || !double.IsFinite(depthToWidth))
        {
            throw new ArgumentException(FormattableString.Invariant($"Depth over width must be finite and not negative, but it is {depthToWidth:R}."), nameof(depthToWidth));
        }

        if (!(slopeKurtosis >= 1) || !double.IsFinite(slopeKurtosis))
        {
            throw new ArgumentException(FormattableString.Invariant($"E[a^4] / E[a^2]^2 of a slope is at least 1, but {slopeKurtosis:R} was given."), nameof(slopeKurtosis));
        }
    }

    private static double Growth(double lambda, double r) => ((3 * r) - 1) * lambda;

    // w e^-growth: the layers l, m of the double sum are k = |l - m| apart, and e^(-3 r lambda k/D) is the ratio of the two factors.
    private static double Weights(double lambda, double r) => (1.0 / 3) + (4.0 / 3 * ExponentialDifference.Of(0, 0, -3 * r * lambda));

    // (t^2 w + 2 t WB + BB) / (1 + t)^2, all times e^-growth; with g the growth, BB = 2 exp[g, 0, 0] and
    // WB = exp[g, 0, 0] (the bias above the weights) + (exp[g, g, 0] + 2 exp[g, -lambda, 0]) / 3 (below them).
    private static double Edge(double lambda, double r, double t, double weights)
    {
        double growth = Growth(lambda, r);
        double above = ExponentialDifference.Of(0, -growth, -growth);
        double below = (ExponentialDifference.Of(0, 0, -growth) + (2 * ExponentialDifference.Of(0, -lambda - growth, -growth))) / 3;
        double weightShare = t / (1 + t);
        double biasShare = 1 / (1 + t);
        return (weightShare * weightShare * weights) + (2 * weightShare * biasShare * (above + below)) + (2 * biasShare * biasShare * above);
    }
}
