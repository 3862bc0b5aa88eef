using NtkAnalytic.Simulation.Checkpoints;
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
        long before = 0;
        Trainer.Train(s_problem, Checkpoints.Methods["Adam"], Problems.Options(20) with
        {
            CheckpointPath = File,
            CheckpointEvery = 5,
            Progress = new Reports(() => before += System.IO.File.Exists(File) ? 1 : 0),
        });

        // After steps 5 to 20.
        Assert.Equal(16, before);
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
        Refused(() => Trainer.Train(s_problem, method, resume with { RecordAt = [0, 3, 4] }), "other records", "0, 4");
        Refused(() => Trainer.Train(s_problem, method, resume with { ResumePath = File + "x" }), "no checkpoint");
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
