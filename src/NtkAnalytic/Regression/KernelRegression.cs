using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Regression;

/// <summary>
/// Kernel ridge regression, which is also inference with a Gaussian process of mean 0 (Rasmussen and Williams, Gaussian Processes for
/// Machine Learning, 2006, equations 2.25, 2.26 and 2.30): with the Gram matrix G of n training points, their targets Y and a ridge r,
/// the prediction at x is k(x)^T (G + r)^-1 Y. With the NNGP kernel this is Bayesian inference in an infinitely wide network with
/// observation noise of variance r (Lee et al., arXiv 1711.00165); with the NTK and r = 0 it is the mean, over initialisations, of the
/// network that gradient flow on the squared loss reaches (Jacot et al., arXiv 1806.07572). Immutable and safe to share between threads.
/// </summary>
/// <remarks>The linear algebra is that of the MathNet.Numerics provider in use; predictions of two providers agree to rounding.</remarks>
public sealed class KernelRegression
{
    private const double Epsilon = 2.220446049250313e-16;

    // Relative error of the weights above which a person should hear of it.
    private const double IllConditionedError = 1e-6;

    // Rows of a cross matrix that are solved for at once: bounds the workspace to two n x 512 matrices.
    private const int VarianceBlock = 512;

    private readonly GramInverse _inverse;
    private readonly Matrix<double> _weights;

    private KernelRegression(GramInverse inverse, Matrix<double> weights, Conditioning conditioning, SolveStatus status, double? logMarginalLikelihood)
    {
        _inverse = inverse;
        _weights = weights;
        Conditioning = conditioning;
        Status = status;
        LogMarginalLikelihood = logMarginalLikelihood;
    }

    /// <summary>The extreme eigenvalues of the Gram matrix, without and with the ridge, and what they imply.</summary>
    public Conditioning Conditioning { get; }

    /// <summary>
    /// <see cref="SolveStatus.NotPositiveDefinite"/> when the Gram matrix plus ridge is not positive definite within rounding, or the Gram
    /// matrix has an eigenvalue below -n epsilon times the largest one; then everything is computed with the positive eigenvalues only
    /// (the pseudoinverse, where the matrix is singular). <see cref="SolveStatus.IllConditioned"/> when the condition number with the
    /// ridge lets the weights err by more than 1e-6. Otherwise <see cref="SolveStatus.Converged"/>.
    /// </summary>
    public SolveStatus Status { get; }

    /// <summary>
    /// log p(Y) under the Gaussian process with noise variance r, natural logarithm, summed over the columns of Y as independent draws;
    /// null when the covariance is not positive definite, because there is no density then.
    /// </summary>
    public double? LogMarginalLikelihood { get; }

    /// <summary>The number of training points n.</summary>
    public int TrainingPoints => _weights.RowCount;

    /// <summary>The number of targets k.</summary>
    public int Targets => _weights.ColumnCount;

    /// <summary>
    /// Solves (G + r) W = Y. About n^3 operations; a matrix that is not positive definite costs all its eigenvalues, some 20 times as much.
    /// </summary>
    /// <param name="gram">G, n x n, symmetric to rounding and finite, in the units of the kernel.</param>
    /// <param name="targets">Y, n x k, finite: a column for each target.</param>
    /// <param name="ridge">r.</param>
    /// <returns>The regression. A singular or indefinite Gram matrix is no exception but a <see cref="Status"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, an entry is not finite, or the Gram matrix is not symmetric; the message names row and column.</exception>
    /// <exception cref="OverflowException">The weights, or the largest eigenvalue, are too large for double precision.</exception>
    public static KernelRegression Fit(Matrix<double> gram, Matrix<double> targets, Ridge ridge)
    {
        RegressionArguments.CheckGram(gram);
        RegressionArguments.CheckTargets(targets, gram.RowCount);
        double amount = ridge.On(gram);
        EigenvalueEstimate largest = ExtremeEigenvalues.Largest(gram);
        if (!double.IsFinite(largest.Value + amount))
        {
            throw new OverflowException("The largest eigenvalue of the Gram matrix is too large for double precision: scale the kernel.");
        }

        double rounding = RoundingOf(gram.RowCount, largest.Value);
        if (CholeskyInverse.TryFactor(gram, amount) is not { } factor)
        {
            return FitPositivePart(gram, targets, amount);
        }

        EigenvalueEstimate smallest = Smallest(gram, factor, amount, rounding);
        if (IsNotPositiveDefinite(smallest.Value, largest.Value, amount, gram.RowCount))
        {
            return FitPositivePart(gram, targets, amount);
        }

        var conditioning = new Conditioning(smallest.Value, smallest.Error, largest.Value, largest.Error, amount, true);
        SolveStatus status = conditioning.RidgedConditionNumber * Epsilon > IllConditionedError ? SolveStatus.IllConditioned : SolveStatus.Converged;
        return Build(new CholeskyInverse(factor), targets, conditioning, status);
    }

    /// <summary>The posterior mean.</summary>
    /// <param name="cross">m x n, the kernel between m points (rows) and the n training points (columns), finite.</param>
    /// <returns>m x k predictions, in the units of the targets.</returns>
    /// <exception cref="ArgumentException">The number of columns is not n, or an entry is not finite.</exception>
    /// <exception cref="OverflowException">A prediction is too large for double precision.</exception>
    public Matrix<double> Predict(Matrix<double> cross)
    {
        RegressionArguments.CheckCross(cross, TrainingPoints);
        return CheckOverflow(cross * _weights, "prediction");
    }

    /// <summary>
    /// The posterior variance of the Gaussian process k(x, x) - k(x)^T (G + r)^-1 k(x), without the noise of a new observation. It means
    /// that of a network's output for the NNGP kernel; trained networks under the NTK have another one.
    /// </summary>
    /// <param name="cross">m x n, the kernel between m points (rows) and the n training points (columns), finite.</param>
    /// <param name="diagonal">The m prior variances k(x, x), finite and not negative.</param>
    /// <returns>
    /// m variances in the units of the kernel, with an absolute error of some epsilons times k(x, x) times the condition number; what
    /// rounding makes negative is 0.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an entry is not finite.</exception>
    public double[] PosteriorVariance(Matrix<double> cross, IReadOnlyList<double> diagonal)
    {
        RegressionArguments.CheckCross(cross, TrainingPoints);
        RegressionArguments.CheckDiagonal(diagonal, cross.RowCount);
        double[] variances = new double[cross.RowCount];
        for (int start = 0; start < variances.Length; start += VarianceBlock)
        {
            int count = Math.Min(VarianceBlock, variances.Length - start);
            Matrix<double> rows = cross.SubMatrix(start, count, 0, TrainingPoints).Transpose();
            double[] explained = rows.PointwiseMultiply(_inverse.Times(rows)).ColumnSums().ToArray();
            for (int i = 0; i < count; i++)
            {
                variances[start + i] = Math.Max(0, diagonal[start + i] - explained[i]);
            }
        }

        return variances;
    }

    private static KernelRegression FitPositivePart(Matrix<double> gram, Matrix<double> targets, double ridge)
    {
        Evd<double> decomposition = gram.Evd(Symmetricity.Symmetric);
        double smallest = decomposition.EigenValues[0].Real;
        double largest = decomposition.EigenValues[gram.RowCount - 1].Real;
        double error = RoundingOf(gram.RowCount, Math.Max(Math.Abs(smallest), Math.Abs(largest)));
        var conditioning = new Conditioning(smallest, error, largest, error, ridge, false);
        double cutoff = gram.RowCount * Epsilon * Math.Max(largest, 0);
        return Build(new PositivePartInverse(decomposition, ridge, cutoff), targets, conditioning, SolveStatus.NotPositiveDefinite);
    }

    private static KernelRegression Build(GramInverse inverse, Matrix<double> targets, Conditioning conditioning, SolveStatus status)
    {
        Matrix<double> weights = CheckOverflow(inverse.Times(targets), "weight");
        double? likelihood = inverse.LogDeterminant is { } logDeterminant
            ? -0.5 * (targets.PointwiseMultiply(weights).ColumnSums().Sum() + (targets.ColumnCount * (logDeterminant + (targets.RowCount * Math.Log(2 * Math.PI)))))
            : null;
        return new KernelRegression(inverse, weights, conditioning, status, likelihood);
    }

    // From the Gram matrix's own factor where there is one: subtracting a large ridge from an eigenvalue would cost digits.
    private static EigenvalueEstimate Smallest(Matrix<double> gram, Cholesky<double> factor, double ridge, double rounding)
    {
        Cholesky<double>? plain = ridge == 0 ? factor : CholeskyInverse.TryFactor(gram, 0);
        (double value, double error) = ExtremeEigenvalues.Smallest(plain ?? factor);
        return new EigenvalueEstimate(plain is null ? value - ridge : value, error + rounding);
    }

    private static bool IsNotPositiveDefinite(double smallest, double largest, double ridge, int order) =>
        smallest < -order * Epsilon * largest || smallest + ridge <= RoundingOf(order, largest + ridge);

    // Independent rounding errors of the entries move eigenvalues by up to 2 sqrt(n) epsilon max |g_ij| (the edge of the semicircle
    // law), and max |g_ij| <= lambda_max in a positive semidefinite matrix; those of the factorization are of the same size in
    // practice, far below their bound of n epsilon lambda_max.
    private static double RoundingOf(int order, double largest) => 2 * Math.Sqrt(order) * Epsilon * Math.Abs(largest);

    private static Matrix<double> CheckOverflow(Matrix<double> matrix, string name) =>
        matrix.Find(value => !double.IsFinite(value)) is { } found
            ? throw new OverflowException($"The {name} in row {found.Item1}, column {found.Item2} is too large for double precision: scale the targets or the kernel.")
            : matrix;
}
