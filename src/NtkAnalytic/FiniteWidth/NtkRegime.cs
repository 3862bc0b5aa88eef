using System.Globalization;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// Whether a network is in the regime of neural tangent kernel theory: how much its tangent kernel varies between initialisations,
/// sd(Theta)/E[Theta] for one input, and, where a simulation has measured it, how much it moves in training.
/// </summary>
/// <remarks>
/// Both numbers are judged alike. Up to <see cref="KernelThreshold"/> is the kernel regime: predictions of kernel theory are off by about
/// that part. Up to <see cref="CorrectedThreshold"/> corrections of finite width matter. Beyond, theory at infinite width does not describe
/// the network. The thresholds are conventions, chosen for these sentences to be fair, and no theorem.
/// </remarks>
public sealed class NtkRegime
{
    private NtkRegime(double relativeDeviation, bool isExact, Phase phase, double depthToWidth, double? drift, SolveStatus status)
    {
        RelativeDeviation = relativeDeviation;
        IsExact = isExact;
        Phase = phase;
        DepthToWidth = depthToWidth;
        Drift = drift;
        Status = status;
        Regime initial = Judge(relativeDeviation);
        Regime = drift is { } moved && Judge(moved) > initial ? Judge(moved) : initial;
        Sentences = Say();
    }

    /// <summary>0.1: the largest part by which the kernel may vary, or move, in the kernel regime.</summary>
    public static double KernelThreshold => 0.1;

    /// <summary>0.5: the largest part by which it may where infinite width is still the leading order.</summary>
    public static double CorrectedThreshold => 0.5;

    /// <summary>The verdict: the worse one of initialisation and drift.</summary>
    public Regime Regime { get; }

    /// <summary>sd(Theta) / E[Theta] of one input over initialisations; infinite where it does not fit.</summary>
    public double RelativeDeviation { get; }

    /// <summary>True when it is exact, false when it is the first order in 1/width.</summary>
    public bool IsExact { get; }

    /// <summary>The phase of the network at infinite width.</summary>
    public Phase Phase { get; }

    /// <summary>The sum of 1/n_l over the hidden layers, which is L/n where all have the width n.</summary>
    public double DepthToWidth { get; }

    /// <summary>|Theta_t - Theta_0| / |Theta_0| as a simulation measured it; null where none did.</summary>
    public double? Drift { get; }

    /// <summary>The verdict and its reasons.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>How the computation ended.</summary>
    public SolveStatus Status { get; }

    /// <summary>Judges a network whose moments are known exactly.</summary>
    /// <param name="network">Two slopes, biases of 0.</param>
    /// <param name="drift">|Theta_t - Theta_0| / |Theta_0| after training, if measured; not negative.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">The drift is negative or NaN.</exception>
    public static NtkRegime Of(TwoSlopeNetwork network, double? drift = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckDrift(drift);
        var moments = TangentKernelMoments.Of(network);

        // An overflowing E[Theta] is no obstacle: its deviation is relative.
        SolveStatus status = double.IsFinite(moments.Ratio) ? SolveStatus.Converged : SolveStatus.Overflow;
        double perWidth = PerWidth([.. network.Widths.Take(network.WeightLayers)]);
        return new NtkRegime(moments.RelativeDeviation, true, DispersionLimit.PhaseOf(network), perWidth, drift, status);
    }

    /// <summary>Judges any fully connected network: exactly where that is possible, else by the first order in 1/width.</summary>
    /// <param name="network">A fully connected network whose weight layers all have the same variances.</param>
    /// <param name="widths">n_0, n_1, ..., n_L: the input and the hidden layers.</param>
    /// <param name="normSquared">|x|^2, finite and positive.</param>
    /// <param name="drift">|Theta_t - Theta_0| / |Theta_0| after training, if measured; not negative.</param>
    /// <param name="options">Progress and cancellation.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">As for <see cref="FirstOrderCorrections.Of"/>; or the variances differ between layers, or the drift is negative or NaN.</exception>
    public static NtkRegime Of(Network network, IReadOnlyList<int> widths, double normSquared = 1, double? drift = null, KernelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(widths);
        CheckDrift(drift);
        CheckUniform(network);
        if (Exact(network, widths, normSquared) is { } exact)
        {
            return Of(exact, drift);
        }

        var corrections = FirstOrderCorrections.Of(network, widths, normSquared, options);
        double start = corrections.Layers[0].Nngp;
        Phase phase = new PhaseAnalysis(network.Activation, network.WeightVariance(1), network.BiasVariance(1), start).Phase;
        double variance = corrections.Output.NtkRelativeVariance;
        double deviation = corrections.Status == SolveStatus.Overflow ? double.PositiveInfinity : Math.Sqrt(Math.Max(0, variance));
        return new NtkRegime(deviation, false, phase, PerWidth(widths), drift, corrections.Status);
    }

    /// <summary>Judges a part of the kernel that varies or moves, by the thresholds alone.</summary>
    /// <param name="part">Relative to the kernel; not negative.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException">The part is negative or NaN.</exception>
    public static Regime Judge(double part)
    {
        CheckDrift(part);
        return part <= KernelThreshold ? Regime.Kernel : part <= CorrectedThreshold ? Regime.Corrected : Regime.Outside;
    }

    /// <summary>The verdict on a drift alone, where there is no theory of the start.</summary>
    /// <param name="drift">|Theta_t - Theta_0| / |Theta_0|; not negative.</param>
    /// <returns>The verdict and its reason.</returns>
    /// <exception cref="ArgumentException">The drift is negative or NaN.</exception>
    public static IReadOnlyList<string> Describe(double drift) => [Verdict(Judge(drift)), Moved(drift)];

    private static TwoSlopeNetwork? Exact(Network network, IReadOnlyList<int> widths, double normSquared) =>
        network.Architecture == Architecture.FullyConnected
        && TwoSlopeNetwork.Supports(network.Activation)
        && !network.HasBias
        && network.WeightVariance(1) > 0
        && widths.Count == network.HiddenLayers + 1
        && normSquared > 0 && double.IsFinite(normSquared)
            ? new TwoSlopeNetwork(network.Activation, [.. widths, 1])
                .WithWeightVariance(Rational.OfShortestDecimal(network.WeightVariance(1)))
                .WithNormSquared(Rational.OfShortestDecimal(normSquared))
                .WithParameterization(network.Parameterization)
                .WithBiasGradient(Rational.OfShortestDecimal(network.BiasGradient(1)))
            : null;

    private static double PerWidth(IReadOnlyList<int> widths) => widths.Skip(1).Sum(width => 1.0 / width);

    private static void CheckDrift(double? drift)
    {
        if (drift is { } value && !(value >= 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"The drift of the kernel must not be negative, but it is {value:R}."), nameof(drift));
        }
    }

    private static void CheckUniform(Network network)
    {
        for (int layer = 2; layer <= network.HiddenLayers + 1; layer++)
        {
            if (network.WeightVariance(layer) != network.WeightVariance(1) || network.BiasVariance(layer) != network.BiasVariance(1))
            {
                throw new ArgumentException($"A network has a phase when all layers have the same variances, but those of layer {layer} differ from the first.", nameof(network));
            }
        }
    }

    private string[] Say()
    {
        string how = IsExact ? "exactly" : "to first order in 1/width";
        string initial = $"At initialisation the tangent kernel of an input varies by {Percent(RelativeDeviation)} of its mean between networks ({how}).";
        string phase = Phase switch
        {
            Phase.Ordered => "ordered",
            Phase.Chaotic => "chaotic",
            Phase.EdgeOfChaos => "at the edge of chaos",
            _ => "marginal",
        };
        string depth = string.Create(CultureInfo.InvariantCulture, $"The network is {phase}, with depth over width {DepthToWidth:G4}, which scales the variance.");
        string training = Drift is { } drift ? Moved(drift) : "How far the kernel moves in training was not measured.";
        return [Verdict(Regime), initial, depth, training];
    }

    private static string Verdict(Regime regime) => regime switch
    {
        Regime.Kernel => $"The network is in the kernel regime: what varies stays within {Percent(KernelThreshold)} of the kernel.",
        Regime.Corrected => $"Corrections of finite width matter: more than {Percent(KernelThreshold)} of the kernel varies, but not more than {Percent(CorrectedThreshold)}.",
        _ => $"The network is outside the kernel regime: more than {Percent(CorrectedThreshold)} of the kernel varies.",
    };

    private static string Moved(double drift) => $"In training the kernel moved by {Percent(drift)} of its norm.";

    private static string Percent(double part) => part switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{100 * part:G3} %"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{100 * part:F0} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * part:G3} %"),
    };
}
