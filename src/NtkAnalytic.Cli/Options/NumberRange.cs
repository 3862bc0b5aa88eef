using System.Globalization;
using System.Text.Json.Serialization;

namespace NtkAnalytic.Cli.Options;

/// <summary>Equally spaced numbers, both ends included: <c>0.5:4:200</c>.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Count">How many.</param>
internal sealed record NumberRange(double From, double To, int Count)
{
    private const string Expected = "write FROM:TO:COUNT, such as 0.5:4:200";

    /// <summary>True when it is a single number.</summary>
    [JsonIgnore]
    public bool IsSingle => Count == 1;

    /// <summary>The numbers, ascending.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Values =>
        [.. Enumerable.Range(0, Count).Select(i => i == 0 ? From : i == Count - 1 ? To : From + ((To - From) * i / (Count - 1)))];

    /// <summary>Reads a range of variances.</summary>
    /// <param name="text">FROM:TO:COUNT.</param>
    /// <returns>The range.</returns>
    /// <exception cref="FormatException">It is malformed, empty or reversed, has fewer than two points, or a bound is negative.</exception>
    public static NumberRange Variances(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 3)
        {
            throw new FormatException($"'{text}' is not a range; {Expected}");
        }

        double from = Read.Variance(parts[0]);
        double to = Read.Variance(parts[1]);
        if (!int.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count))
        {
            throw new FormatException($"the count of the range '{text}' is not a whole number; {Expected}");
        }

        return (from < to, count >= 2) switch
        {
            (_, false) => throw new FormatException($"the range '{text}' must have at least 2 points, but its count is {parts[2]}"),
            (false, _) when from == to => throw new FormatException($"the range '{text}' is empty: it ends where it begins"),
            (false, _) => throw new FormatException($"the range '{text}' is reversed: it must ascend, from {parts[1]} to {parts[0]}"),
            _ => new NumberRange(from, to, count),
        };
    }

    /// <summary>Reads one variance, or a range of them.</summary>
    /// <param name="text">A number, or FROM:TO:COUNT.</param>
    /// <returns>The range, with a count of 1 for a number.</returns>
    /// <exception cref="FormatException">As for <see cref="Variances"/>.</exception>
    public static NumberRange VarianceOrVariances(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return Variances(text);
        }

        double single = Read.Variance(text);
        return new NumberRange(single, single, 1);
    }
}
