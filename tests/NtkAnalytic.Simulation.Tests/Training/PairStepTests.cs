using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public class PairStepTests
{
    // A rotation, (y1, y2)' = (y2, -y1), and predators with their prey, (y1, y2)' = (y1 (1 - y2), y2 (y1 - 1)), whose invariant
    // y1 - log y1 + y2 - log y2 stands for the error: over a time of 2 it falls with the fifth power of the step.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_error_falls_with_the_declared_order(bool rotation)
    {
        int[] counts = [32, 45, 64, 90, 128];
        double[] x = [.. counts.Select(count => Math.Log(count))];
        double[] y = [.. counts.Select(count => Math.Log(Error(count, rotation)))];
        double slope = MathNet.Numerics.Fit.Line(x, y).B;
        Assert.InRange(slope, -FlowMotion.Tableau.Order - 0.2, -FlowMotion.Tableau.Order + 0.2);
    }

    // The estimate is the difference to a method of order 4, so that of one step falls like h^5.
    [Fact]
    public void The_estimate_of_a_step_falls_with_the_fifth_power()
    {
        double slope = Math.Log2(Estimate(0.1) / Estimate(0.05));
        Assert.InRange(slope, 4.8, 5.2);

        static double Estimate(double step)
        {
            double estimate = 0;
            Walk(1, step, true, values => estimate = values);
            return estimate;
        }
    }

    [Fact]
    public void A_vector_that_left_the_range_of_numbers_harms_no_other()
    {
        TensorBackend backend = Problems.Backend;
        using TensorScope scope = backend.NewScope();
        Tensor moving = scope.Allocate(2, 1, 1);
        backend.Write([1, 2], moving);
        PairStep step = Step(backend, scope, moving, false);
        double[] errors = step.Attempt([0.1, double.PositiveInfinity]);
        Assert.True(double.IsFinite(errors[0]));
        Assert.False(double.IsFinite(errors[1]));
        Assert.Equal(Math.Abs(backend.ToArray(moving)[0] - 1), step.Distances(step.Base)[0], 1e-15);
        step.Accept([true, false], isFinite: false);
        double[] values = backend.ToArray(step.Base);
        Assert.Equal(1 / 1.1, values[0], 1e-6);
        Assert.Equal(2, values[1]);
        Assert.Equal(-4, backend.ToArray(step.Derivatives[0])[1]);
    }

    private static double Error(int count, bool rotation)
    {
        double[] end = Walk(count, 2.0 / count, rotation, _ => { });
        return rotation
            ? Math.Abs(end[0] - (2 * Math.Cos(2)) - Math.Sin(2)) + Math.Abs(end[1] - Math.Cos(2) + (2 * Math.Sin(2)))
            : Math.Abs(end[0] - Math.Log(end[0]) + end[1] - Math.Log(end[1]) - (3 - Math.Log(2)));
    }

    private static double[] Walk(int count, double size, bool rotation, Action<double> estimate)
    {
        TensorBackend backend = Problems.Backend;
        using TensorScope scope = backend.NewScope();
        Tensor moving = scope.Allocate(1, 1, 2);
        backend.Write([2, 1], moving);
        PairStep step = Step(backend, scope, moving, rotation);
        for (int i = 0; i < count; i++)
        {
            estimate(step.Attempt([size])[0]);
            step.Accept([true], isFinite: true);
        }

        return backend.ToArray(step.Base);
    }

    private static PairStep Step(TensorBackend backend, TensorScope scope, Tensor moving, bool rotation)
    {
        TensorShape shape = moving.Shape;
        Tensor[] stages = [.. Enumerable.Range(0, 7).Select(_ => scope.Allocate(shape.Networks, shape.Rows, shape.Columns))];
        Tensor scratch = scope.Allocate(shape.Networks, shape.Rows, shape.Columns);
        Field(0);
        return new PairStep(backend, scope, FlowMotion.Tableau, moving, scratch, stages, Field);

        void Field(int stage)
        {
            double[] y = backend.ToArray(moving);
            if (shape.Columns == 1)
            {
                backend.Multiply(moving, moving, stages[stage], -1);
            }
            else
            {
                backend.Write(rotation ? [y[1], -y[0]] : [y[0] * (1 - y[1]), y[1] * (y[0] - 1)], stages[stage]);
            }
        }
    }
}
