using NtkAnalytic.DualActivations.Series;

namespace NtkAnalytic.DualActivations;

/// <summary>
/// The dual activations of phi: E[phi(u) phi(v)] and E[phi'(u) phi'(v)] for centred Gaussian pairs of any variances and
/// correlation (Daniely, Frostig and Singer, arXiv 1602.05897, section 4). Immutable and safe to share between threads.
/// </summary>
public abstract class DualActivation
{
    private protected DualActivation(Activation activation) => Activation = activation;

    /// <summary>phi.</summary>
    public Activation Activation { get; }

    /// <summary>True when the values come from a closed form, false when they come from quadrature.</summary>
    public abstract bool IsClosedForm { get; }

    /// <summary>The duals of an activation: in closed form where the catalog has one, by quadrature otherwise.</summary>
    /// <param name="activation">phi.</param>
    /// <returns>Its dual activations.</returns>
    public static DualActivation Of(Activation activation) => DualActivationTable.Find(activation);

    /// <summary>The dual activations at correlation 1.</summary>
    /// <param name="variance">q = E[u^2], finite and not negative.</param>
    /// <returns>E[phi(u)^2] and E[phi'(u)^2] with error estimates.</returns>
    public abstract DualMoments Diagonal(double variance);

    /// <summary>The dual activations of one pair.</summary>
    /// <param name="pair">The pair (u, v).</param>
    /// <returns>E[phi(u) phi(v)] and E[phi'(u) phi'(v)] with error estimates, and the correlation of phi(u) and phi(v).</returns>
    public abstract DualPair Evaluate(GaussianPair pair);

    /// <summary>The memory that a layer keeps of each input of a block, for the decision whether to keep it.</summary>
    internal virtual int ProfileBytes => RowSeries?.ProfileBytes ?? 9 * sizeof(double);

    /// <summary>The Mehler series that serves whole rows, where it is faster than pair by pair; null where there is none.</summary>
    private protected virtual MehlerSeries? RowSeries => null;

    /// <summary>How rows are evaluated, in a few words.</summary>
    internal string RowMethod => RowSeries is null ? "closed form" : IsClosedForm ? "series and closed form" : "series and quadrature";

    /// <summary>True when the errors of a row are rounding alone, independent from layer to layer.</summary>
    internal bool RowErrorsAreRounding => RowSeries is null;

    /// <summary>Prepares a block of inputs for <see cref="EvaluateRow"/>.</summary>
    /// <param name="variances">The variance of each input of the block.</param>
    /// <returns>Its moments, and what else this dual wants to know of each input before it meets pairs.</returns>
    internal virtual RowProfile Profile(ReadOnlySpan<double> variances) =>
        RowSeries?.Profile(variances) ?? RowProfile.FromMoments(this, variances);

    /// <summary>
    /// The duals of one input against a run of others, in place: the inner loop of every kernel matrix. The result for a
    /// pair depends on that pair alone, not on its place in the run.
    /// </summary>
    /// <param name="left">The block that holds the one input.</param>
    /// <param name="leftIndex">Its place there.</param>
    /// <param name="right">The block that holds the others.</param>
    /// <param name="rightStart">The place of the first of them there.</param>
    /// <param name="oneMinus">1 - c of each pair; becomes 1 - C, as in <see cref="DualPair"/>.</param>
    /// <param name="onePlus">1 + c of each pair; becomes 1 + C.</param>
    /// <param name="derivative">Receives E[phi'(u) phi'(v)] of each pair.</param>
    /// <returns>The largest error estimate of the run, relative to sqrt(E[phi(u)^2] E[phi(v)^2]).</returns>
    internal virtual double EvaluateRow(
        RowProfile left,
        int leftIndex,
        RowProfile right,
        int rightStart,
        Span<double> oneMinus,
        Span<double> onePlus,
        Span<double> derivative)
    {
        if (RowSeries is { } series)
        {
            return series.EvaluateRow(left, leftIndex, right, rightStart, oneMinus, onePlus, derivative);
        }

        double error = 0;
        double variance1 = left.Variance[leftIndex];
        double moment1 = left.SecondMoment[leftIndex];
        for (int j = 0; j < oneMinus.Length; j++)
        {
            // One order of the two inputs for both places of a symmetric matrix: the entries agree to the bit.
            double variance2 = right.Variance[rightStart + j];
            DualPair pair = Evaluate(new GaussianPair(
                Math.Min(variance1, variance2),
                Math.Max(variance1, variance2),
                oneMinus[j],
                onePlus[j]));
            oneMinus[j] = pair.OneMinusCorrelation;
            onePlus[j] = pair.OnePlusCorrelation;
            derivative[j] = pair.Derivative;
            double scale = Math.Sqrt(moment1) * Math.Sqrt(right.SecondMoment[rightStart + j]);
            error = Math.Max(error, scale > 0 ? pair.ValueError / scale : 0);
        }

        return error;
    }
}
