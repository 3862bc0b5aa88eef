namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The sums of ahat_k^2 and k ahat_k^2 of one input by tiers, as its coefficients come in.
/// </summary>
/// <remarks>
/// By Parseval's identity sum ahat_k^2 = 1 and, as sqrt(q) phi'(sqrt(q) Z) = sum of sqrt(k) a_k h_(k-1)(Z),
/// sum k ahat_k^2 = q E[phi'^2] / E[phi^2]. The right sides come from another quadrature, so what the sums lack of them is
/// both the neglected tail and a check of the coefficients.
/// </remarks>
internal sealed class TierSums
{
    // A tail (squared) that does not count even beside the larger one of an input of several times the variance. The series of
    // the two meet where the shorter one ends. The tails of an analytic phi fall like exp(-w sqrt(2k/q)): an input that is
    // resolved by 512 terms (to exp(-14), squared 1e-12) is at exp(-5) after 64, and 1e-10 times that is below the limits on
    // errors. Inputs of so small a variance that fewer terms do go on down to rounding, as it costs little.
    private const double KeptSlope = 1e-20;
    private const double KeptSlopeOfFew = 1e-28;
    private const int Few = 64;

    // What the sums may lack when the series is resolved: the errors of the other quadrature.
    private const double Resolved = 1e-12;
    private const double ResolvedSlope = 1e-13;
    private readonly double _inverseMoment;

    public TierSums(InputMoments moments)
    {
        Moments = moments;
        _inverseMoment = 1 / moments.SecondMoment;
        WholeSlope = moments.Variance * moments.DerivativeSecondMoment * _inverseMoment;
    }

    /// <summary>What the coefficients must sum to.</summary>
    public InputMoments Moments { get; }

    /// <summary>q E[phi'^2] / E[phi^2], the whole of sum k ahat_k^2.</summary>
    public double WholeSlope { get; }

    /// <summary>The number of tiers so far.</summary>
    public int Tiers { get; private set; }

    /// <summary>Each tier's part of sum ahat_k^2 = 1.</summary>
    public double[] Value { get; } = new double[SeriesTiers.Ends.Length];

    /// <summary>Each tier's part of sum k ahat_k^2, relative to q E[phi'^2] / E[phi^2]; 0 where that is infinite or 0.</summary>
    public double[] Slope { get; } = new double[SeriesTiers.Ends.Length];

    /// <summary>sum ahat_k^2 over k &gt; 0.</summary>
    public double NonConstant { get; private set; }

    /// <summary>|1 - sum ahat_k^2|: what is neglected, and what is wrong.</summary>
    public double MissingValue => Math.Abs(1 - Value.Sum());

    /// <summary>The same of the slope.</summary>
    public double MissingSlope => Diverges || WholeSlope == 0 ? 0 : Math.Abs(1 - Slope.Sum());

    /// <summary>True when E[phi'^2] is infinite.</summary>
    public bool Diverges => double.IsInfinity(WholeSlope);

    /// <summary>True when what is missing is rounding, and the last tier hardly counts.</summary>
    public bool IsResolved => Tiers > 0 && !Diverges && Slope[Tiers - 1] <= ResolvedSlope && MissingValue <= Resolved && MissingSlope <= Resolved;

    /// <summary>True when, moreover, further tiers need not be computed.</summary>
    public bool IsComplete => IsResolved && IsNegligible(Tiers - 1, Slope[Tiers - 1]);

    /// <summary>True when a part of the slope beyond a tier need not be kept.</summary>
    public static bool IsNegligible(int tier, double slope) => slope <= (SeriesTiers.Ends[tier] < Few ? KeptSlopeOfFew : KeptSlope);

    /// <summary>Takes the coefficients of the next tier.</summary>
    /// <param name="even">a_(2j) from j = 0 on; empty when phi is odd.</param>
    /// <param name="odd">a_(2j+1) likewise; empty when phi is even.</param>
    public void AddTier(ReadOnlySpan<double> even, ReadOnlySpan<double> odd)
    {
        int tier = Tiers++;
        double value = 0;
        double slope = 0;
        for (int j = SeriesTiers.Start(tier); j < SeriesTiers.Ends[tier]; j++)
        {
            double e = even.IsEmpty ? 0 : even[j] * even[j] * _inverseMoment;
            double o = odd.IsEmpty ? 0 : odd[j] * odd[j] * _inverseMoment;
            double k = 2 * j;
            value += e + o;
            slope += (k * e) + ((k + 1) * o);
            NonConstant += j == 0 ? o : e + o;
        }

        Value[tier] = value;
        Slope[tier] = WholeSlope > 0 ? slope / WholeSlope : 0;
    }
}
