using System.Globalization;
using System.Text;
using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Tests.Docs;

/// <summary>docs/reference/activations.md, from the catalog.</summary>
internal static class ActivationReference
{
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Activations

            The names that `Activation.Parse` and `--activation` read. Parameters follow in parentheses, with a decimal point, and
            need quotes in a shell: `--activation 'leaky-relu(0.1)'`. Those with a default may be left out. Case, hyphens and
            underscores do not matter.

            Breakpoints are the points where the activation or one of its derivatives jumps. What is said of a family with
            parameters is true of its defaults or, where a parameter has none, of the example in the last column.

            Under derivatives stands up to which order they are functions, without Dirac terms, as `HighestDerivative` says:
            higher tangent kernels need them. Smooth activations have 128 orders at least, with a relative error below 1e-13
            of the largest value up to order 8.

            | name | phi(x) | dual activations | homogeneous | parity | breakpoints | derivatives | also known as | example |
            |---|---|---|---|---|---|---|---|---|

            """);
        foreach (ActivationEntry entry in ActivationCatalog.Entries)
        {
            Activation example = entry.Example;
            string[] cells =
            [
                Code(entry.Signature),
                Escape(entry.Formula),
                DualActivation.Of(example).IsClosedForm ? "closed form" : "quadrature",
                example.HomogeneityDegree is { } degree ? $"degree {degree}" : "",
                example.Parity == Parity.None ? "" : example.Parity.ToString().ToLowerInvariant(),
                string.Join(", ", example.Breakpoints.Select(Describe)),
                example.HighestDerivative >= 128 ? "all" : string.Create(CultureInfo.InvariantCulture, $"order {example.HighestDerivative}"),
                string.Join(", ", entry.Aliases.Select(Code)),
                Code(example.Name),
            ];
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
        }

        page.Append("\nWhat they are:\n\n");
        foreach (ActivationEntry entry in ActivationCatalog.Entries)
        {
            string parameters = string.Join("; ", entry.Parameters.Select(parameter => $"{parameter.Name}: {parameter.Domain}"));
            page.Append(CultureInfo.InvariantCulture, $"- **{entry.Name}**. {entry.Description}{(parameters.Length > 0 ? $" ({parameters}.)" : "")}\n");
        }

        page.Append(
            """

            An activation that is not here is given as a formula in x, `--activation "max(0,x) + sin(x)/2"`, see
            [deriving kernels](../concepts/derivation.md), or as two functions and its breakpoints: `Activation.FromFunctions`, see
            [getting started](../getting-started.md). Formulas without branches are differentiated up to order 8; an overload of
            `FromFunctions` takes derivatives of any order. This page is written by a test from the catalog.

            """);
        return page.ToString();
    }

    private static string Describe(Breakpoint point)
    {
        string kind = point.IsJump ? "jump" : point.DerivativeJump != 0 ? "kink" : "higher derivative";
        return string.Create(CultureInfo.InvariantCulture, $"{point.Location:R} ({kind})");
    }

    private static string Code(string text) => $"`{Escape(text)}`";

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
