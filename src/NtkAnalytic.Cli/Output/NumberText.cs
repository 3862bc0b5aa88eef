using System.Globalization;

namespace NtkAnalytic.Cli.Output;

/// <summary>Numbers as text, alike in every culture.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that reads back as the same number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Its digits; <c>infinity</c>, <c>-infinity</c> or <c>nan</c>.</returns>
    public static string Exact(double value) =>
        NotFinite(value) ?? value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A few digits, for people.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">How many significant digits at most.</param>
    /// <returns>The rounded number.</returns>
    public static string Rounded(double value, int digits = 6) =>
        NotFinite(value) ?? value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>An error estimate: two digits say enough.</summary>
    /// <param name="value">The estimate.</param>
    /// <returns>The rounded number.</returns>
    public static string Error(double value) => Rounded(value, 2);

    private static string? NotFinite(double value) => value switch
    {
        double.PositiveInfinity => "infinity",
        double.NegativeInfinity => "-infinity",
        double.NaN => "nan",
        _ => null,
    };
}
