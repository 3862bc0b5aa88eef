using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Training;
using NtkAnalytic.Simulation.Truncation;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Truncation;

public class TruncationStudyTests
{
    public static TheoryData<string> Problems => ["one layer", "deep, with biases", "two outputs", "labels", "classes"];

    // The first p - 2 derivatives of K^(2) are those of the trained network, so its error begins with t^(p-1) and that of f with t^p.
    [Theory]
    [MemberData(nameof(Problems))]
    public void Errors_at_small_times_begin_with_the_power_of_their_order(string name)
    {
        const double Step = 0.04;
        TruncationRun run = TruncationStudy.Compare(Problem(name), TruncationCases.Options([2, 3, 4, 5], [0, Step, 2 * Step], 1e-13));
        Assert.True(run.IsSuccess);
        Assert.Equal(3, run.Records.Count);
        foreach (int order in new[] { 2, 3, 4, 5 })
        {
            TruncationError early = run.Records[1].Of(order);
            TruncationError late = run.Records[2].Of(order);

            // Half a power at t = 0.04: the next term of the series has a coefficient of a few times the first one's.
            Assert.InRange(Math.Log2(late.Output / early.Output), order - 0.5, order + 0.5);
            Assert.InRange(Math.Log2(late.Test!.Value / early.Test!.Value), order - 0.5, order + 0.5);
            Assert.InRange(Math.Log2(late.Kernel / early.Kernel), order - 1.5, order - 0.5);
        }
    }

    // Both copies move alike, in opposite directions: what is odd in the residual cancels at the start.
    [Fact]
    public void A_mirrored_network_has_no_odd_kernels_at_its_start_so_odd_orders_add_nothing()
    {
        TruncationProblem problem = TruncationCases.OneLayer(1) with { Network = new FiniteNetwork(new Network(Activation.Tanh, 1, 1.5, 0.3), 3, [12], 1, Initialization.Mirrored) };
        TruncationRun run = TruncationStudy.Compare(problem, TruncationCases.Options([2, 3, 4], [0.08, 0.16], 1e-13));
        Assert.Equal([4, 4], new[] { 2, 3 }.Select(order => run.Estimate(order)!.HigherOrder));
        Assert.InRange(run.KernelNorms[1], 0, 1e-14 * run.KernelNorms[2]);
        Assert.Equal(run.Records[1].Of(2).Output, run.Records[1].Of(3).Output, 1e-12);
        Assert.InRange(Math.Log2(run.Records[1].Of(2).Output / run.Records[0].Of(2).Output), 2.5, 3.5);
        Assert.InRange(Math.Log2(run.Records[1].Of(4).Output / run.Records[0].Of(4).Output), 4.5, 5.5);
    }

    [Fact]
    public void Without_hidden_layers_the_frozen_kernel_is_the_truth()
    {
        TruncationProblem problem = TruncationCases.OneLayer(4) with { Network = new FiniteNetwork(new Network(Activation.Tanh, 0, 1), 3, []) };
        TruncationRun run = TruncationStudy.Compare(problem, TruncationCases.Options([2], [1, 4], 1e-11));

        // Errors of integration alone, some hundred steps of 1e-11.
        Assert.All(run.Records, record => Assert.InRange(record.Of(2).Output, 0, 1e-9));
        Assert.All(run.Records, record => Assert.InRange(record.Of(2).Test!.Value, 0, 1e-9));
        Assert.All(run.Records, record => Assert.InRange(record.KernelChange, 0, 1e-14));
        Assert.True(run.Records[^1].OutputChange > 0.5);
    }

    [Fact]
    public void A_run_starts_from_the_network_of_its_number()
    {
        TruncationProblem problem = TruncationCases.OneLayer(16);
        TruncationRun run = TruncationStudy.Compare(problem, TruncationCases.Options([2, 3], [0, 1], 1e-9) with { Network = 3 });
        using var sample = new NetworkSample(problem.Network, TruncationCases.Backend, 1, first: 3);
        Matrix<double> outputs = sample.Outputs(problem.Inputs)[0];
        Matrix<double> kernel = sample.Ntk(problem.Inputs)[0];
        Assert.Equal(3u, run.Number);
        Assert.Equal(outputs, run.InitialOutputs);
        Assert.Equal(kernel, run.InitialKernel);
        Assert.Equal(kernel.FrobeniusNorm(), run.KernelNorms[0], 1e-12);
        Assert.Equal([-1, 1, -1], (run.InitialOutputs - run.Targets).Column(0).Select(value => Math.Round(value, 12)));

        // The loss of residuals of size 1 is 1/2, and the loss is that of the trained network.
        Assert.Equal(0.5, run.Records[0].Loss, 1e-12);
        Assert.Equal(run.Trained!.Records[1].TrainLoss, run.Records[1].Loss);
        double eigenvalue = run.SmallestEigenvalue;
        Assert.Equal(0, (kernel - (Matrix<double>.Build.DenseIdentity(3) * eigenvalue)).Determinant(), 1e-10);
        Assert.All(kernel.Evd().EigenValues, value => Assert.True(value.Real >= eigenvalue - 1e-12));
    }

    [Fact]
    public void Errors_are_distances_to_the_trained_network()
    {
        TruncationRun run = TruncationStudy.Compare(TruncationCases.OneLayer(16), TruncationCases.Options([2, 4], [0.5, 2], 1e-9));
        TrainingRecord truth = run.Trained!.Records[1];
        HierarchyRecord record = run.Solution(4).Records[1];
        TruncationError error = run.Records[1].Of(4);
        Assert.Equal(Math.Sqrt((truth.TrainOutputs! - record.Outputs).PointwisePower(2).Enumerate().Average()), error.Output, 1e-15);
        Assert.Equal(Math.Sqrt((truth.TestOutputs! - record.TestOutputs!).PointwisePower(2).Enumerate().Average()), error.Test!.Value, 1e-15);
        Assert.Equal((truth.Kernel! - record.Kernel!.SubMatrix(0, 3, 0, 3)).FrobeniusNorm() / truth.Kernel!.FrobeniusNorm(), error.Kernel, 1e-15);
        Assert.Equal((truth.Kernel! - run.InitialKernel).FrobeniusNorm() / run.InitialKernel.FrobeniusNorm(), run.Records[1].KernelChange, 1e-15);
        Assert.Equal(1 - (error.Test.Value / run.Records[1].Of(2).Test!.Value), run.Records[1].ExplainedShare(4)!.Value, 1e-15);
        Assert.Equal(0, run.Records[1].ExplainedShare(2));
        Assert.Throws<ArgumentException>(() => run.Records[1].Of(3));
        Assert.Null(run.Estimate(4));
        Assert.Throws<ArgumentException>(() => run.Estimate(3));
        Assert.Equal(4, run.Estimate(2)!.HigherOrder);

        // Between orders 2 and 4 the estimate has the right constant at large width: at width 16 within a third.
        Assert.InRange(run.Estimate(2)!.Records[1].Outputs / run.Records[1].Of(2).Output, 0.67, 1.33);
    }

    // Of two outputs the distance is a mean over points and outputs; the targets of the test points are of their loss alone.
    [Fact]
    public void Distances_are_means_over_points_and_outputs()
    {
        TruncationProblem problem = Problem("two outputs") with { TestTargets = Matrix<double>.Build.Dense(2, 2, [0.3, -0.4, 0.7, 0.1]) };
        TruncationRun run = TruncationStudy.Compare(problem, TruncationCases.Options([2], [0.5], 1e-9));
        TrainingRecord truth = run.Trained!.Records[0];
        using var sample = new NetworkSample(problem.Network, TruncationCases.Backend, 1);
        Matrix<double> moved = truth.TestOutputs! - sample.Outputs(TruncationCases.Others)[0];
        Assert.Equal(Math.Sqrt(moved.PointwisePower(2).Enumerate().Average()), run.Records[0].TestChange!.Value, 1e-14);
        Assert.Equal(Math.Sqrt((truth.TrainOutputs! - run.InitialOutputs).PointwisePower(2).Enumerate().Average()), run.Records[0].OutputChange, 1e-14);
        Assert.Equal((truth.TestOutputs! - problem.TestTargets).PointwisePower(2).Enumerate().Sum() / 4, truth.TestLoss!.Value, 1e-12);
    }

    [Fact]
    public void Another_width_leaves_the_rest_of_a_network()
    {
        var mirrored = new FiniteNetwork(new Network(Activation.Tanh, 2, 1.5, 0.2), 3, [5, 4], 2, Initialization.Mirrored);
        FiniteNetwork wide = (TruncationCases.OneLayer(4) with { Network = mirrored }).WithWidth(7).Network;
        Assert.Equal([7, 7], wide.Widths);
        Assert.Equal((3, 2, Initialization.Mirrored, mirrored.Network), (wide.Inputs, wide.Outputs, wide.Initialization, wide.Network));
    }

    [Fact]
    public void The_bound_takes_the_smallest_width()
    {
        TruncationRun run = TruncationStudy.Integrate(Problem("deep, with biases"), TruncationCases.Options([2], [0.1], 1e-6));
        Assert.Equal(TruncationBound.Shape(2, 0.1, 10, 3, run.SmallestEigenvalue), run.BoundShape(2, 0.1));
    }

    [Fact]
    public void Norms_of_kernels_count_both_halves_of_the_symmetric_pair()
    {
        TruncationRun run = TruncationStudy.Integrate(TruncationCases.OneLayer(8), TruncationCases.Options([3], [0.1], 1e-6));
        using var sample = new NetworkSample(TruncationCases.OneLayer(8).Network, TruncationCases.Backend, 1);
        double[] parameters = sample.Parameters(0);
        double squares = 0;
        for (int c = 0; c < 3; c++)
        {
            // K^(3)_{abc} is the derivative of K^(2)_{ab} along the gradient of f_c; the mixed difference of f gives that direction.
            double[] gradient = Gradient(sample, parameters, c);
            Matrix<double> slope = (KernelAt(sample, parameters, gradient, 1e-4) - KernelAt(sample, parameters, gradient, -1e-4)) / 2e-4;
            squares += slope.PointwisePower(2).Enumerate().Sum();
        }

        // Central differences of 1e-4 leave about 1e-8.
        Assert.Equal(Math.Sqrt(squares), run.KernelNorms[1], 1e-6);
        Assert.Null(run.Trained);
        Assert.Empty(run.Records);
    }

    [Fact]
    public void What_does_not_come_to_its_end_is_a_status()
    {
        TruncationOptions options = TruncationCases.Options([2, 3], [0.1, 4], 1e-10);
        TruncationRun run = TruncationStudy.Compare(TruncationCases.OneLayer(8), options with { MaxSteps = 3 });
        Assert.False(run.IsSuccess);
        Assert.Equal("steps-exhausted", run.Solution(3).Status.Name);
        Assert.True(run.Trained!.Status.IsSuccess);
        run = TruncationStudy.Compare(TruncationCases.OneLayer(8), options with { Flow = new GradientFlow(1e-10, 1e-10, 5) });
        Assert.False(run.IsSuccess);
        Assert.True(run.Solution(3).Status.IsSuccess);
        using CancellationTokenSource stop = new();
        run = TruncationStudy.Compare(TruncationCases.OneLayer(8), options with { CancellationToken = stop.Token, Progress = new StopAt(stop, 0.3) });
        Assert.False(run.IsSuccess);
        Assert.Equal("cancelled", run.Trained!.Status.Name);
        Assert.Equal("cancelled", run.Solution(3).Status.Name);
        Assert.Throws<OperationCanceledException>(() => TruncationStudy.Compare(TruncationCases.OneLayer(8), options with { CancellationToken = stop.Token }));
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        TruncationProblem problem = TruncationCases.OneLayer(4);
        TruncationOptions options = TruncationCases.Options([2, 3], [0, 1], 1e-6);
        Refused("Orders ascend", () => TruncationStudy.Compare(problem, options with { Orders = [3, 2] }));
        Refused("Orders ascend", () => TruncationStudy.Compare(problem, options with { Orders = [1] }));
        Refused("Orders ascend", () => TruncationStudy.Compare(problem, options with { Orders = [2, 2] }));
        Refused("Times are", () => TruncationStudy.Compare(problem, options with { Times = [1, 1] }));
        Refused("Times are", () => TruncationStudy.Compare(problem, options with { Times = [1, 0.5] }));
        Refused("Times are", () => TruncationStudy.Compare(problem, options with { Times = [] }));
        Refused("TrainingLoss", () => TruncationStudy.Compare(problem with { Loss = new HalfLoss() }, options));
        Refused("relu", () => TruncationStudy.Compare(problem with { Network = new FiniteNetwork(new Network(Activation.Relu, 1), 3, [4]) }, options));

        static void Refused(string word, Action action) => Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_goes_from_0_to_1()
    {
        List<double> shares = [];
        TruncationStudy.Compare(TruncationCases.OneLayer(8), TruncationCases.Options([2, 3], [0, 1], 1e-6) with { Progress = new Listener(shares) });
        Assert.Equal(1, shares[^1], 1e-12);
        Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
    }

    private static TruncationProblem Problem(string name)
    {
        TruncationProblem one = TruncationCases.OneLayer(16);
        Matrix<double> residuals = Matrix<double>.Build.Dense(3, 2, [-1, 1, -1, 0.5, 0.3, 1]);
        return name switch
        {
            "deep, with biases" => one with { Network = new FiniteNetwork(new Network(Activation.Tanh, 2, 1.5, 0.2), 3, [12, 10]) },
            "two outputs" => one with
            {
                Network = new FiniteNetwork(new Network(Activation.Tanh, 1, 1), 3, [16], 2),
                Targets = TruncationTargets.WithInitialResiduals(residuals),
            },
            "labels" => one with { Targets = TruncationTargets.Of(Matrix<double>.Build.Dense(3, 1, [1, -1, 1])), Loss = OutputLoss.CrossEntropy },
            "classes" => one with
            {
                Network = new FiniteNetwork(new Network(Activation.Tanh, 1, 1), 3, [16], 2),
                Targets = TruncationTargets.Of(Matrix<double>.Build.Dense(3, 2, [1, 0, 1, 0, 1, 0])),
                Loss = OutputLoss.CrossEntropy,
            },
            _ => one,
        };
    }

    private static Matrix<double> KernelAt(NetworkSample sample, double[] parameters, double[] direction, double step)
    {
        sample.SetParameters(0, [.. parameters.Zip(direction, (value, slope) => value + (step * slope))]);
        return sample.Ntk(TruncationCases.Sphere)[0];
    }

    private static double[] Gradient(NetworkSample sample, double[] parameters, int point)
    {
        var gradient = new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            gradient[i] = (At(1e-4) - At(-1e-4)) / 2e-4;

            double At(double step)
            {
                double[] moved = [.. parameters];
                moved[i] += step;
                sample.SetParameters(0, moved);
                return sample.Outputs(TruncationCases.Sphere)[0][point, 0];
            }
        }

        return gradient;
    }

    private sealed class Listener(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }

    private sealed class HalfLoss : OutputLoss
    {
        public override string Name => "half";

        public override void CheckTargets(Matrix<double> targets)
        {
        }

        public override double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets) => 0;

        public override void Residual(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> residual) => residual.Clear();

        public override void Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> curvature) => curvature.Clear();
    }
}
