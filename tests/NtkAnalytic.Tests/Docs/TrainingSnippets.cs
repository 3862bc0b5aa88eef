using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of docs/concepts/training.md.</summary>
public class TrainingSnippets
{
    [Fact]
    public void Training_networks()
    {
        Matrix<double> points = Matrix<double>.Build.DenseOfArray(new[,] { { 1, 0.5 }, { -1, 0.25 }, { 0.5, -1 } });
        Matrix<double> targets = Matrix<double>.Build.Dense(3, 1, (i, _) => i - 1);

        #region training
        var network = new FiniteNetwork(new Network(Activation.Tanh, hiddenLayers: 1), inputs: 2, widths: [256]);
        TrainingProblem problem = new TrainingProblem(network, points, targets, TrainingLoss.SquaredError).WithKernel(points);
        TrainingResult result = Trainer.Train(problem, new GradientDescent(LearningRate.OfLargestStable(0.5)), new TrainingOptions
        {
            Backend = new ManagedBackend(Precision.Double),
            Seed = 1,
            Networks = 4,
            RecordAt = [0, 10, 100],
        });

        foreach (TrainingRun run in result.Runs)
        {
            TrainingRecord last = run.Records[^1];
            double change = last.KernelChange!.Value;   // some 0.01: this width is in the kernel regime
            bool isDone = run.Status == TrainingStatus.Finished;
        }
        #endregion

        Assert.All(result.Runs, run =>
        {
            Assert.Same(TrainingStatus.Finished, run.Status);
            Assert.True(run.Records[^1].TrainLoss < run.Records[0].TrainLoss);
            Assert.InRange(run.Records[^1].KernelChange!.Value, 0.001, 0.1);
        });
    }
}
