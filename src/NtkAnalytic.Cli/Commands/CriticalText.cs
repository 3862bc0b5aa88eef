using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The edge of chaos in sentences.</summary>
internal static class CriticalText
{
    // How far along the line, relative in q*, the stability on either side of a half-stable point is read off.
    private const double Aside = 0.02;

    public static string Shape(CriticalShape shape) => shape switch
    {
        CriticalShape.Point => "a single point",
        CriticalShape.Line => "a line in the plane of sigma_b^2 and sigma_w^2",
        _ => "there is none",
    };

    public static string Class(UniversalityClass universalityClass) => universalityClass switch
    {
        UniversalityClass.ScaleInvariant => "at every variance, without bias (scale-invariant)",
        UniversalityClass.ZeroVariance => "at q* = 0, without bias, where q falls as a power of the depth (K* = 0)",
        UniversalityClass.HalfStable => "at a positive q* that attracts from one side only (half-stable)",
        _ => "nowhere",
    };

    /// <summary>What the stability of q* does along the line, a sentence for each half-stable point.</summary>
    public static IEnumerable<string> HalfStable(CriticalLine line) => line.HalfStablePoints.Select(point =>
    {
        CriticalPoint?[] aside = [line.AtVariance(point.Variance * (1 - Aside)), line.AtVariance(point.Variance * (1 + Aside))];
        string[] sides =
        [
            .. aside.OfType<CriticalPoint>()
                .OrderBy(one => one.BiasVariance)
                .Select(one => $"{Does(one.Stability)} {(one.BiasVariance < point.BiasVariance ? "below" : "above")}"),
        ];
        return $"at sigma_b^2 = {NumberText.Rounded(point.BiasVariance, 12)}, sigma_w^2 = {NumberText.Rounded(point.WeightVariance, 12)}, q* = {NumberText.Rounded(point.Variance, 12)}"
            + (sides.Length > 0 ? $"; along the line q* {string.Join(" and ", sides)} it" : "");
    });

    public static string NoPoint(NumberRange biasVariance) => biasVariance.IsSingle
        ? $"No sigma_w^2 is critical for sigma_b^2 = {NumberText.Exact(biasVariance.From)}."
        : $"No sigma_w^2 is critical for sigma_b^2 from {NumberText.Exact(biasVariance.From)} to {NumberText.Exact(biasVariance.To)}.";

    private static string Does(Stability stability) => stability switch
    {
        Stability.Attracting => "attracts",
        Stability.Repelling => "repels",
        _ => "is " + Word.Plain(stability),
    };
}
