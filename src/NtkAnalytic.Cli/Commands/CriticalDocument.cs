using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The edge of chaos in JSON.</summary>
internal sealed record CriticalDocument(
    string Activation,
    NumberRange BiasVariance,
    string Shape,
    string UniversalityClass,
    IReadOnlyList<CriticalPointDocument> HalfStablePoints,
    IReadOnlyList<CriticalPointDocument> Points,
    string? Picture)
{
    public static CriticalDocument Of(CriticalLine line, NumberRange biasVariance, IReadOnlyList<CriticalPoint> points, string? picture) => new(
        line.Activation.Name,
        biasVariance,
        Word.Kebab(line.Shape),
        Word.Kebab(line.UniversalityClass),
        [.. line.HalfStablePoints.Select(CriticalPointDocument.Of)],
        [.. points.Select(CriticalPointDocument.Of)],
        picture);
}

/// <summary>A point of the edge in JSON.</summary>
internal sealed record CriticalPointDocument(
    double BiasVariance,
    double WeightVariance,
    double Variance,
    bool EveryVariance,
    double Chi1,
    double VarianceSlope,
    string Stability,
    double RelativeError,
    string Status)
{
    public static CriticalPointDocument Of(CriticalPoint point) => new(
        point.BiasVariance,
        point.WeightVariance,
        point.Variance,
        point.EveryVariance,
        point.Chi1,
        point.VarianceSlope,
        Word.Kebab(point.Stability),
        point.RelativeError,
        point.Status.Name);
}
