using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>The factors of Hairer and Wanner for a method of order 5: 0.9 e^-(1/5 - 3/4 beta) e_before^beta with beta = 1/25.</summary>
public class StepControllerTests
{
    [Fact]
    public void An_accepted_step_is_followed_by_one_that_knows_two_errors()
    {
        var controller = new StepController(2, 5);
        Assert.True(controller.Judge(1, 2, 0.5));
        Assert.Equal(2 * 0.9 * Math.Pow(0.5, -0.17) * Math.Pow(1e-4, 0.04), controller.Steps[1], 1e-14);
        double size = controller.Steps[1];
        Assert.True(controller.Judge(1, size, 0.02));
        Assert.Equal(size * 0.9 * Math.Pow(0.02, -0.17) * Math.Pow(0.5, 0.04), controller.Steps[1], 1e-14);
        Assert.Equal(0, controller.Steps[0]);
    }

    [Fact]
    public void A_rejected_step_shrinks_and_the_next_does_not_grow()
    {
        var controller = new StepController(1, 5);
        Assert.False(controller.Judge(0, 1, 32));
        Assert.Equal(0.9 / 2, controller.Steps[0], 1e-15);
        Assert.True(controller.Judge(0, 0.45, 1e-3));
        Assert.Equal(0.45, controller.Steps[0], 1e-15);
        Assert.True(controller.Judge(0, 0.45, 1e-3));
        Assert.InRange(controller.Steps[0], 0.9, 4.5);
    }

    [Fact]
    public void Factors_are_limited_and_errors_far_below_the_tolerance_count_alike()
    {
        var controller = new StepController(1, 5);
        Assert.False(controller.Judge(0, 1, 1e30));
        Assert.Equal(0.2, controller.Steps[0]);
        Assert.False(controller.Judge(0, 1, double.NaN));
        Assert.Equal(0.2, controller.Steps[0]);
        Assert.False(controller.Judge(0, 1, double.PositiveInfinity));
        Assert.Equal(0.2, controller.Steps[0]);
        controller = new StepController(1, 5);
        controller.Errors[0] = 1;
        Assert.True(controller.Judge(0, 1, 0));
        Assert.Equal(0.9 * Math.Pow(1e-4, -0.17), controller.Steps[0], 1e-14);
        Assert.Equal(1e-4, controller.Errors[0]);
        controller.Errors[0] = 1e40;
        Assert.True(controller.Judge(0, 10, 1e-4));
        Assert.Equal(100, controller.Steps[0]);
    }

    [Fact]
    public void A_step_that_was_cut_does_not_shorten_the_next()
    {
        var controller = new StepController(1, 5);
        controller.Steps[0] = 3;
        Assert.True(controller.Judge(0, 0.01, 0.5));
        Assert.Equal(3, controller.Steps[0]);
        Assert.False(controller.Judge(0, 0.01, 32));
        Assert.Equal(0.0045, controller.Steps[0], 1e-17);
    }
}
