using NtkAnalytic.DualActivations.Series;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// What duals in closed form share: the equal pair is the diagonal to the bit, and (u, v) and (v, u) give the same bits,
/// because the pair is handed on with the larger variance first.
/// </summary>
internal abstract class ClosedFormDual : DualActivation
{
    /// <summary>2^-52, the spacing of doubles at 1.</summary>
    protected const double Epsilon = 2.220446049250313e-16;

    /// <summary>Variances above this (times a scale) are taken as this, so that no intermediate overflows; the limit is reached long before.</summary>
    private const double LargestScaledVariance = 1e300;

    /// <summary>The duals of an activation.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="rowsBySeries">True where Mehler's series, in vectors, beats the closed form pair by pair in whole rows.</param>
    protected ClosedFormDual(Activation activation, bool rowsBySeries = false)
        : base(activation) => RowSeries = rowsBySeries ? new MehlerSeries(this) : null;

    public sealed override bool IsClosedForm => true;

    private protected sealed override MehlerSeries? RowSeries { get; }

    public sealed override DualPair Evaluate(GaussianPair pair)
    {
        if (!pair.IsDiagonal)
        {
            return EvaluateOrdered(pair.Variance1 < pair.Variance2 ? pair.Swapped : pair);
        }

        DualMoments moments = Diagonal(pair.Variance1);
        return new DualPair(
            moments.SecondMoment,
            moments.SecondMomentError,
            moments.DerivativeSecondMoment,
            moments.DerivativeSecondMomentError,
            moments.SecondMoment == 0 ? 1 : 0,
            moments.SecondMoment == 0 ? 1 : 2,
            moments.Status);
    }

    /// <summary>The duals of a pair that is not one variable twice, and whose first variance is not the smaller.</summary>
    protected abstract DualPair EvaluateOrdered(GaussianPair pair);

    /// <summary>C from 1 - C and 1 + C: from the smaller, which has the smaller absolute error.</summary>
    protected static double Correlation(double oneMinus, double onePlus) => oneMinus <= onePlus ? 1 - oneMinus : onePlus - 1;

    /// <summary>factor * q, capped.</summary>
    protected static double ScaledVariance(double factor, double variance) => Math.Min(factor * variance, LargestScaledVariance);

    /// <summary>factor * (q1 - q2), capped: the rounded factor * q would lose digits of the difference of near-equal variances.</summary>
    protected static double ScaledDifference(double factor, GaussianPair pair) =>
        Math.Min(factor * (pair.Variance1 - pair.Variance2), LargestScaledVariance);

    /// <summary>scale * factor, where nothing remains nothing also when the scale has overflowed.</summary>
    protected static double Scaled(double scale, double factor) => factor == 0 ? 0 : scale * factor;

    /// <summary>The status of a result with this scale.</summary>
    protected static SolveStatus StatusOf(double scale) => double.IsFinite(scale) ? SolveStatus.Converged : SolveStatus.Overflow;
}
