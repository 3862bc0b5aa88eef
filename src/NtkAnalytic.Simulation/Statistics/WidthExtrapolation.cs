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
    /// The power of the width with which a bias falls: the slope of log |bias| against log n, fitted with weights from the standard errors.
    /// </summary>
    /// <remarks>
    /// At finite width the power itself still moves towards its limit: b/n + c/n^2 has the local power -1 - (c/b)/n + ..., and what is
    /// left of that move is, where widths double, about as large as the last step of it. From three widths on the difference of the
    /// local powers at the two ends is therefore part of the error.
    /// </remarks>
    /// <param name="widths">n: ascending, at least two.</param>
    /// <param name="biases">Estimate minus limit, for each.</param>
    /// <param name="standardErrors">Their standard errors, positive.</param>
    /// <param name="fewestErrors">A bias of fewer standard errors counts as none.</param>
    /// <returns>The slope and its error, of sampling and of finite width; null when some bias is too close to 0 to have a logarithm.</returns>
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

        double weights = 0;
        double meanX = 0;
        double meanY = 0;
        double sign = Math.Sign(biases[0]);
        for (int i = 0; i < widths.Count; i++)
        {
            if (Math.Sign(biases[i]) != sign || Math.Abs(biases[i]) < fewestErrors * standardErrors[i])
            {
                return null;
            }

            double weight = Weight(i);
            weights += weight;
            meanX += weight * Math.Log(widths[i]);
            meanY += weight * Math.Log(Math.Abs(biases[i]));
        }

        meanX /= weights;
        meanY /= weights;
        double square = 0;
        double product = 0;
        for (int i = 0; i < widths.Count; i++)
        {
            double x = Math.Log(widths[i]) - meanX;
            square += Weight(i) * x * x;
            product += Weight(i) * x * (Math.Log(Math.Abs(biases[i])) - meanY);
        }

        double drift = widths.Count > 2 ? LocalPower(widths.Count - 2) - LocalPower(0) : 0;
        return (product / square, Math.Sqrt((1 / square) + (drift * drift)));

        double LocalPower(int i) => Math.Log(biases[i + 1] / biases[i]) / Math.Log((double)widths[i + 1] / widths[i]);

        // The error of log |bias| is the relative error of the bias.
        double Weight(int i) => biases[i] / standardErrors[i] * (biases[i] / standardErrors[i]);
    }
}
