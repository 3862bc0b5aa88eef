using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>
/// A linear network of one point whose output approaches its target along a straight line of parameters; behind a wall half way there the
/// loss is infinite, so that steps are rejected again and again.
/// </summary>
public sealed class FlowMotionTests : IDisposable
{
    private static readonly GradientFlow s_flow = new(1e-4, 1e-4, 30);
    private readonly string _folder = Directory.CreateTempSubdirectory("ntk-").FullName;

    private string File => Path.Combine(_folder, "run.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Steps_to_where_the_loss_is_not_finite_are_rejected(double behind)
    {
        (TrainingProblem problem, double wall) = Walled(behind);
        TrainingRun run = Trainer.Train(problem, new GradientFlow(1e-4, 1e-4, 5000), Problems.Options(0, 100)).Runs[0];
        Assert.Same(TrainingStatus.StepTooSmall, run.Status);
        double output = run.Records[^1].TrainOutputs![0, 0];
        Assert.InRange(output, wall - 1e-9, wall);
        Assert.True(double.IsFinite(run.Records[^1].TrainLoss));
    }

    [Fact]
    public void The_first_step_is_a_tenth_of_the_largest_stable_one()
    {
        TrainingRun run = Trainer.Train(Problems.Regression(Problems.Linear(3)), new GradientFlow(1, 1, 1), Problems.Options(1e6)).Runs[0];
        Assert.Equal(0.1 * run.LargestStableRate, Assert.Single(run.Records).Time);
    }

    [Fact]
    public void Rejected_steps_count_and_leave_the_parameters_where_they_were()
    {
        (TrainingProblem problem, double wall) = Walled(double.PositiveInfinity);
        int attempts = 0;
        TrainingRun run = Trainer.Train(problem, s_flow, Problems.Options(0, 100) with { Progress = new Reports(() => attempts++) }).Runs[0];
        Assert.Same(TrainingStatus.StepsExhausted, run.Status);
        Assert.Equal((30, 30), (run.Step, attempts));
        Assert.InRange(run.Records[^1].TrainOutputs![0, 0], wall - 1, wall);
    }

    // After every attempt, be it accepted or rejected: its checkpoint holds what the next step depends on.
    [Fact]
    public void A_run_goes_on_from_a_rejected_step_to_the_bit()
    {
        (TrainingProblem problem, _) = Walled(double.PositiveInfinity);
        TrainingOptions options = Problems.Options(0, 100);
        long[] whole = Problems.Bits(Trainer.Train(problem, s_flow, options).Runs[0]);
        for (int attempts = 1; attempts < 30; attempts++)
        {
            using CancellationTokenSource stop = new();
            int left = attempts;
            Trainer.Train(problem, s_flow, options with
            {
                CheckpointPath = File,
                CancellationToken = stop.Token,
                Progress = new Reports(() =>
                {
                    if (--left == 0)
                    {
                        stop.Cancel();
                    }
                }),
            });
            Assert.Equal(whole, Problems.Bits(Trainer.Train(problem, s_flow, options with { ResumePath = File }).Runs[0]));
        }
    }

    // mark - t rounds where t is less than half of the mark, so that t + (mark - t) need not be the mark; and two marks that are neighbours.
    [Fact]
    public void Records_are_at_their_times_exactly()
    {
        double[] marks = [.. Enumerable.Range(0, 20).Select(i => 1e-12 * Math.Pow(3.1, i) / 3).Append(10), Math.BitIncrement(10)];
        TrainingRun run = Trainer.Train(Problems.Regression(Problems.Tanh(4)), new GradientFlow(1e-3, 1e-3, 1000), Problems.Options(marks)).Runs[0];
        Assert.Same(TrainingStatus.Finished, run.Status);
        Assert.Equal(marks, run.Records.Select(record => record.Time));
        Assert.All(run.Records.Take(20), (record, i) => Assert.Equal(i + 1, record.Step));
    }

    private static (TrainingProblem Problem, double Wall) Walled(double behind)
    {
        Matrix<double> point = Matrix<double>.Build.Dense(1, 1, 1);
        var open = new TrainingProblem(Problems.Linear(1), point, point, TrainingLoss.SquaredError);
        double start = Trainer.Train(open, s_flow, Problems.Options(0)).Runs[0].Records[0].TrainOutputs![0, 0];
        double wall = start + 4;
        return (new TrainingProblem(open.Network, point, Matrix<double>.Build.Dense(1, 1, start + 8), new Walls(wall, behind)), wall);
    }

    private sealed class Reports(Action action) : IProgress<double>
    {
        public void Report(double value) => action();
    }

    /// <summary>The squared error of one output up to a wall, and a value of its own behind it; where that is NaN, so is the gradient.</summary>
    private sealed class Walls(double wall, double behind) : TrainingLoss
    {
        public override string Name => "walled";

        public override double LargestCurvature(int outputs) => 1;

        public override void CheckTargets(Matrix<double> targets)
        {
        }

        public override LossPass Prepare(TensorBackend backend, TensorScope scope, TensorShape outputs) =>
            new Pass(backend, SquaredError.Prepare(backend, scope, outputs), wall, behind);

        private sealed class Pass(TensorBackend backend, LossPass inner, double wall, double behind) : LossPass
        {
            public override void Evaluate(Tensor outputs, Tensor targets, Tensor value, Tensor gradient)
            {
                inner.Evaluate(outputs, targets, value, gradient);
                if (backend.ToArray(outputs)[0] > wall)
                {
                    backend.Fill(value, behind);
                    backend.Add(gradient, gradient, 0, double.IsNaN(behind) ? double.NaN : 1);
                }
            }
        }
    }
}
