using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Tests.Hierarchy;
using Xunit;

namespace NtkAnalytic.Tests;

public class TangentHierarchyTests
{
    private static readonly StepControl s_tight = StepControl.Adaptive(1e-12, 1e-13);

    private static readonly double[] s_times = [0, 0.5, 2];

    [Fact]
    public void At_order_2_outputs_decay_along_the_eigenvectors_of_the_kernel()
    {
        TangentTensors tensors = RandomTensors.Draw(4, 2, 1, 2, seed: 1);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 2);
        HierarchySolution solution = Solve(tensors, problem, 2);
        Matrix<double> kernel = Kernel(tensors);
        Matrix<double> train = kernel.SubMatrix(0, 4, 0, 4);
        MathNet.Numerics.LinearAlgebra.Factorization.Evd<double> modes = train.Evd(Symmetricity.Symmetric);
        foreach (HierarchyRecord record in solution.Records)
        {
            Matrix<double> decay = modes.EigenVectors
                * Matrix<double>.Build.DenseOfDiagonalVector(modes.EigenValues.Map(value => Math.Exp(-value.Real * record.Time / 4)))
                * modes.EigenVectors.Transpose();
            Matrix<double> residual = problem.InitialOutputs - problem.Targets;
            Close(problem.Targets + (decay * residual), record.Outputs, 1e-11);
            Close(
                problem.InitialTestOutputs! + (kernel.SubMatrix(4, 2, 0, 4) * train.Inverse() * ((decay * residual) - residual)),
                record.TestOutputs!,
                1e-10);
            Assert.Equal((record.Outputs - problem.Targets).PointwisePower(2).RowSums().Sum() / 8, record.Loss, 1e-14);
            Assert.Equal(0, record.KernelChange);
            Assert.Null(record.Kernel);
        }
    }

    [Fact]
    public void At_order_2_it_is_the_flow_under_a_frozen_kernel_with_several_outputs()
    {
        TangentTensors tensors = RandomTensors.Draw(3, 2, 2, 2, seed: 23);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 24);
        var flow = new FrozenKernelFlow(Kernel(tensors), problem);
        foreach (HierarchyRecord record in Solve(tensors, problem, 2).Records)
        {
            HierarchyRecord expected = flow.At(record.Time);
            Close(expected.Outputs, record.Outputs, 1e-11);
            Close(expected.TestOutputs!, record.TestOutputs!, 1e-11);
            Assert.Equal(expected.Loss, record.Loss, 1e-12);

            // A mean over the three points, of sums over their two outputs.
            Assert.Equal((record.Outputs - problem.Targets).PointwisePower(2).RowSums().Sum() / 6, record.Loss, 1e-13);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void It_leaves_the_training_of_a_network_with_the_power_p_of_time(int order)
    {
        const double Start = 0.5;
        const double Target = 2;
        double root = Math.Sqrt(Start);
        HierarchySolution solution = new TangentHierarchy(TwoParameterNetwork.Tensors(root, root, order), order).Solve(
            Scalar(Target, Start), [0.02, 0.04], IntegrationMethods.DormandPrince8, StepControl.Adaptive(1e-14, 1e-15));
        double[] errors = [.. solution.Records.Select(record => TwoParameterNetwork.Trained(Start, Target, record.Time) - record.Outputs[0, 0])];

        // The next power of t enters with t times a factor of order 1 to 4.
        Assert.Equal(order, Math.Log2(Math.Abs(errors[1] / errors[0])), 0.2);
    }

    [Theory]
    [InlineData(HierarchyForm.Reduced)]
    [InlineData(HierarchyForm.Plain)]
    public void Both_forms_and_all_methods_agree(HierarchyForm form)
    {
        TangentTensors tensors = RandomTensors.Draw(3, 1, 2, 4, seed: 3);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.CrossEntropy, seed: 4);
        HierarchySolution expected = Solve(tensors, problem, 4);
        foreach (IntegrationMethod method in IntegrationMethods.All)
        {
            HierarchySolution solution = new TangentHierarchy(tensors, 4, form).Solve(problem, s_times, method, s_tight);
            Assert.Equal(IntegrationStatus.Finished, solution.Status);
            for (int i = 0; i < s_times.Length; i++)
            {
                // Tolerances of 1e-12 a step, over some hundred steps.
                Close(expected.Records[i].Outputs, solution.Records[i].Outputs, 1e-9);
                Assert.Equal(expected.Records[i].KernelChange!.Value, solution.Records[i].KernelChange!.Value, 1e-9);
            }
        }
    }

    [Fact]
    public void The_order_of_the_points_does_not_matter()
    {
        const int N = 4;
        int[] permutation = [2, 0, 3, 1];
        TangentTensors tensors = RandomTensors.Draw(N, 1, 1, 4, seed: 5);
        TangentTensors permuted = Relabelled(tensors, 4, N, index => index < N ? permutation[index] : index);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 6);
        HierarchySolution first = Solve(tensors, problem, 4);
        HierarchySolution second = Solve(
            permuted,
            problem with { Targets = Pick(problem.Targets, permutation), InitialOutputs = Pick(problem.InitialOutputs, permutation) },
            4);
        for (int i = 0; i < s_times.Length; i++)
        {
            Close(Pick(first.Records[i].Outputs, permutation), second.Records[i].Outputs, 1e-10);
            Close(first.Records[i].TestOutputs!, second.Records[i].TestOutputs!, 1e-10);
        }
    }

    [Fact]
    public void A_test_point_that_is_a_training_point_follows_it()
    {
        const int N = 3;
        TangentTensors tensors = RandomTensors.Draw(N, 0, 1, 5, seed: 7);

        // Index 3, of the test point, stands for training index 1.
        TangentTensors doubled = Relabelled(tensors, 5, N, index => index == N ? 1 : index, testPoints: 1);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 8);
        HierarchySolution solution = Solve(doubled, problem with { InitialTestOutputs = problem.InitialOutputs.SubMatrix(1, 1, 0, 1) }, 5);
        foreach (HierarchyRecord record in solution.Records)
        {
            Assert.Equal(record.Outputs[1, 0], record.TestOutputs![0, 0], 1e-11);
        }
    }

    [Fact]
    public void Test_points_do_not_disturb_training()
    {
        TangentTensors with = RandomTensors.Draw(3, 2, 1, 4, seed: 9);
        TangentTensors without = Relabelled(with, 4, 3, index => index);
        HierarchyProblem problem = RandomTensors.Problem(with, OutputLoss.Squared, seed: 10);
        HierarchySolution first = Solve(with, problem, 4);
        HierarchySolution second = Solve(without, problem with { InitialTestOutputs = null }, 4);
        Close(first.Records[2].Outputs, second.Records[2].Outputs, 1e-10);
        Assert.Null(second.Records[2].TestOutputs);
    }

    [Fact]
    public void Losses_and_kernels_are_recorded()
    {
        TangentTensors tensors = RandomTensors.Draw(3, 2, 1, 3, seed: 11);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.CrossEntropy, seed: 12) with { TestTargets = Matrix<double>.Build.DenseOfRows([[1.0], [-1.0]]) };
        HierarchySolution solution = new TangentHierarchy(tensors, 3).Solve(problem, s_times, IntegrationMethods.DormandPrince8, s_tight, new HierarchyOptions { KeepKernels = true });
        Matrix<double> start = Kernel(tensors);
        Close(start, solution.Records[0].Kernel!, 1e-15);
        foreach (HierarchyRecord record in solution.Records)
        {
            double[] f = record.TestOutputs!.ToRowMajorArray();
            Assert.Equal((Math.Log(1 + Math.Exp(-f[0])) + Math.Log(1 + Math.Exp(f[1]))) / 2, record.TestLoss!.Value, 1e-14);
            double change = (record.Kernel! - start).SubMatrix(0, 3, 0, 3).FrobeniusNorm() / start.SubMatrix(0, 3, 0, 3).FrobeniusNorm();
            Assert.Equal(change, record.KernelChange!.Value, 1e-14);
        }

        Assert.True(solution.Records[2].KernelChange > 0.01);
        Assert.Equal([0, 1, 2], solution.Records.Select(record => Array.IndexOf(s_times, record.Time)));
    }

    [Fact]
    public void A_level_of_the_loss_ends_the_solution_there()
    {
        TangentTensors tensors = RandomTensors.Draw(3, 0, 1, 3, seed: 13);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 14);
        double start = Solve(tensors, problem, 3).Records[0].Loss;
        HierarchySolution Stop(double level) => new TangentHierarchy(tensors, 3).Solve(
            problem, [0, 0.001, 1000], IntegrationMethods.DormandPrince8, s_tight, new HierarchyOptions { StopAtLoss = level });
        HierarchySolution half = Stop(start / 2);
        Assert.Equal(IntegrationStatus.EventReached, half.Status);
        Assert.Equal(2, half.Records.Count);
        Assert.Equal(start / 2, half.Final!.Loss, 1e-9);
        Assert.Equal(half.Time, half.Final.Time);
        Assert.Equal(half.Time, Assert.Single(half.Events).Time);

        // A loss that is low enough already.
        HierarchySolution already = Stop(2 * start);
        Assert.Equal(IntegrationStatus.EventReached, already.Status);
        Assert.Equal(0, already.Time);
        Assert.Single(already.Records);
        Assert.Equal(start, already.Final!.Loss);
        Assert.Null(Solve(tensors, problem, 3).Final);
    }

    [Fact]
    public void Crossings_of_outputs_are_located()
    {
        // One point: f = e^(-2t) passes 1/4 at log 2.
        var tensors = new TangentTensors(1, 1, 1, [[2.0, 1.0]]);
        HierarchyProblem problem = Scalar(0, 1) with { InitialTestOutputs = Matrix<double>.Build.Dense(1, 1, 0.25) };
        HierarchySolution solution = new TangentHierarchy(tensors, 2).Solve(
            problem,
            [3],
            IntegrationMethods.DormandPrince8,
            s_tight,
            new HierarchyOptions { Crossings = [new OutputCrossing(0, Value: 0.25), new OutputCrossing(1)] });
        Assert.Equal(2, solution.Events.Count);

        // The test output is 1/4 - (1 - f) / 2, and 0 where f = 1/2.
        Assert.Equal("output 0 of point 1 at 0", solution.Events[0].Name);
        Assert.Equal(Math.Log(2) / 2, solution.Events[0].Time, 1e-9);
        Assert.Equal("output 0 of point 0 at 0.25", solution.Events[1].Name);
        Assert.Equal(Math.Log(2), solution.Events[1].Time, 1e-9);
        Assert.Equal(IntegrationStatus.Finished, solution.Status);
    }

    [Fact]
    public void Crossings_are_those_of_the_point_and_the_output_that_are_named()
    {
        // A diagonal kernel k_i on f_i(0) = 1, y = 0 and two points: f_i = exp(-k_i t / 2) passes 1/2 at 2 log 2 / k_i. The second test
        // output is 1 - (8/4) (1 - f_1), and 0 where f_1 = 1/2.
        var tensors = new TangentTensors(2, 1, 2, [[2.0, 0, 4, 0, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 8, 0, 0]]);
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = Matrix<double>.Build.Dense(2, 2),
            InitialOutputs = Matrix<double>.Build.Dense(2, 2, 1),
            InitialTestOutputs = Matrix<double>.Build.DenseOfRowArrays([5, 1]),
        };
        foreach ((int point, int output, double time) in new[] { (0, 0, 1.0), (0, 1, 0.5), (1, 0, 0.25), (1, 1, 0.125), (2, 1, 0.5) })
        {
            HierarchySolution solution = new TangentHierarchy(tensors, 2).Solve(
                problem,
                [5],
                IntegrationMethods.DormandPrince8,
                s_tight,
                new HierarchyOptions { Crossings = [new OutputCrossing(point, output, point == 2 ? 0 : 0.5)] });

            LocatedEvent crossing = Assert.Single(solution.Events);
            Assert.StartsWith($"output {output} of point {point} ", crossing.Name, StringComparison.Ordinal);
            Assert.Equal(2 * Math.Log(2) * time / 2, crossing.Time, 1e-9);
        }
    }

    [Fact]
    public void A_loss_of_ones_own_plugs_in()
    {
        // l = cosh(f - y) - 1: u = tanh((f - y) / 2) obeys u' = -k u for one point with kernel k.
        var tensors = new TangentTensors(1, 0, 1, [[3.0]]);
        HierarchySolution solution = new TangentHierarchy(tensors, 2).Solve(Scalar(0.5, 2) with { Loss = new HyperbolicLoss() }, [0.4], IntegrationMethods.DormandPrince8, s_tight);
        double expected = 0.5 + (2 * Math.Atanh(Math.Tanh(1.5 / 2) * Math.Exp(-3 * 0.4)));
        Assert.Equal(expected, solution.Records[0].Outputs[0, 0], 1e-11);

        // It states no bound of its curvature, so a fixed step is not judged.
        Assert.Equal(
            IntegrationStatus.Finished,
            new TangentHierarchy(tensors, 2).Solve(Scalar(0, 0) with { Loss = new HyperbolicLoss() }, [1], IntegrationMethods.DormandPrince5, StepControl.Fixed(100)).Status);
    }

    [Fact]
    public void A_state_of_ones_own_integrator_is_read_back()
    {
        TangentTensors tensors = RandomTensors.Draw(3, 1, 1, 4, seed: 15);
        var hierarchy = new TangentHierarchy(tensors, 4);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 16);
        HierarchyField field = hierarchy.CreateField(problem);
        HierarchyRecord read = field.Read(2, ReferenceFlow.Integrate(field, field.InitialState, 2, 500));
        HierarchyRecord solved = hierarchy.Solve(problem, [2], IntegrationMethods.DormandPrince8, s_tight).Records[0];
        Close(solved.Outputs, read.Outputs, 1e-9);
        Close(solved.TestOutputs!, read.TestOutputs!, 1e-9);
        Assert.Equal(solved.Loss, read.Loss, 1e-9);
        Assert.Equal(4, field.Order);
        Assert.Equal(3 + 1 + 3 + 9, field.Dimension);
    }

    [Fact]
    public void Solutions_are_equal_to_the_bit_on_any_thread()
    {
        TangentTensors tensors = RandomTensors.Draw(16, 2, 1, 4, seed: 17, scale: 0.05);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 18);
        HierarchySolution Run() => new TangentHierarchy(tensors, 4).Solve(problem, [0.5], IntegrationMethods.Tsitouras5, StepControl.Adaptive(1e-6, 1e-8));
        HierarchySolution expected = Run();
        Parallel.For(0, 4, _ => Assert.Equal(expected.Records[0].Outputs, Run().Records[0].Outputs));
    }

    [Fact]
    public void A_cancelled_solution_keeps_its_records()
    {
        TangentTensors tensors = RandomTensors.Draw(3, 0, 1, 3, seed: 19);
        using var source = new CancellationTokenSource();
        source.Cancel();
        HierarchySolution solution = new TangentHierarchy(tensors, 3).Solve(
            RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 20), s_times, IntegrationMethods.DormandPrince5, s_tight, new HierarchyOptions { CancellationToken = source.Token });
        Assert.Equal(IntegrationStatus.Cancelled, solution.Status);
        Assert.InRange(solution.Records.Count, 0, 1);
    }

    [Fact]
    public void The_order_is_changed_with_the_form_kept()
    {
        var hierarchy = new TangentHierarchy(RandomTensors.Draw(2, 0, 1, 4, seed: 1), 4, HierarchyForm.Plain);
        TangentHierarchy lower = hierarchy.WithOrder(3);
        Assert.Equal(3, lower.Order);
        Assert.Equal(HierarchyForm.Plain, lower.Form);
        Assert.Same(hierarchy.Kernels, lower.Kernels);
    }

    internal static HierarchyProblem Scalar(double target, double start) => new()
    {
        Loss = OutputLoss.Squared,
        Targets = Matrix<double>.Build.Dense(1, 1, target),
        InitialOutputs = Matrix<double>.Build.Dense(1, 1, start),
    };

    private static HierarchySolution Solve(TangentSeries kernels, HierarchyProblem problem, int order) =>
        new TangentHierarchy(kernels, order).Solve(problem, s_times, IntegrationMethods.DormandPrince8, s_tight);

    private static Matrix<double> Kernel(TangentTensors tensors)
    {
        int rows = tensors.Indices + tensors.TestIndices;
        return Matrix<double>.Build.Dense(rows, tensors.Indices, (a, b) => tensors.Entry(a, b));
    }

    private static Matrix<double> Pick(Matrix<double> matrix, int[] rows) => Matrix<double>.Build.DenseOfRowVectors(rows.Select(row => matrix.Row(row)));

    private static void Close(Matrix<double> expected, Matrix<double> actual, double tolerance) =>
        Assert.InRange((expected - actual).FrobeniusNorm(), 0, tolerance);

    // New index i stands where the old index place(i) stood.
    private static TangentTensors Relabelled(TangentTensors tensors, int order, int points, Func<int, int> place, int? testPoints = null)
    {
        int tests = testPoints ?? (place(points) == points && tensors.TestPoints == 1 ? 1 : 0);
        List<double[]> relabelled = [];
        for (int r = 2; r <= order; r++)
        {
            List<double> entries = [];
            int columns = (int)Math.Pow(points, r - 2);
            for (int a = 0; a < points + tests; a++)
            {
                for (int b = 0; b <= Math.Min(a, points - 1); b++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        int[] indices = new int[r];
                        (indices[0], indices[1]) = (place(a), place(b));
                        for (int digit = r - 1, rest = column; digit >= 2; digit--, rest /= points)
                        {
                            indices[digit] = place(rest % points);
                        }

                        entries.Add(tensors.Entry(indices));
                    }
                }
            }

            relabelled.Add([.. entries]);
        }

        return new TangentTensors(points, tests, 1, relabelled);
    }

    private sealed class HyperbolicLoss : OutputLoss
    {
        public override string Name => "hyperbolic";

        public override void CheckTargets(Matrix<double> targets)
        {
        }

        public override double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets) => Math.Cosh(outputs[0] - targets[0]) - 1;

        public override void Residual(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> residual) =>
            residual[0] = Math.Sinh(outputs[0] - targets[0]);

        public override void Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> curvature) =>
            curvature[0] = Math.Cosh(outputs[0] - targets[0]);
    }
}
