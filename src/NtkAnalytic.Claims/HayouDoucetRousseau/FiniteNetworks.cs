using NtkAnalytic.DepthLimits;
using NtkAnalytic.Networks;

namespace NtkAnalytic.Claims.HayouDoucetRousseau;

/// <summary>Statements about infinite width beside means over drawn networks of finite width.</summary>
internal static class FiniteNetworks
{
    private const string Convention = "L weight layers, hence L - 1 hidden ones; NTK parameterization, |x|^2 = d.";

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "A.finite.diagonal",
            Paper.HayouDoucetRousseau,
            "theorem 1, edge of chaos",
            "Relu at the edge of chaos: K^L(x, x) = L sigma_w^2 |x|^2 / d.",
            token => new Evidence([.. new[] { 3, 6 }.Select(layers => Diagonal(32, layers, 2500, 13, token))]))
        {
            Method = "Mean over drawn networks of width 32; for relu it has no correction in the width. " + Convention,
        },
        new(
            "A.finite.ratio",
            Paper.HayouDoucetRousseau,
            "theorem 1, edge of chaos",
            "Relu at the edge of chaos: off-diagonal over diagonal tends to 1/4 with the error (3/8) log(L) / L + O(1/L).",
            token => new Evidence([.. new[] { 0, 0.5 }.Select(correlation => Ratio(5, correlation, 6, 14, token))]))
        {
            Method = "The quotient of means over drawn networks of widths from 16 to 64, a line in 1/width, against the recursion at that L, which has this limit (A.theorem-1). " + Convention,
        },
        new(
            "A.finite.residual",
            Paper.HayouDoucetRousseau,
            "theorem 2",
            "Residual relu networks: K^L(x, x) / (L (1 + sigma_w^2 / 2)^(L-1)) is sigma_w^2 |x|^2 / d.",
            token => Residual(2, 3, 10, 15, token))
        {
            Corrected = "K^L(x, x) = (sigma_w^2 |x|^2 / d) (1 + a)^(L-1) (1 + (L-1) a / (1 + a)) with a = sigma_w^2 / 2.",
            Method = "Mean over drawn networks of widths from 16 to 64, a line in 1/width: skip connections give it a correction. " + Convention,
        },
    ];

    /// <summary>The mean on the diagonal at the edge of chaos.</summary>
    /// <param name="width">Of inputs and layers.</param>
    /// <param name="weightLayers">L.</param>
    /// <param name="count">Networks.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellation">Ends the sampling.</param>
    public static Comparison Diagonal(int width, int weightLayers, int count, ulong seed, CancellationToken cancellation) => Comparison.Of(
        FormattableString.Invariant($"mean of K^L(x, x), L = {weightLayers}, width {width}, {count} networks"),
        2 * weightLayers,
        Sampled.Mean(Sampled.Networks(new Network(Activation.Relu, weightLayers - 1), width, count, seed, cancellation).Ntk.Diagonal));

    private static Comparison Ratio(int weightLayers, double correlation, double parameters, ulong seed, CancellationToken cancellation)
    {
        var network = new Network(Activation.Relu, weightLayers - 1);
        DepthPoint theory = Pairs.Run(network, correlation, [weightLayers - 1])[0];
        return Comparison.Of(
            FormattableString.Invariant($"off-diagonal / diagonal, L = {weightLayers}, c = {correlation}, width to infinity"),
            theory.NormalizedNtk,
            Sampled.AtInfiniteWidth(
                Sampled.Widths,
                width => Sampled.Ratio(Sampled.Networks(network, width, Sampled.Count(network, width, parameters), seed, cancellation, correlation).Ntk)).Limit);
    }

    private static Evidence Residual(double weightVariance, int weightLayers, double parameters, ulong seed, CancellationToken cancellation)
    {
        Network network = new Network(Activation.Relu, weightLayers - 1, weightVariance).WithArchitecture(Architecture.Residual);
        Measurement measured = Sampled.AtInfiniteWidth(
            Sampled.Widths,
            width => Sampled.Mean(Sampled.Networks(network, width, Sampled.Count(network, width, parameters), seed, cancellation).Ntk.Diagonal)).Limit;
        double a = weightVariance / 2;
        double growth = weightVariance * Math.Pow(1 + a, weightLayers - 1);
        string at = FormattableString.Invariant($"mean of K^L(x, x), sigma_w^2 = {weightVariance}, L = {weightLayers}, width to infinity");
        return new Evidence(
            [Comparison.Of(at, growth * weightLayers, measured)],
            [Comparison.Of(at, growth * (1 + ((weightLayers - 1) * a / (1 + a))), measured)]);
    }
}
