using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Checkpoints;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private static readonly TrainingProblem s_problem = Problems.Classes(Problems.Tanh(6, outputs: 3));
    private readonly string _folder = Directory.CreateTempSubdirectory("ntk-").FullName;

    public static TheoryData<string, Precision> Kinds =>
        new(Checkpoints.Methods.Keys.SelectMany(name => new[] { (name, Precision.Double), (name, Precision.Single) }));

    private string File => Path.Combine(_folder, "run.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Cancelled in the middle, between records; with a stopping rule, so that its window has to come back too.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_resumed_run_is_the_unbroken_one_to_the_bit(string name, Precision precision)
    {
        TrainingMethod method = Checkpoints.Methods[name];
        TrainingOptions options = Problems.Options(0, 4, 11, 24) with
        {
            Networks = 2,
            Stopping = new StoppingRule { ChangeTolerance = 1e-9, Window = 3 },
            Backend = new ManagedBackend(precision, 1),
        };
        TrainingResult whole = Trainer.Train(s_problem, method, options);
        foreach (int steps in new[] { 1, 6, 17 })
        {
            using CancellationTokenSource stop = new();
            int reports = 0;
            TrainingResult broken = Trainer.Train(s_problem, method, options with
            {
                CheckpointPath = File,
                CancellationToken = stop.Token,
                Progress = new Reports(() =>
                {
                    if (++reports == steps)
                    {
                        stop.Cancel();
                    }
                }),
            });
            Assert.True(broken.IsCancelled);
            Assert.True(broken.Runs[0].Records.Count < 4);
            Assert.Equal(Problems.Bits(whole.Runs[0])[..Problems.Bits(broken.Runs[0]).Length], Problems.Bits(broken.Runs[0]));
            TrainingResult resumed = Trainer.Train(s_problem, method, options with { ResumePath = File });
            Assert.Equal(whole.Runs.Select(Problems.Bits), resumed.Runs.Select(Problems.Bits));
            Assert.Equal(whole.Runs.Select(run => (run.Status, run.Step, run.LearningRate, run.LargestStableRate)), resumed.Runs.Select(run => (run.Status, run.Step, run.LearningRate, run.LargestStableRate)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_finished_run_can_be_made_longer(string name, Precision precision)
    {
        TrainingMethod method = Checkpoints.Methods[name];
        TrainingOptions options = Problems.Options(0, 4) with { Backend = new ManagedBackend(precision, 1), CheckpointPath = File };
        Trainer.Train(s_problem, method, options);
        TrainingOptions longer = options with { RecordAt = [0, 4, 9], CheckpointPath = null };
        TrainingResult resumed = Trainer.Train(s_problem, method, longer with { ResumePath = File });
        Assert.Equal(Problems.Bits(Trainer.Train(s_problem, method, longer).Runs[0]), Problems.Bits(resumed.Runs[0]));
    }

    [Fact]
    public void Checkpoints_are_written_on_the_way_and_leave_nothing_else_behind()
    {
        var contents = new HashSet<string>(StringComparer.Ordinal);
        long before = 0;
        Trainer.Train(s_problem, Checkpoints.Methods["Adam"], Problems.Options(20) with
        {
            CheckpointPath = File,
            CheckpointEvery = 5,
            Progress = new Reports(() =>
            {
                if (System.IO.File.Exists(File))
                {
                    before++;
                    contents.Add(Convert.ToHexString(System.IO.File.ReadAllBytes(File)[^32..]));
                }
            }),
        });

        // After steps 5 to 20, of which every fifth brings a new one.
        Assert.Equal(16, before);
        Assert.Equal(4, contents.Count);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_in_one_line_that_says_what_differs()
    {
        TrainingMethod method = Checkpoints.Methods["Adam"];
        TrainingOptions options = Problems.Options(0, 4);
        Trainer.Train(s_problem, method, options with { CheckpointPath = File });
        TrainingOptions resume = options with { ResumePath = File };
        Refused(() => Trainer.Train(Problems.Classes(Problems.Tanh(7, outputs: 3)), method, resume), "another network", "widths 3-6-6-3", "3-7-7-3");
        Refused(() => Trainer.Train(Problems.Classes(Problems.Tanh(6, outputs: 3), 8), method, resume), "another data set");
        Refused(() => Trainer.Train(s_problem, new Adam(0.02), resume), "another method", "0.01", "0.02");
        Refused(() => Trainer.Train(s_problem, method, resume with { Seed = 12 }), "another seed: 11, and not 12");
        Refused(() => Trainer.Train(s_problem, method, resume with { Networks = 2 }), "another number of networks");
        Refused(() => Trainer.Train(s_problem, method, resume with { Backend = new ManagedBackend(Precision.Single) }), "another precision");
        Refused(() => Trainer.Train(s_problem, method, resume with { FirstNetwork = 1 }), "another number of networks: 1 from 0, and not 1 from 1");
        Refused(() => Trainer.Train(s_problem, method, resume with { Stopping = new StoppingRule { LossLevel = 1 } }), "another stopping rule");
        Refused(() => Trainer.Train(s_problem, method, resume with { KeepOutputs = false }), "another choice of records");
        Refused(() => Trainer.Train(s_problem, method, resume with { KeepKernels = false }), "another choice of records");
        Refused(() => Trainer.Train(s_problem, method, resume with { RecordAt = [0] }), "other records", "0, 4");
        Refused(() => Trainer.Train(s_problem, method, resume with { RecordAt = [0, 3, 4] }), "other records", "0, 4");
        Refused(() => Trainer.Train(s_problem, method, resume with { ResumePath = File + "x" }), "no checkpoint");
    }

    // A step of gradient flow is cut to hit the record it approaches, which is none of those that were made.
    [Fact]
    public void The_record_that_is_approached_is_part_of_the_run()
    {
        TrainingMethod method = Checkpoints.Methods["flow"];
        using CancellationTokenSource stop = new();
        TrainingOptions options = Problems.Options(0, 4, 11);
        Trainer.Train(s_problem, method, options with { CheckpointPath = File, CancellationToken = stop.Token, Progress = new Reports(stop.Cancel) });
        Refused(() => Trainer.Train(s_problem, method, options with { RecordAt = [0, 5, 11], ResumePath = File }), "other records", "0, 4");
        Assert.Equal(TrainingStatus.Finished, Trainer.Train(s_problem, method, options with { RecordAt = [0, 4, 9], ResumePath = File }).Runs[0].Status);
    }

    // One change at a time of what a problem is made of.
    [Fact]
    public void A_checkpoint_of_another_problem_is_refused()
    {
        TrainingMethod method = Checkpoints.Methods["descent"];
        FiniteNetwork network = s_problem.Network;
        TrainingOptions options = Problems.Options(0, 4);
        TrainingProblem plain = Of(network, 0, 0, TrainingLoss.SquaredError);
        TrainingProblem known = plain.WithTest(Problems.Points(2, 3), Problems.OneHot(2, 3)).WithKernel(Problems.Points(2, 3));
        Trainer.Train(known, method, options with { CheckpointPath = File });
        Trainer.Train(known, method, options with { ResumePath = File });
        Other(Of(network, 1, 0, TrainingLoss.SquaredError).WithTest(Problems.Points(2, 3), Problems.OneHot(2, 3)).WithKernel(Problems.Points(2, 3)), "data set");
        Other(Of(network, 0, 1, TrainingLoss.SquaredError).WithTest(Problems.Points(2, 3), Problems.OneHot(2, 3)).WithKernel(Problems.Points(2, 3)), "data set");
        Other(known.WithTest(Problems.Points(2, 3, 1), Problems.OneHot(2, 3)), "data set");
        Other(known.WithTest(Problems.Points(2, 3), 1 - Problems.OneHot(2, 3)), "data set");
        Other(known.WithKernel(Problems.Points(2, 3, 1)), "data set");
        Other(known.AsClassification(), "loss");
        Other(Of(network, 0, 0, TrainingLoss.CrossEntropy).WithTest(Problems.Points(2, 3), Problems.OneHot(2, 3)).WithKernel(Problems.Points(2, 3)), "loss");
        Other(Of(Problems.Tanh(6, outputs: 3, initialization: Initialization.Mirrored), 0, 0, TrainingLoss.SquaredError), "network");
        Other(Of(new FiniteNetwork(network.Network.WithBiasGradientFactor(0.5), 3, [6], 3), 0, 0, TrainingLoss.SquaredError), "description of the network's layers");

        void Other(TrainingProblem problem, string part) =>
            Refused(() => Trainer.Train(problem, method, options with { ResumePath = File }), "with another " + part);

        static TrainingProblem Of(FiniteNetwork network, double phase, int turn, TrainingLoss loss) =>
            new(network, Problems.Points(3, 3, phase), Matrix<double>.Build.Dense(3, 3, (i, k) => (i + turn) % 3 == k ? 1 : 0), loss);
    }

    [Fact]
    public void Every_damage_is_noticed()
    {
        TrainingMethod method = Checkpoints.Methods["descent"];
        TrainingOptions options = Problems.Options(0, 2);
        Trainer.Train(s_problem, method, options with { CheckpointPath = File });
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        for (int at = 8; at < bytes.Length; at += 97)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 4;
            Damaged(damaged, "damaged");
        }

        Damaged(bytes[..^1], "damaged");
        Damaged(bytes[..(bytes.Length / 2)], "damaged");
        Damaged(bytes[..20], "damaged");
        Damaged([], "is no checkpoint of a run");
        Damaged("a,b,c\n1,2,3\n"u8.ToArray(), "is no checkpoint of a run");

        void Damaged(byte[] content, string word)
        {
            System.IO.File.WriteAllBytes(File, content);
            Refused(() => Trainer.Train(s_problem, method, options with { ResumePath = File }), word);
        }
    }

    private static void Refused(Action action, params string[] words)
    {
        string message = Assert.Throws<CheckpointException>(action).Message;
        Assert.DoesNotContain('\n', message);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private sealed class Reports(Action action) : IProgress<double>
    {
        public void Report(double value)
        {
            Assert.InRange(value, 0, 1);
            action();
        }
    }
}
