using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The answer of <c>ntk dispersion</c> in JSON: fractions are strings, with the nearest doubles beside them.</summary>
internal sealed record DispersionDocument(
    string Activation,
    IReadOnlyList<int> Widths,
    int HiddenLayers,
    DispersionDocument.NumberDocument WeightVariance,
    DispersionDocument.NumberDocument BiasVariance,
    string Parameterization,
    DispersionDocument.NumberDocument BiasGradient,
    DispersionDocument.NumberDocument NormSquared,
    string Method,
    DispersionDocument.MomentsDocument? Moments,
    DispersionDocument.LimitDocument? Limit,
    IReadOnlyList<FirstOrderLayer>? FirstOrder,
    DispersionDocument.RegimeDocument Regime,
    string Status,
    string Advice,
    string? Picture)
{
    public static DispersionDocument Of(DispersionAnswer answer, string? picture)
    {
        DispersionRequest request = answer.Request;
        return new DispersionDocument(
            request.Activation.Name,
            request.Widths,
            request.Widths.Length - 2,
            Number(request.WeightVariance),
            Number(request.BiasVariance),
            Word.Kebab(request.Parameterization),
            Number(request.BiasGradient),
            Number(request.NormSquared),
            answer.FirstOrder is null ? "exact" : "first-order",
            answer.Moments is { } moments ? Document(moments[^1], answer.Fractions) : null,
            answer.Limit is { } limit ? new LimitDocument(limit.DepthToWidth, limit.Phase is { } phase ? Word.Kebab(phase) : null, limit.Ratio, limit.LogRatio, limit.Status.Name) : null,
            answer.FirstOrder?.Layers,
            Document(answer.Regime),
            answer.Status.Name,
            answer.Status.Advice,
            picture);
    }

    private static NumberDocument Number(Rational value) => new(value.ToString(), value.ToDouble());

    private static MomentsDocument Document(TangentKernelMoments moments, ExactKernelMoments? fractions) => new(
        fractions?.Mean.ToString(),
        fractions?.Mean.ToDouble() ?? moments.Mean,
        moments.LogMean,
        fractions?.SecondMoment.ToString(),
        fractions?.SecondMoment.ToDouble() ?? moments.SecondMoment,
        moments.LogSecondMoment,
        fractions?.Ratio.ToString(),
        fractions?.Ratio.ToDouble() ?? moments.Ratio,
        moments.LogRatio,
        moments.RelativeDeviation,
        moments.DeadLayerProbability,
        moments.RelativeError,
        moments.Status.Name);

    private static RegimeDocument Document(NtkRegime regime) => new(
        Word.Kebab(regime.Regime),
        regime.RelativeDeviation,
        Word.Kebab(regime.Phase),
        regime.DepthToWidth,
        NtkRegime.KernelThreshold,
        NtkRegime.CorrectedThreshold,
        regime.Sentences);

    internal sealed record NumberDocument(string Fraction, double Value);

    internal sealed record MomentsDocument(
        string? MeanFraction,
        double Mean,
        double LogMean,
        string? SecondMomentFraction,
        double SecondMoment,
        double LogSecondMoment,
        string? RatioFraction,
        double Ratio,
        double LogRatio,
        double RelativeDeviation,
        double DeadLayerProbability,
        double RelativeError,
        string Status);

    internal sealed record LimitDocument(double DepthToWidth, string? Phase, double Ratio, double LogRatio, string Status);

    internal sealed record RegimeDocument(
        string Verdict,
        double RelativeDeviation,
        string Phase,
        double DepthToWidth,
        double KernelThreshold,
        double CorrectedThreshold,
        IReadOnlyList<string> Sentences);
}
