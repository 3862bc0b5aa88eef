using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

public class FrozenKernelArgumentsTests
{
    private static readonly Matrix<double> Kernel = FrozenKernelReference.Kernel("Distinct");

    private static readonly HierarchyProblem Problem = FrozenKernelReference.Problem;

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        AssertRefused("kernel must be 7 x 5", Kernel.RemoveRow(6), Problem);
        AssertRefused("kernel must be 7 x 5", Kernel.RemoveColumn(0), Problem);
        AssertRefused("outputs at the start must be 5 x 1", Kernel, Problem with { InitialOutputs = Problem.Targets.RemoveRow(0) });
        AssertRefused("test outputs at the start must be 2 x 1", Kernel, Problem with { InitialTestOutputs = Matrix<double>.Build.Dense(2, 2) });
        AssertRefused("test targets must be 2 x 1", Kernel, Problem with { TestTargets = Problem.Targets });
        AssertRefused("kernel must be 5 x 5", Kernel, Problem with { InitialTestOutputs = null, TestTargets = null });
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_refused(double number)
    {
        AssertRefused("Row 6, column 2 of the kernel", With(Kernel, 6, 2, number), Problem);
        AssertRefused("Row 3, column 0 of the targets", Kernel, Problem with { Targets = With(Problem.Targets, 3, 0, number) });
        AssertRefused("Row 4, column 0 of the outputs at the start", Kernel, Problem with { InitialOutputs = With(Problem.InitialOutputs, 4, 0, number) });
        AssertRefused("Row 1, column 0 of the test targets", Kernel, Problem with { TestTargets = With(Problem.TestTargets!, 1, 0, number) });
    }

    [Fact]
    public void A_kernel_that_is_not_symmetric_is_refused() =>
        AssertRefused("Row 2, column 1", With(Kernel, 2, 1, Kernel[2, 1] + 1e-9), Problem, "symmetric");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void An_accuracy_out_of_range_is_refused(double accuracy) =>
        Assert.Throws<ArgumentException>(() => new FrozenKernelFlow(Kernel, Problem, accuracy));

    [Theory]
    [InlineData(-1e-300)]
    [InlineData(double.NaN)]
    public void A_time_before_the_start_is_refused(double time)
    {
        var flow = new FrozenKernelFlow(Kernel, Problem);

        Assert.Throws<ArgumentException>(() => flow.At(time));
        Assert.Throws<ArgumentException>(() => flow.Residuals(time));
    }

    [Fact]
    public void Another_loss_is_refused() =>
        AssertRefused("squared loss alone, but the loss is doubled", Kernel, Problem with { Loss = new DoubledLoss() });

    private static Matrix<double> With(Matrix<double> matrix, int row, int column, double number)
    {
        Matrix<double> changed = matrix.Clone();
        changed[row, column] = number;
        return changed;
    }

    private static void AssertRefused(string message, Matrix<double> kernel, HierarchyProblem problem, string alsoIn = "")
    {
        string actual = Assert.Throws<ArgumentException>(() => new FrozenKernelFlow(kernel, problem)).Message;
        Assert.Contains(message, actual, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(alsoIn, actual, StringComparison.Ordinal);
    }

    private sealed class DoubledLoss : OutputLoss
    {
        public override string Name => "doubled";

        public override void CheckTargets(Matrix<double> targets)
        {
        }

        public override double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets) => 2 * Squared.Value(outputs, targets);

        public override void Residual(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> residual) => Squared.Residual(outputs, targets, residual);

        public override void Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> curvature) => Squared.Curvature(outputs, targets, curvature);
    }
}
