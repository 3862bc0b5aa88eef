namespace NtkAnalytic.Simulation.Truncation;

/// <summary>
/// The shape of the bound that Huang and Yau (arXiv 1909.08156, theorem 2.6) give for the truncation error of the outputs, even p:
/// (1/n sum |f - f_p|^2)^(1/2) &lt;= C (1 + t) t^(p-1) m^(-p/2) min(t, n/lambda), lambda the smallest eigenvalue of K^(2)_0. The constant C is not
/// known: here it is the smallest one that holds for the errors that were measured, so that only the shape is tested. Immutable.
/// </summary>
public sealed record TruncationBound
{
    private TruncationBound(int order, double constant, double smallestRatio)
    {
        Order = order;
        Constant = constant;
        SmallestRatio = smallestRatio;
    }

    /// <summary>p, even.</summary>
    public int Order { get; }

    /// <summary>C: the largest measured error over the shape.</summary>
    public double Constant { get; }

    /// <summary>The smallest measured error over the shape; the nearer to <see cref="Constant"/>, the better the shape.</summary>
    public double SmallestRatio { get; }

    /// <summary>(1 + t) t^(p-1) m^(-p/2) min(t, n/lambda).</summary>
    /// <param name="order">p &gt;= 2, even: the theorem speaks of no other.</param>
    /// <param name="time">t &gt;= 0.</param>
    /// <param name="width">m &gt;= 1.</param>
    /// <param name="points">n &gt;= 1.</param>
    /// <param name="smallestEigenvalue">lambda; where it is not positive the minimum is t.</param>
    /// <returns>A number that is not negative.</returns>
    /// <exception cref="ArgumentException">The order is odd or below 2, or another number is out of range.</exception>
    public static double Shape(int order, double time, double width, int points, double smallestEigenvalue)
    {
        if (order < 2 || order % 2 != 0)
        {
            throw new ArgumentException($"The bound is one of even orders from 2 on, but the order is {order}.", nameof(order));
        }

        if (!(time >= 0) || !(width >= 1) || points < 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"The bound takes a time of at least 0, a width and points of at least 1, but {time:R}, {width:R} and {points} were given."), nameof(time));
        }

        double span = smallestEigenvalue > 0 ? Math.Min(time, points / smallestEigenvalue) : time;
        return (1 + time) * Math.Pow(time, order - 1) * Math.Pow(width, -order / 2.0) * span;
    }

    /// <summary>Fits the constant.</summary>
    /// <param name="runs">Runs with training, of one width each; all of the same data.</param>
    /// <param name="order">p, even, one of the orders of the runs.</param>
    /// <returns>The bound; null when no run has a record after the start.</returns>
    /// <exception cref="ArgumentException">The order is odd, or a run has not that order.</exception>
    public static TruncationBound? Fit(IEnumerable<TruncationRun> runs, int order)
    {
        ArgumentNullException.ThrowIfNull(runs);
        double[] ratios =
        [
            .. runs.SelectMany(run => run.Records
                .Where(record => record.Time > 0)
                .Select(record => record.Of(order).Output / run.BoundShape(order, record.Time))),
        ];
        return ratios.Length == 0 ? null : new TruncationBound(order, ratios.Max(), ratios.Min());
    }
}
