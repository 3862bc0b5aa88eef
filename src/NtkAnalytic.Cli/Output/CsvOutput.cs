using System.Reflection;

namespace NtkAnalytic.Cli.Output;

/// <summary>Writes comma-separated values; texts that need quotes get them.</summary>
internal static class CsvOutput
{
    /// <summary>Writes a row.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="fields">Texts, numbers (round-trip), truth values, or null for an empty field.</param>
    public static void WriteRow(TextWriter output, params IEnumerable<object?> fields) =>
        output.WriteLine(string.Join(',', fields.Select(Field)));

    /// <summary>Writes a heading and a row for each record, its members in the order in which they are declared.</summary>
    /// <typeparam name="T">A record of fields.</typeparam>
    /// <param name="output">Where to.</param>
    /// <param name="heading">The names of the columns, as many as the record has members.</param>
    /// <param name="records">The rows.</param>
    public static void WriteRecords<T>(TextWriter output, IReadOnlyList<string> heading, IEnumerable<T> records)
    {
        PropertyInfo[] members = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        WriteRow(output, heading);
        foreach (T record in records)
        {
            WriteRow(output, members.Select(member => member.GetValue(record)));
        }
    }

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
