using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Claims.HayouDoucetRousseau;

/// <summary>The expansions of the correlation map at c = 1 that the rates rest on.</summary>
internal static class CorrelationExpansions
{
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "A.fact-14",
            Paper.HayouDoucetRousseau,
            "fact 14",
            "The correlation map of relu is c + s (1-c)^(3/2) + b (1-c)^(5/2) + O((1-c)^(7/2)) with s = 2 sqrt(2) / (3 pi) and b = sqrt(2) / (30 pi).",
            _ => Relu())
        {
            Method = "Coefficients of 1 - C in powers of 1 - c, found numerically from the map.",
        },
        new(
            "A.smooth-expansion",
            Paper.HayouDoucetRousseau,
            "the expansion behind lemma 2",
            "For smooth activations the derivatives of the correlation map at 1 are sigma_w^2 q^(j-1) E[phi^(j)(sqrt(q) Z)^2].",
            _ => new Evidence([.. new[] { 0.05, 0.18, 0.7 }.SelectMany(ErfAt)]))
        {
            Method = "erf on its critical line, where the Gaussian moments of the derivatives are elementary.",
        },
    ];

    /// <summary>alpha = C''(1) / 2 and zeta = C'''(1) / 6 of erf at the critical point with this sigma_b^2.</summary>
    public static IEnumerable<Comparison> ErfAt(double biasVariance)
    {
        CriticalPoint point = new CriticalLine(Activation.Erf).At(biasVariance)[0];
        double q = point.Variance;
        MapExpansion expansion = new CorrelationMap(Activation.Erf, point.WeightVariance, biasVariance, q).Expand();

        // erf'' = -(4 / sqrt(pi)) x e^(-x^2), erf''' = (4 / sqrt(pi)) (2 x^2 - 1) e^(-x^2); under the weight e^(-2 x^2) the Gaussian of
        // variance q becomes one of variance p = q / (1 + 4 q), with the factor (1 + 4 q)^(-1/2).
        double factor = 16 / Math.PI / Math.Sqrt(1 + (4 * q));
        double p = q / (1 + (4 * q));
        double second = factor * p;
        double third = factor * ((12 * p * p) - (4 * p) + 1);
        string at = FormattableString.Invariant($"sigma_b^2 = {biasVariance}");
        yield return Term($"alpha, {at}", point.WeightVariance * q * second / 2, expansion, 2, -1);
        yield return Term($"zeta, {at}", point.WeightVariance * q * q * third / 6, expansion, 3, 1);
    }

    private static Evidence Relu()
    {
        MapExpansion expansion = new CorrelationMap(Activation.Relu, 2, 0, 1).Expand();
        return new Evidence(
            Term("coefficient of 1 - c", 1, expansion, 1, 1),
            Term("s", 2 * Math.Sqrt(2) / (3 * Math.PI), expansion, 1.5, -1),
            new Comparison("coefficient of (1 - c)^2", 0, expansion.Coefficient(2), 0),
            Term("b", Math.Sqrt(2) / (30 * Math.PI), expansion, 2.5, -1));
    }

    private static Comparison Term(string name, double predicted, MapExpansion expansion, double power, double sign)
    {
        ExpansionTerm term = expansion.Terms.Single(term => term.Power == power);
        return new Comparison(name, predicted, sign * term.Coefficient, term.Error + (1e-14 * Math.Abs(predicted)));
    }
}
