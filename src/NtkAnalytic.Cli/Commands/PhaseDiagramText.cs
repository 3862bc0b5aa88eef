using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary>A phase diagram for people: a map of letters, how many cells are in each phase, points of the critical line.</summary>
internal static class PhaseDiagramText
{
    private const int MostColumns = 60;
    private const int MostRows = 20;
    private const int MostPoints = 9;

    public static char Letter(Phase phase) => phase switch
    {
        Phase.Ordered => 'O',
        Phase.Chaotic => 'C',
        Phase.EdgeOfChaos => 'E',
        _ => 'M',
    };

    public static void Write(CommandHost host, PhaseDiagram diagram, IReadOnlyList<CriticalPoint> edge, string? picture)
    {
        if (picture is null)
        {
            Map(host.Output, diagram);
            host.Output.WriteLine();
        }

        int fell = diagram.Cells.Count(cell => !cell.Status.IsSuccess);
        TextOutput.WriteFacts(
            host.Output,
            [
                ("activation", diagram.Activation.Name),
                ("cells", $"{diagram.WeightVariances.Count} values of sigma_w^2, {diagram.BiasVariances.Count} of sigma_b^2; {diagram.Evaluations} evaluations"),
                .. Enum.GetValues<Phase>().Select(phase => (Word.Plain(phase), (string?)Share(diagram.Cells.Count(cell => cell.Phase == phase), diagram.Cells.Count))),
                ("not converged", fell > 0 ? Share(fell, diagram.Cells.Count) : null),
                ("picture", picture),
            ]);
        host.Output.WriteLine();
        Edge(host, diagram, edge);
    }

    private static string Share(int count, int all) => $"{count} ({NumberText.Rounded(100.0 * count / all, 3)} %)";

    // sigma_b^2 grows upwards and sigma_w^2 to the right, as in a drawn diagram; of large grids every so many cells are shown.
    private static void Map(TextWriter output, PhaseDiagram diagram)
    {
        int[] columns = Indices(diagram.WeightVariances.Count, MostColumns);
        int[] rows = Indices(diagram.BiasVariances.Count, MostRows);
        string[] labels = [.. rows.Select(row => NumberText.Rounded(diagram.BiasVariances[row], 4))];
        int width = Math.Max("sigma_b^2".Length, labels.Max(label => label.Length));
        output.WriteLine("sigma_b^2".PadLeft(width));
        for (int i = rows.Length - 1; i >= 0; i--)
        {
            string letters = string.Concat(columns.Select(column => Letter(diagram.Cells[(column * diagram.BiasVariances.Count) + rows[i]].Phase)));
            output.WriteLine($"{labels[i].PadLeft(width)} |{letters}");
        }

        string first = NumberText.Rounded(diagram.WeightVariances[0], 4);
        string last = NumberText.Rounded(diagram.WeightVariances[^1], 4);
        output.WriteLine($"{"".PadLeft(width)} +{new string('-', columns.Length)}");
        output.WriteLine($"{"".PadLeft(width)}  {first}{last.PadLeft(Math.Max(columns.Length - first.Length, last.Length + 1))}  sigma_w^2");
        output.WriteLine($"{"".PadLeft(width)}  {string.Join(", ", Enum.GetValues<Phase>().Select(phase => $"{Letter(phase)} {Word.Plain(phase)}"))}");
    }

    private static int[] Indices(int count, int most)
    {
        int shown = Math.Min(count, most);
        return [.. Enumerable.Range(0, shown).Select(i => (int)Math.Round((double)i * (count - 1) / Math.Max(shown - 1, 1)))];
    }

    private static void Edge(CommandHost host, PhaseDiagram diagram, IReadOnlyList<CriticalPoint> edge)
    {
        if (edge.Count == 0)
        {
            host.Output.WriteLine("No edge of chaos in this range of sigma_b^2.");
            return;
        }

        host.Output.WriteLine(edge.Count == 1 ? "The edge of chaos in this range of sigma_b^2:" : "Points of the critical line:");
        TextOutput.WriteTable(
            host,
            ["sigma_b^2", "sigma_w^2", "q*", "stability of q*"],
            Indices(edge.Count, MostPoints).Select(i => edge[i]).Select(point => new[]
            {
                NumberText.Rounded(point.BiasVariance, 10),
                NumberText.Rounded(point.WeightVariance, 13),
                point.EveryVariance ? "any" : NumberText.Rounded(point.Variance, 13),
                Word.Kebab(point.Stability) + (point.WeightVariance < diagram.WeightVariances[0] || point.WeightVariance > diagram.WeightVariances[^1] ? " (outside the map)" : ""),
            }));
    }
}
