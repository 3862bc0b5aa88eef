namespace NtkAnalytic.Simulation.Statistics;

/// <summary>
/// The law c n^a that samples at several sizes n follow: a line through the means of their logarithms against log n, all sizes with equal
/// weight. Immutable.
/// </summary>
/// <remarks>
/// The standard error is that of sampling, propagated from the scatter at each size. That the law still bends is not in it: the local
/// exponents show it.
/// </remarks>
public sealed record PowerLaw
{
    private PowerLaw(double exponent, double? standardError, double factor, IReadOnlyList<double> localExponents)
    {
        Exponent = exponent;
        StandardError = standardError;
        Factor = factor;
        LocalExponents = localExponents;
    }

    /// <summary>a.</summary>
    public double Exponent { get; }

    /// <summary>The standard error of a; null when a size has one value only.</summary>
    public double? StandardError { get; }

    /// <summary>c.</summary>
    public double Factor { get; }

    /// <summary>The exponents between neighbouring sizes, one fewer than there are sizes.</summary>
    public IReadOnlyList<double> LocalExponents { get; }

    /// <summary>Fits.</summary>
    /// <param name="sizes">n: ascending, positive, at least two.</param>
    /// <param name="values">The sample at each size, all positive and finite; the samples are independent.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentException">There are fewer than two sizes, they do not ascend, or a value is not positive.</exception>
    public static PowerLaw Fit(IReadOnlyList<double> sizes, IReadOnlyList<IReadOnlyList<double>> values)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(values);
        if (sizes.Count < 2 || values.Count != sizes.Count)
        {
            throw new ArgumentException($"A power law needs at least 2 sizes and a sample for each, but there are {sizes.Count} sizes and {values.Count} samples.", nameof(values));
        }

        for (int i = 0; i < sizes.Count; i++)
        {
            if (!(sizes[i] > (i == 0 ? 0 : sizes[i - 1])) || double.IsInfinity(sizes[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Sizes must be positive, finite and ascend, but number {i} is {sizes[i]:R}."), nameof(sizes));
            }

            if (values[i].Count == 0 || values[i].Any(value => !(value > 0) || double.IsInfinity(value)))
            {
                throw new ArgumentException(FormattableString.Invariant($"A value that follows a power law is positive and finite, but at size {sizes[i]:R} one is not, or there is none."), nameof(values));
            }
        }

        double[] x = [.. sizes.Select(size => Math.Log(size))];
        double[][] logs = [.. values.Select(sample => sample.Select(value => Math.Log(value)).ToArray())];
        double[] means = [.. logs.Select(sample => sample.Average())];
        double centre = x.Average();
        double spread = x.Sum(value => (value - centre) * (value - centre));
        double exponent = x.Zip(means, (value, mean) => (value - centre) * mean).Sum() / spread;
        double? error = logs.All(sample => sample.Length > 1)
            ? Math.Sqrt(x.Zip(logs, (value, sample) => (value - centre) * (value - centre) * VarianceOfMean(sample)).Sum()) / spread
            : null;
        return new PowerLaw(
            exponent,
            error,
            Math.Exp(means.Average() - (exponent * centre)),
            [.. Enumerable.Range(1, x.Length - 1).Select(i => (means[i] - means[i - 1]) / (x[i] - x[i - 1]))]);
    }

    private static double VarianceOfMean(double[] sample)
    {
        double mean = sample.Average();
        return sample.Sum(value => (value - mean) * (value - mean)) / (sample.Length - 1) / sample.Length;
    }
}
