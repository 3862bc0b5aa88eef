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
