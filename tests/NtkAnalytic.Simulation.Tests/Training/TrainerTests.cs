using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public class TrainerTests
{
    public static TheoryData<string> Methods => [.. Checkpoints.Methods.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_run_does_not_depend_on_the_other_networks_of_the_batch_nor_on_threads(string name)
    {
        TrainingProblem problem = Problems.Classes(Problems.Tanh(8, outputs: 3));
        TrainingOptions options = Problems.Options(0, 3, 10) with { Networks = 3, FirstNetwork = 5 };
        TrainingResult together = Trainer.Train(problem, Checkpoints.Methods[name], options with { Backend = new ManagedBackend(Precision.Double, 2) });
        Assert.Equal([5u, 6u, 7u], together.Runs.Select(run => run.Network));
        foreach (TrainingRun run in together.Runs)
        {
            TrainingRun alone = Assert.Single(Trainer.Train(problem, Checkpoints.Methods[name], options with { Networks = 1, FirstNetwork = run.Network }).Runs);
            Assert.Equal(Problems.Bits(alone), Problems.Bits(run));
            Assert.Equal(3, run.Records.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_lowers_the_loss_and_records_hold_what_they_say(string name)
    {
        TrainingProblem problem = Problems.Classes(Problems.Tanh(16, outputs: 3));
        TrainingRun run = Trainer.Train(problem, Checkpoints.Methods[name], Problems.Options(0, 40)).Runs[0];
        TrainingRecord first = run.Records[0];
        TrainingRecord last = run.Records[1];
        Assert.Same(TrainingStatus.Finished, run.Status);
        Assert.True(last.TrainLoss < first.TrainLoss);
        Assert.Equal((0, 0, 0), (first.ParameterDistance, first.RelativeParameterDistance, first.KernelChange));
        Assert.Equal(last.KernelChange!.Value, (last.Kernel! - first.Kernel!).FrobeniusNorm() / first.Kernel!.FrobeniusNorm(), 1e-14);
        int correct = Enumerable.Range(0, 7).Count(i => last.TrainOutputs!.Row(i).MaximumIndex() == i % 3);
        Assert.Equal(correct / 7.0, last.TrainAccuracy);
        correct = Enumerable.Range(0, 4).Count(i => last.TestOutputs!.Row(i).MaximumIndex() == i % 3);
        Assert.Equal(correct / 4.0, last.TestAccuracy);
        double loss = Enumerable.Range(0, 4).Average(i => Math.Log(last.TestOutputs!.Row(i).Sum(Math.Exp)) - last.TestOutputs[i, i % 3]);
        Assert.Equal(loss, last.TestLoss!.Value, 1e-14);
    }

    [Fact]
    public void A_network_that_diverges_is_a_status_and_harms_no_other()
    {
        TrainingProblem problem = Problems.Regression(Narrow());
        TrainingOptions options = Problems.Options(0, 1, 400) with { Networks = 12 };
        TrainingResult start = Trainer.Train(problem, new GradientDescent(LearningRate.Absolute(1e-6)), options with { RecordAt = [0] });
        double[] stable = [.. start.Runs.Select(run => run.LargestStableRate).Order()];
        double rate = 4 * stable[3];
        TrainingResult result = Trainer.Train(problem, new GradientDescent(LearningRate.Absolute(rate)), options);
        TrainingRun[] diverged = [.. result.Runs.Where(run => run.Status == TrainingStatus.Diverged)];
        TrainingRun[] finished = [.. result.Runs.Where(run => run.Status == TrainingStatus.Finished)];
        Assert.NotEmpty(diverged);
        Assert.NotEmpty(finished);
        Assert.Equal(12, diverged.Length + finished.Length);
        Assert.All(diverged, run =>
        {
            Assert.InRange(run.Step, 1, 400);
            Assert.True(run.LargestStableRate < rate);
            Assert.True(double.IsFinite(run.Records[^1].TrainLoss));
            Assert.Equal(Trainer.Train(problem, new GradientDescent(LearningRate.Absolute(rate)), options with { Networks = 1, FirstNetwork = run.Network }).Runs[0].Step, run.Step);
        });
        Assert.All(finished, run =>
        {
            TrainingRun alone = Trainer.Train(problem, new GradientDescent(LearningRate.Absolute(rate)), options with { Networks = 1, FirstNetwork = run.Network }).Runs[0];
            Assert.Equal(Problems.Bits(alone), Problems.Bits(run));
        });

        static FiniteNetwork Narrow() => new(new Network(Activation.Relu, 1), 3, [2]);
    }

    [Fact]
    public void A_loss_that_has_exploded_at_the_last_step_is_no_record()
    {
        TrainingRun run = Trainer.Train(Problems.Regression(Problems.Linear(3)), new GradientDescent(LearningRate.Absolute(1e6)), Problems.Options(0, 1)).Runs[0];
        Assert.Same(TrainingStatus.Diverged, run.Status);
        Assert.Equal(0, Assert.Single(run.Records).Step);
    }

    [Fact]
    public void Training_stops_where_the_loss_is_low_enough()
    {
        TrainingProblem problem = Problems.Regression(Problems.Tanh(32));
        TrainingOptions options = Problems.Options([.. Enumerable.Range(0, 2001).Select(i => (double)i)]);
        var method = new GradientDescent(LearningRate.OfLargestStable(0.5));
        IReadOnlyList<TrainingRecord> all = Trainer.Train(problem, method, options).Runs[0].Records;
        double level = all[300].TrainLoss;
        TrainingRun run = Trainer.Train(problem, method, options with { RecordAt = [0, 2000], Stopping = new StoppingRule { LossLevel = level } }).Runs[0];
        Assert.Same(TrainingStatus.LossReached, run.Status);
        Assert.Equal(300, run.Step);
        Assert.Equal([0, 300], run.Records.Select(record => record.Step));
        Assert.Equal(level, run.Records[1].TrainLoss);
        run = Trainer.Train(problem, method, options with { RecordAt = [0, 300, 2000], Stopping = new StoppingRule { LossLevel = level } }).Runs[0];
        Assert.Equal([0, 300], run.Records.Select(record => record.Step));
    }

    [Fact]
    public void Training_stops_where_the_loss_has_settled()
    {
        TrainingProblem problem = Problems.Regression(Problems.Tanh(32));
        TrainingOptions options = Problems.Options([.. Enumerable.Range(0, 3001).Select(i => (double)i)]);
        var method = new GradientDescent(LearningRate.OfLargestStable(0.5));
        double[] losses = [.. Trainer.Train(problem, method, options).Runs[0].Records.Select(record => record.TrainLoss)];
        int expected = Enumerable.Range(100, losses.Length - 100).First(i => Math.Abs(losses[i] - losses[i - 100]) < 1e-4);
        var rule = new StoppingRule { ChangeTolerance = 1e-4 };
        TrainingRun run = Trainer.Train(problem, method, options with { RecordAt = [3000], Stopping = rule }).Runs[0];
        Assert.Same(TrainingStatus.LossSettled, run.Status);
        Assert.Equal(expected, run.Step);
        run = Trainer.Train(problem, new GradientFlow(1e-6, 1e-6, 100000), options with { RecordAt = [10000], Stopping = rule }).Runs[0];
        Assert.Same(TrainingStatus.LossSettled, run.Status);
        Assert.True(run.Records[^1].Time < 10000);
    }

    // Five points in batches of two: three steps an epoch, and the loss of all points is judged before each epoch alone.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Minibatches_are_judged_by_the_loss_of_all_points_once_an_epoch(bool byLevel)
    {
        TrainingProblem problem = Problems.Regression(Problems.Tanh(16));
        var method = new GradientDescent(LearningRate.Absolute(0.1), batchSize: 2);
        TrainingOptions options = Problems.Options([.. Enumerable.Range(0, 301).Select(i => 3.0 * i)]);
        double[] losses = [.. Trainer.Train(problem, method, options).Runs[0].Records.Select(record => record.TrainLoss)];
        int expected = byLevel
            ? Enumerable.Range(0, losses.Length).First(i => losses[i] < losses[0] / 20)
            : Enumerable.Range(2, losses.Length).First(i => Math.Abs(losses[i] - losses[i - 2]) < 1e-2);
        Assert.InRange(expected, 4, 200);
        StoppingRule rule = byLevel ? new() { LossLevel = losses[expected] } : new() { ChangeTolerance = 1e-2, Window = 2 };
        TrainingRun run = Trainer.Train(problem, method, options with { RecordAt = [900], Stopping = rule }).Runs[0];
        Assert.Equal((byLevel ? TrainingStatus.LossReached : TrainingStatus.LossSettled, 3L * expected), (run.Status, run.Step));
        Assert.Equal(losses[expected], run.Records[^1].TrainLoss);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_loss_that_is_low_enough_at_the_start_ends_the_run_there(string name)
    {
        TrainingOptions options = Problems.Options(5) with { Stopping = new StoppingRule { LossLevel = 100 } };
        TrainingRun run = Trainer.Train(Problems.Classes(Problems.Tanh(4, outputs: 3)), Checkpoints.Methods[name], options).Runs[0];
        Assert.Equal((TrainingStatus.LossReached, 0, 0), (run.Status, run.Step, Assert.Single(run.Records).Time));
    }

    // What a loss is compared with to call it exploded: the larger of that at the start and that of a network whose outputs are 0.
    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void Explosion_is_judged_by_the_larger_of_two_losses(double size)
    {
        var problem = new TrainingProblem(Problems.Tanh(4), Problems.Points(5, 3), Problems.Quantities(5, 1) * size, TrainingLoss.SquaredError);
        var method = new GradientDescent(LearningRate.Absolute(0.1));
        using var session = new TrainingSession(problem, method, Problems.Options(0));
        new TrainingLoop(session, method, new DescentMotion(session, method)).Run();
        double start = session.Runs[0].Records[0].TrainLoss;
        double zero = problem.Targets.Enumerate().Sum(y => y * y) / 10;
        Assert.Equal(size < 0, zero > start);
        Assert.Equal(Math.Max(start, zero), session.Runs[0].LossScale, 1e-14 * (start + zero));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_network_that_has_stopped_stays_where_it_was(string name)
    {
        TrainingProblem problem = Problems.Classes(Problems.Tanh(8, outputs: 3));
        TrainingMethod method = Checkpoints.Methods[name];
        TrainingOptions options = Problems.Options(40) with { Networks = 2 };

        // One of the two gets there.
        double level = Trainer.Train(problem, method, options).Runs.Average(run => run.Records[0].TrainLoss);
        options = options with { Stopping = new StoppingRule { LossLevel = level } };
        using var session = new TrainingSession(problem, method, options);
        TrainingResult result = new TrainingLoop(session, method, method is GradientFlow flow ? new FlowMotion(session, flow) : new DescentMotion(session, method)).Run();
        Assert.Contains(result.Runs, run => run.Status == TrainingStatus.LossReached);
        Assert.NotEqual(result.Runs[0].Step, result.Runs[1].Step);
        double[] moved = [.. session.Backend.ToArray(session.Parameters).Zip(session.Backend.ToArray(session.Start), (now, start) => now - start)];
        double[][] networks = [.. moved.Chunk(moved.Length / 2)];
        for (int b = 0; b < 2; b++)
        {
            Assert.Equal(Assert.Single(result.Runs[b].Records).ParameterDistance, Math.Sqrt(networks[b].Sum(x => x * x)), 1e-12);
        }
    }

    [Fact]
    public void One_output_is_right_where_its_sign_is_that_of_the_label()
    {
        Matrix<double> labels = Matrix<double>.Build.Dense(7, 1, (i, _) => i % 2 == 0 ? 1 : -1);
        TrainingProblem problem = new TrainingProblem(Problems.Tanh(8), Problems.Points(7, 3), labels, TrainingLoss.CrossEntropy).AsClassification();
        IReadOnlyList<TrainingRun> runs = Trainer.Train(problem, new Adam(0.01), Problems.Options(0, 5, 20) with { Networks = 4 }).Runs;
        Assert.All(runs.SelectMany(run => run.Records), record =>
            Assert.Equal(Enumerable.Range(0, 7).Count(i => Math.Sign(record.TrainOutputs![i, 0]) == labels[i, 0]) / 7.0, record.TrainAccuracy));
        IReadOnlyList<TrainingRecord> bare = Trainer.Train(problem, new Adam(0.01), Problems.Options(0, 5) with { KeepOutputs = false, KeepKernels = false }).Runs[0].Records;
        Assert.All(bare, record => Assert.Null(record.TrainOutputs));
        Assert.Equal(runs[0].Records[1].TrainAccuracy, bare[1].TrainAccuracy);
    }

    // The plan must cover what is taken, and not refuse what would fit by far.
    [Theory]
    [MemberData(nameof(Methods))]
    public void The_memory_that_is_planned_is_what_is_taken(string name)
    {
        TrainingMethod method = Checkpoints.Methods[name];
        TrainingProblem problem = Problems.Classes(Problems.Tanh(64, outputs: 3));
        var backend = new ManagedBackend(Precision.Double, 1);
        using var session = new TrainingSession(problem, method, Problems.Options(2) with { Backend = backend, Networks = 4 });
        new TrainingLoop(session, method, method is GradientFlow flow ? new FlowMotion(session, flow) : new DescentMotion(session, method)).Run();
        double planned = TrainingMemory.Elements(problem, method, 4) * sizeof(double);

        // Buffers of losses, sums and rates are left out of the plan.
        Assert.InRange(backend.TakenBytes / planned, 0.8, 1.1);
    }

    [Fact]
    public void Flow_that_runs_out_of_steps_says_so()
    {
        TrainingRun run = Trainer.Train(Problems.Regression(Problems.Tanh(8)), new GradientFlow(1e-6, 1e-6, 50), Problems.Options(0, 1e6)).Runs[0];
        Assert.Same(TrainingStatus.StepsExhausted, run.Status);
        Assert.Contains("more steps", run.Status.Advice, StringComparison.Ordinal);
        Assert.Equal(50, run.Step);
        Assert.InRange(run.Records[^1].Time, 1e-3, 1e6);
    }

    [Theory]
    [InlineData(Initialization.Standard)]
    [InlineData(Initialization.Mirrored)]
    public void Biases_without_gradients_stay_and_every_other_parameter_moves(Initialization initialization)
    {
        var network = new FiniteNetwork(new Network(Activation.Tanh, 1, 1.5, 0.2).WithBiasGradientFactor(0), 3, [4], 1, initialization);
        TrainingProblem problem = Problems.Regression(network);
        foreach (TrainingMethod method in Checkpoints.Methods.Values)
        {
            using var session = new TrainingSession(problem, method, Problems.Options(5));
            new TrainingLoop(session, method, method is GradientFlow flow ? new FlowMotion(session, flow) : new DescentMotion(session, method)).Run();
            double[] before = session.Backend.ToArray(session.Start);
            double[] after = session.Backend.ToArray(session.Parameters);
            int copy = before.Length / network.Copies;
            for (int i = 0; i < before.Length; i++)
            {
                bool isBias = network.Layers.Any(layer => i % copy >= layer.BiasOffset && i % copy < layer.End);
                Assert.Equal(isBias, before[i] == after[i]);
            }
        }
    }

    [Fact]
    public void What_does_not_fit_in_memory_is_refused_before_it_is_tried()
    {
        TrainingProblem problem = Problems.Regression(Problems.Tanh(1_000_000));
        string message = Assert.Throws<MemoryLimitException>(() => Trainer.Train(problem, new Adam(0.001), Problems.Options(1))).Message;
        Assert.Contains("GiB", message, StringComparison.Ordinal);
        Assert.Contains("smaller width", message, StringComparison.Ordinal);
        message = Assert.Throws<MemoryLimitException>(() => Trainer.Train(Problems.Regression(Problems.Tanh(60_000)), new Adam(0.001), Problems.Options(1) with { Backend = new Tensors.ReferenceBackend() })).Message;
        Assert.Contains("2^31 - 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_numbers_are_refused_with_row_and_column()
    {
        FiniteNetwork network = Problems.Tanh(4);
        Matrix<double> points = Problems.Points(5, 3);
        points[2, 1] = double.NaN;
        Refused(() => new TrainingProblem(network, points, Problems.Quantities(5, 1), TrainingLoss.SquaredError), "row 2, column 1 is NaN");
        Refused(() => new TrainingProblem(network, Problems.Points(5, 2), Problems.Quantities(5, 1), TrainingLoss.SquaredError), "3 coordinates", "5 x 2");
        Refused(() => new TrainingProblem(network, Problems.Points(5, 3), Problems.Quantities(4, 1), TrainingLoss.SquaredError), "5 x 1 targets", "4 x 1");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(3, 2)), "ascending", "2 after 3");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(0.5)), "whole numbers", "0.5");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options()), "No steps");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(-1)), "not negative", "-1");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(2, 2)), "ascending", "2 after 2");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(2) with { Networks = 0 }), "at least one network");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(2) with { Stopping = new StoppingRule { Window = 0 } }), "window", "0");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(2) with { Stopping = new StoppingRule { ChangeTolerance = 0 } }), "change of the loss");
        Refused(() => Trainer.Train(Problems.Regression(network), new Adam(0.1), Problems.Options(2) with { Stopping = new StoppingRule { LossLevel = double.NaN } }), "loss to stop at");
        Refused(() => new TrainingProblem(network, Matrix<double>.Build.Dense(0, 3), Matrix<double>.Build.Dense(0, 1), TrainingLoss.SquaredError), "0 x 3");
        Refused(() => new TrainingProblem(network, Problems.Points(2, 3), Problems.Quantities(2, 1), TrainingLoss.CrossEntropy), "1 and -1");
        Refused(() => LearningRate.Absolute(0), "learning rate", "0");
        Refused(() => LearningRate.OfLargestStable(double.NaN), "learning rate", "NaN");
        Refused(() => new Adam(0.1, batchSize: 0), "batch", "0");
        Refused(() => new Adam(-1), "learning rate", "-1");
        Refused(() => new GradientDescent(LearningRate.Absolute(0.1), 1), "momentum", "1");
        Refused(() => new GradientFlow(0, 1e-6, 10), "relative tolerance");

        static void Refused(Func<object> action, params string[] words)
        {
            string message = Assert.Throws<ArgumentException>(action).Message;
            Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Without_gradients_nothing_moves()
    {
        var network = new FiniteNetwork(new Network(Activation.Relu, 1, 0), 3, [4]);
        TrainingRun run = Trainer.Train(Problems.Regression(network).WithKernel(Problems.Points(2, 3)), new GradientDescent(LearningRate.OfLargestStable(0.5)), Problems.Options(0, 5)).Runs[0];
        Assert.Equal(double.PositiveInfinity, run.LargestStableRate);
        Assert.Equal(0, run.LearningRate);
        Assert.Equal(run.Records[0].TrainLoss, run.Records[1].TrainLoss);
        Assert.Null(run.Records[1].KernelChange);
        Assert.Equal(0, run.Records[1].RelativeParameterDistance);
        network = new FiniteNetwork(new Network(Activation.Relu, 1, 0).WithStandardParameterization(4), 3, [4]);
        run = Trainer.Train(Problems.Regression(network), new GradientDescent(LearningRate.Absolute(0.5)), Problems.Options(1)).Runs[0];
        Assert.Null(run.Records[0].RelativeParameterDistance);
    }
}
