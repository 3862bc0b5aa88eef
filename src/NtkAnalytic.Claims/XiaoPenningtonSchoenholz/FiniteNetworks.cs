using NtkAnalytic.DepthLimits;
using NtkAnalytic.Simulation.Ensembles;

namespace NtkAnalytic.Claims.XiaoPenningtonSchoenholz;

/// <summary>Limits of deep kernels beside means over drawn networks of finite width.</summary>
internal static class FiniteNetworks
{
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "K.finite.ordered",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel in the ordered phase",
            "Ordered phase: all entries of the NTK tend to p* = q* / (1 - chi_1).",
            token => new Evidence([.. Ordered(Activation.Erf, 0.6, 0.3, 8, 16, token)]))
        {
            Method = "Means over drawn erf networks of 10 layers and widths from 16 to 64, carried to infinite width by a line in 1/width.",
        },
        new(
            "K.finite.chaotic",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel in the chaotic phase",
            "Chaotic phase: Theta(x, x) grows like chi_1^l, Theta(x, x') tends to q* c* / (1 - chi(c*)).",
            token => new Evidence([.. Chaotic(Activation.Erf, 4, 0.5, 8, 17, token)]))
        {
            Method = "Means over drawn erf networks of 4 layers and widths from 16 to 64, carried to infinite width by a line in 1/width, against the recursion at that depth; it has these limits (K.chaotic).",
        },
    ];

    /// <summary>Both entries in the ordered phase, whose limit the depth has reached.</summary>
    public static IEnumerable<Comparison> Ordered(Activation activation, double weightVariance, double biasVariance, double parameters, ulong seed, CancellationToken cancellation)
    {
        var phase = new PhaseAnalysis(activation, weightVariance, biasVariance);
        double limit = phase.VarianceLimit.Limit / (1 - phase.Chi1);
        var network = new Network(activation, 10, weightVariance, biasVariance);
        string at = FormattableString.Invariant($"{activation}, sigma_w^2 = {weightVariance}, sigma_b^2 = {biasVariance}, chi_1 = {phase.Chi1:0.###}");
        (Measurement diagonal, Measurement other) = Entries(network, 0, parameters, seed, cancellation);
        yield return Comparison.Of($"Theta(x, x), {at}", limit, diagonal);
        yield return Comparison.Of($"Theta(x, x'), {at}", limit, other);
    }

    /// <summary>Both entries in the chaotic phase, at a depth.</summary>
    public static IEnumerable<Comparison> Chaotic(Activation activation, double weightVariance, double biasVariance, double parameters, ulong seed, CancellationToken cancellation)
    {
        const int depth = 4;
        var network = new Network(activation, depth, weightVariance, biasVariance);
        DepthPoint theory = Pairs.Run(network, 0.5, [depth])[0];
        string at = FormattableString.Invariant($"{activation}, sigma_w^2 = {weightVariance}, sigma_b^2 = {biasVariance}, {depth} layers");
        (Measurement diagonal, Measurement other) = Entries(network, 0.5, parameters, seed, cancellation);
        yield return Comparison.Of($"Theta(x, x), {at}", Math.Exp(theory.LogNtkDiagonal), diagonal);
        yield return Comparison.Of($"Theta(x, x'), {at}", theory.Ntk, other);
    }

    private static (Measurement Diagonal, Measurement OffDiagonal) Entries(Network network, double correlation, double parameters, ulong seed, CancellationToken cancellation)
    {
        Dictionary<int, KernelStatistics> kernels = Sampled.Widths.ToDictionary(
            width => width, width => Sampled.Networks(network, width, Sampled.Count(network, width, parameters), seed, cancellation, correlation).Ntk);
        return (
            Sampled.AtInfiniteWidth(Sampled.Widths, width => Sampled.Mean(kernels[width].Diagonal)).Limit,
            Sampled.AtInfiniteWidth(Sampled.Widths, width => Sampled.Mean(kernels[width].OffDiagonal!)).Limit);
    }
}
