using System.Globalization;
using System.Text;

namespace NtkAnalytic.Claims;

/// <summary>The page of the documentation that lists what was checked, in Markdown.</summary>
public static class ValidationPage
{
    // Enough to compare with, few enough not to change from one processor to the next.
    private const int Digits = 5;

    // The order of magnitude of what is smaller says nothing.
    private const double Rounding = 1e-9;

    /// <summary>Writes the page.</summary>
    /// <param name="results">The claims with their evidence.</param>
    /// <returns>The text, lines ended by a line feed.</returns>
    public static string Write(IReadOnlyList<ClaimResult> results)
    {
        var text = new StringBuilder();
        text.Append("# Validation\n\n");
        text.Append("Claims of the literature about infinite and finite width, each with its prediction, a measurement and a verdict. This page is written\nby `ntk claims --format markdown` and compared with the code by a test.\n\n");
        text.Append("An uncertainty is rounding, the error estimate of a solver, or what a fit still changes by when it moves on to the next\ndepths; for networks that are drawn, from fixed seeds, it is five standard errors. A claim holds when all its measurements agree with the prediction within their uncertainties.\n\n");
        Summary(text, results);
        foreach (IGrouping<Paper, ClaimResult> paper in results.GroupBy(result => result.Claim.Paper))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {paper.Key.Letter}. {paper.Key.Authors}\n\n\"{paper.Key.Title}\", {paper.Key.Reference}.{(paper.Key.Remark is { } remark ? " " + remark : "")}\n");
            foreach (ClaimResult result in paper)
            {
                Write(text, result);
            }
        }

        return text.ToString();
    }

    private static void Summary(StringBuilder text, IReadOnlyList<ClaimResult> results)
    {
        text.Append("| verdict | claims |\n|---|---|\n");
        foreach (Verdict verdict in Enum.GetValues<Verdict>())
        {
            int count = results.Count(result => result.Verdict == verdict);
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {verdict.InWords()} | {count} |\n");
            }
        }
    }

    private static void Write(StringBuilder text, ClaimResult result)
    {
        Claim claim = result.Claim;
        text.Append(CultureInfo.InvariantCulture, $"\n### {claim.Id}: {result.Verdict.InWords()}\n\n{Sentence(claim.Place)} {claim.Printed}\n");
        if (claim.Corrected is { } corrected)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**Corrected.** {corrected}\n");
        }

        if (claim.Method.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n*Measured.* {claim.Method}\n");
        }

        text.Append("\n| quantity | predicted | measured | uncertainty | |\n|---|---|---|---|---|\n");
        foreach (Comparison comparison in result.Evidence.Printed)
        {
            Row(text, comparison, result.Evidence.Corrected.Count > 0 ? "as printed: " : "");
        }

        foreach (Comparison comparison in result.Evidence.Corrected)
        {
            Row(text, comparison, "corrected: ");
        }
    }

    private static void Row(StringBuilder text, Comparison comparison, string standing) => text.Append(
        CultureInfo.InvariantCulture,
        $"| {comparison.Quantity} | {Number(comparison.Predicted)} | {Measured(comparison)} | {Uncertainty(comparison.Uncertainty)} | {standing}{(comparison.Agrees ? "agrees" : "disagrees")} |\n");

    // Digits below a tenth of the uncertainty are noise, and differ between processors.
    private static string Measured(Comparison comparison)
    {
        if (comparison.Uncertainty == 0 || comparison.Measured == 0)
        {
            return Number(comparison.Measured);
        }

        double digit = Math.Pow(10, Order(comparison.Uncertainty) - 1);
        double rounded = Math.Round(comparison.Measured / digit) * digit;
        return Math.Abs(comparison.Measured) <= comparison.Uncertainty ? "0" : Number(rounded);
    }

    private static string Uncertainty(double value) => value switch
    {
        0 => "exact",
        <= Rounding => "rounding",
        _ => string.Create(CultureInfo.InvariantCulture, $"1e{Order(value)}"),
    };

    // Rounded up.
    private static int Order(double value) => (int)Math.Ceiling(Math.Log10(value) - 1e-9);

    private static string Number(double value) => value.ToString("G" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Sentence(string place) => string.Concat(place[..1].ToUpperInvariant(), place.AsSpan(1), ".");
}
