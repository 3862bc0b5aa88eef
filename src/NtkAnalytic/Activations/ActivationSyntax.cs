using System.Globalization;

namespace NtkAnalytic.Activations;

/// <summary>The text of an activation: NAME, or NAME(number, number, ...), numbers with a decimal point whatever the culture.</summary>
internal static class ActivationSyntax
{
    /// <summary>Splits the text into its name and its numbers.</summary>
    /// <exception cref="ArgumentException">The text is not of that form; the message says where, counted from 1, and what was expected.</exception>
    public static (string Name, double[] Parameters) Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int open = text.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? text : text[..open]).Trim();
        if (name.Length == 0)
        {
            throw Expected(text, 0, "the name of an activation");
        }

        if (open < 0)
        {
            int stray = text.IndexOf(')', StringComparison.Ordinal);
            return stray < 0 ? (name, []) : throw Expected(text, stray, "'('");
        }

        int close = text.IndexOf(')', open);
        if (close < 0)
        {
            throw Expected(text, text.Length, "')'");
        }

        if (!string.IsNullOrWhiteSpace(text[(close + 1)..]))
        {
            throw Expected(text, close + 1, "the end");
        }

        return (name, Numbers(text, open + 1, close));
    }

    private static double[] Numbers(string text, int start, int end)
    {
        if (string.IsNullOrWhiteSpace(text[start..end]))
        {
            return [];
        }

        var numbers = new List<double>();
        while (start <= end)
        {
            int comma = text.IndexOf(',', start, end - start);
            int stop = comma < 0 ? end : comma;
            if (!double.TryParse(text.AsSpan(start, stop - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                throw Expected(text, start, "a number");
            }

            numbers.Add(number);
            start = stop + 1;
        }

        return [.. numbers];
    }

    private static ArgumentException Expected(string text, int position, string what)
    {
        string found = position >= text.Length ? "the text ends" : $"'{text[position..].TrimStart()}' stands";
        return new ArgumentException($"Activation '{text}': {what} was expected at position {position + 1}, but {found} there.");
    }
}
