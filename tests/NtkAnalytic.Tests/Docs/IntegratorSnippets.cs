using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of docs/reference/integrators.md.</summary>
public class IntegratorSnippets
{
    [Fact]
    public void Integrating()
    {
        #region integrate
        var problem = new InitialValueProblem(new Pendulum(), start: 0, [0.0, 1.0]);
        SampledPath path = Integrator.Sample(
            problem,
            times: [1, 2, 5, 10],
            IntegrationMethods.DormandPrince8,
            StepControl.Adaptive(relativeTolerance: 1e-10, absoluteTolerance: 1e-12));

        string how = path.Result.Status.Advice;              // "The last time that was asked for was reached."
        double angle = path.States[3][0];                    // at t = 10
        long steps = path.Result.Statistics.AcceptedSteps;
        #endregion

        Assert.Equal("The last time that was asked for was reached.", how);
        Assert.InRange(steps, 20, 200);

        // Twice the energy, y_2^2 - 2 cos y_1, does not change.
        Assert.Equal(-1, (path.States[3][1] * path.States[3][1]) - (2 * Math.Cos(angle)), 1e-9);
    }

    [Fact]
    public void Events()
    {
        var problem = new InitialValueProblem(new Pendulum(), start: 0, [0.0, 1.0]);

        #region events
        var options = new IntegrationOptions
        {
            MaxSteps = 10_000,
            Events =
            [
                new IntegrationEvent("turns", (time, y) => y[1]),
                new IntegrationEvent("is back", (time, y) => y[0], IsTerminal: true),
            ],
        };
        IntegrationResult result = Integrator.Integrate(
            problem, [100], IntegrationMethods.Tsitouras5, StepControl.Adaptive(1e-10, 1e-12), (index, time, state) => { }, options);

        double quarter = result.Events[0].Time;              // the velocity is 0
        double half = result.Time;                           // the angle is 0 again: the end, before t = 100
        #endregion

        Assert.Same(IntegrationStatus.EventReached, result.Status);
        Assert.Equal(half, 2 * quarter, 1e-8);

        // The quarter period is K(k), k = sin(amplitude / 2) = 1/2: the complete elliptic integral by its arithmetic-geometric mean.
        (double a, double g) = (1, Math.Sqrt(0.75));
        for (int i = 0; i < 6; i++)
        {
            (a, g) = ((a + g) / 2, Math.Sqrt(a * g));
        }

        Assert.Equal(Math.PI / (2 * a), quarter, 1e-8);
    }

    [Fact]
    public void Methods_of_ones_own()
    {
        #region method
        var heun = new ExplicitRungeKutta("heun", new RungeKuttaTableau(
            order: 2,
            errorExponent: 2,
            denseOrder: 2,
            nodes: [0, 1, 1],
            stages: [[], [1], [0.5, 0.5]],                   // the last row holds the weights of the step
            stepStages: 3,
            errorWeights: [-0.5, 0.5],                       // its difference to Euler's method
            bubbles: []));                                   // the path is the cubic through both ends
        double limit = heun.RealStabilityLimit;              // 2
        #endregion

        Assert.Equal(2, limit, 1e-13);
        SampledPath path = Integrator.Sample(new InitialValueProblem(new Pendulum(), 0, [0.0, 1.0]), [1], heun, StepControl.Adaptive(1e-6, 1e-6));
        Assert.Equal(-1, (path.States[0][1] * path.States[0][1]) - (2 * Math.Cos(path.States[0][0])), 1e-4);
    }

    [Fact]
    public void Rules_of_ones_own()
    {
        StepControl steps = StepControl.Adaptive(1e-8, 1e-8, new Halving());
        SampledPath path = Integrator.Sample(new InitialValueProblem(new Pendulum(), 0, [0.0, 1.0]), [10], IntegrationMethods.DormandPrince5, steps);
        Assert.Same(IntegrationStatus.Finished, path.Result.Status);
        Assert.Equal(-1, (path.States[0][1] * path.States[0][1]) - (2 * Math.Cos(path.States[0][0])), 1e-6);
    }

    [Fact]
    public void The_page_has_a_row_for_every_method_and_every_status()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("docs/reference/integrators.md"));
        foreach (IntegrationMethod method in IntegrationMethods.All)
        {
            string limit = double.IsFinite(method.RealStabilityLimit) ? FormattableString.Invariant($" {method.RealStabilityLimit:F4} |") : " |";
            Assert.Contains(lines, line =>
                line.StartsWith($"| `{method.Name}` | {method.Order} | {method.ErrorExponent} | {method.DenseOrder} |", StringComparison.Ordinal)
                && line.EndsWith(limit, StringComparison.Ordinal));
        }

        IEnumerable<IntegrationStatus> statuses = typeof(IntegrationStatus).GetProperties()
            .Where(property => property.PropertyType == typeof(IntegrationStatus))
            .Select(property => (IntegrationStatus)property.GetValue(null)!);
        Assert.All(statuses, status => Assert.Contains(lines, line => line.StartsWith($"| `{status.Name}` |", StringComparison.Ordinal)));
    }

    #region field
    private sealed class Pendulum : VectorField
    {
        public override int Dimension => 2;

        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
        {
            derivative[0] = state[1];
            derivative[1] = -Math.Sin(state[0]);
        }
    }
    #endregion

    #region rule
    private sealed class Halving : StepRule
    {
        public override StepMemory Begin(double step) => new(step, 1, IsRejected: false);

        public override StepMemory Judge(StepMemory memory, int exponent, double step, double error)
        {
            bool isRejected = !(error <= 1);
            double next = isRejected ? step / 2 : error < Math.Pow(0.5, exponent + 1) ? step * 2 : step;
            return new StepMemory(next, error, isRejected);
        }
    }
    #endregion
}
