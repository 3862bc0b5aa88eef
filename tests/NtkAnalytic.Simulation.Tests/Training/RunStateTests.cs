using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public class RunStateTests
{
    [Fact]
    public void The_change_is_judged_over_the_whole_window()
    {
        var run = new RunState();
        var rule = new StoppingRule { ChangeTolerance = 0.1, Window = 3 };
        Assert.All([5.0, 5.0, 5.0], loss => Assert.Null(run.Judge(loss, rule)));
        Assert.Null(run.Judge(4.5, rule));
        Assert.Null(run.Judge(4.5, rule));
        Assert.Null(run.Judge(4.5, rule));
        Assert.Same(TrainingStatus.LossSettled, run.Judge(4.45, rule));
        Assert.Same(TrainingStatus.LossReached, run.Judge(4.45, rule with { LossLevel = 4.45 }));
        Assert.Null(run.Judge(4.45, null));
    }

    [Fact]
    public void What_is_saved_comes_back()
    {
        var rule = new StoppingRule { ChangeTolerance = 0.1, Window = 2 };
        var run = new RunState { LossScale = 2, StableRate = 3 };
        run.Judge(5, rule);
        run.Judge(5, rule);
        run.Records.Add(new TrainingRecord { Step = 7, Time = 0.5, TrainLoss = 1, ParameterDistance = 2, TestLoss = 4 });
        RunState active = Again(run);
        Assert.True(active.IsActive);
        Assert.Equal((2, 3), (active.LossScale, active.StableRate));
        Assert.Equal(run.Records, active.Records);
        Assert.Null(active.Records[0].KernelChange);
        Assert.Same(TrainingStatus.LossSettled, active.Judge(5, rule));
        run.End(TrainingStatus.Diverged, 9);
        RunState ended = Again(run);
        Assert.Equal((TrainingStatus.Diverged, 9), (ended.Status, ended.EndStep));

        static RunState Again(RunState run)
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            run.Save(writer);
            writer.Flush();
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            var read = new RunState();
            read.Load(reader);
            Assert.Equal(stream.Length, stream.Position);
            return read;
        }
    }

    [Fact]
    public void A_loss_explodes_when_it_is_a_million_times_the_scale_or_no_number()
    {
        var run = new RunState { LossScale = 2 };
        Assert.False(run.IsExploding(2e6));
        Assert.True(run.IsExploding(2.1e6));
        Assert.True(run.IsExploding(double.NaN));
        Assert.True(run.IsExploding(double.PositiveInfinity));
        Assert.False(new RunState().IsExploding(1e300));
    }
}
