using MathNet.Numerics.Distributions;

namespace NtkAnalytic.Simulation.Statistics;

/// <summary>What a sample of independent numbers says about their law. Immutable.</summary>
public sealed class SampleStatistics
{
    private readonly double[] _sorted;
    private readonly PowerSums _sums;

    internal SampleStatistics(RunningMoments moments, RunningMoments? logarithms, double[] retained, double minimum, double maximum, long notFinite)
    {
        _sums = PowerSums.Of(moments, minimum, maximum);
        Count = moments.Count;
        NotFinite = notFinite;
        Mean = moments.Mean;
        StandardDeviation = moments.Unscale(Math.Sqrt(moments.ScaledVariance));
        Minimum = minimum;
        Maximum = maximum;
        Dispersion = Statistics.Dispersion.Of(_sums);
        LogMean = logarithms?.Mean;
        LogVariance = logarithms is null ? null : logarithms.Unscale(logarithms.Unscale(logarithms.ScaledVariance));
        Tails = TailReport.Of(_sums, LogVariance, retained);
        Array.Sort(retained);
        _sorted = retained;
    }

    /// <summary>N, the number of finite numbers, at least 1.</summary>
    public long Count { get; }

    /// <summary>How many more were infinite or not a number, which no statistic counts.</summary>
    public long NotFinite { get; }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The root of the unbiased variance; 0 when N = 1.</summary>
    public double StandardDeviation { get; }

    /// <summary>The square of <see cref="StandardDeviation"/>; infinity where it exceeds a double.</summary>
    public double Variance => StandardDeviation * StandardDeviation;

    /// <summary>The standard error of the mean; infinity when N = 1.</summary>
    public double StandardError => Count > 1 ? StandardDeviation / Math.Sqrt(Count) : double.PositiveInfinity;

    /// <summary>The smallest number.</summary>
    public double Minimum { get; }

    /// <summary>The largest number.</summary>
    public double Maximum { get; }

    /// <summary>E[X^2] / E[X]^2; null when the mean is 0.</summary>
    public Dispersion? Dispersion { get; }

    /// <summary>The mean of log X; null when some number is not positive.</summary>
    public double? LogMean { get; }

    /// <summary>The unbiased variance of log X; null when some number is not positive.</summary>
    public double? LogVariance { get; }

    /// <summary>Whether the moments can be trusted.</summary>
    public TailReport Tails { get; }

    /// <summary>The median.</summary>
    public double Median => Quantile(0.5);

    /// <summary>How many numbers quantiles come from: all of them up to 65536, beyond that every second, fourth and so on.</summary>
    public int RetainedCount => _sorted.Length;

    /// <summary>Student's interval for the mean; good when tails are light.</summary>
    /// <param name="confidence">In (0, 1).</param>
    /// <returns>The interval; infinite when N = 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of range.</exception>
    public ConfidenceInterval MeanInterval(double confidence = 0.95)
    {
        ConfidenceInterval.Require(confidence);
        double half = Count > 1 ? StandardError * StudentT.InvCDF(0, 1, Count - 1, (1 + confidence) / 2) : double.PositiveInfinity;
        return new ConfidenceInterval(Mean - half, Mean + half, confidence);
    }

    /// <summary>A quantile, linear between order statistics.</summary>
    /// <param name="p">In [0, 1].</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is out of range.</exception>
    public double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for between 0 and 1.");
        }

        return OrderStatistics.Quantile(_sorted, p);
    }

    /// <summary>An interval for a quantile of the law, between two order statistics; it holds whatever the law.</summary>
    /// <param name="p">In (0, 1).</param>
    /// <param name="confidence">In (0, 1); the interval has at least this.</param>
    /// <returns>The interval; an end is infinite when there are too few numbers for it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ConfidenceInterval QuantileInterval(double p, double confidence = 0.95)
    {
        ConfidenceInterval.Require(confidence);
        if (!(p > 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile with an interval is asked for between 0 and 1, both excluded.");
        }

        return OrderStatistics.Interval(_sorted, p, confidence);
    }

    /// <summary>How many standard errors the mean is above a theory's value.</summary>
    /// <param name="theory">The value.</param>
    /// <returns>
    /// (mean - theory) / error. Where all numbers are equal the error is taken as rounding, 2^-20 of the theory. 0 when N = 1.
    /// </returns>
    public double ZScore(double theory) => Score.Of(Mean, theory, StandardError);

    /// <summary>The numbers that quantiles come from, ascending.</summary>
    internal ReadOnlySpan<double> Sorted => _sorted;
}
