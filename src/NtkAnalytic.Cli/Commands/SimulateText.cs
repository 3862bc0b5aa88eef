using NtkAnalytic.Cli.Output;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>An ensemble for people and as rows.</summary>
internal static class SimulateText
{
    private const int Digits = 6;

    public static void Write(CommandHost host, SimulateAnswer answer)
    {
        EnsembleResult result = answer.Result;
        SampleStatistics ntk = result.Ntk.Diagonal;
        TextOutput.WriteFacts(
            host.Output,
            ("network", result.Ensemble.Network.ToString()),
            ("points", answer.Points),
            ("networks", $"{result.Count} of {answer.Samples}, seed {result.Ensemble.Seed}, {Word.Plain(answer.Precision)} precision; {Stop(result.Stop)}"),
            ("not finite", ntk.NotFinite > 0 ? $"{ntk.NotFinite} networks overflowed and are not counted below: their kernels are missing in every mean" : null));
        TextOutput.WriteTable(
            host,
            ["mean of", "estimate", "error", "theory", "z", "theory is"],
            answer.Quantities.Select(quantity => new[]
            {
                quantity.Name,
                NumberText.Rounded(quantity.Mean, Digits),
                NumberText.Error(quantity.StandardError),
                NumberText.Rounded(quantity.Theory.Value, Digits),
                NumberText.Rounded(quantity.Score, 3),
                Kind(quantity.Theory.Kind),
            }));
        (double nngpScore, double ntkScore) = answer.LargestScores;
        bool biased = answer.Quantities.Any(quantity => quantity.Theory.Kind != TheoryKind.Exact);
        TextOutput.WriteFacts(
            host.Output,
            ("dispersion", Dispersion(ntk, answer.Theory.Dispersion)),
            ("trust", ntk.Tails.Statement),
            ("log NTK", ntk.LogMean is { } mean ? $"mean {NumberText.Rounded(mean, Digits)}, variance {NumberText.Rounded(ntk.LogVariance!.Value, Digits)}" : null),
            ("median NTK", Median(ntk)),
            ("all entries", result.Ntk.Matrix.Mean.RowCount > 2 ? $"largest |z| against infinite width: {NumberText.Rounded(nngpScore, 3)} (NNGP), {NumberText.Rounded(ntkScore, 3)} (NTK)" : null));
        if (biased)
        {
            host.Output.WriteLine("A z against infinite width is of order (bias / error): means at finite width differ from it at the order 1/width, however many networks there are.");
        }
    }

    public static void WriteCsv(TextWriter output, SimulateAnswer answer)
    {
        CsvOutput.WriteRow(
            output, "quantity", "networks", "mean", "standard_error", "theory", "theory_kind", "infinite_width", "z", "median", "log_mean", "log_variance", "dispersion", "dispersion_error", "tails");
        foreach (SimulateQuantity quantity in answer.Quantities)
        {
            SampleStatistics? sample = quantity.Sample;
            CsvOutput.WriteRow(
                output,
                quantity.Name,
                answer.Result.Count,
                quantity.Mean,
                quantity.StandardError,
                quantity.Theory.Value,
                Word.Kebab(quantity.Theory.Kind),
                quantity.InfiniteWidth,
                quantity.Score,
                sample?.Median,
                sample?.LogMean,
                sample?.LogVariance,
                sample?.Dispersion?.Value,
                sample?.Dispersion?.StandardError,
                sample is null ? null : Word.Kebab(sample.Tails.Tails));
        }
    }

    private static string Stop(EnsembleStop stop) => stop switch
    {
        EnsembleStop.StandardError => "the means have the wanted standard error",
        EnsembleStop.Cancelled => "cancelled",
        _ => "all that were asked for",
    };

    private static string Kind(TheoryKind kind) => kind switch
    {
        TheoryKind.Exact => "exact at this width",
        TheoryKind.FirstOrder => "first order in 1/width",
        _ => "infinite width",
    };

    private static string? Dispersion(SampleStatistics ntk, TheoryValue? theory) => ntk.Dispersion is { } dispersion
        ? $"E[NTK^2] / E[NTK]^2 = {NumberText.Rounded(dispersion.Value, Digits)}, error {NumberText.Error(dispersion.StandardError)}"
            + (theory is { } value ? $"; {Kind(value.Kind)}: {NumberText.Rounded(value.Value, Digits)}, z = {NumberText.Rounded(dispersion.ZScore(value.Value), 3)}" : "")
        : null;

    private static string Median(SampleStatistics ntk)
    {
        ConfidenceInterval interval = ntk.QuantileInterval(0.5);
        return $"{NumberText.Rounded(ntk.Median, Digits)}, 95 % interval {NumberText.Rounded(interval.Lower, Digits)} to {NumberText.Rounded(interval.Upper, Digits)}";
    }
}
