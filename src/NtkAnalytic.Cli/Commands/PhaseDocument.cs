using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary>A phase analysis in JSON; enumerations are words, statuses their names.</summary>
internal sealed record PhaseDocument(
    string Activation,
    double WeightVariance,
    double BiasVariance,
    double StartVariance,
    string Phase,
    double Chi1,
    double VarianceSlope,
    PhaseDocument.LimitDocument VarianceLimit,
    bool EveryVarianceIsFixed,
    IReadOnlyList<PhaseDocument.VariancePointDocument> VarianceFixedPoints,
    PhaseDocument.CorrelationPointDocument? CorrelationLimit,
    IReadOnlyList<PhaseDocument.CorrelationPointDocument> CorrelationFixedPoints,
    IReadOnlyList<ExpansionTerm>? Expansion,
    CriticalDecay? CriticalDecay,
    DepthScales DepthScales,
    int? HiddenLayers,
    double? DepthInScales,
    string Status,
    string Advice)
{
    public static PhaseDocument Of(PhaseAnalysis analysis, VarianceFixedPoints fixedPoints, int? hiddenLayers) => new(
        analysis.Activation.Name,
        analysis.WeightVariance,
        analysis.BiasVariance,
        analysis.VarianceLimit.Start,
        Word.Kebab(analysis.Phase),
        analysis.Chi1,
        analysis.VarianceSlope,
        new LimitDocument(
            Word.Kebab(analysis.VarianceLimit.Behavior),
            analysis.VarianceLimit.Limit,
            Word.Kebab(analysis.VarianceLimit.Growth),
            analysis.VarianceLimit.Rate,
            analysis.VarianceLimit.Coefficient),
        fixedPoints.EveryVariance,
        [.. fixedPoints.Points.Select(point => new VariancePointDocument(point.Variance, point.Error, point.Slope, point.Chi1, Word.Kebab(point.Stability), point.Multiplicity, point.Status.Name))],
        analysis.CorrelationLimit is { } limit ? Document(limit) : null,
        [.. analysis.CorrelationFixedPoints.Select(Document)],
        analysis.Expansion?.Terms,
        analysis.CriticalDecay,
        analysis.Scales,
        hiddenLayers,
        hiddenLayers is { } layers ? InScales(layers, analysis.Scales) : null,
        analysis.Status.Name,
        analysis.Status.Advice);

    /// <summary>A depth in units of the depth scale of correlations; no layers are no scales, however short.</summary>
    public static double InScales(int hiddenLayers, DepthScales scales) => hiddenLayers == 0 ? 0 : hiddenLayers / scales.Correlation;

    private static CorrelationPointDocument Document(CorrelationFixedPoint point) => new(
        point.Correlation,
        point.OneMinusCorrelation,
        point.OnePlusCorrelation,
        point.RelativeError,
        point.Slope,
        Word.Kebab(point.Stability),
        point.Status.Name);

    internal sealed record LimitDocument(string Behavior, double Limit, string Growth, double Rate, double Coefficient);

    internal sealed record VariancePointDocument(
        double Variance, double Error, double Slope, double Chi1, string Stability, int Multiplicity, string Status);

    internal sealed record CorrelationPointDocument(
        double Correlation, double OneMinusCorrelation, double OnePlusCorrelation, double RelativeError, double Slope, string Stability, string Status);
}
