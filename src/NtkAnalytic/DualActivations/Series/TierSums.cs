namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The sums of ahat_k^2, k ahat_k^2 and k^2 ahat_k^2 of one input by tiers, as its coefficients come in.
/// </summary>
/// <remarks>
/// By Parseval's identity sum ahat_k^2 = 1 and, as sqrt(q) phi'(sqrt(q) Z) = sum of sqrt(k) a_k h_(k-1)(Z),
/// sum k ahat_k^2 = q E[phi'^2] / E[phi^2]. The right sides come from another quadrature, so what the sums lack of them is
/// both the neglected tail and a check of the coefficients.
/// </remarks>
internal sealed class TierSums
{
    // What a tier may still add to the slope when no further one is worth its time, and what the sums may then lack.
    private const double LastSlope = 1e-17;
    private const double Resolved = 1e-12;
    private readonly double _whole;
    private readonly double _inverseMoment;

    public TierSums(InputMoments moments)
    {
        Moments = moments;
        _inverseMoment = 1 / moments.SecondMoment;
        _whole = moments.Variance * moments.DerivativeSecondMoment * _inverseMoment;
    }

    /// <summary>What the coefficients must sum to.</summary>
    public InputMoments Moments { get; }

    /// <summary>The number of tiers so far.</summary>
    public int Tiers { get; private set; }

    /// <summary>Each tier's part of sum ahat_k^2 = 1.</summary>
    public double[] Value { get; } = new double[SeriesTiers.Ends.Length];

    /// <summary>Each tier's part of sum k ahat_k^2, relative to q E[phi'^2] / E[phi^2]; 0 where that is infinite or 0.</summary>
    public double[] Slope { get; } = new double[SeriesTiers.Ends.Length];

    /// <summary>Each tier's part of sum k^2 ahat_k^2, not normalised.</summary>
    public double[] Curvature { get; } = new double[SeriesTiers.Ends.Length];

    /// <summary>sum ahat_k^2 over k &gt; 0.</summary>
    public double NonConstant { get; private set; }

    /// <summary>|1 - sum ahat_k^2|: what is neglected, and what is wrong.</summary>
    public double MissingValue => Math.Abs(1 - Value.Sum());

    /// <summary>The same of the slope.</summary>
    public double MissingSlope => Diverges || _whole == 0 ? 0 : Math.Abs(1 - Slope.Sum());

    /// <summary>True when E[phi'^2] is infinite.</summary>
    public bool Diverges => double.IsInfinity(_whole);

    /// <summary>True when the tiers so far leave nothing that counts.</summary>
    public bool IsComplete => Tiers > 0 && !Diverges && Slope[Tiers - 1] <= LastSlope && MissingValue <= Resolved && MissingSlope <= Resolved;

    /// <summary>Takes the coefficients of the next tier.</summary>
    /// <param name="even">a_(2j) from j = 0 on; empty when phi is odd.</param>
    /// <param name="odd">a_(2j+1) likewise; empty when phi is even.</param>
    public void AddTier(ReadOnlySpan<double> even, ReadOnlySpan<double> odd)
    {
        int tier = Tiers++;
        double value = 0;
        double slope = 0;
        double curvature = 0;
        for (int j = SeriesTiers.Start(tier); j < SeriesTiers.Ends[tier]; j++)
        {
            double e = even.IsEmpty ? 0 : even[j] * even[j] * _inverseMoment;
            double o = odd.IsEmpty ? 0 : odd[j] * odd[j] * _inverseMoment;
            double k = 2 * j;
            value += e + o;
            slope += (k * e) + ((k + 1) * o);
            curvature += (k * k * e) + ((k + 1) * (k + 1) * o);
            NonConstant += j == 0 ? o : e + o;
        }

        Value[tier] = value;
        Slope[tier] = _whole > 0 ? slope / _whole : 0;
        Curvature[tier] = curvature;
    }
}
