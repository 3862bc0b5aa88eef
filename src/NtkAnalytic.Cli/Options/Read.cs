using System.Globalization;

namespace NtkAnalytic.Cli.Options;

/// <summary>How the values of options are read: strictly, and alike in every culture.</summary>
internal static class Read
{
    /// <summary>The text itself.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The same.</returns>
    /// <exception cref="FormatException">The text is empty.</exception>
    public static string Text(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("the value is empty") : text;

    /// <summary>A finite number.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">It is no finite number.</exception>
    public static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"'{text}' is not a finite number");

    /// <summary>A finite number that is not negative.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">It is no finite number, or negative.</exception>
    public static double Variance(string text) =>
        Number(text) is >= 0 and var value ? value : throw new FormatException($"'{text}' is negative, but a variance is not");

    /// <summary>A whole number.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">It is no whole number.</exception>
    public static int WholeNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new FormatException($"'{text}' is not a whole number");

    /// <summary>A list with commas.</summary>
    /// <typeparam name="T">What its entries are.</typeparam>
    /// <param name="entry">Reads one of them.</param>
    /// <returns>A reader of lists.</returns>
    public static Func<string, T[]> List<T>(Func<string, T> entry) => text => [.. text.Split(',').Select(entry)];

    /// <summary>One of a few words.</summary>
    /// <typeparam name="T">What they mean.</typeparam>
    /// <param name="choices">The words and their meanings.</param>
    /// <returns>A reader of such words.</returns>
    public static Func<string, T> Choice<T>(params IReadOnlyList<(string Word, T Meaning)> choices) => text =>
    {
        foreach ((string word, T meaning) in choices)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        throw new FormatException($"'{text}' is not one of {string.Join(", ", choices.Select(choice => choice.Word))}");
    };
}
