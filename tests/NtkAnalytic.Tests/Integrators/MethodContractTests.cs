using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>What holds for every method of the list, explicit or not.</summary>
public class MethodContractTests
{
    // A few sizes of the solutions here, times the roundings of some hundred steps that point in all directions.
    private const double PathRounding = 3e-15;

    // Ten steps add numbers of size 1 once.
    private const double StepRounding = 1e-15;

    public static TheoryData<string> Methods => [.. IntegrationMethods.All.Select(method => method.Name)];

    public static TheoryData<string, string> MethodsAndProblems
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (IntegrationMethod method in IntegrationMethods.All)
            {
                foreach (SolvedProblem problem in Problems.All)
                {
                    data.Add(method.Name, problem.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_error_falls_with_the_declared_order(string name)
    {
        var method = IntegrationMethods.Parse(name);
        SolvedProblem problem = Problems.Clock;
        double slope = ConvergenceStudy.Slope(problem.Length, step => WorstError(problem, method, step), PathRounding);
        Assert.InRange(slope, method.Order - 0.15, method.Order + 0.15);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_path_across_a_step_has_the_declared_order(string name)
    {
        var method = IntegrationMethods.Parse(name);
        SolvedProblem problem = Problems.Clock;
        double slope = ConvergenceStudy.Slope(problem.Length, step => OneStep(problem, method, 4 * step).Path, StepRounding);
        Assert.InRange(slope, method.DenseOrder + 1 - 0.15, method.DenseOrder + 1 + 0.15);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_estimated_error_of_a_step_has_the_declared_exponent(string name)
    {
        var method = IntegrationMethods.Parse(name);
        SolvedProblem problem = Problems.Clock;
        double slope = ConvergenceStudy.Slope(problem.Length, step => OneStep(problem, method, 4 * step).Estimate, StepRounding);
        Assert.InRange(slope, method.ErrorExponent - 0.25, method.ErrorExponent + 0.25);
    }

    [Theory]
    [MemberData(nameof(MethodsAndProblems))]
    public void Adaptive_errors_stay_within_a_constant_times_the_tolerance_and_fall_with_it(string name, string problemName)
    {
        var method = IntegrationMethods.Parse(name);
        SolvedProblem problem = Problems.All.Single(problem => problem.Name.Equals(problemName, StringComparison.Ordinal));
        double[] times = [.. Enumerable.Range(1, 40).Select(i => problem.Problem.Start + (i * problem.Length / 40))];
        double before = double.PositiveInfinity;
        for (double tolerance = 1e-3; tolerance > 5e-13; tolerance /= 1000)
        {
            double error = 0;
            IntegrationResult result = Integrator.Integrate(
                problem.Problem, times, method, StepControl.Adaptive(tolerance, tolerance), (_, time, state) => error = Math.Max(error, problem.Error(time, state)));
            Assert.Same(IntegrationStatus.Finished, result.Status);
            Assert.Equal(times[^1], result.Time);
            Assert.True(error <= problem.Growth * tolerance, FormattableString.Invariant($"Tolerance {tolerance}: the error is {error}."));
            Assert.True(error <= before / 30, FormattableString.Invariant($"Tolerance {tolerance}: the error is {error} after {before}."));
            before = error;
        }
    }

    // On y' = -y a step h multiplies by R(-h); |R| = 1 at the limit, so that one side of it decays and the other grows.
    [Theory]
    [MemberData(nameof(Methods))]
    public void The_limit_of_stability_is_where_decay_becomes_growth(string name)
    {
        var method = IntegrationMethods.Parse(name);
        if (double.IsPositiveInfinity(method.RealStabilityLimit))
        {
            Assert.InRange(After(method, 1e6, 20), 0, 1e-6);
        }
        else
        {
            Assert.InRange(After(method, method.RealStabilityLimit * 0.999, 4000), 0, 1e-3);
            Assert.InRange(After(method, method.RealStabilityLimit * 1.001, 4000), 1e3, double.MaxValue);
            Assert.InRange(After(method, method.RealStabilityLimit * 0.5, 200), 0, 1e-3);
        }

        static double After(IntegrationMethod method, double step, int steps)
        {
            double end = double.NaN;
            Integrator.Integrate(Problems.Decay(1), [step * steps], method, StepControl.Fixed(step), (_, _, state) => end = Math.Abs(state[0]));
            return end;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_path_meets_both_ends_of_its_step_and_the_derivative_is_that_of_the_field(string name)
    {
        SolvedProblem problem = Problems.Clock;
        VectorField field = problem.Problem.Field;
        Stepper stepper = IntegrationMethods.Parse(name).CreateStepper(field);
        stepper.Start(0.5, problem.Solution(0.5));
        double[] state = new double[3];
        double[] derivative = new double[3];
        for (int i = 0; i < 4; i++)
        {
            double[] before = stepper.State.ToArray();
            double time = stepper.Time;
            Assert.True(stepper.Attempt(0.25, []));
            double[] proposal = stepper.Proposal.ToArray();
            Assert.Equal(before, stepper.State.ToArray());
            stepper.Accept();
            Assert.Equal(time + 0.25, stepper.Time);
            Assert.Equal(proposal, stepper.State.ToArray());
            stepper.Interpolate(0, state);
            Near(before, state);
            stepper.Interpolate(1, state);
            Near(proposal, state);
            field.Evaluate(stepper.Time, stepper.State, derivative);
            NearDerivative(derivative, stepper.Derivative.ToArray(), stepper.Work.Solves > 0);
        }

        // The slope of the last stage of an implicit step is (z - psi) / c: some roundings of size 1 over c = 0.046.
        static void NearDerivative(double[] expected, double[] actual, bool isImplicit)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], isImplicit ? 5e-14 : 0);
            }
        }

        // The path is a combination of vectors of size 1.
        static void Near(double[] expected, double[] actual)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-14);
            }
        }
    }

    // An attempt that is not accepted leaves nothing behind.
    [Theory]
    [MemberData(nameof(Methods))]
    public void A_rejected_attempt_changes_nothing(string name)
    {
        SolvedProblem problem = Problems.Clock;
        var method = IntegrationMethods.Parse(name);
        double[][] ends = [.. new[] { false, true }.Select(rejects =>
        {
            Stepper stepper = method.CreateStepper(problem.Problem.Field);
            stepper.Start(0, problem.Problem.State);
            double[] middle = new double[3];
            for (int i = 0; i < 3; i++)
            {
                if (rejects)
                {
                    stepper.Attempt(0.7, []);
                }

                Assert.True(stepper.Attempt(0.25, []));
                stepper.Accept();
                stepper.Interpolate(0.4, middle);
            }

            return (double[])[.. stepper.State, .. middle];
        })];
        for (int i = 0; i < ends[0].Length; i++)
        {
            Assert.Equal(ends[0][i], ends[1][i], method.IsImplicit ? 1e-13 : 0);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Times_asked_for_do_not_change_the_steps(string name)
    {
        var method = IntegrationMethods.Parse(name);
        SolvedProblem problem = Problems.Clock;
        StepControl steps = StepControl.Adaptive(1e-7, 1e-7);
        SampledPath few = Integrator.Sample(problem.Problem, [problem.End], method, steps);
        SampledPath many = Integrator.Sample(problem.Problem, [.. Enumerable.Range(0, 101).Select(i => problem.Length * i / 100)], method, steps);
        SampledPath again = Integrator.Sample(problem.Problem, [problem.End], method, steps);
        Assert.Equal(few.States[0], many.States[^1]);
        Assert.Equal(few.States[0], again.States[0]);
        Assert.Equal(few.Result.Statistics, again.Result.Statistics);
        Assert.Equal(few.Result.Statistics.AcceptedSteps, many.Result.Statistics.AcceptedSteps);
        Assert.Equal(few.Result.Statistics.RejectedSteps, many.Result.Statistics.RejectedSteps);
        Assert.Equal([.. problem.Problem.State], many.States[0]);
    }

    // The unit of time is a power of two, so that every number of the one integration is one of the other.
    [Theory]
    [MemberData(nameof(Methods))]
    public void The_unit_of_time_does_not_matter(string name)
    {
        var method = IntegrationMethods.Parse(name);
        const double Unit = 1.0 / (1L << 40);
        VectorField field = Problems.Clock.Problem.Field;
        var fast = new FunctionField(3, (time, state, derivative) =>
        {
            field.Evaluate(time / Unit, state, derivative);
            for (int i = 0; i < 3; i++)
            {
                derivative[i] /= Unit;
            }
        });
        double[] start = [.. Problems.Clock.Problem.State];
        SampledPath slow = Integrator.Sample(new InitialValueProblem(field, 0, start), [1, 3, 6], method, StepControl.Adaptive(1e-6, 1e-6));
        SampledPath quick = Integrator.Sample(new InitialValueProblem(fast, 0, start), [Unit, 3 * Unit, 6 * Unit], method, StepControl.Adaptive(1e-6, 1e-6));
        Assert.Equal(slow.Result.Statistics.AcceptedSteps, quick.Result.Statistics.AcceptedSteps);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(slow.States[i], quick.States[i]);
        }
    }

    // Two integrations that differ in their number of steps alone take the same memory.
    [Theory]
    [MemberData(nameof(Methods))]
    public void Steps_allocate_nothing(string name)
    {
        var method = IntegrationMethods.Parse(name);
        foreach (StepControl steps in new[] { StepControl.Fixed(0.01), StepControl.Adaptive(1e-9, 1e-9) })
        {
            Allocated(method, steps, 20);
            Assert.Equal(Allocated(method, steps, 20), Allocated(method, steps, 120));
        }

        static long Allocated(IntegrationMethod method, StepControl steps, long count)
        {
            double[] times = [.. Enumerable.Range(1, 4000).Select(i => i * 0.025)];
            double sum = 0;
            var options = new IntegrationOptions { MaxSteps = count };
            long before = GC.GetAllocatedBytesForCurrentThread();
            IntegrationResult result = Integrator.Integrate(Problems.Clock.Problem, times, method, steps, (_, _, state) => sum += state[0], options);
            long after = GC.GetAllocatedBytesForCurrentThread();
            Assert.Same(IntegrationStatus.StepsExhausted, result.Status);
            return after - before;
        }
    }

    // y' = y^2, y(0) = 1: y = 1 / (1 - t).
    [Theory]
    [MemberData(nameof(Methods))]
    public void A_solution_that_becomes_infinite_ends_where_it_does(string name)
    {
        var problem = new InitialValueProblem(new FunctionField(1, (_, y, f) => f[0] = y[0] * y[0]), 0, [1]);
        SampledPath path = Integrator.Sample(problem, [0.5, 0.9, 2], IntegrationMethods.Parse(name), StepControl.Adaptive(1e-8, 1e-8));
        Assert.Same(IntegrationStatus.StepTooSmall, path.Result.Status);
        Assert.False(path.Result.Status.IsSuccess);
        Assert.Equal(1, path.Result.Time, 1e-6);
        Assert.Equal([0.5, 0.9], path.Times);
        Assert.Equal(2, path.States[0][0], 1e-6);
        Assert.Equal(10, path.States[1][0], 1e-4);
    }

    // sin t = 0 at the multiples of pi, and cos t = 1/2 at pi/3 and 5 pi/3.
    [Theory]
    [MemberData(nameof(Methods))]
    public void Events_are_found_to_the_tolerance(string name)
    {
        var options = new IntegrationOptions
        {
            Events =
            [
                new IntegrationEvent("node", (_, y) => y[0]),
                new IntegrationEvent("half", (_, y) => y[1] - 0.5),
            ],
        };
        SampledPath path = Integrator.Sample(Problems.Oscillator.Problem, [8], IntegrationMethods.Parse(name), StepControl.Adaptive(1e-12, 1e-12), options);
        Assert.Equal("half node half node half", string.Join(" ", path.Result.Events.Select(found => found.Name)));
        double[] times = [Math.PI / 3, Math.PI, 5 * Math.PI / 3, 2 * Math.PI, 7 * Math.PI / 3];
        for (int i = 0; i < times.Length; i++)
        {
            LocatedEvent found = path.Result.Events[i];
            Assert.Equal(times[i], found.Time, 1e-10);
            Assert.Equal(Math.Sin(times[i]), found.State[0], 1e-10);
        }
    }

    private static double WorstError(SolvedProblem problem, IntegrationMethod method, double step)
    {
        double worst = 0;
        int count = (int)Math.Round(problem.Length / step);
        Stepper stepper = method.CreateStepper(problem.Problem.Field);
        stepper.Start(problem.Problem.Start, problem.Problem.State);
        for (int i = 0; i < count; i++)
        {
            if (!stepper.Attempt(step, []))
            {
                // The iteration of an implicit method may not converge from the start of the longest steps; shorter ones decide.
                Assert.True(method.IsImplicit);
                return double.PositiveInfinity;
            }

            stepper.Accept();
            worst = Math.Max(worst, problem.Error(stepper.Time, stepper.State));
        }

        return worst;
    }

    // From exact starts, so that nothing but one step shows; summed over many of them, because one error may pass through 0.
    private static (double Path, double Estimate) OneStep(SolvedProblem problem, IntegrationMethod method, double step)
    {
        double[] state = new double[problem.Problem.Field.Dimension];
        (double path, double estimate) = (0, 0);
        for (int j = 0; j < 10; j++)
        {
            double start = problem.Problem.Start + (0.07 * j * problem.Length);
            Stepper stepper = method.CreateStepper(problem.Problem.Field);
            stepper.Start(start, problem.Solution(start));
            if (!stepper.Attempt(step, []))
            {
                Assert.True(method.IsImplicit);
                return (double.PositiveInfinity, double.PositiveInfinity);
            }

            estimate += stepper.Error.ToArray().Max(Math.Abs);
            stepper.Accept();
            double worst = 0;
            for (int i = 1; i < 10; i++)
            {
                stepper.Interpolate(i / 10.0, state);
                worst = Math.Max(worst, problem.Error(start + (step * i / 10), state));
            }

            path += worst;
        }

        return (path, estimate);
    }
}
