using System.Globalization;

namespace NtkAnalytic.Cli.Options;

/// <summary>Moments: a list with commas, or <c>FROM:TO:COUNT</c>, both ends included; ascending and not negative.</summary>
internal static class Marks
{
    private const string Expected = "write FROM:TO:COUNT, such as 0:100:11, or a list such as 0,1,10,100";

    /// <summary>Reads moments.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="FormatException">It is neither form, or the numbers do not ascend.</exception>
    public static double[] Parse(string text)
    {
        double[] marks = text.Contains(':', StringComparison.Ordinal) ? Range(text) : [.. text.Split(',').Select(Read.Number)];
        for (int i = 0; i < marks.Length; i++)
        {
            if (marks[i] < 0 || (i > 0 && marks[i] <= marks[i - 1]))
            {
                throw new FormatException($"'{text}' does not ascend from 0 or more; {Expected}");
            }
        }

        return marks;
    }

    private static double[] Range(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 3 || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 2)
        {
            throw new FormatException($"'{text}' is not a range of at least 2 points; {Expected}");
        }

        return [.. new NumberRange(Read.Number(parts[0]), Read.Number(parts[1]), count).Values];
    }
}
