using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>A loss that is none of the library's: l = (3/2) |f - y|^2.</summary>
public class CustomLossTests
{
    private static readonly TrainingProblem s_squared = Problems.Regression(Problems.Tanh(8, outputs: 2));
    private static readonly TrainingProblem s_triple = new(s_squared.Network, Problems.Points(5, 3), Problems.Quantities(5, 2), new Triple());

    [Fact]
    public void Three_times_the_squared_error_trains_as_it_does_with_three_times_the_rate()
    {
        TrainingRun expected = Trainer.Train(s_squared, new GradientDescent(LearningRate.Absolute(0.3)), Problems.Options(0, 20)).Runs[0];
        TrainingRun actual = Trainer.Train(s_triple, new GradientDescent(LearningRate.Absolute(0.1)), Problems.Options(0, 20)).Runs[0];

        // Twenty steps with some tens of roundings each.
        Assert.True((expected.Records[1].TrainOutputs! - actual.Records[1].TrainOutputs!).FrobeniusNorm() < 1e-13);
        Assert.Equal(3 * expected.Records[1].TrainLoss, actual.Records[1].TrainLoss, 1e-13);
        Assert.Equal(expected.LargestStableRate / 3, actual.LargestStableRate, 1e-12);
    }

    [Fact]
    public void Its_targets_are_judged_by_itself() =>
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => new TrainingProblem(
            s_squared.Network, Problems.Points(2, 3), Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, 2, 3, 500]), new Triple())).Message, StringComparison.Ordinal);

    private sealed class Triple : TrainingLoss
    {
        public override string Name => "triple";

        public override double LargestCurvature(int outputs) => 3;

        public override void CheckTargets(Matrix<double> targets)
        {
            if (targets.Find(value => value > 100) is { } found)
            {
                throw new ArgumentException($"Targets are at most 100, but that in row {found.Item1} is not.", nameof(targets));
            }
        }

        public override LossPass Prepare(TensorBackend backend, TensorScope scope, TensorShape outputs) => new Pass(backend);

        private sealed class Pass(TensorBackend backend) : LossPass
        {
            public override void Evaluate(Tensor outputs, Tensor targets, Tensor value, Tensor gradient)
            {
                double points = outputs.Shape.Rows;
                backend.Add(outputs, gradient, 1, 0);
                backend.Add(targets, gradient, -1);
                backend.SumOfProducts(gradient, gradient, value, 1.5 / points);
                backend.Add(gradient, gradient, 0, 3 / points);
            }
        }
    }
}
