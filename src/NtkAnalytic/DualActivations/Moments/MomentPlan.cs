using NtkAnalytic.DualActivations.Quadrature;

namespace NtkAnalytic.DualActivations.Moments;

/// <summary>How fine the panels are for the variances of one octave, and how accurate the moments then are.</summary>
/// <param name="Shared">The nodes for all of these variances; null where breakpoints other than 0 ask for panels of each variance's own.</param>
/// <param name="IsSupported">True when the Gaussian wins over phi within reach at all of these variances.</param>
/// <param name="Share">The part of the length of the activation's own panels that a panel may have.</param>
/// <param name="RelativeError">Of the moments.</param>
internal sealed record MomentPlan(MomentRule? Shared, bool IsSupported, double Share, double RelativeError)
{
    private const int CheckOrder = 20;
    private const int Order = 24;
    private const int MostRefinements = 3;

    // An oscillating activation at a huge variance: finer panels would not be affordable.
    private const int MostNodes = 60_000;

    // Sums of some hundred products of rounded values, as for the duals by quadrature.
    private const double Rounding = 1e-15;
    private const double Tolerance = 2e-14;

    /// <summary>True when the moments meet the tolerance.</summary>
    public bool IsMet => RelativeError <= Tolerance + Rounding;

    /// <summary>The plan for the variances up to the given one and down to half of it.</summary>
    public static MomentPlan For(Activation activation, double variance, bool shares)
    {
        double share = 1;
        for (int i = 0; ; i++)
        {
            MomentRule fine = Rule(activation, variance, Order, share);
            MomentRule coarse = Rule(activation, variance, CheckOrder, share);
            double difference = Difference(fine, coarse, variance);
            if (shares)
            {
                difference = Math.Max(difference, Difference(fine, coarse, 0.53 * variance));
            }

            if (difference <= Tolerance || i == MostRefinements || fine.Count > MostNodes)
            {
                return new MomentPlan(shares ? fine : null, IsSupportedAt(activation, variance), share, difference + Rounding);
            }

            share /= 2;
        }
    }

    /// <summary>The rule for one variance of the octave.</summary>
    public MomentRule RuleFor(Activation activation, double variance) => Shared ?? Rule(activation, variance, Order, Share);

    /// <summary>False when phi overflows, or grows too fast for this variance.</summary>
    public static bool IsSupportedAt(Activation activation, double variance)
    {
        double deviation = Math.Sqrt(variance);
        return !double.IsNaN(SupportRadius.Of(ActivationMesh.Of(activation), deviation, deviation));
    }

    private static MomentRule Rule(Activation activation, double variance, int order, double share) =>
        MomentRule.Build(activation, variance, order, GaussianRule.DefaultLongestPanel * share, share);

    private static double Difference(MomentRule fine, MomentRule coarse, double variance)
    {
        (SquareMoments value1, SquareMoments derivative1) = fine.Evaluate(variance, 0);
        (SquareMoments value2, SquareMoments derivative2) = coarse.Evaluate(variance, 0);
        return Math.Max(Relative(value1, value2), Relative(derivative1, derivative2));
    }

    private static double Relative(SquareMoments a, SquareMoments b)
    {
        double largest = Math.Max(
            Math.Max(Relative(a.Mean, b.Mean), Relative(a.Power1, b.Power1)),
            Math.Max(Relative(a.Power2, b.Power2), Relative(a.Power3, b.Power3)));
        return double.IsNaN(largest) ? double.PositiveInfinity : largest;
    }

    private static double Relative(double a, double b) => a == b ? 0 : Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b));
}
