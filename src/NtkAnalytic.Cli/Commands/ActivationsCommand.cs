using NtkAnalytic.Activations;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk activations</c>: the catalog.</summary>
internal static class ActivationsCommand
{
    public static Verb Create(CommandHost host)
    {
        Setting<OutputFormat> format = FormatOption.Create();
        Verb verb = new(
            "activations",
            "Lists the activations: names and parameters, formulas, closed form or quadrature, homogeneity, kinks and jumps.",
            "ntk activations",
            "ntk activations --format json");
        format.AddTo(verb);
        verb.SetAction(parse => Execute(host, format.Get(parse)));
        return verb;
    }

    private static int Execute(CommandHost host, OutputFormat format)
    {
        Row[] rows = [.. ActivationCatalog.Entries.Select(Row.Of)];
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(host.Output, new { Activations = rows });
                break;
            case OutputFormat.Csv:
                CsvOutput.WriteRow(host.Output, "name", "signature", "aliases", "formula", "description", "dual", "homogeneity_degree", "parity", "kinks", "jumps");
                foreach (Row row in rows)
                {
                    CsvOutput.WriteRow(
                        host.Output,
                        row.Name,
                        row.Signature,
                        string.Join(' ', row.Aliases),
                        row.Formula,
                        row.Description,
                        row.Dual,
                        row.HomogeneityDegree,
                        row.Parity,
                        Locations(row.Kinks, ' '),
                        Locations(row.Jumps, ' '));
                }

                break;
            default:
                TextOutput.WriteTable(
                    host,
                    ["name", "phi(x)", "dual", "homogeneous", "kinks", "jumps"],
                    rows.Select(row => new[]
                    {
                        row.Signature,
                        row.Formula,
                        row.Dual,
                        row.HomogeneityDegree is { } degree ? $"degree {degree}" : "no",
                        Locations(row.Kinks, ','),
                        Locations(row.Jumps, ','),
                    }));
                host.Output.WriteLine("The facts on a family are those of its defaults or, where a parameter has none, of usual values. Parentheses need quotes in a shell: --activation 'leaky-relu(0.1)'.");
                break;
        }

        return ExitCode.Done;
    }

    private static string Locations(IReadOnlyList<double> points, char separator) =>
        string.Join(separator, points.Select(point => NumberText.Rounded(point, 4)));

    /// <summary>An entry of the catalog in JSON; the facts are those of its example.</summary>
    private sealed record Row(
        string Name,
        string Signature,
        IReadOnlyList<string> Aliases,
        string Formula,
        string Description,
        string Example,
        string Dual,
        int? HomogeneityDegree,
        string Parity,
        IReadOnlyList<double> Kinks,
        IReadOnlyList<double> Jumps)
    {
        public static Row Of(ActivationEntry entry) => new(
            entry.Name,
            entry.Signature,
            entry.Aliases,
            entry.Formula,
            entry.Description,
            entry.Example.Name,
            DualActivation.Of(entry.Example).IsClosedForm ? "closed form" : "quadrature",
            entry.Example.HomogeneityDegree,
            entry.Example.Parity.ToString().ToLowerInvariant(),
            [.. entry.Example.Breakpoints.Where(point => !point.IsJump).Select(point => point.Location)],
            [.. entry.Example.Breakpoints.Where(point => point.IsJump).Select(point => point.Location)]);
    }
}
