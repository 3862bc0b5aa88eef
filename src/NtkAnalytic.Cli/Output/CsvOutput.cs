namespace NtkAnalytic.Cli.Output;

/// <summary>Writes comma-separated values; texts that need quotes get them.</summary>
internal static class CsvOutput
{
    /// <summary>Writes a row.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="fields">Texts, numbers (round-trip), truth values, or null for an empty field.</param>
    public static void WriteRow(TextWriter output, params IEnumerable<object?> fields) =>
        output.WriteLine(string.Join(',', fields.Select(Field)));

    private static string Field(object? value) => value switch
    {
        null => "",
        double number => NumberText.Exact(number),
        bool truth => truth ? "true" : "false",
        _ => Quoted(FormattableString.Invariant($"{value}")),
    };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
