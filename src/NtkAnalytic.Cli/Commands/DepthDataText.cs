using System.Globalization;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The NTK matrix of data against depth, for people and as rows.</summary>
internal static class DepthDataText
{
    private const int Digits = 8;
    private const int MostWeightsShown = 10;

    public static void Write(CommandHost host, DepthDataAnswer answer)
    {
        DepthAsymptotics asymptotics = answer.Asymptotics;
        string size = answer.HaveOneNorm
            ? NumberText.Rounded(answer.LargestVariance, Digits)
            : $"from {NumberText.Rounded(answer.SmallestVariance, Digits)} to {NumberText.Rounded(answer.LargestVariance, Digits)}";
        TextOutput.WriteFacts(
            host.Output,
            ("network", DepthText.Describe(answer.Network)),
            ("data", answer.Data.Describe()),
            ("NTK matrix", $"of rows {answer.Rows}, |x|^2 / n_0 {size}"),
            ("phase", DepthText.Phase(asymptotics)));
        TextOutput.WriteTable(
            host,
            ["L", "mean diagonal", "smallest eigenvalue / mean diagonal", "largest eigenvalue / mean diagonal", "condition number"],
            answer.Spectra.Select(spectrum => new[]
            {
                spectrum.HiddenLayers.ToString(CultureInfo.InvariantCulture),
                Exponential(spectrum.LogScale),
                NumberText.Rounded(spectrum.Eigenvalues[0], Digits),
                NumberText.Rounded(spectrum.Eigenvalues[^1], Digits),
                NumberText.Rounded(spectrum.ConditionNumber, Digits),
            }));
        host.Output.WriteLine($"Condition number at infinite depth: {Limit(answer)}.");
        host.Output.WriteLine(asymptotics.Explanation);
        if (answer.Predictor is { } predictor)
        {
            WritePredictor(host.Output, answer, predictor);
        }
    }

    /// <summary>A row for each test row where there are some, otherwise for each depth.</summary>
    public static void WriteCsv(TextWriter output, DepthDataAnswer answer)
    {
        if (answer.Predictor is { } predictor)
        {
            WritePredictions(output, predictor);
            return;
        }

        CsvOutput.WriteRow(output, "hidden_layers", "log_mean_diagonal", "smallest_eigenvalue", "largest_eigenvalue", "condition_number", "condition_number_limit");
        foreach (NtkSpectrum spectrum in answer.Spectra)
        {
            CsvOutput.WriteRow(
                output,
                spectrum.HiddenLayers,
                spectrum.LogScale,
                spectrum.Eigenvalues[0],
                spectrum.Eigenvalues[^1],
                spectrum.ConditionNumber,
                answer.ConditionNumberLimit);
        }
    }

    // Without a target the weights are the answer.
    private static void WritePredictions(TextWriter output, DeepPredictions predictor)
    {
        CsvOutput.WriteRow(output, predictor.Targets is null
            ? ["row", .. predictor.TrainRows.Indices.Select(row => $"weight_of_row_{row}")]
            : ["row", "target", "prediction"]);
        for (int i = 0; i < predictor.TestRows.Count; i++)
        {
            int row = predictor.TestRows.Indices[i];
            CsvOutput.WriteRow(output, predictor.Targets is { } targets
                ? [row, targets[i], predictor.Predictions?[i]]
                : [row, .. predictor.TrainRows.Indices.Select((_, j) => (object?)predictor.Limit.Weights?[i, j])]);
        }
    }

    private static void WritePredictor(TextWriter output, DepthDataAnswer answer, DeepPredictions predictor)
    {
        output.WriteLine();
        TextOutput.WriteFacts(
            output,
            ("mean predictor", $"{Word.Plain(predictor.Limit.Kind)}, at infinite depth and without ridge"),
            ("test rows", predictor.TestRows.ToString()),
            ("predictions", predictor.Predictions is { } predictions ? $"of '{answer.Data.TargetName}', {Range(predictions)}" : null),
            ("weights", predictor.Limit.Weights is { } weights && weights.ColumnCount <= MostWeightsShown
                ? $"of row {predictor.TestRows.Indices[0]}: {string.Join(", ", weights.Row(0).Select(weight => NumberText.Rounded(weight)))}"
                : null));
        output.WriteLine(predictor.Limit.Explanation);
    }

    private static string Limit(DepthDataAnswer answer) => answer.ConditionNumberLimit is not { } limit ? "not known"
        : $"{NumberText.Rounded(limit, Digits)}{(answer.HaveOneNorm ? "" : " for inputs of one norm; the norms of these rows differ")}";

    private static string Range(IReadOnlyList<double> values)
    {
        string smallest = NumberText.Rounded(values.Min());
        string largest = NumberText.Rounded(values.Max());
        return smallest == largest ? smallest : $"from {smallest} to {largest}";
    }

    // Deep networks outgrow the numbers: then the exponent is what can be written.
    private static string Exponential(double exponent) =>
        double.IsInfinity(exponent) || double.IsNormal(Math.Exp(exponent))
            ? NumberText.Rounded(Math.Exp(exponent), Digits)
            : $"exp({NumberText.Rounded(exponent, Digits)})";
}
