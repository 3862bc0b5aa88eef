using System.Text;
using System.Text.Json;
using NtkAnalytic.Tests.Docs;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Docs;

/// <summary>The gallery of derived activations is what the command derives.</summary>
public class GalleryTests
{
    // Longer formulas are true, but nobody reads them.
    private const int LongestShown = 700;

    private static readonly string[] s_formulas =
    [
        "max(0,x)",
        "max(0,x) + a*min(0,x)",
        "abs(x)",
        "max(0,x)^2",
        "max(0,x)^3",
        "abs(x)*x",
        "max(0,x)^3 - x",
        "step(x)",
        "sign(x)",
        "erf(x)",
        "Phi(x)",
        "x*Phi(x)",
        "x*erf(x)",
        "x^2*Phi(x)",
        "sin(b*x)",
        "cos(a*x + b)",
        "exp(a*x)",
        "x*exp(x)",
        "exp(-x^2)",
        "exp(-x^2)*x^2",
        "exp(-x^2)*erf(x)",
        "exp(x^2)",
        "x^3 - 3*x",
        "max(0,x) + a*sin(b*x)",
        "max(0,x)^2 + cos(x)/2",
        "max(0,x)^2 + sin(x)/2",
        "erf(x) + sin(x)",
        "tanh(x)",
    ];

    [Fact]
    public void The_page_shows_what_the_command_derives() =>
        GeneratedFile.Check(Write(), "docs", "reference", "derived-activations.md");

    private static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # Derived activations

            What `ntk derive FORMULA` finds, by the rules of [deriving kernels](../concepts/derivation.md). u and v are centred Gaussians with
            variances q1 and q2 (q where both are equal), covariance k and correlation c; g = 1 - c. The variances that belong to the edge of
            chaos are given by its fixed point q. C is the correlation map there; where phi jumps, that without bias. Formulas too long to read
            are left out, the command prints them. This page is written by a test.

            """);
        foreach (string formula in s_formulas)
        {
            Append(page, formula);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, string formula)
    {
        page.Append('\n').Append("## ").Append(formula.Replace("*", "\\*", StringComparison.Ordinal)).Append("\n\n");
        using JsonDocument document = JsonDocument.Parse(Ntk.Run("derive", formula, "--format", "json").Output);
        JsonElement[] lines = [.. document.RootElement.GetProperty("lines").EnumerateArray()];
        string? reason = null;
        foreach (JsonElement line in lines.Where(line => line.GetProperty("key").GetString() is not ("varianceMap" or "correlationMap" or "chi1")))
        {
            if (!line.GetProperty("closedForm").GetBoolean())
            {
                reason ??= line.GetProperty("reason").GetString();
                continue;
            }

            string display = $"{line.GetProperty("leftLatex").GetString()} = {line.GetProperty("latex").GetString()}";
            if (display.Length <= LongestShown)
            {
                page.Append("$$").Append(display).Append("$$\n\n");
            }
        }

        foreach (JsonElement domain in lines.Where(line => line.TryGetProperty("domain", out _)).Select(line => line.GetProperty("domain")).Take(1))
        {
            page.Append("where ").Append(string.Join(" and ", domain.EnumerateArray().Select(condition => $"`{condition.GetString()} > 0`"))).Append(".\n\n");
        }

        if (reason is not null)
        {
            page.Append(reason).Append("\n\n");
        }

        page.Length--;
    }
}
