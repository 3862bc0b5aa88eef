namespace NtkAnalytic.Simulation.Tests.HigherKernels;

/// <summary>
/// The higher kernels of one neuron of f = m^-1/2 sum a sigma(w . x), as sums of monomials in a, sigma^(j)_b and x_b . x_c (Huang and Yau, arXiv 1909.08156): k^(2)_12 =
/// sigma_1 sigma_2 + a^2 sigma'_1 sigma'_2 x_1 . x_2, and the index c is added by replacing a by sigma_c, and sigma^(j)_b by
/// sigma^(j+1)_b a sigma'_c x_b . x_c, in one factor after the other.
/// </summary>
internal static class NeuronKernels
{
    /// <summary>k^(r) as a sum of monomials.</summary>
    public static IReadOnlyList<Monomial> OfOrder(int order)
    {
        List<Monomial> terms = [new(1, 0, [(0, 0), (0, 1)], []), new(1, 2, [(1, 0), (1, 1)], [(0, 1)])];
        for (int index = 2; index < order; index++)
        {
            terms = [.. terms.SelectMany(term => Derivatives(term, index))];
        }

        return terms;
    }

    private static IEnumerable<Monomial> Derivatives(Monomial term, int index)
    {
        if (term.Power > 0)
        {
            yield return new(term.Factor * term.Power, term.Power - 1, [.. term.Sigmas, (0, index)], term.Products);
        }

        for (int i = 0; i < term.Sigmas.Count; i++)
        {
            (int order, int at) = term.Sigmas[i];
            List<(int Order, int At)> sigmas = [.. term.Sigmas, (1, index)];
            sigmas[i] = (order + 1, at);
            yield return new(term.Factor, term.Power + 1, sigmas, [.. term.Products, (at, index)]);
        }
    }

    /// <summary>Factor a^Power times the product of sigma^(Order)_At and of x_b . x_c.</summary>
    internal sealed record Monomial(double Factor, int Power, IReadOnlyList<(int Order, int At)> Sigmas, IReadOnlyList<(int B, int C)> Products)
    {
        /// <summary>Its value; sigma(order, b) and product(b, c) are given the tuple's own indices.</summary>
        public double Value(double a, int[] indices, Func<int, int, double> sigma, Func<int, int, double> product) =>
            Factor * Math.Pow(a, Power)
            * Sigmas.Aggregate(1.0, (value, s) => value * sigma(s.Order, indices[s.At]))
            * Products.Aggregate(1.0, (value, p) => value * product(indices[p.B], indices[p.C]));
    }
}
