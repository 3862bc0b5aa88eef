using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Networks;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// What infinite depth makes of the kernels of two different inputs, derived from the expansion of the correlation map:
/// limits, rates and leading coefficients, in every phase and for every architecture.
/// </summary>
/// <remarks>
/// The laws are for two inputs of one norm, different and not opposite. They go back to Hayou, Doucet and Rousseau
/// (arXiv 1905.13654) at the edge of chaos and in residual networks, and to Xiao, Pennington and Schoenholz (arXiv 1912.13053)
/// elsewhere; every coefficient comes from the activation's own expansion. In the standard parameterization the kernels
/// themselves need a width, the correlations and the normalised NTK do not.
/// </remarks>
public sealed class DepthAsymptotics
{
    private readonly DepthLaws _laws;

    private DepthAsymptotics(PhaseAnalysis phase, Architecture architecture, DepthLaws laws)
    {
        Phase = phase;
        Architecture = architecture;
        _laws = laws;
    }

    /// <summary>The phase analysis of the fully connected network with these variances.</summary>
    public PhaseAnalysis Phase { get; }

    /// <summary>How the layers are joined.</summary>
    public Architecture Architecture { get; }

    /// <summary>1 - c of the outputs.</summary>
    public DepthLaw? OneMinusCorrelation => _laws.OneMinusCorrelation;

    /// <summary>
    /// chi(c_L); where the variance grows or vanishes exponentially, and in residual networks, relative to its value at c = 1,
    /// so that it tends to 1 there too.
    /// </summary>
    public DepthLaw? Slope => _laws.Slope;

    /// <summary>K(x, x): Limit is 0 or infinite where it vanishes or grows.</summary>
    public DepthLaw? Variance => _laws.Variance;

    /// <summary>Theta(x, x).</summary>
    public DepthLaw? NtkDiagonal => _laws.NtkDiagonal;

    /// <summary>Theta(x, x') / sqrt(Theta(x, x) Theta(x', x')) of different inputs.</summary>
    public DepthLaw? NormalizedNtk => _laws.NormalizedNtk;

    /// <summary>Theta(x, x') / L of different inputs, fully connected at the edge of chaos.</summary>
    public DepthLaw? AverageNtk => _laws.AverageNtk;

    /// <summary>What was concluded, and why, in a few sentences for people.</summary>
    public string Explanation => _laws.Explanation;

    /// <summary>The asymptotics of a network.</summary>
    /// <param name="network">The network, with the same variances in all layers after the first; its number of hidden layers does not matter.</param>
    /// <param name="startVariance">q^1; by default that of inputs with |x|^2 = n_0.</param>
    /// <returns>Limits and rates; a law is null where none is known.</returns>
    /// <exception cref="ArgumentException">The variances differ between layers, or the start is negative or not finite.</exception>
    public static DepthAsymptotics Of(Network network, double? startVariance = null)
    {
        Network uniform = UniformNetwork.Of(network);
        double weight = uniform.WeightVariance(2);
        double bias = uniform.BiasVariance(2);
        double start = startVariance ?? (uniform.WeightVariance(1) + uniform.BiasVariance(1));
        if (!(start >= 0) || double.IsInfinity(start))
        {
            throw new ArgumentException(FormattableString.Invariant($"The variance of the first layer must be finite and not negative, but it is {start:R}."), nameof(startVariance));
        }

        var phase = new PhaseAnalysis(uniform.Activation, weight, bias, start);
        var terms = LayerTerms.Of(uniform, start);
        DepthLaws laws = uniform.Architecture == Architecture.FullyConnected
            ? FullyConnected(phase, terms)
            : WithSkip(uniform, terms);
        return new DepthAsymptotics(phase, uniform.Architecture, laws);
    }

    private static DepthLaws FullyConnected(PhaseAnalysis phase, LayerTerms terms)
    {
        if (terms.Start == 0 && terms.Bias == 0)
        {
            return new DepthLaws("Nothing enters the network: the variance is 0 in the first layer.");
        }

        if (HomogeneousLines.Exactly(phase.Activation) is { } lines && terms.Weight > 0)
        {
            double growth = lines.Growth(terms.Weight);
            return terms.Bias == 0 || growth > 1 ? HomogeneousLaws.Scaling(lines, terms)
                : growth == 1 ? HomogeneousLaws.Marginal(lines, terms)
                : SettledLaws.Of(phase, terms) with { Variance = HomogeneousVariance(phase, terms, growth) };
        }

        VarianceLimit limit = phase.VarianceLimit;
        if (limit.Behavior is VarianceBehavior.Settles or VarianceBehavior.Stays)
        {
            return SettledLaws.Of(phase, terms);
        }

        HomogeneousLines? tail = limit.Growth != DepthGrowth.Exponential ? null
            : limit.Behavior == VarianceBehavior.Grows ? HomogeneousLines.AtInfinity(phase.Activation)
            : HomogeneousLines.AtZero(phase.Activation);
        DepthLaws laws = tail is null
            ? new DepthLaws(WithoutFixedPoint(limit))
            : HomogeneousLaws.Scaling(tail, terms);
        return laws with { Variance = VarianceLaw.Of(limit) };
    }

    private static DepthLaws WithSkip(Network network, LayerTerms terms)
    {
        if (terms.Start == 0 && terms.Bias == 0)
        {
            return new DepthLaws("Nothing enters the network: the variance is 0 in the first layer.");
        }

        HomogeneousLines? lines = terms.Weight > 0 ? HomogeneousLines.AtInfinity(network.Activation) : null;
        return lines is null
            ? new DepthLaws("The variance of a residual network grows without bound; only for an activation with straight asymptotes is its law known.")
            : network.Architecture == Architecture.Residual ? HomogeneousLaws.Residual(lines, terms)
            : HomogeneousLaws.ScaledResidual(lines, terms);
    }

    // q_l = q* + (q^1 - q*) a^(l-1), and K(x, x) after L hidden layers is q_(L+1).
    private static DepthLaw HomogeneousVariance(PhaseAnalysis phase, LayerTerms terms, double growth)
    {
        double fixedPoint = phase.VarianceLimit.Limit;
        return VarianceLaw.StartsThere(phase.VarianceLimit)
            ? DepthLaw.Exactly(fixedPoint)
            : DepthLaw.Exponential(fixedPoint, terms.Start - fixedPoint, growth);
    }

    private static string WithoutFixedPoint(VarianceLimit limit) => (limit.Behavior, limit.Growth) switch
    {
        (VarianceBehavior.Vanishes, DepthGrowth.Power) =>
            "The variance vanishes as a power of the depth and the network becomes linear: the correlation stops at a value that depends on the inputs, and the normalised NTK tends to the same.",
        (VarianceBehavior.Vanishes, _) =>
            "The variance vanishes, and the activation has no tangent at 0 that the network could follow: no law is known.",
        _ =>
            "The variance grows without bound, and not as that of a homogeneous activation does: no law is known.",
    };
}
