using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Claims;

/// <summary>Two inputs of one norm through many layers.</summary>
internal static class Pairs
{
    /// <summary>Ten thousand to a million layers: where laws in 1 / L have settled.</summary>
    public static IReadOnlyList<int> FarDepths { get; } = [3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

    /// <summary>
    /// For coefficients of log(l) / l^2 in chi on a critical line: a point that misses the line by 1e-14 in chi_1 shifts them by
    /// 1e-14 l^2 / log(l).
    /// </summary>
    public static IReadOnlyList<int> LineDepths { get; } = [1_000, 3_000, 10_000, 30_000, 100_000];

    /// <summary>Runs two inputs with |x|^2 = n_0.</summary>
    /// <param name="network">The network.</param>
    /// <param name="correlation">The cosine of the angle between them.</param>
    /// <param name="depths">The hidden layers.</param>
    public static IReadOnlyList<DepthPoint> Run(Network network, double correlation, IReadOnlyList<int> depths) =>
        DepthRecursion.Run(network, GaussianPair.FromCorrelation(1, 1, correlation), depths);

    /// <summary>Runs two inputs whose first layer has a given variance and correlation.</summary>
    /// <param name="network">The network; its sigma_w^2 is positive and the variance above its sigma_b^2.</param>
    /// <param name="variance">q^1.</param>
    /// <param name="correlation">c^1.</param>
    /// <param name="depths">The hidden layers.</param>
    public static IReadOnlyList<DepthPoint> RunFrom(Network network, double variance, double correlation, IReadOnlyList<int> depths)
    {
        // q^1 = sigma_w^2 s + sigma_b^2 and q^1 (1 - c^1) = sigma_w^2 s (1 - cosine).
        double square = (variance - network.BiasVariance(1)) / network.WeightVariance(1);
        double oneMinus = (1 - correlation) * variance / (variance - network.BiasVariance(1));
        return DepthRecursion.Run(network, GaussianPair.FromOneMinusCorrelation(square, square, oneMinus), depths);
    }

    /// <summary>Every depth from one to another.</summary>
    public static IReadOnlyList<int> Every(int from, int to) => [.. Enumerable.Range(from, to - from + 1)];
}
