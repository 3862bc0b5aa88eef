using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Symbolics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Derived formulas for people and for papers.</summary>
internal static class DeriveText
{
    /// <summary>Writes the statements one below the other.</summary>
    public static void Write(
        TextWriter output,
        ActivationFormula activation,
        IReadOnlyList<DerivedLine> lines,
        IReadOnlyList<DerivationCheck?> checks,
        DerivationPart part)
    {
        output.WriteLine($"φ(x) = {activation.Formula.ToUnicode()}");
        output.WriteLine(Symbols(part));
        string? title = null;
        foreach ((DerivedLine line, DerivationCheck? check) in lines.Zip(checks))
        {
            if (line.Title != title)
            {
                output.WriteLine();
                output.WriteLine(line.Title);
                title = line.Title;
            }

            if (line.Formula is null)
            {
                output.WriteLine($"  {line.LeftSideUnicode}: {Missing(line)}");
                WriteIntegral(output, activation, line);
                continue;
            }

            output.WriteLine($"  {line.LeftSideUnicode} = {line.RightSideUnicode}");
            if (line.Domain.Count > 0)
            {
                output.WriteLine($"  where {string.Join(" and ", line.Domain.Select(condition => $"{condition.ToUnicode()} > 0"))}");
            }

            if (check is not null)
            {
                output.WriteLine($"  {Checked(check)}");
            }
        }
    }

    /// <summary>Writes an aligned display, the titles as comments.</summary>
    public static void WriteLatex(TextWriter output, ActivationFormula activation, IReadOnlyList<DerivedLine> lines)
    {
        output.WriteLine(@"\begin{align*}");
        output.WriteLine($@"  \varphi(x) &= {activation.Formula.ToLatex()} \\");
        foreach (DerivedLine line in lines.Where(line => line.Formula is not null))
        {
            output.WriteLine($"  % {line.Title}");
            output.WriteLine($@"  {line.LeftSideLatex} &= {line.RightSideLatex} \\");
        }

        output.WriteLine(@"\end{align*}");
    }

    /// <summary>Why there is no formula.</summary>
    public static string Missing(DerivedLine line) =>
        line.Status == LineStatus.NoClosedForm ? $"no closed form by these rules. {line.Reason}" : line.Reason!;

    /// <summary>How a check ended.</summary>
    public static string Checked(DerivationCheck check) =>
        $"checked at {check.Points} random points: largest error {NumberText.Error(check.LargestError)}";

    private static void WriteIntegral(TextWriter output, ActivationFormula activation, DerivedLine line)
    {
        if (line.Status != LineStatus.NoClosedForm || line.Integral is null)
        {
            return;
        }

        output.WriteLine($"  {line.Integral}");
        if (activation.Parameters.Count == 0)
        {
            output.WriteLine($"  numbers by quadrature: ntk dual --activation \"{activation.Text}\"");
        }
    }

    private static string Symbols(DerivationPart part) => part switch
    {
        DerivationPart.FiniteWidth => "Θ = |∂f/∂W|², f a network of widths n0, n1, ... without biases, over its random weights",
        DerivationPart.Recursion => "q1, q2: variances of two inputs at a layer, k: their covariance, c = k/√(q1 q2), Θ: their tangent kernel",
        _ => "u, v: centred Gaussians with variances q1, q2 (both q where one letter stands), covariance k and correlation c = k/√(q1 q2)",
    };
}
