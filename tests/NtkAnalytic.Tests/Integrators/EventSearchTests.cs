using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class EventSearchTests
{
    // Its weight is 1, so that y' = 1 gives y = t to the bit in steps of 1.
    private static readonly IntegrationMethod s_midpoint = new ExplicitRungeKutta("midpoint", RungeKuttaTableauTests.Midpoint());

    private static readonly InitialValueProblem s_line = new(new FunctionField(1, (_, _, f) => f[0] = 1), 0, [0]);

    [Fact]
    public void Events_of_one_step_come_in_the_order_of_time()
    {
        SampledPath path = Walk([4], At("late", 2.75), At("early", 2.25), At("middle", 2.5));
        Assert.Equal("early 2.25, middle 2.5, late 2.75", Text(path));
        Assert.Same(IntegrationStatus.Finished, path.Result.Status);
        Assert.Equal(2.25, path.Result.Events[0].State[0], 1e-14);
    }

    [Fact]
    public void Nothing_is_reported_after_a_terminal_event()
    {
        SampledPath path = Walk([1.5, 2.375, 2.5, 2.625, 4], At("late", 2.75), At("early", 2.25), At("end", 2.5, isTerminal: true), At("other end", 2.625, isTerminal: true));
        Assert.Equal("early 2.25, end 2.5", Text(path));
        Assert.Same(IntegrationStatus.EventReached, path.Result.Status);
        Assert.True(path.Result.Status.IsSuccess);
        Assert.Equal(2.5, path.Result.Time, 1e-14);
        Assert.Equal([1.5, 2.375], path.Times.Take(2));
        Assert.All(path.Times, time => Assert.InRange(time, 0, path.Result.Time));
        Assert.Equal(3, path.Result.Statistics.AcceptedSteps);
    }

    [Fact]
    public void A_zero_at_the_end_of_a_step_is_one_event_and_ends_there()
    {
        SampledPath path = Walk([1, 2, 3, 4], At("exact", 2));
        LocatedEvent found = Assert.Single(path.Result.Events);
        Assert.Equal(2, found.Time);
        Assert.Equal(path.States[1], found.State);
        path = Walk([1, 2, 3, 4], At("exact", 2, isTerminal: true));
        Assert.Equal([1.0, 2], path.Times);
        Assert.Equal(2, path.Result.Time);
        Assert.Single(Walk([2], At("last", 2, isTerminal: true)).Result.Events);
    }

    [Fact]
    public void Both_directions_count()
    {
        var down = new IntegrationEvent("down", (_, y) => 1.25 - y[0]);
        Assert.Equal("down 1.25", Text(Walk([4], down)));
    }

    // sin t is 0 at the start: the first event is at pi, in steps of which the first sees the sign of sin.
    [Fact]
    public void A_zero_at_the_start_is_no_event()
    {
        var node = new IntegrationOptions { Events = [new IntegrationEvent("node", (_, y) => y[0], IsTerminal: true)] };
        SampledPath path = Integrator.Sample(Problems.Oscillator.Problem, [8], IntegrationMethods.DormandPrince8, StepControl.Adaptive(1e-12, 1e-12), node);
        Assert.Equal(Math.PI, Assert.Single(path.Result.Events).Time, 1e-11);
        Assert.Empty(Walk([4], At("start", 0)).Result.Events);
    }

    [Fact]
    public void An_event_may_depend_on_time_alone()
    {
        SampledPath path = Walk([4], new IntegrationEvent("time", (time, _) => Math.Cos(time)));
        Assert.Equal(Math.PI / 2, Assert.Single(path.Result.Events).Time, 1e-14);
    }

    // What is located is a zero of g on the path, up to rounding; the path is as good as the dense output.
    [Fact]
    public void The_state_of_an_event_is_on_the_surface()
    {
        var sphere = new IntegrationEvent("half", (_, y) => y[1] - 0.5);
        foreach (IntegrationMethod method in IntegrationMethods.All)
        {
            SampledPath path = Integrator.Sample(Problems.Oscillator.Problem, [8], method, StepControl.Adaptive(1e-6, 1e-6), new IntegrationOptions { Events = [sphere] });
            Assert.Equal(3, path.Result.Events.Count);
            Assert.All(path.Result.Events, found => Assert.Equal(0.5, found.State[1], 1e-14));
        }
    }

    [Fact]
    public void A_function_that_is_no_number_on_the_way_is_refused_by_name()
    {
        var log = new IntegrationEvent("log", (_, y) => Math.Log(1.5 - y[0]));
        string message = Assert.Throws<ArgumentException>(() => Walk([4], log)).Message;
        Assert.Equal("The function of event 'log' is not a number at time 2.", message);
    }

    private static IntegrationEvent At(string name, double place, bool isTerminal = false) => new(name, (_, y) => y[0] - place, isTerminal);

    private static SampledPath Walk(double[] times, params IntegrationEvent[] events) =>
        Integrator.Sample(s_line, times, s_midpoint, StepControl.Fixed(1), new IntegrationOptions { Events = events });

    private static string Text(SampledPath path) =>
        string.Join(", ", path.Result.Events.Select(found => FormattableString.Invariant($"{found.Name} {Math.Round(found.Time, 13)}")));
}
