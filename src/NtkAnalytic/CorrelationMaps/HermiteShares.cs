using NtkAnalytic.DualActivations.Series;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The shares w_k = ahat_k^2 of the Hermite degrees in E[phi^2] at one variance, where they fall so fast that a few hundred
/// hold everything: C = sum of w_k c^k, all terms known (Daniely, Frostig and Singer, arXiv 1602.05897, section 4).
/// </summary>
internal sealed class HermiteShares
{
    // What the sums may miss of the moments: they come from different quadratures.
    private const double Resolved = 2e-12;
    private readonly double[] _shares;

    private HermiteShares(double[] shares) => _shares = shares;

    /// <summary>The shares; null where the stored terms do not resolve phi, as for every phi with a kink.</summary>
    /// <param name="series">The series of one input.</param>
    public static HermiteShares? Of(InputSeries series)
    {
        if (!(series.NearError <= Resolved))
        {
            return null;
        }

        double[] shares = new double[2 * Math.Max(series.Even.Length, series.Odd.Length)];
        for (int j = 0; j < series.Even.Length; j++)
        {
            shares[2 * j] = series.Even[j] * series.Even[j];
        }

        for (int j = 0; j < series.Odd.Length; j++)
        {
            shares[(2 * j) + 1] = series.Odd[j] * series.Odd[j];
        }

        return new HermiteShares(shares);
    }

    /// <summary>w_0 = C(0).</summary>
    public double Constant => _shares[0];

    /// <summary>
    /// C'(1) - (1 - C)/(1 - c), which is 0 at c = 1: the sum of w_k times the sum of 1 - c^j over j &lt; k. For c in [0, 1] no
    /// term is negative and nothing cancels.
    /// </summary>
    /// <param name="oneMinus">1 - c in [0, 1].</param>
    public double Drop(double oneMinus)
    {
        double c = 1 - oneMinus;
        double power = 1;
        double gap = 0;
        double gaps = 0;
        double sum = 0;
        for (int k = 1; k < _shares.Length; k++)
        {
            // gap = 1 - c^(k-1), gaps = the sum of all up to it.
            gaps += gap;
            sum = Math.FusedMultiplyAdd(_shares[k], gaps, sum);
            gap = Math.FusedMultiplyAdd(power, oneMinus, gap);
            power *= c;
        }

        return sum;
    }

    /// <summary>C' at c.</summary>
    /// <param name="oneMinus">1 - c in [0, 1].</param>
    public double Slope(double oneMinus)
    {
        double c = 1 - oneMinus;
        double sum = 0;
        for (int k = _shares.Length - 1; k > 0; k--)
        {
            sum = Math.FusedMultiplyAdd(sum, c, k * _shares[k]);
        }

        return sum;
    }

    /// <summary>C^(j)(1)/j! of the dual's own C, the sum of binomial(k, j) w_k.</summary>
    public double Derivative(int order)
    {
        double sum = 0;
        for (int k = order; k < _shares.Length; k++)
        {
            double binomial = 1;
            for (int i = 0; i < order; i++)
            {
                binomial *= (k - i) / (i + 1.0);
            }

            sum += binomial * _shares[k];
        }

        return sum;
    }
}
