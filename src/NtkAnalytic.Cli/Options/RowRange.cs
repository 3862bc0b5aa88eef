using System.Globalization;

namespace NtkAnalytic.Cli.Options;

/// <summary>A half-open range of rows as Python slices: <c>0:1000</c>, <c>1000:</c>, <c>:-10</c>.</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Start">The first row, counted from the end when negative; null for the first of all.</param>
/// <param name="End">The row after the last, counted from the end when negative; null for the end.</param>
internal sealed record RowRange(string Text, int? Start, int? End)
{
    /// <summary>Reads a range.</summary>
    /// <param name="text">FROM:TO, either of them empty.</param>
    /// <returns>The range.</returns>
    /// <exception cref="FormatException">It is no range.</exception>
    public static RowRange Parse(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 2 || !TryBound(parts[0], out int? start) || !TryBound(parts[1], out int? end))
        {
            throw new FormatException($"'{text}' is not a range of rows; write FROM:TO, such as 0:1000, 1000: or :-10");
        }

        return new RowRange(text, start, end);
    }

    /// <summary>The rows in a table, bounds beyond its ends cut back to them.</summary>
    /// <param name="rowCount">The rows of the table.</param>
    /// <returns>The first row and the row after the last; equal when the range is empty.</returns>
    public (int Start, int End) Resolve(int rowCount)
    {
        int start = Clamp(Start ?? 0, rowCount);
        int end = Clamp(End ?? rowCount, rowCount);
        return (start, Math.Max(start, end));
    }

    private static int Clamp(int bound, int rowCount) => Math.Clamp(bound < 0 ? bound + rowCount : bound, 0, rowCount);

    private static bool TryBound(string text, out int? bound)
    {
        bound = null;
        if (text.Length == 0)
        {
            return true;
        }

        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
        bound = value;
        return isNumber;
    }
}
