using System.Globalization;
using System.Text.RegularExpressions;
using NtkAnalytic.Cli.Output;
using Xunit;

namespace NtkAnalytic.Cli.Tests;

/// <summary>Reads numbers back from text and CSV.</summary>
internal static partial class TextAnswer
{
    /// <summary>What follows a label in a list of facts.</summary>
    public static string Fact(this CommandResult result, string label) =>
        result.OutputLines.Single(line => line.StartsWith(label + "  ", StringComparison.Ordinal))[label.Length..].Trim();

    /// <summary>The cells of a table of the text, the names of its columns first.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="first">The name of the first column.</param>
    public static string[][] Table(this CommandResult result, string first) =>
        [.. result.OutputLines
            .SkipWhile(line => !(Cells(line) is [var name, _, ..] && name == first))
            .Where((_, i) => i != 1)
            .TakeWhile(line => line.Trim().Length > 0)
            .Select(Cells)];

    /// <summary>CSV, a dictionary for each row.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Csv(this CommandResult result)
    {
        string[][] rows = [.. result.OutputLines.Select(line => line.Split(','))];
        return [.. rows[1..].Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }

    /// <summary>Fails unless a row of CSV holds exactly these columns and values.</summary>
    public static void AssertHolds(this IReadOnlyDictionary<string, string> row, params (string Name, object? Value)[] expected) =>
        Assert.Equal(expected.Select(one => $"{one.Name} {Text(one.Value)}"), row.Select(one => $"{one.Key} {one.Value}"), StringComparer.Ordinal);

    private static string Text(object? value) => value switch
    {
        null => "",
        double number => NumberText.Exact(number),
        bool truth => truth ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string[] Cells(string line) => Blanks().Split(line.Trim());

    [GeneratedRegex(" {2,}", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
