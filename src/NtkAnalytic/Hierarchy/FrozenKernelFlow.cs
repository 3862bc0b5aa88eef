using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// Gradient flow on the squared loss under a kernel that does not move, which is the hierarchy of order 2, in closed form
/// (Lee et al., arXiv 1902.06720): df/dt = -(1/n) K (f - y) has the residual r(t) = exp(-t K / n) r_0, and the outputs at test points
/// are f_T(t) = f_T(0) - K_T (1 - exp(-t K / n)) K^-1 r_0. Computed in the eigenvectors of K; exact but for rounding at any time,
/// infinity included. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// <para>
/// With K = V diag(lambda) V^T: r(t) = V exp(-lambda t / n) V^T r_0, and K_T acts on the integral of the residual
/// V [t phi_1(-lambda t / n)] V^T r_0, phi_1(z) = (e^z - 1) / z, which needs no division by lambda.
/// </para>
/// <para>
/// An eigenvalue counts as 0 when it is at most <c>accuracy</c> * N times the largest one in magnitude. The residual keeps its components there for
/// ever, as it does where points are repeated. The kernel between all points, training and test, is positive semidefinite, so K_T has
/// no component in that null space, and products that vanish by the same measure are taken for 0. If K_T has one nevertheless, the test outputs
/// drift at a constant speed, see <see cref="Drift"/>; the limit at infinity leaves the null space out, as the pseudo-inverse does.
/// </para>
/// <para>
/// Rounding of K limits what any method can give: a change of K by epsilon lambda_max moves the residual by up to epsilon times the smaller of
/// t lambda_max / n and the condition number.
/// </para>
/// </remarks>
public sealed class FrozenKernelFlow
{
    /// <summary>The default relative accuracy of a kernel: 4 units of rounding of double precision.</summary>
    public const double RoundingAccuracy = 4 * 2.220446049250313e-16;

    private readonly int _points;
    private readonly Matrix<double> _targets;
    private readonly Matrix<double>? _initialTestOutputs;
    private readonly Matrix<double>? _testTargets;
    private readonly KernelModes _modes;
    private readonly TestModes? _test;

    /// <summary>Decomposes the kernel: about 9 N^3 operations.</summary>
    /// <param name="kernel">
    /// (N + T) x N with N = n M and T = m M, rows and columns by index point * M + output, training before test, as
    /// <see cref="HierarchyRecord.Kernel"/> is; or (n + m) x n, one kernel that all outputs share without a kernel between them, as at
    /// infinite width. Finite, the upper square symmetric.
    /// </param>
    /// <param name="problem">The targets and the outputs at the start; the loss is the squared one.</param>
    /// <param name="accuracy">The relative accuracy of the kernel's entries: at least 2^-52 and below 1.</param>
    /// <exception cref="ArgumentException">
    /// The loss is not the squared one, shapes do not fit, a number is not finite, the kernel is not symmetric, or it has an eigenvalue
    /// below 0 by more than its accuracy and so is none.
    /// </exception>
    /// <exception cref="OverflowException">The eigenvalues are too large for double precision.</exception>
    public FrozenKernelFlow(Matrix<double> kernel, HierarchyProblem problem, double accuracy = RoundingAccuracy)
    {
        FrozenKernelArguments.Check(kernel, problem, accuracy);
        _points = problem.Targets.RowCount;
        _targets = problem.Targets.Clone();
        _initialTestOutputs = problem.InitialTestOutputs?.Clone();
        _testTargets = problem.TestTargets?.Clone();

        int indices = kernel.ColumnCount;
        _modes = KernelModes.Decompose(
            kernel.SubMatrix(0, indices, 0, indices),
            OutputIndices.Stack(problem.InitialOutputs - problem.Targets, indices),
            accuracy);
        _test = kernel.RowCount > indices ? new TestModes(kernel.SubMatrix(indices, kernel.RowCount - indices, 0, indices), _modes, accuracy) : null;
        Drift = (_test?.Drift ?? 0) / _points;
    }

    /// <summary>The eigenvalues of K, ascending; those that count as 0 are 0.</summary>
    public IReadOnlyList<double> Eigenvalues => _modes.Eigenvalues;

    /// <summary>How many eigenvalues count as 0.</summary>
    public int ZeroEigenvalues => _modes.Zeros;

    /// <summary>
    /// The largest speed at which a test output moves for ever, max |K_T V_0 V_0^T r_0| / n with the null space V_0 of K; 0 for the kernel of
    /// a network.
    /// </summary>
    public double Drift { get; }

    /// <summary>f - y at the training points. Where outputs are all but learnt, it has digits that the outputs have not.</summary>
    /// <param name="time">t, not negative; may be infinite, which leaves the part in the null space of K.</param>
    /// <returns>n x M.</returns>
    /// <exception cref="ArgumentException">The time is negative or no number.</exception>
    public Matrix<double> Residuals(double time)
    {
        CheckTime(time);
        return OutputIndices.Unstack(_modes.Residual(time / _points), _targets.ColumnCount);
    }

    /// <summary>Outputs and losses.</summary>
    /// <param name="time">t, not negative; may be infinite, where the test outputs are those of regression with the pseudo-inverse, f_T(0) - K_T K^+ r_0.</param>
    /// <returns>The record; the kernel does not change.</returns>
    /// <exception cref="ArgumentException">The time is negative or no number.</exception>
    public HierarchyRecord At(double time)
    {
        Matrix<double> residuals = Residuals(time);
        Matrix<double>? testOutputs = _initialTestOutputs?.Clone();
        if (_test is not null)
        {
            testOutputs = _initialTestOutputs! - OutputIndices.Unstack(_test.Change(time / _points), _targets.ColumnCount);
        }

        return new HierarchyRecord
        {
            Time = time,
            Outputs = _targets + residuals,
            TestOutputs = testOutputs,
            Loss = MeanSquare(residuals),
            TestLoss = testOutputs is null || _testTargets is null ? null : MeanSquare(testOutputs - _testTargets),
            KernelChange = _modes.Scale > 0 ? 0 : null,
        };
    }

    private static double MeanSquare(Matrix<double> residuals) =>
        residuals.RowCount == 0 ? 0 : residuals.PointwiseMultiply(residuals).ColumnSums().Sum() / (2 * residuals.RowCount);

    private static void CheckTime(double time)
    {
        if (!(time >= 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"A time must not be negative, but it is {time:R}."), nameof(time));
        }
    }
}
