namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// How 1 - c falls at a point with chi_1 = 1 (Hayou, Doucet and Rousseau, arXiv 1905.13654, lemmas 1 and 2, with the constants
/// derived from the expansion of the map): 1 - c_l = kappa l^-m - kappa' log(l) l^-(m+1) + ... and
/// chi(c_l) = 1 - A / l + kappa'' log(l) / l^2 + ..., with m = 1/(p - 1) and A = p/(p - 1), p the first power after gamma.
/// </summary>
/// <remarks>
/// gamma -> gamma - s gamma^(3/2) + b gamma^2 makes u = gamma^(-1/2) grow by s/2 + (3 s^2/8 - b/2)/u + ..., so
/// u = s l/2 + (3 s/4 - b/s) log l + ...; gamma -> gamma - alpha gamma^2 + zeta gamma^3 makes u = 1/gamma grow by
/// alpha + (alpha^2 - zeta)/u + ..., so u = alpha l + (alpha - zeta/alpha) log l + ...; and with eta gamma^(5/2) instead of the
/// cubic term it grows by alpha - eta u^(-1/2), so u = alpha l - 2 eta sqrt(l/alpha) + .... chi is the derivative of the map there.
/// </remarks>
/// <param name="Power">m: 2 with kinks, 1 for smooth activations.</param>
/// <param name="Kappa">kappa.</param>
/// <param name="KappaError">Absolute error estimate of <paramref name="Kappa"/>.</param>
/// <param name="SlopeCoefficient">A: 3 with kinks, 2 for smooth activations. The normalised NTK tends to 1/(1 + A).</param>
/// <param name="HasLogarithm">
/// True when the next correction is the logarithmic one. False when the second derivative of phi jumps: 1 - c_l is then
/// kappa / l (1 + correction / sqrt(l)), and kappa' and kappa'' are 0.
/// </param>
/// <param name="KappaPrime">kappa'.</param>
/// <param name="KappaPrimeError">Absolute error estimate of <paramref name="KappaPrime"/>.</param>
/// <param name="KappaDoublePrime">kappa''.</param>
/// <param name="KappaDoublePrimeError">Absolute error estimate of <paramref name="KappaDoublePrime"/>.</param>
/// <param name="RootCorrection">The correction relative to kappa / l, for each l^(-1/2), when there is no logarithm; 0 otherwise.</param>
public sealed record CriticalDecay(
    double Power,
    double Kappa,
    double KappaError,
    double SlopeCoefficient,
    bool HasLogarithm,
    double KappaPrime,
    double KappaPrimeError,
    double KappaDoublePrime,
    double KappaDoublePrimeError,
    double RootCorrection)
{
    /// <summary>The decay that an expansion with chi_1 = 1 leads to.</summary>
    /// <param name="expansion">The expansion of the correlation map; its first coefficient is taken to be 1.</param>
    /// <returns>The decay; null when 1 - C = gamma exactly (a linear activation), or when 1 - c does not fall.</returns>
    public static CriticalDecay? Of(MapExpansion expansion)
    {
        ArgumentNullException.ThrowIfNull(expansion);
        return expansion.Coefficient(0.5) != 0 ? null
            : expansion.Coefficient(1.5) < 0 ? OfKinks(expansion.Term(1.5), expansion.Term(2))
            : expansion.Coefficient(1.5) > 0 || expansion.Coefficient(2) >= 0 ? null
            : expansion.Coefficient(2.5) != 0 ? OfCorners(expansion.Term(2), expansion.Term(2.5))
            : OfSmooth(expansion.Term(2), expansion.Term(3));
    }

    private static CriticalDecay OfKinks(ExpansionTerm leading, ExpansionTerm next)
    {
        double s = -leading.Coefficient;
        double relative = leading.Error / s;
        double kappa = 4 / (s * s);
        double factor = 3 - (kappa * next.Coefficient);
        double factorError = kappa * (next.Error + (2 * relative * Math.Abs(next.Coefficient)));
        double kappaError = 2 * relative * kappa;
        return new CriticalDecay(
            2,
            kappa,
            kappaError,
            3,
            true,
            kappa * factor,
            (kappa * factorError) + (kappaError * Math.Abs(factor)),
            1.5 * factor,
            1.5 * factorError,
            0);
    }

    private static CriticalDecay OfCorners(ExpansionTerm leading, ExpansionTerm next)
    {
        double alpha = -leading.Coefficient;
        return new CriticalDecay(1, 1 / alpha, leading.Error / (alpha * alpha), 2, false, 0, 0, 0, 0, 2 * next.Coefficient / (alpha * Math.Sqrt(alpha)));
    }

    private static CriticalDecay OfSmooth(ExpansionTerm leading, ExpansionTerm next)
    {
        double alpha = -leading.Coefficient;
        double kappa = 1 / alpha;
        double relative = leading.Error / alpha;
        double share = kappa * kappa * next.Coefficient;
        double shareError = kappa * kappa * (next.Error + (2 * relative * Math.Abs(next.Coefficient)));
        return new CriticalDecay(
            1,
            kappa,
            relative * kappa,
            2,
            true,
            kappa * (1 - share),
            kappa * (shareError + (relative * Math.Abs(1 - share))),
            2 * (1 - share),
            2 * shareError,
            0);
    }
}
