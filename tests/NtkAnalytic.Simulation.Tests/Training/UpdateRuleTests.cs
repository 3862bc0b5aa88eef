using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>One weight, f = sqrt(1.7) w x without bias: every rule can be written out in plain numbers.</summary>
public class UpdateRuleTests
{
    private static readonly double[] s_x = [0.5, -1, 2, 0.25, 1.5];
    private static readonly double[] s_y = [1, 0.5, -1, 2, 0];
    private static readonly double s_scale = Math.Sqrt(1.7);

    private delegate double Step(double gradient, int step);

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Descent_is_what_plain_numbers_give(int? batch) =>
        AssertFollows(new GradientDescent(LearningRate.Absolute(0.1), 0, false, batch), batch, (gradient, _) => 0.1 * gradient);

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Momentum_is_what_plain_numbers_give(int? batch)
    {
        double velocity = 0;
        AssertFollows(new GradientDescent(LearningRate.Absolute(0.1), 0.9, false, batch), batch, (gradient, _) => 0.1 * (velocity = (0.9 * velocity) + gradient));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Adam_is_what_plain_numbers_give(int? batch)
    {
        (double m, double v) = (0, 0);
        AssertFollows(new Adam(0.05, 0.8, 0.95, 1e-3, batch), batch, (gradient, step) =>
        {
            m = (0.8 * m) + (0.2 * gradient);
            v = (0.95 * v) + (0.05 * gradient * gradient);
            return 0.05 * m / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(v / (1 - Math.Pow(0.95, step))) + 1e-3);
        });
    }

    private static void AssertFollows(TrainingMethod method, int? batch, Step rule)
    {
        var network = new FiniteNetwork(new Network(Activation.Relu, 0, 1.7), 1, []);
        var problem = new TrainingProblem(
            network,
            MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfColumnMajor(5, 1, s_x),
            MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfColumnMajor(5, 1, s_y),
            TrainingLoss.SquaredError);
        TrainingOptions options = Problems.Options([.. Enumerable.Range(0, 21).Select(i => (double)i)]);
        IReadOnlyList<TrainingRecord> records = Trainer.Train(problem, method, options).Runs[0].Records;
        double weight = records[0].TrainOutputs![0, 0] / s_scale / s_x[0];
        int perEpoch = batch is null ? 1 : (5 + batch.Value - 1) / batch.Value;
        for (int step = 0; step < 20; step++)
        {
            int[] chosen = batch is null
                ? [0, 1, 2, 3, 4]
                : [.. EpochOrder.Of(options.Seed, step / perEpoch, 5).Skip(step % perEpoch * batch.Value).Take(batch.Value)];
            double gradient = chosen.Sum(i => ((s_scale * weight * s_x[i]) - s_y[i]) * s_scale * s_x[i]) / chosen.Length;
            weight -= rule(gradient, step + 1);

            // 20 steps, each with a handful of roundings, of a weight of size 1.
            Assert.Equal(weight, records[step + 1].TrainOutputs![0, 0] / s_scale / s_x[0], 1e-13);
        }
    }
}
