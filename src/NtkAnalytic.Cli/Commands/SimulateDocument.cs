using NtkAnalytic.Cli.Output;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>An ensemble in JSON.</summary>
internal sealed record SimulateDocument(
    NetworkDocument Network,
    IReadOnlyList<int> Widths,
    int Inputs,
    string Points,
    ulong Seed,
    string Precision,
    long Networks,
    int Samples,
    string Stop,
    IReadOnlyList<SimulateDocument.QuantityDocument> Quantities,
    SimulateDocument.DispersionDocument? Dispersion,
    double LargestNngpScore,
    double LargestNtkScore,
    string? Picture,
    string Status)
{
    private const double Confidence = 0.95;

    public static SimulateDocument Of(SimulateAnswer answer, string? picture)
    {
        EnsembleResult result = answer.Result;
        (double nngp, double ntk) = answer.LargestScores;
        return new SimulateDocument(
            NetworkDocument.Of(result.Ensemble.Network.Network),
            result.Ensemble.Network.Widths,
            result.Ensemble.Network.Inputs,
            answer.Points,
            result.Ensemble.Seed,
            Word.Kebab(answer.Precision),
            result.Count,
            answer.Samples,
            Word.Kebab(result.Stop),
            [.. answer.Quantities.Select(QuantityDocument.Of)],
            result.Ntk.Diagonal.Dispersion is { } dispersion
                ? new DispersionDocument(dispersion.Value, dispersion.StandardError, answer.Theory.Dispersion?.Value, answer.Theory.Dispersion is { } value ? Word.Kebab(value.Kind) : null, answer.Theory.Dispersion is { } theory ? dispersion.ZScore(theory.Value) : null, result.Ntk.Diagonal.Tails.IsTrusted)
                : null,
            nngp,
            ntk,
            picture,
            answer.Theory.Status.Name);
    }

    internal sealed record QuantityDocument(
        string Name, double Mean, double StandardError, double Theory, string TheoryKind, double InfiniteWidth, double Score, SampleDocument? Sample)
    {
        public static QuantityDocument Of(SimulateQuantity quantity) => new(
            quantity.Name,
            quantity.Mean,
            quantity.StandardError,
            quantity.Theory.Value,
            Word.Kebab(quantity.Theory.Kind),
            quantity.InfiniteWidth,
            quantity.Score,
            quantity.Sample is { } sample ? SampleDocument.Of(sample) : null);
    }

    internal sealed record SampleDocument(
        long Count,
        long NotFinite,
        double StandardDeviation,
        double Minimum,
        double Maximum,
        double Median,
        double MedianLower,
        double MedianUpper,
        double? LogMean,
        double? LogVariance,
        string Tails,
        double EffectiveSamples,
        double LargestShare,
        double? TailIndex,
        string Statement)
    {
        public static SampleDocument Of(SampleStatistics sample)
        {
            ConfidenceInterval median = sample.QuantileInterval(0.5, Confidence);
            return new SampleDocument(
                sample.Count,
                sample.NotFinite,
                sample.StandardDeviation,
                sample.Minimum,
                sample.Maximum,
                sample.Median,
                median.Lower,
                median.Upper,
                sample.LogMean,
                sample.LogVariance,
                Word.Kebab(sample.Tails.Tails),
                sample.Tails.EffectiveSamples,
                sample.Tails.LargestShare,
                sample.Tails.TailIndex,
                sample.Tails.Statement);
        }
    }

    internal sealed record DispersionDocument(double Value, double StandardError, double? Theory, string? TheoryKind, double? Score, bool IsTrusted);
}
