using MathNet.Numerics.Distributions;

namespace NtkAnalytic.Simulation.Statistics;

/// <summary>Quantiles of a sorted sample, and intervals for them that hold whatever the law of its numbers.</summary>
internal static class OrderStatistics
{
    /// <summary>The quantile, linear between the order statistics at the places p (N - 1).</summary>
    /// <param name="sorted">Ascending; at least one.</param>
    /// <param name="p">In [0, 1].</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double p)
    {
        double place = p * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        double share = place - below;
        return share == 0 ? sorted[below] : ((1 - share) * sorted[below]) + (share * sorted[below + 1]);
    }

    /// <summary>
    /// An interval between two order statistics. The number B of samples below the true quantile of a continuous law is binomial (N, p), so
    /// X_(l) exceeds the quantile with the probability P(B &lt; l), and X_(u) falls short of it with P(B &gt;= u): the places are the innermost
    /// for which both are at most (1 - confidence) / 2. A law with atoms makes it only safer.
    /// </summary>
    /// <param name="sorted">Ascending; at least one.</param>
    /// <param name="p">In (0, 1).</param>
    /// <param name="confidence">In (0, 1).</param>
    public static ConfidenceInterval Interval(ReadOnlySpan<double> sorted, double p, double confidence)
    {
        int n = sorted.Length;
        double tail = (1 - confidence) / 2;
        int lower = FirstPlace(k => Binomial.CDF(p, n, k - 1) > tail, n + 1) - 1;
        int upper = FirstPlace(k => 1 - Binomial.CDF(p, n, k - 1) <= tail, n + 1);
        return new ConfidenceInterval(
            lower >= 1 ? sorted[lower - 1] : double.NegativeInfinity,
            upper <= n ? sorted[upper - 1] : double.PositiveInfinity,
            confidence);
    }

    // The smallest place in 1..end at which a condition holds that holds from there on; end when nowhere before.
    private static int FirstPlace(Func<int, bool> holds, int end)
    {
        int low = 1;
        while (low < end)
        {
            int middle = low + ((end - low) / 2);
            if (holds(middle))
            {
                end = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return end;
    }
}
