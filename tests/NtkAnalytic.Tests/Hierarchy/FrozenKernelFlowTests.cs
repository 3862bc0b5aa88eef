using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Numerics;
using NtkAnalytic.Regression;
using NtkAnalytic.Tests.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

public class FrozenKernelFlowTests
{
    private const double Epsilon = 2.220446049250313e-16;

    public static TheoryData<int> ReferenceRows => [.. Enumerable.Range(0, FrozenKernelReference.Rows.Count)];

    [Theory]
    [MemberData(nameof(ReferenceRows))]
    public void Outputs_are_those_of_the_reference(int row)
    {
        (string name, double time, double[] residual, double[] testOutputs) = FrozenKernelReference.Rows[row];
        Matrix<double> kernel = FrozenKernelReference.Kernel(name);
        var flow = new FrozenKernelFlow(kernel, FrozenKernelReference.Problem);

        // The decomposition is that of a kernel within some epsilon lambda_max, which moves exp(-t K / n) r_0 by that times the smaller of t / n and
        // 1 / lambda_min; numbers are of order 1. 16 is twice what was seen, a factor that depends on the provider.
        double tolerance = 16 * Epsilon * (1 + Math.Min(time * 4 / 5, FrozenKernelReference.ConditionNumber(name)));
        HierarchyRecord record = flow.At(time);
        Assert.Equal(time, record.Time);
        AssertClose(residual, flow.Residuals(time).ToColumnMajorArray(), tolerance);
        AssertClose([.. residual.Zip(FrozenKernelReference.Problem.Targets.Column(0), (r, y) => r + y)], record.Outputs.ToColumnMajorArray(), tolerance);
        AssertClose(testOutputs, record.TestOutputs!.ToColumnMajorArray(), tolerance);
        Assert.Equal(name == "Repeated" ? 1 : 0, flow.ZeroEigenvalues);
        Assert.Equal(0, flow.Drift);
        Assert.Equal(residual.Sum(r => r * r) / 10, record.Loss, tolerance);
        Assert.Equal(((testOutputs[0] + 0.25) * (testOutputs[0] + 0.25) / 4) + ((testOutputs[1] - 0.75) * (testOutputs[1] - 0.75) / 4), record.TestLoss!.Value, 4 * tolerance);
        Assert.Equal(0, record.KernelChange);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-12)]
    public void The_first_move_of_the_test_outputs_keeps_its_digits(double time)
    {
        // f_T(t) - f_T(0) = -(t/n) K_T r_0 (1 + O(t lambda_max / n)) is not the difference of larger numbers when it starts from 0.
        Matrix<double> kernel = FrozenKernelReference.Kernel("Distinct");
        HierarchyProblem problem = FrozenKernelReference.Problem with { InitialTestOutputs = Matrix<double>.Build.Dense(2, 1) };
        Matrix<double> first = kernel.SubMatrix(5, 2, 0, 5) * (problem.InitialOutputs - problem.Targets) * (-time / 5);

        Matrix<double> outputs = new FrozenKernelFlow(kernel, problem).At(time).TestOutputs!;

        AssertClose(first, outputs, (time + (32 * Epsilon)) * first.InfinityNorm());
    }

    [Theory]
    [InlineData(1e-3, 2)]
    [InlineData(0.7, 5)]
    [InlineData(30, 0.01)]
    [InlineData(4, double.PositiveInfinity)]
    public void A_flow_that_starts_where_another_ended_goes_on_as_the_other(double first, double second)
    {
        (Matrix<double> kernel, HierarchyProblem problem) = Random(points: 6, testPoints: 3, outputs: 2, features: 40);
        var flow = new FrozenKernelFlow(kernel, problem);
        HierarchyRecord middle = flow.At(first);

        HierarchyRecord end = new FrozenKernelFlow(kernel, problem with { InitialOutputs = middle.Outputs, InitialTestOutputs = middle.TestOutputs }).At(second);

        // Of numbers of order 1 times the condition number, about 10.
        AssertClose(flow.At(first + second).Outputs, end.Outputs, 200 * Epsilon);
        AssertClose(flow.At(first + second).TestOutputs!, end.TestOutputs!, 200 * Epsilon);
    }

    [Fact]
    public void Differences_of_repeated_points_stay_and_their_mean_is_learnt()
    {
        // Points 0, 3 and 4 are one point with different targets.
        (Matrix<double> kernel, HierarchyProblem problem) = Random(points: 5, testPoints: 2, outputs: 1, features: 12, repeat: [(3, 0), (4, 0)]);
        var flow = new FrozenKernelFlow(kernel, problem);
        Vector<double> before = (problem.InitialOutputs - problem.Targets).Column(0);

        Assert.Equal(2, flow.ZeroEigenvalues);
        Assert.Equal([0, 0], flow.Eigenvalues.Take(2));
        foreach (double time in new[] { 1e-3, 1, 1e6, 1e300, double.PositiveInfinity })
        {
            Vector<double> after = flow.Residuals(time).Column(0);
            Assert.Equal(before[3] - before[0], after[3] - after[0], 32 * Epsilon);
            Assert.Equal(before[4] - before[0], after[4] - after[0], 32 * Epsilon);
        }

        Vector<double> end = flow.Residuals(double.PositiveInfinity).Column(0);
        Assert.Equal(0, end[0] + end[3] + end[4], 32 * Epsilon);
        AssertClose(flow.At(1e300).TestOutputs!, flow.At(double.PositiveInfinity).TestOutputs!, 32 * Epsilon);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_infinity_outputs_are_those_of_kernel_regression_without_ridge(bool hasRepeatedPoints)
    {
        (Matrix<double> kernel, HierarchyProblem problem) = Random(points: 12, testPoints: 4, outputs: 1, features: 40, repeat: hasRepeatedPoints ? [(5, 2), (9, 2)] : []);
        problem = problem with { InitialOutputs = Matrix<double>.Build.Dense(12, 1), InitialTestOutputs = Matrix<double>.Build.Dense(4, 1) };
        var regression = KernelRegression.Fit(kernel.SubMatrix(0, 12, 0, 12), problem.Targets, Ridge.None);

        HierarchyRecord record = new FrozenKernelFlow(kernel, problem).At(double.PositiveInfinity);

        // The condition number is 12 without the repeated points.
        AssertClose(regression.Predict(kernel.SubMatrix(0, 12, 0, 12)), record.Outputs, 1000 * Epsilon);
        AssertClose(regression.Predict(kernel.SubMatrix(12, 4, 0, 12)), record.TestOutputs!, 1000 * Epsilon);
    }

    [Fact]
    public void A_kernel_that_outputs_share_is_the_one_with_none_between_outputs()
    {
        const int Outputs = 3;
        (Matrix<double> shared, HierarchyProblem one) = Random(points: 5, testPoints: 2, outputs: 1, features: 20);
        Matrix<double> full = Matrix<double>.Build.Dense(21, 15, (i, j) => i % Outputs == j % Outputs ? shared[i / Outputs, j / Outputs] : 0);
        HierarchyProblem problem = one with
        {
            Targets = Samples.Uniform(5, Outputs, 1),
            InitialOutputs = Samples.Uniform(5, Outputs, 2),
            InitialTestOutputs = Samples.Uniform(2, Outputs, 3),
            TestTargets = null,
        };

        HierarchyRecord fromShared = new FrozenKernelFlow(shared, problem).At(3);
        HierarchyRecord fromFull = new FrozenKernelFlow(full, problem).At(3);

        AssertClose(fromFull.Outputs, fromShared.Outputs, 64 * Epsilon);
        AssertClose(fromFull.TestOutputs!, fromShared.TestOutputs!, 64 * Epsilon);
        Assert.Equal(fromFull.Loss, fromShared.Loss, 64 * Epsilon);
        Assert.Null(fromFull.TestLoss);
    }

    [Fact]
    public void An_eigenvalue_below_zero_by_rounding_counts_as_zero_and_one_beyond_is_refused()
    {
        HierarchyProblem problem = Random(points: 4, testPoints: 0, outputs: 1, features: 9).Problem;
        double threshold = 4 * FrozenKernelFlow.RoundingAccuracy;
        Matrix<double> Kernel(double lowest) => Matrix<double>.Build.DenseOfDiagonalArray([lowest * threshold, 1, 0.5, 0.25]);

        foreach (double slight in new[] { -0.99, 0.99 })
        {
            var flow = new FrozenKernelFlow(Kernel(slight), problem);
            Assert.Equal(1, flow.ZeroEigenvalues);
            Assert.Equal(flow.Residuals(0)[0, 0], flow.Residuals(double.PositiveInfinity)[0, 0], 4 * Epsilon);
        }

        var positive = new FrozenKernelFlow(Kernel(1.01), problem);
        Assert.Equal(0, positive.ZeroEigenvalues);
        Assert.Equal(0, positive.Residuals(double.PositiveInfinity)[0, 0]);
        Assert.Contains("no negative eigenvalue", Assert.Throws<ArgumentException>(() => new FrozenKernelFlow(Kernel(-1.01), problem)).Message, StringComparison.Ordinal);
        Assert.Equal(1, new FrozenKernelFlow(Kernel(-1.01), problem, accuracy: 1e-12).ZeroEigenvalues);
    }

    [Fact]
    public void Test_rows_with_a_part_in_the_null_space_drift_and_their_limit_leaves_it_out()
    {
        // No kernel has such rows: K = diag(0, 2), K_T = (3, 1), n = 2.
        Matrix<double> kernel = Matrix<double>.Build.DenseOfRowMajor(3, 2, [0, 0, 0, 2, 3, 1]);
        HierarchyProblem problem = new()
        {
            Loss = OutputLoss.Squared,
            Targets = Matrix<double>.Build.Dense(2, 1),
            InitialOutputs = Matrix<double>.Build.DenseOfColumnMajor(2, 1, [0.5, 4]),
            InitialTestOutputs = Matrix<double>.Build.Dense(1, 1),
        };
        var flow = new FrozenKernelFlow(kernel, problem);

        Assert.Equal(0.75, flow.Drift, 4 * Epsilon);
        Assert.Equal((-0.75 * 2) - (2 * -NearZero.ExpM1(-2)), flow.At(2).TestOutputs![0, 0], 16 * Epsilon);
        Assert.Equal(-2, flow.At(double.PositiveInfinity).TestOutputs![0, 0], 16 * Epsilon);
    }

    [Fact]
    public void Nothing_is_learnt_under_a_kernel_of_zeros()
    {
        HierarchyProblem problem = Random(points: 3, testPoints: 2, outputs: 1, features: 9).Problem;
        var flow = new FrozenKernelFlow(Matrix<double>.Build.Dense(5, 3), problem);

        HierarchyRecord record = flow.At(double.PositiveInfinity);
        Assert.Equal(3, flow.ZeroEigenvalues);
        AssertClose(problem.InitialOutputs, record.Outputs, 4 * Epsilon);
        Assert.Equal(problem.InitialTestOutputs, record.TestOutputs);
        Assert.Null(record.KernelChange);
    }

    [Fact]
    public void The_problem_may_be_changed_afterwards()
    {
        (Matrix<double> kernel, HierarchyProblem problem) = Random(points: 4, testPoints: 2, outputs: 1, features: 9);
        var flow = new FrozenKernelFlow(kernel, problem);
        HierarchyRecord before = flow.At(1);
        kernel.Clear();
        problem.Targets.Clear();
        problem.InitialOutputs.Clear();
        problem.InitialTestOutputs!.Clear();
        problem.TestTargets!.Clear();

        HierarchyRecord after = flow.At(1);
        Assert.Equal(before.Outputs, after.Outputs);
        Assert.Equal(before.TestOutputs, after.TestOutputs);
        Assert.Equal(before.TestLoss, after.TestLoss);
    }

    private static (Matrix<double> Kernel, HierarchyProblem Problem) Random(int points, int testPoints, int outputs, int features, (int Copy, int Of)[]? repeat = null)
    {
        Matrix<double> x = Samples.Uniform((points + testPoints) * outputs, features, 11);
        foreach ((int copy, int of) in repeat ?? [])
        {
            x.SetRow(copy, x.Row(of));
        }

        HierarchyProblem problem = new()
        {
            Loss = OutputLoss.Squared,
            Targets = Samples.Uniform(points, outputs, 12),
            InitialOutputs = Samples.Uniform(points, outputs, 13),
            InitialTestOutputs = testPoints == 0 ? null : Samples.Uniform(testPoints, outputs, 14),
            TestTargets = testPoints == 0 ? null : Samples.Uniform(testPoints, outputs, 15),
        };
        return (x.TransposeAndMultiply(x).SubMatrix(0, (points + testPoints) * outputs, 0, points * outputs) / features, problem);
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    private static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance) =>
        AssertClose(expected.ToColumnMajorArray(), actual.ToColumnMajorArray(), tolerance);
}
