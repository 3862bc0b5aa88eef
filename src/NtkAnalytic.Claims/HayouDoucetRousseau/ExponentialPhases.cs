using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.HayouDoucetRousseau;

/// <summary>Proposition 1: away from the edge of chaos the NTK of different inputs tends to a constant exponentially.</summary>
internal static class ExponentialPhases
{
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "A.proposition-1.ordered",
            Paper.HayouDoucetRousseau,
            "proposition 1",
            "In the ordered phase the NTK of different inputs tends to a constant, the same for all, exponentially in the depth.",
            _ => new Evidence([.. Ordered(Activation.Tanh, 1.2, 0.1, 0.3), .. Ordered(Activation.Erf, 0.9, 0.3, -0.5)]))
        {
            Method = "The constant is q* / (1 - chi_1); the distance from it is fitted by L^p times a factor for each layer, which is chi_1, with p = 1 for smooth activations.",
        },
        new(
            "A.proposition-1.chaotic",
            Paper.HayouDoucetRousseau,
            "proposition 1",
            "In the chaotic phase of smooth activations the NTK of different inputs tends to a constant, the same for all, exponentially in the depth.",
            _ => new Evidence([.. Chaotic(Activation.Tanh, 3, 0.3, 0.3), .. Chaotic(Activation.Erf, 2.5, 0.1, 0.8)]))
        {
            Method = "The constant is q* c* / (1 - chi(c*)); the factor for each layer is chi(c*), again with p = 1.",
        },
    ];

    /// <summary>A smooth activation in the ordered phase.</summary>
    public static IEnumerable<Comparison> Ordered(Activation activation, double weightVariance, double biasVariance, double correlation)
    {
        var phase = new PhaseAnalysis(activation, weightVariance, biasVariance);
        double limit = phase.VarianceLimit.Limit / (1 - phase.Chi1);
        return Compare(phase, correlation, limit, phase.Chi1, "ordered");
    }

    /// <summary>A smooth activation in the chaotic phase.</summary>
    public static IEnumerable<Comparison> Chaotic(Activation activation, double weightVariance, double biasVariance, double correlation)
    {
        var phase = new PhaseAnalysis(activation, weightVariance, biasVariance);
        CorrelationFixedPoint fixedPoint = phase.CorrelationLimit!;
        double limit = phase.VarianceLimit.Limit * fixedPoint.Correlation / (1 - fixedPoint.Slope);
        return Compare(phase, correlation, limit, fixedPoint.Slope, "chaotic");
    }

    private static IEnumerable<Comparison> Compare(PhaseAnalysis phase, double correlation, double limit, double factor, string name)
    {
        double scale = -1 / Math.Log(factor);
        var network = new Network(phase.Activation, 1, phase.WeightVariance, phase.BiasVariance);
        string at = FormattableString.Invariant($"{name}, {phase.Activation}, sigma_w^2 = {phase.WeightVariance:0.####}, sigma_b^2 = {phase.BiasVariance}, c = {correlation}");
        DepthPoint end = Pairs.Run(network, correlation, [(int)Math.Ceiling(45 * scale)])[0];
        yield return new Comparison($"limit of the NTK, {at}", limit, end.Ntk, 1e-11 * Math.Abs(limit) * Math.Max(1, scale));
        (Measurement rate, Measurement power) = DepthRate.OfPair(network, correlation, scale, 1, Math.Abs(limit), point => point.Ntk - limit);
        yield return Comparison.Of($"log of the factor for each layer, {at}", Math.Log(factor), rate);
        yield return Comparison.Of($"power of L before it, {at}", 1, power);
    }
}
