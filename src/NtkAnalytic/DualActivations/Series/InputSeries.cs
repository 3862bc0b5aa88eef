namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The Hermite series of phi for one variance: phi(sqrt(q) Z) / sqrt(E[phi^2]) = sum of ahat_k h_k(Z), with what its
/// truncation neglects.
/// </summary>
internal sealed class InputSeries
{
    // The aim near |c| = 1, where 1 - C = (1 - c) sum k ahat_k^2 + ... + (1/2) sum (ahat_k - ahat'_k)^2 to first order. The first
    // sum loses a share of the slope. The second loses a share of the spread, sum (k - mean)^2 ahat_k^2 with the weights
    // ahat_k^2 in the mean: where q is small a_k goes like q^(k/2), so that d(ahat_k)/d(log q) = (k - mean) ahat_k / 2, and where it
    // is not, this is the right size for the large k that are neglected. It is the larger of the two shares but for oddities,
    // which show in the error estimate.
    private const double AimedSpread = 1e-12;

    private InputSeries(double[] even, double[] odd, double[] tails)
    {
        Even = even;
        Odd = odd;
        Tails = tails;
    }

    /// <summary>ahat_(2j); empty when phi is odd.</summary>
    public double[] Even { get; }

    /// <summary>ahat_(2j+1); empty when phi is even.</summary>
    public double[] Odd { get; }

    /// <summary>
    /// For each tier of <see cref="SeriesTiers"/> that is stored, t with: a series cut there errs by at most |c|^(K-1) t t', K
    /// the first neglected degree, in the value relative to its scale and in the derivative dual relative to its own.
    /// </summary>
    public double[] Tails { get; }

    /// <summary>The length at which 1 - C is right in relative terms whatever c is, as far as there is one.</summary>
    public int NearTerms { get; private init; }

    /// <summary>The relative error of 1 - C at that length when |c| is close to 1.</summary>
    public double NearError { get; private init; }

    /// <summary>By how much the sums of a resolved series miss what they must be; for one that is not, the tails hold it.</summary>
    public double Discrepancy { get; private init; }

    /// <summary>sqrt(1 - ahat_0^2).</summary>
    public double NonConstantShare { get; private init; }

    /// <summary>sqrt(E[phi^2] / q): the derivative dual is dC/dc times this factor of either input.</summary>
    public double SlopeFactor { get; private init; }

    /// <summary>Stands for an input that has no series: the variance or the second moment is zero or not finite.</summary>
    public static InputSeries None { get; } = new([], [], [double.PositiveInfinity])
    {
        NearTerms = SeriesTiers.Ends[0],
        NearError = double.PositiveInfinity,
        NonConstantShare = 1,
        SlopeFactor = 0,
    };

    /// <summary>The series from its coefficients.</summary>
    /// <param name="even">a_(2j); empty when phi is odd.</param>
    /// <param name="odd">a_(2j+1); empty when phi is even.</param>
    /// <param name="sums">Their sums, over the tiers that are given.</param>
    public static InputSeries Create(ReadOnlySpan<double> even, ReadOnlySpan<double> odd, TierSums sums)
    {
        int tier = sums.Tiers - 1;
        InputMoments moments = sums.Moments;
        double[] tails = new double[tier + 1];
        double missing = Math.Max(sums.MissingValue, sums.MissingSlope);
        (double[] spreads, double wholeSpread) = Spreads(even, odd, sums);

        // What follows a resolved series is below its last tier times K/(K - K'), K' < K the ends of its last tiers, as long as
        // its terms fall at least like k^-2; what another one lacks is its tail. Degrees that are missing are at least the next
        // one; twice that, as most of them are not far above.
        bool resolved = sums.IsResolved;
        double follow = (double)SeriesTiers.Ends[tier] / (SeriesTiers.Ends[tier] - SeriesTiers.Start(tier));
        double value = resolved ? follow * sums.Value[tier] : sums.MissingValue;
        double slope = resolved ? follow * sums.Slope[tier] : sums.MissingSlope;
        double spread = resolved
            ? follow * spreads[tier]
            : 4 * SeriesTiers.Ends[tier] * sums.MissingSlope * sums.WholeSlope / wholeSpread;
        int kept = tier;
        int near = tier;
        double nearError = sums.Diverges ? double.PositiveInfinity : Math.Max(slope + missing, spread);
        for (int t = tier; t >= 0; t--)
        {
            tails[t] = sums.Diverges

                // sum over k >= K of k |c|^(k-1) ahat_k ahat'_k <= K |c|^(K-1) sqrt(T T') once k |c|^k falls, which it does
                // wherever this bound is small.
                ? Math.Sqrt(2 * SeriesTiers.Ends[t] * value)
                : Math.Sqrt(Math.Max(value, slope));
            if (spread <= AimedSpread && !sums.Diverges)
            {
                near = t;
                nearError = Math.Max(slope + missing, spread);
            }

            if (TierSums.IsNegligible(t, slope) && !sums.Diverges)
            {
                kept = t;
            }

            value += sums.Value[t];
            slope += sums.Slope[t];
            spread += spreads[t];
        }

        int terms = SeriesTiers.Ends[kept];
        double scale = 1 / Math.Sqrt(moments.SecondMoment);
        return new InputSeries(Normalise(even, terms, scale), Normalise(odd, terms, scale), tails[..(kept + 1)])
        {
            NearTerms = SeriesTiers.Ends[near],
            NearError = nearError,
            NonConstantShare = Math.Sqrt(sums.NonConstant + (resolved ? 0 : sums.MissingValue)),
            Discrepancy = resolved ? missing : 0,
            SlopeFactor = Math.Sqrt(moments.SecondMoment / moments.Variance),
        };
    }

    // Each tier's share of sum (k - mean)^2 ahat_k^2, and that sum.
    private static (double[] Shares, double Whole) Spreads(ReadOnlySpan<double> even, ReadOnlySpan<double> odd, TierSums sums)
    {
        double inverseMoment = 1 / sums.Moments.SecondMoment;
        double mean = sums.Diverges ? 0 : sums.WholeSlope;
        double[] shares = new double[sums.Tiers];
        double whole = double.Epsilon;
        for (int tier = 0; tier < shares.Length; tier++)
        {
            for (int j = SeriesTiers.Start(tier); j < SeriesTiers.Ends[tier]; j++)
            {
                double k = (2 * j) - mean;
                double e = even.IsEmpty ? 0 : even[j] * even[j] * inverseMoment;
                double o = odd.IsEmpty ? 0 : odd[j] * odd[j] * inverseMoment;
                shares[tier] += (k * k * e) + ((k + 1) * (k + 1) * o);
            }

            whole += shares[tier];
        }

        for (int tier = 0; tier < shares.Length; tier++)
        {
            shares[tier] /= whole;
        }

        return (shares, whole);
    }

    private static double[] Normalise(ReadOnlySpan<double> coefficients, int terms, double scale)
    {
        double[] normalised = new double[Math.Min(terms, coefficients.Length)];
        for (int j = 0; j < normalised.Length; j++)
        {
            normalised[j] = coefficients[j] * scale;
        }

        return normalised;
    }
}
