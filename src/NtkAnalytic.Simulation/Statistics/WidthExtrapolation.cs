using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Statistics;

/// <summary>
/// Estimates at several widths n carried to infinite width: a polynomial in 1/n is fitted to them, each weighted by its standard
/// error, and errors are propagated. Finite width is biased against infinite width at the order 1/n, so a polynomial of degree 1 leaves the
/// order 1/n^2, one of degree 2 the order 1/n^3.
/// </summary>
public sealed class WidthExtrapolation
{
    private WidthExtrapolation(double limit, double standardError, double slope, double slopeError, double? chiSquare)
    {
        Limit = limit;
        StandardError = standardError;
        Slope = slope;
        SlopeError = slopeError;
        ChiSquare = chiSquare;
    }

    /// <summary>The value at infinite width.</summary>
    public double Limit { get; }

    /// <summary>Its standard error, propagated from those of the estimates.</summary>
    public double StandardError { get; }

    /// <summary>The coefficient of 1/n.</summary>
    public double Slope { get; }

    /// <summary>Its standard error.</summary>
    public double SlopeError { get; }

    /// <summary>The sum of squared residuals over their variances, for each degree of freedom; null when the polynomial goes through all estimates.</summary>
    public double? ChiSquare { get; }

    /// <summary>Fits.</summary>
    /// <param name="widths">n: different, at least 1, more than the degree.</param>
    /// <param name="values">An estimate for each.</param>
    /// <param name="standardErrors">Their standard errors, positive.</param>
    /// <param name="degree">Of the polynomial in 1/n, at least 1.</param>
    /// <returns>The value at infinite width.</returns>
    /// <exception cref="ArgumentException">Lengths differ, widths are equal or too few, or an error is not positive.</exception>
    public static WidthExtrapolation Fit(IReadOnlyList<int> widths, IReadOnlyList<double> values, IReadOnlyList<double> standardErrors, int degree = 1)
    {
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(standardErrors);
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        if (values.Count != widths.Count || standardErrors.Count != widths.Count)
        {
            throw new ArgumentException($"Each width has one estimate and one error, but there are {widths.Count} widths, {values.Count} estimates and {standardErrors.Count} errors.", nameof(values));
        }

        if (widths.Distinct().Count() < degree + 1 || widths.Any(width => width < 1))
        {
            throw new ArgumentException($"A polynomial of degree {degree} in 1/n needs {degree + 1} different widths of at least 1, but these were given: {string.Join(", ", widths)}.", nameof(widths));
        }

        if (standardErrors.Any(error => !(error > 0) || double.IsInfinity(error)))
        {
            throw new ArgumentException("A standard error must be positive and finite.", nameof(standardErrors));
        }

        // In units of 1 / (smallest width) the columns are of order 1.
        double unit = widths.Min();
        Matrix<double> design = Matrix<double>.Build.Dense(widths.Count, degree + 1, (i, k) => Math.Pow(unit / widths[i], k) / standardErrors[i]);
        Vector<double> target = Vector<double>.Build.Dense(widths.Count, i => values[i] / standardErrors[i]);
        Matrix<double> covariance = design.TransposeThisAndMultiply(design).Inverse();
        Vector<double> coefficients = design.QR().Solve(target);
        int freedom = widths.Count - degree - 1;
        double residual = (target - (design * coefficients)).L2Norm();
        return new WidthExtrapolation(
            coefficients[0],
            Math.Sqrt(covariance[0, 0]),
            coefficients[1] * unit,
            Math.Sqrt(covariance[1, 1]) * unit,
            freedom > 0 ? residual * residual / freedom : null);
    }

    /// <summary>
    /// The power of the width with which a bias falls at large width: log |bias| = constant + p log n + c/n is fitted with weights from the
    /// standard errors, and p is the answer.
    /// </summary>
    /// <remarks>
    /// At finite width the power still moves towards its limit: a/n + b/n^2 has the local power -1 - (b/a)/n + ..., which the term c/n,
    /// c = b/a, takes up. What is left out is the order 1/n^2. Two widths leave no room for c and give the local power between them.
    /// </remarks>
    /// <param name="widths">n: ascending, at least two.</param>
    /// <param name="biases">Estimate minus limit, for each.</param>
    /// <param name="standardErrors">Their standard errors, positive.</param>
    /// <param name="fewestErrors">A bias of fewer standard errors counts as none.</param>
    /// <returns>The power and its standard error, propagated from those of the biases; null when some bias is too close to 0 to have a logarithm.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Fit"/>.</exception>
    public static (double Exponent, double Error)? BiasExponent(
        IReadOnlyList<int> widths, IReadOnlyList<double> biases, IReadOnlyList<double> standardErrors, double fewestErrors = 4)
    {
        // This fit only checks the arguments: the one below is in log n.
        _ = Fit(widths, biases, standardErrors);
        for (int i = 1; i < widths.Count; i++)
        {
            if (widths[i] <= widths[i - 1])
            {
                throw new ArgumentException($"The widths must ascend, but these were given: {string.Join(", ", widths)}.", nameof(widths));
            }
        }

        double sign = Math.Sign(biases[0]);
        for (int i = 0; i < widths.Count; i++)
        {
            if (Math.Sign(biases[i]) != sign || Math.Abs(biases[i]) < fewestErrors * standardErrors[i])
            {
                return null;
            }
        }

        // The error of log |bias| is the relative error of the bias. In units of the smallest width the columns are of order 1.
        double unit = widths[0];
        Matrix<double> design = Matrix<double>.Build.Dense(widths.Count, Math.Min(widths.Count, 3), (i, k) => Weight(i) * Column(widths[i] / unit, k));
        Vector<double> target = Vector<double>.Build.Dense(widths.Count, i => Weight(i) * Math.Log(Math.Abs(biases[i])));
        Matrix<double> covariance = design.TransposeThisAndMultiply(design).Inverse();
        return (design.QR().Solve(target)[1], Math.Sqrt(covariance[1, 1]));

        double Weight(int i) => Math.Abs(biases[i]) / standardErrors[i];

        static double Column(double n, int k) => k == 0 ? 1 : k == 1 ? Math.Log(n) : 1 / n;
    }
}
