using System.Text;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Cli.Output;

/// <summary>Sums of powers and logarithms, for people.</summary>
internal static class FormulaText
{
    private const int Digits = 8;

    /// <summary>A term of a sum: its coefficient, null where it is not known, and what it multiplies.</summary>
    public readonly record struct Term(double? Coefficient, string Factor);

    /// <summary>A sum, without the terms that vanish.</summary>
    /// <param name="terms">The terms; a factor may be empty.</param>
    /// <returns>0.25 + 0.375 log(L) L^-1.</returns>
    public static string Sum(params IEnumerable<Term> terms)
    {
        var text = new StringBuilder();
        foreach (Term term in terms.Where(term => term.Coefficient != 0))
        {
            bool isNegative = term.Coefficient < 0;
            text.Append(text.Length == 0 ? (isNegative ? "-" : "") : isNegative ? " - " : " + ");
            string size = term.Coefficient is { } value ? NumberText.Rounded(Math.Abs(value), Digits) : "A";
            text.Append(term.Factor.Length == 0 ? size : size == "1" ? term.Factor : $"{size} {term.Factor}");
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    /// <summary>variable^power, empty for the power 0.</summary>
    public static string Power(string variable, double power) =>
        power == 0 ? "" : power == 1 ? variable : $"{variable}^{NumberText.Rounded(power, Digits)}";

    /// <summary>A law of the depth; the coefficient A stands for one that depends on the inputs.</summary>
    public static string Law(DepthLaw law)
    {
        string[] factors = [Power("log(L)", law.LogPower), Power("L", law.Power), law.Base == 1 ? "" : $"{NumberText.Rounded(law.Base, Digits)}^L"];
        string factor = string.Join(' ', factors.Where(one => one.Length > 0));
        if (double.IsFinite(law.Limit))
        {
            return Sum(new(law.Limit, ""), new(law.Coefficient, factor));
        }

        return law.Coefficient == 0 || factor.Length == 0
            ? NumberText.Exact(law.Limit)
            : $"{NumberText.Exact(law.Limit)}, as {Sum(new Term(law.Coefficient, factor))}";
    }

    /// <summary>The expansion of a correlation map in g = 1 - c.</summary>
    public static string Expansion(MapExpansion expansion) =>
        Sum(expansion.Terms.Select(term => new Term(term.Coefficient, Power("g", term.Power))));

    /// <summary>1 - c_l at the edge of chaos, to the second order.</summary>
    public static string Decay(CriticalDecay decay) => Sum(
        new(decay.Kappa, Power("l", -decay.Power)),
        new(decay.HasLogarithm ? -decay.KappaPrime : 0, "log(l) " + Power("l", -decay.Power - 1)),
        new(decay.HasLogarithm ? 0 : decay.Kappa * decay.RootCorrection, Power("l", -decay.Power - 0.5)));

    /// <summary>chi(c_l) at the edge of chaos, to the second order.</summary>
    public static string SlopeDecay(CriticalDecay decay) => Sum(
        new(1, ""),
        new(-decay.SlopeCoefficient, Power("l", -1)),
        new(decay.HasLogarithm ? decay.KappaDoublePrime : 0, "log(l) " + Power("l", -2)));
}
