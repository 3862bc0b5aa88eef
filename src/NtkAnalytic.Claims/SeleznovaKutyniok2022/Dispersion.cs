using NtkAnalytic.FiniteWidth;

namespace NtkAnalytic.Claims.SeleznovaKutyniok2022;

/// <summary>How much the NTK varies between initialisations, against the depth, in the three phases.</summary>
internal static class Dispersion
{
    private static readonly int[] Widths = [50, 100, 200, 400, 800];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "B.dispersion",
            Paper.SeleznovaKutyniok2022,
            "abstract",
            "The dispersion E[Theta^2] / E[Theta]^2 at initialisation grows exponentially with depth over width at the edge of chaos and in the chaotic phase, and does not in the ordered phase.",
            _ => new Evidence([.. Growing(2), .. Growing(3), .. Ordered(1), .. Ordered(1.5)]))
        {
            Method = "Exact moments, and the slope of the log of their ratio at depths of 20 to 60 widths; fourth moments grow by 1 + 5/M for each layer, which makes the rate 5 for each D/M. " + Setting.Convention,
        },
        new(
            "B.dispersion.networks",
            Paper.SeleznovaKutyniok2022,
            "experiments, dispersion at initialisation",
            "The dispersion of sampled networks against their depth is that of theory in all three phases.",
            token => new Evidence([.. Networks(24, [3, 6], 3000, token)]))
        {
            Method = "Drawn networks against exact moments, up to a depth of a quarter of the width, where the sampled ratio is not yet biased low by heavy tails. " + Setting.Convention,
        },
        new(
            "B.dispersion.networks.wide",
            Paper.SeleznovaKutyniok2022,
            "experiments, dispersion at initialisation",
            "The same with the paper's width of 100.",
            token => new Evidence([.. Networks(100, [10, 25], 2500, token), Network(1, 100, 50, 1000, 20_222, token)]))
        {
            Method = "2500 networks for each point; in the ordered phase, whose tails are light, down to a depth of half the width. " + Setting.Convention,
            IsSlow = true,
        },
        new(
            "B.dispersion.weights",
            Paper.SeleznovaKutyniok2022,
            "what its phases rest on (derived here from its definitions)",
            "Without the gradients of the biases the dispersion is the same for every sigma_w^2, and grows in the ordered phase, too: the phases differ by the bias gradients.",
            token => new Evidence([.. Weights(32, 8, 3000, token)]))
        {
            Method = "Exact moments, and drawn networks. " + Setting.Convention,
        },
    ];

    /// <summary>The exponential rate, away from the ordered phase.</summary>
    /// <param name="weightVariance">sigma_w^2 of at least 2.</param>
    public static IEnumerable<Comparison> Growing(double weightVariance)
    {
        Measurement[] rates = [.. Widths.Select(width => Rate(weightVariance, width))];
        string at = FormattableString.Invariant($"sigma_w^2 = {weightVariance}");
        yield return Comparison.Of($"rate for each D/M, M = {Widths[0]}, {at}", Widths[0] * Math.Log(1 + (5.0 / Widths[0])), rates[0]);
        Measurement[] limit = DepthFit.Coefficients(Widths, [.. rates.Select(rate => rate.Value)], [.. rates.Select(rate => rate.Uncertainty)], [m => 1, m => 1 / m]);
        yield return Comparison.Of($"rate for each D/M, M to infinity, {at}", 5, limit[0]);
    }

    /// <summary>No growth in the ordered phase.</summary>
    /// <param name="weightVariance">sigma_w^2 below 2.</param>
    public static IEnumerable<Comparison> Ordered(double weightVariance)
    {
        string at = FormattableString.Invariant($"sigma_w^2 = {weightVariance}");
        yield return Comparison.Of($"rate for each D/M, M = {Widths[0]}, {at}", 0, Rate(weightVariance, Widths[0]));
        Measurement[] limit = DepthFit.Coefficients(
            Widths, [.. Widths.Select(width => TangentKernelMoments.Of(Setting.Exact(weightVariance, width, 5 * width)).Ratio)], m => 1, m => 1 / m);
        yield return Comparison.Of($"ratio at D/M = 5, M to infinity, {at}", 1, limit[0]);
    }

    /// <summary>Drawn networks against exact moments.</summary>
    /// <param name="width">M.</param>
    /// <param name="weightLayers">D, several.</param>
    /// <param name="count">Networks.</param>
    /// <param name="cancellation">Ends the sampling.</param>
    public static IEnumerable<Comparison> Networks(int width, IReadOnlyList<int> weightLayers, int count, CancellationToken cancellation) =>
        from weightVariance in Setting.Phases from depth in weightLayers select Network(weightVariance, width, depth, count, 20_220 + (ulong)depth, cancellation);

    /// <summary>The sampled ratio of one kind of network.</summary>
    public static Comparison Network(double weightVariance, int width, int weightLayers, int count, ulong seed, CancellationToken cancellation) => Comparison.Of(
        FormattableString.Invariant($"ratio, M = {width}, D = {weightLayers}, sigma_w^2 = {weightVariance}, {count} networks"),
        TangentKernelMoments.Of(Setting.Exact(weightVariance, width, weightLayers)).Ratio,
        Sampled.Dispersion(Sampled.Networks(Setting.Drawn(weightVariance, weightLayers), width, count, seed, cancellation, normSquared: 1).Ntk.Diagonal));

    /// <summary>The kernel of the weights alone.</summary>
    /// <param name="width">M.</param>
    /// <param name="weightLayers">D.</param>
    /// <param name="count">Networks.</param>
    /// <param name="cancellation">Ends the sampling.</param>
    public static IEnumerable<Comparison> Weights(int width, int weightLayers, int count, CancellationToken cancellation)
    {
        double reference = Ratio(2);
        foreach (double weightVariance in new[] { 1.0, 3.0 })
        {
            string at = FormattableString.Invariant($"M = {width}, D = {weightLayers}, sigma_w^2 = {weightVariance}");
            yield return new Comparison($"ratio over that at sigma_w^2 = 2, {at}", 1, Ratio(weightVariance) / reference, 1e-13);
        }

        Network drawn = Setting.Drawn(1, weightLayers).WithBiasGradientFactor(0);
        yield return Comparison.Of(
            FormattableString.Invariant($"ratio, M = {width}, D = {weightLayers}, sigma_w^2 = 1, {count} networks"),
            reference,
            Sampled.Dispersion(Sampled.Networks(drawn, width, count, 20_223, cancellation, normSquared: 1).Ntk.Diagonal));
        yield return Comparison.Of(
            FormattableString.Invariant($"rate for each D/M, M = {width}, sigma_w^2 = 1"), width * Math.Log(1 + (5.0 / width)), Rate(1, width, biasGradient: 0));

        double Ratio(double weightVariance) => TangentKernelMoments.Of(Setting.Exact(weightVariance, width, weightLayers, biasGradient: 0)).Ratio;
    }

    // log of the ratio = rate D + constant + c / D + ..., all else falls exponentially with D/M.
    private static Measurement Rate(double weightVariance, int width, int biasGradient = 1)
    {
        int[] depths = [20 * width, 26 * width, 34 * width, 45 * width, 60 * width];
        IReadOnlyList<TangentKernelMoments> moments = TangentKernelMoments.ByDepth(Setting.Exact(weightVariance, width, depths[^1], biasGradient));
        Measurement slope = DepthFit.Coefficients(
            depths,
            [.. depths.Select(depth => moments[depth - 1].LogRatio)],
            [.. depths.Select(depth => moments[depth - 1].RelativeError)],
            [d => d, d => 1, d => 1 / d])[0];
        return new Measurement(width * slope.Value, width * slope.Uncertainty);
    }
}
