namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The expansion 1 - C = sum of a_p gamma^p in gamma = 1 - c at c = 1, lowest power first: a_1 = chi_1; smooth activations have
/// p = 1, 2, 3 with a_2 = -alpha and a_3 = zeta in the notation of Hayou, Doucet and Rousseau (arXiv 1905.13654); a kink adds
/// p = 3/2 and 5/2, a jump of the second derivative 5/2 alone, a jump of phi itself 1/2 (and chi_1 is infinite).
/// </summary>
/// <param name="Terms">The terms, lowest power first; terms that vanish identically, or cannot be told from 0, are left out.</param>
public sealed record MapExpansion(IReadOnlyList<ExpansionTerm> Terms)
{
    /// <summary>The coefficient of a power; 0 when the expansion has no such term.</summary>
    /// <param name="power">The power of gamma.</param>
    /// <returns>a_p.</returns>
    public double Coefficient(double power) => Term(power).Coefficient;

    /// <summary>The term of a power; one that is 0 when the expansion has none.</summary>
    internal ExpansionTerm Term(double power)
    {
        foreach (ExpansionTerm term in Terms)
        {
            if (term.Power == power)
            {
                return term;
            }
        }

        return new ExpansionTerm(power, 0, 0);
    }
}
