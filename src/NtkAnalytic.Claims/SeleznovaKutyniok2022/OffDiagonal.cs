using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.SeleznovaKutyniok2022;

/// <summary>The kernel of different inputs relative to its diagonal, at infinite width and over drawn networks.</summary>
internal static class OffDiagonal
{
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "B.off-diagonal",
            Paper.SeleznovaKutyniok2022,
            "the kernel of different inputs at infinite width (derived here)",
            "Off-diagonal over diagonal tends with the depth to 1 in the ordered phase, to 1/4 at the edge of chaos and in the chaotic phase.",
            _ => new Evidence([One(1), One(1.5), .. Quarter(2, 0), .. Quarter(3, 0)]))
        {
            Method = "The recursion of infinite width, which is ordered through the bias gradients: they are the same for all inputs. " + Setting.Convention,
        },
        new(
            "B.off-diagonal.raised",
            Paper.SeleznovaKutyniok2022,
            "the setting of its experiments, orthogonal inputs (derived here)",
            "Where the depth is comparable to the width, the quotient of means over finite networks is above that of infinite width.",
            token => new Evidence([NotRaised(16, 8, 4000, token)]))
        {
            Method = "Drawn networks; angles fall with every layer by 2/M beside what they do at infinite width. " + Setting.Convention,
        },
        new(
            "B.off-diagonal.raised.wide",
            Paper.SeleznovaKutyniok2022,
            "the setting of its experiments, M = 100, orthogonal inputs (derived here)",
            "The same with the paper's width of 100.",
            token => new Evidence([NotRaised(100, 49, 1500, token)]))
        {
            Method = Setting.Convention,
            IsSlow = true,
        },
        new(
            "B.off-diagonal.width",
            Paper.SeleznovaKutyniok2022,
            "the setting of its experiments, orthogonal inputs (derived here)",
            "As the width grows at a given depth, the quotient of means tends to that of infinite width.",
            token => new Evidence(Width(2, 4, 10, 20_227, token)))
        {
            Method = "Widths from 16 to 64, a line in 1/M. " + Setting.Convention,
        },
    ];

    /// <summary>The limit in the ordered phase. Without biases angles fall like 1 / H, and so does the error.</summary>
    /// <param name="weightVariance">sigma_w^2 below 2.</param>
    public static Comparison One(double weightVariance)
    {
        IReadOnlyList<DepthPoint> points = Pairs.Run(Setting.Infinite(weightVariance), 0, Pairs.FarDepths);
        Measurement[] fit = DepthFit.Coefficients(Pairs.FarDepths, [.. points.Select(p => p.NormalizedNtk)], l => 1, l => 1 / l, l => Math.Log(l) / l / l);
        return Comparison.Of(FormattableString.Invariant($"limit, sigma_w^2 = {weightVariance}"), 1, fit[0]);
    }

    /// <summary>The limit in the other phases.</summary>
    /// <param name="weightVariance">sigma_w^2 of at least 2.</param>
    /// <param name="correlation">The cosine of the angle between the inputs.</param>
    public static IEnumerable<Comparison> Quarter(double weightVariance, double correlation)
    {
        IReadOnlyList<DepthPoint> points = Pairs.Run(Setting.Infinite(weightVariance), correlation, Pairs.FarDepths);
        Measurement[] fit = DepthFit.Coefficients(Pairs.FarDepths, [.. points.Select(p => p.NormalizedNtk)], l => 1, l => Math.Log(l) / l, l => 1 / l);
        yield return Comparison.Of(FormattableString.Invariant($"limit, sigma_w^2 = {weightVariance}"), 0.25, fit[0]);
    }

    /// <summary>Drawn networks, carried to infinite width.</summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="hiddenLayers">H.</param>
    /// <param name="parameters">For each width, in millions.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellation">Ends the sampling.</param>
    public static Comparison Width(double weightVariance, int hiddenLayers, double parameters, ulong seed, CancellationToken cancellation) => Comparison.Of(
        FormattableString.Invariant($"off-diagonal / diagonal, H = {hiddenLayers}, sigma_w^2 = {weightVariance}, M to infinity"),
        AtInfiniteWidth(weightVariance, hiddenLayers),
        Sampled.AtInfiniteWidth(
            Sampled.Widths,
            width => Ratio(weightVariance, hiddenLayers, width, Sampled.Count(Setting.Drawn(weightVariance, hiddenLayers + 1), width, parameters), seed, cancellation)).Limit);

    private static Comparison NotRaised(int width, int hiddenLayers, int count, CancellationToken cancellation) => new(
        FormattableString.Invariant($"phases in which it is not above by five standard errors, of 3, M = {width}, H = {hiddenLayers}, {count} networks"),
        0,
        Setting.Phases.Count(weightVariance =>
        {
            Measurement measured = Ratio(weightVariance, hiddenLayers, width, count, 20_226, cancellation);
            return !Sampled.IsAbove(measured, new Measurement(AtInfiniteWidth(weightVariance, hiddenLayers), 0));
        }),
        0);

    private static Measurement Ratio(double weightVariance, int hiddenLayers, int width, int count, ulong seed, CancellationToken cancellation) =>
        Sampled.Ratio(Sampled.Networks(Setting.Drawn(weightVariance, hiddenLayers + 1), width, count, seed, cancellation, normSquared: 1).Ntk);

    private static double AtInfiniteWidth(double weightVariance, int hiddenLayers) =>
        Pairs.Run(Setting.Infinite(weightVariance), 0, [hiddenLayers])[0].NormalizedNtk;
}
