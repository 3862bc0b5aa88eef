using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class IntegratorTests
{
    private static readonly IntegrationMethod s_method = IntegrationMethods.Tsitouras5;
    private static readonly StepControl s_adaptive = StepControl.Adaptive(1e-8, 1e-8);

    // y' = 1, which every method integrates exactly.
    private static readonly VectorField s_clock = new FunctionField(1, (_, _, f) => f[0] = 1);

    [Fact]
    public void The_time_of_the_start_gives_the_state_of_the_start()
    {
        var problem = new InitialValueProblem(s_clock, 2, [5]);
        SampledPath path = Integrator.Sample(problem, [2, 2], s_method, s_adaptive);
        Assert.Same(IntegrationStatus.Finished, path.Result.Status);
        Assert.Equal(0, path.Result.Statistics.AcceptedSteps);
        Assert.Equal([5.0, 5.0], path.States.Select(state => state[0]));
        Assert.Equal(3, Integrator.Sample(problem, [2, 3, 3], s_method, s_adaptive).States.Count);
    }

    [Theory]
    [InlineData(1, 0.1, 10)]
    [InlineData(10, 1e-3, 10_000)]
    [InlineData(1.1, 0.25, 5)]
    [InlineData(1, 3, 1)]
    public void Fixed_steps_are_as_many_as_fit_and_a_shorter_last_one(double end, double step, int steps)
    {
        SampledPath path = Integrator.Sample(new InitialValueProblem(s_clock, 0, [0]), [end], s_method, StepControl.Fixed(step));
        Assert.Equal(steps, path.Result.Statistics.AcceptedSteps);
        Assert.Equal(end, path.Result.Time);
        Assert.Equal(end, path.States[0][0], 1e-12 * end);
        Assert.Equal(Math.Min(step, end), path.Result.Statistics.LargestStep, 1e-12);
        Assert.Equal(end - ((steps - 1) * step), path.Result.Statistics.SmallestStep, 1e-11);
    }

    [Fact]
    public void A_fixed_step_beyond_the_limit_of_stability_leaves_the_range_of_numbers()
    {
        foreach (IntegrationMethod method in IntegrationMethods.All.Where(method => double.IsFinite(method.RealStabilityLimit)))
        {
            double step = 2 * method.RealStabilityLimit;
            SampledPath path = Integrator.Sample(Problems.Decay(1), [step, 2 * step, 1e4 * step], method, StepControl.Fixed(step));
            Assert.Same(IntegrationStatus.NotFinite, path.Result.Status);
            Assert.Equal(2, path.States.Count);
            Assert.InRange(path.Result.Time, 3 * step, 1e3 * step);
        }
    }

    [Fact]
    public void The_most_steps_count_those_in_vain()
    {
        SolvedProblem problem = Problems.Bell;
        IntegrationResult result = Integrator.Integrate(
            problem.Problem, [problem.End], s_method, s_adaptive, (_, _, _) => Assert.Fail("Not reached."), new IntegrationOptions { MaxSteps = 30 });
        Assert.Same(IntegrationStatus.StepsExhausted, result.Status);
        Assert.Equal(30, result.Statistics.AcceptedSteps + result.Statistics.RejectedSteps);
        Assert.InRange(result.Statistics.RejectedSteps, 1, 10);
        Assert.InRange(result.Time, problem.Problem.Start, problem.End);
    }

    [Fact]
    public void What_was_reached_before_cancellation_is_kept()
    {
        using var source = new CancellationTokenSource();
        var states = new List<double>();
        var options = new IntegrationOptions { CancellationToken = source.Token };
        IntegrationResult result = Integrator.Integrate(
            Problems.Oscillator.Problem,
            [1, 2, 3, 4, 8],
            s_method,
            s_adaptive,
            (index, _, state) =>
            {
                states.Add(state[0]);
                if (index == 2)
                {
                    source.Cancel();
                }
            },
            options);
        Assert.Same(IntegrationStatus.Cancelled, result.Status);
        Assert.Equal(3, states.Count);
        Assert.InRange(result.Time, 3, 4);
        Assert.Equal(0, Integrator.Sample(Problems.Oscillator.Problem, [8], s_method, s_adaptive, options).Result.Statistics.AcceptedSteps);
    }

    [Fact]
    public void Progress_ascends_to_1_in_steps_of_a_hundredth_or_more()
    {
        var shares = new Shares();
        Integrator.Sample(Problems.Bell.Problem, [Problems.Bell.End], s_method, StepControl.Fixed(1e-3), new IntegrationOptions { Progress = shares });
        Assert.Equal(1, shares.Values[^1]);
        Assert.InRange(shares.Values.Count, 90, 101);
        Assert.All(shares.Values.Zip(shares.Values.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.009, 0.02));
    }

    [Fact]
    public void A_field_without_numbers_at_the_start_is_told_apart()
    {
        var problem = new InitialValueProblem(new FunctionField(2, (_, y, f) => y.CopyTo(f)), 0, [1, 2]);
        Assert.Same(IntegrationStatus.Finished, Integrator.Sample(problem, [1], s_method, s_adaptive).Result.Status);
        problem = new InitialValueProblem(new FunctionField(2, (_, y, f) => (f[0], f[1]) = (1, Math.Log(y[1] - 3))), 0, [1, 2]);
        Assert.All([s_adaptive, StepControl.Fixed(0.1)], steps =>
        {
            SampledPath path = Integrator.Sample(problem, [0, 1], s_method, steps);
            Assert.Same(IntegrationStatus.FieldNotFinite, path.Result.Status);
            Assert.Single(path.States);
        });
    }

    [Fact]
    public void A_step_that_no_time_can_hold_is_too_small()
    {
        var problem = new InitialValueProblem(s_clock, 1e17, [0]);
        SampledPath path = Integrator.Sample(problem, [1e17 + 1e6], s_method, StepControl.Fixed(1));
        Assert.Same(IntegrationStatus.StepTooSmall, path.Result.Status);
    }

    [Fact]
    public void Equations_that_are_not_solved_are_told_apart_from_numbers_that_overflow()
    {
        SampledPath path = Integrator.Sample(Problems.Decay(1), [1], new Unsolvable(), StepControl.Fixed(0.1));
        Assert.Same(IntegrationStatus.NotSolved, path.Result.Status);
        Assert.Same(IntegrationStatus.StepTooSmall, Integrator.Sample(Problems.Decay(1), [1], new Unsolvable(), s_adaptive).Result.Status);
    }

    [Fact]
    public void A_rule_of_ones_own_chooses_the_steps()
    {
        SampledPath path = Integrator.Sample(Problems.Decay(1), [1], s_method, StepControl.Adaptive(1e-3, 1e-3, new Eighths()));
        Assert.Equal(8, path.Result.Statistics.AcceptedSteps);
        Assert.Equal(Math.Exp(-1), path.States[0][0], 1e-6);

        // Without a proposal there is nothing to accept, whatever the rule says.
        SampledPath refused = Integrator.Sample(
            Problems.Decay(1), [1], new Unsolvable(), StepControl.Adaptive(1e-3, 1e-3, new Eighths()), new IntegrationOptions { MaxSteps = 5 });
        Assert.Equal(5, refused.Result.Statistics.RejectedSteps);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        InitialValueProblem problem = Problems.Decay(1);
        Refused("At least one time must be asked for.", () => Sample([]));
        Refused("Times are finite and ascend, but time 0 is -1 after the start at 0.", () => Sample([-1]));
        Refused("Times are finite and ascend, but time 2 is 1 after time 1 at 2.", () => Sample([0, 2, 1]));
        Refused("Times are finite and ascend, but time 0 is NaN after the start at 0.", () => Sample([double.NaN]));
        Refused("Times are finite and ascend, but time 1 is Infinity after time 0 at 1.", () => Sample([1, double.PositiveInfinity]));
        Refused("At least one step must be allowed, but 0 were given.", () => Sample([1], new IntegrationOptions { MaxSteps = 0 }));
        Refused("The relative tolerance must be positive and finite, but it is 0.", () => StepControl.Adaptive(0, 1));
        Refused("The absolute tolerance must be positive and finite, but it is NaN.", () => StepControl.Adaptive(1, double.NaN));
        Refused("A step must be positive and finite, but it is -1.", () => StepControl.Fixed(-1));
        Refused("The first time must be finite, but it is NaN.", () => new InitialValueProblem(s_clock, double.NaN, [1]));
        Refused("The state has 1 components, but 2 were given.", () => new InitialValueProblem(s_clock, 0, [1, 2]));
        Refused("The state at the start must be finite, but component 0 is Infinity.", () => new InitialValueProblem(s_clock, 0, [double.PositiveInfinity]));
        Refused("The function of event 'root' is not a number at time 0.", () => Sample([1], new IntegrationOptions { Events = [new("root", (_, _) => double.NaN)] }));
        Assert.Throws<ArgumentNullException>(() => Integrator.Integrate(null!, [1], s_method, s_adaptive, (_, _, _) => { }));
        Assert.Throws<ArgumentNullException>(() => Integrator.Integrate(problem, [1], s_method, s_adaptive, null!));

        SampledPath Sample(double[] times, IntegrationOptions? options = null) => Integrator.Sample(problem, times, s_method, s_adaptive, options);

        static void Refused(string message, Func<object> action) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => { action(); }).Message, StringComparison.Ordinal);
    }

    private sealed class Shares : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }

    private sealed class Eighths : StepRule
    {
        public override StepMemory Begin(double step) => new(0.125, 0, false);

        public override StepMemory Judge(StepMemory memory, int exponent, double step, double error) => memory;
    }

    // An implicit method whose equations have no solution.
    private sealed class Unsolvable : IntegrationMethod
    {
        public override string Name => "unsolvable";

        public override int Order => 1;

        public override int ErrorExponent => 2;

        public override int DenseOrder => 1;

        public override bool IsImplicit => true;

        public override double RealStabilityLimit => double.PositiveInfinity;

        public override Stepper CreateStepper(VectorField field) => new Still();

        private sealed class Still : Stepper
        {
            public override double Time => 0;

            public override ReadOnlySpan<double> State => new double[1];

            public override ReadOnlySpan<double> Derivative => new double[1];

            public override ReadOnlySpan<double> Proposal => new double[1];

            public override ReadOnlySpan<double> Error => new double[1];

            public override StepperWork Work => default;

            public override void Start(double time, ReadOnlySpan<double> state)
            {
            }

            public override bool Attempt(double step, ReadOnlySpan<double> scale) => false;

            public override void Accept() => throw new InvalidOperationException("There is nothing to accept.");

            public override void Interpolate(double fraction, Span<double> state)
            {
            }
        }
    }
}
