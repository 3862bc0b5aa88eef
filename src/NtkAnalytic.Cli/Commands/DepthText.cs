using System.Globalization;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Kernels against depth, for people and as rows.</summary>
internal static class DepthText
{
    private const int Digits = 8;

    /// <summary>The value of a law; null where it has none (too shallow, or the coefficient is not known).</summary>
    public static double? At(DepthLaw? law, int hiddenLayers) =>
        law is not null && hiddenLayers >= 2 && law.Evaluate(hiddenLayers) is { } value && double.IsFinite(value) ? value : null;

    /// <summary>The description of a network of any depth.</summary>
    public static string Describe(Network network) => network.ToString().Replace($"{network.HiddenLayers} hidden layers, ", "", StringComparison.Ordinal);

    /// <summary>The phase, which is that of the fully connected network whatever the architecture.</summary>
    public static string Phase(DepthAsymptotics asymptotics) =>
        Word.Plain(asymptotics.Phase.Phase) + (asymptotics.Architecture == Networks.Architecture.FullyConnected ? "" : " (of the fully connected network)");

    public static void Write(CommandHost host, DepthDocument document, DepthAsymptotics asymptotics, IReadOnlyList<DepthPoint> points)
    {
        TextOutput.WriteFacts(
            host.Output,
            ("network", document.Network.Description),
            ("inputs", $"|x|^2 = {(document.InputVariance == 1 ? "" : NumberText.Exact(document.InputVariance) + " ")}n_0, correlation {NumberText.Exact(document.Correlation)}   (1 - c = {NumberText.Exact(document.OneMinusCorrelation)})"),
            ("phase", Phase(asymptotics)));
        Table(host, asymptotics, points);
        if (points.Any(point => point.IsExtrapolated))
        {
            host.Output.WriteLine("* by the expansion: the recursion stopped before.");
        }

        (string Label, string? Value)[] laws =
        [
            ("  1 - c", Law(asymptotics.OneMinusCorrelation)),
            ("  chi", Law(asymptotics.Slope)),
            ("  NNGP, diagonal", Law(asymptotics.Variance)),
            ("  NTK, diagonal", Law(asymptotics.NtkDiagonal)),
            ("  NTK / L", Law(asymptotics.AverageNtk)),
            ("  normalised NTK", Law(asymptotics.NormalizedNtk)),
        ];
        if (laws.Any(law => law.Value is not null))
        {
            host.Output.WriteLine("Asymptotics for large L (A depends on the inputs):");
            TextOutput.WriteFacts(host.Output, laws);
        }

        host.Output.WriteLine(asymptotics.Explanation);
        if (points.Select(point => point.Status).Aggregate(Numerics.SolveStatus.Worse) is { IsSuccess: false } status)
        {
            host.Note(status.Advice);
        }
    }

    private static void Table(CommandHost host, DepthAsymptotics asymptotics, IReadOnlyList<DepthPoint> points)
    {
        (string Name, Func<DepthPoint, string> Text)[] columns =
        [
            ("L", point => point.HiddenLayers.ToString(CultureInfo.InvariantCulture) + (point.IsExtrapolated ? "*" : "")),
            ("1 - c", point => Text(point.OneMinusCorrelation)),
            ("its law", point => Text(At(asymptotics.OneMinusCorrelation, point.HiddenLayers))),
            ("chi", point => Text(point.Slope)),
            ("NNGP", point => Text(point.Nngp)),
            ("NTK", point => Text(point.Ntk)),
            ("NTK / L", point => Text(point.AverageNtk)),
            ("normalised NTK", point => Text(point.NormalizedNtk)),
            ("its law", point => Text(At(asymptotics.NormalizedNtk, point.HiddenLayers))),
        ];

        // A law whose coefficient is not known has no values.
        columns = [.. columns.Where(column => points.Any(point => column.Text(point).Length > 0))];
        TextOutput.WriteTable(host, [.. columns.Select(column => column.Name)], points.Select(point => columns.Select(column => column.Text(point)).ToArray()));
    }

    public static void WriteCsv(TextWriter output, DepthDocument document) => CsvOutput.WriteRecords(
        output,
        ["hidden_layers", "one_minus_correlation", "one_minus_correlation_law", "chi", "nngp", "ntk", "log_ntk_diagonal", "average_ntk", "normalized_ntk", "normalized_ntk_law", "extrapolated", "status"],
        document.Points);

    private static string? Law(DepthLaw? law) => law is null ? null : FormulaText.Law(law);

    private static string Text(double? value) => value is { } number ? NumberText.Rounded(number, Digits) : "";
}
