using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

public class TangentHierarchyMisuseTests
{
    private static readonly TangentTensors s_tensors = RandomTensors.Draw(3, 2, 1, 3, seed: 1);
    private static readonly HierarchyProblem s_problem = RandomTensors.Problem(s_tensors, OutputLoss.Squared, seed: 2);

    [Fact]
    public void Orders_and_forms_that_there_are_none_of_are_refused()
    {
        Says("from 2 to 3, the highest that there are kernels for, but it is 4", () => new TangentHierarchy(s_tensors, 4));
        Says("from 2 to 3, the highest that there are kernels for, but it is 1", () => new TangentHierarchy(s_tensors, 1));
        Says("no form 7", () => new TangentHierarchy(s_tensors, 2, (HierarchyForm)7));
        Says("needs TangentTensors: take the reduced form", () => new TangentHierarchy(new OtherSeries(3, 1), 2, HierarchyForm.Plain));
        Says("The state of order 9 with 30 points and 1 outputs has 22624137960 numbers, more than an array holds", () => new TangentHierarchy(new OtherSeries(30, 1), 9));
        Says("The kernel of 100000 points, 0 test points and 10 outputs has 1000000000000 entries", () => new TangentHierarchy(new OtherSeries(100000, 10), 2));
    }

    [Fact]
    public void Matrices_that_do_not_fit_are_refused()
    {
        Problem("The targets must be 3 x 1 (points x outputs), but they are 2 x 1", s_problem with { Targets = Zeros(2, 1) });
        Problem("The outputs at the start must be 3 x 1", s_problem with { InitialOutputs = Zeros(3, 2) });
        Problem("2 test points, whose outputs at the start are missing", s_problem with { InitialTestOutputs = null });
        Problem("The outputs at the start at the test points must be 2 x 1", s_problem with { InitialTestOutputs = Zeros(3, 1) });
        Problem("The targets of the test points must be 2 x 1", s_problem with { TestTargets = Zeros(3, 1) });
        Problem("The targets must be finite, but row 1, column 0 is NaN", s_problem with { Targets = Matrix<double>.Build.Dense(3, 1, (i, _) => i == 1 ? double.NaN : 0) });
        Problem("row 0, column 0 is 0", s_problem with { Loss = OutputLoss.CrossEntropy, Targets = Zeros(3, 1) });
        TangentTensors without = RandomTensors.Draw(3, 0, 1, 2, seed: 1);
        Says("no test points, but outputs", () => new TangentHierarchy(without, 2).CreateField(s_problem));
    }

    [Fact]
    public void Times_run_forwards()
    {
        Says("time 2 is 1, after 2. Training goes forwards only", () => Solve([0, 2, 1]));
        Says("time 0 is -1", () => Solve([-1, 2]));
        Says("time 1 is NaN", () => Solve([0, double.NaN]));
        Says("At least one time", () => Solve([]));
    }

    [Fact]
    public void Events_that_cannot_be_are_refused()
    {
        Says("points 0 to 4", () => Solve([1], new HierarchyOptions { Crossings = [new OutputCrossing(5)] }));
        Says("outputs 0 to 0", () => Solve([1], new HierarchyOptions { Crossings = [new OutputCrossing(0, 1)] }));
        Says("loss to stop at must be finite", () => Solve([1], new HierarchyOptions { StopAtLoss = double.NaN }));
        Says("has 8 numbers, but 3", () => new TangentHierarchy(s_tensors, 3).CreateField(s_problem).Read(0, new double[3]));
    }

    [Fact]
    public void A_fixed_step_beyond_the_limit_of_stability_is_refused_with_the_longest_that_is_stable()
    {
        // K = 40 and n = 1: the limit is x / 40.
        var tensors = new TangentTensors(1, 0, 1, [[40.0]]);
        IntegrationMethod method = IntegrationMethods.DormandPrince5;
        double limit = method.RealStabilityLimit / 40;
        HierarchyProblem problem = TangentHierarchyTests.Scalar(0, 1);
        HierarchySolution At(double step, OutputLoss loss, double end) => new TangentHierarchy(tensors, 2).Solve(
            problem with { Loss = loss, Targets = Matrix<double>.Build.Dense(1, 1, 1) }, [end], method, StepControl.Fixed(step));
        string message = Says(
            FormattableString.Invariant($"the longest stable step is {limit:G6}"),
            () => At(1.01 * limit, OutputLoss.Squared, 100));
        Assert.Contains("largest eigenvalue 40", message, StringComparison.Ordinal);
        Assert.InRange(Math.Abs(At(0.99 * limit, OutputLoss.Squared, 100).Records[0].Outputs[0, 0] - 1), 0, 1e-3);

        // The curvature of the logistic loss is at most 1/4; and a last step is only as long as what is left.
        Assert.Equal(IntegrationStatus.Finished, At(3.9 * limit, OutputLoss.CrossEntropy, 100).Status);
        Says(FormattableString.Invariant($"the longest stable step is {4 * limit:G6}"), () => At(4.1 * limit, OutputLoss.CrossEntropy, 100));
        Assert.Equal(IntegrationStatus.Finished, At(50, OutputLoss.Squared, limit / 2).Status);
    }

    [Fact]
    public void The_limit_of_stability_grows_with_the_number_of_points()
    {
        // K = 4 on both of two points: the rates are 4 / 2.
        var tensors = new TangentTensors(2, 0, 1, [[4.0, 0, 4.0]]);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 3);
        double limit = IntegrationMethods.DormandPrince5.RealStabilityLimit / 2;
        Says(
            FormattableString.Invariant($"the longest stable step is {limit:G6}"),
            () => new TangentHierarchy(tensors, 2).Solve(problem, [100], IntegrationMethods.DormandPrince5, StepControl.Fixed(1.01 * limit)));
    }

    private static string Says(string part, Func<object> misuse)
    {
        string message = Assert.ThrowsAny<ArgumentException>(() => { _ = misuse(); }).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        return message;
    }

    private static void Problem(string part, HierarchyProblem problem) => Says(part, () => new TangentHierarchy(s_tensors, 3).CreateField(problem));

    private static HierarchySolution Solve(double[] times, HierarchyOptions? options = null) =>
        new TangentHierarchy(s_tensors, 3).Solve(s_problem, times, IntegrationMethods.DormandPrince5, StepControl.Adaptive(1e-6, 1e-8), options);

    private static Matrix<double> Zeros(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns);

    private sealed class OtherSeries(int points, int outputs) : TangentSeries
    {
        public override int Points => points;

        public override int TestPoints => 0;

        public override int Outputs => outputs;

        public override int HighestOrder => 20;

        public override void Kernel(int order, ReadOnlySpan<double> signature, Span<double> kernel) => kernel.Fill(1);
    }
}
