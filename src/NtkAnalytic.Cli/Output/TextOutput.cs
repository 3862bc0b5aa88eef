using Spectre.Console;

namespace NtkAnalytic.Cli.Output;

/// <summary>Writes answers for people: facts in two columns, and tables.</summary>
internal static class TextOutput
{
    // Wide enough that nothing is wrapped where no person watches.
    private const int PipeWidth = 4096;

    /// <summary>Writes facts, their labels aligned.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="facts">Labels and values; a fact whose value is null is left out.</param>
    public static void WriteFacts(TextWriter output, params IReadOnlyList<(string Label, string? Value)> facts)
    {
        int width = facts.Where(fact => fact.Value is not null).Max(fact => fact.Label.Length);
        foreach ((string label, string? value) in facts)
        {
            if (value is not null)
            {
                output.WriteLine($"{label.PadRight(width)}  {value}");
            }
        }
    }

    /// <summary>Writes a table; on a terminal it fits the width.</summary>
    /// <param name="host">Where to.</param>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">As many texts each.</param>
    public static void WriteTable(CommandHost host, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Output),
            Ansi = host.OutputIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = host.OutputIsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = host.OutputIsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : PipeWidth;
        Table table = new() { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)));
        }

        // The names in the first column are to be copied: no other column matters as much.
        table.Columns[0].NoWrap = true;

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. row.Select(text => new Text(text))]);
        }

        console.Write(table);
    }
}
