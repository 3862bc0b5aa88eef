using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Claims.Tests;

public class DriftTests
{
    [Fact]
    public void A_kernel_moves_from_its_start_while_the_loss_falls()
    {
        IReadOnlyList<IReadOnlyList<TrainingRecord>> runs = Drift.Train(
            new Network(Activation.Relu, 2, 2), 20, 3, new GradientDescent(LearningRate.OfLargestStable(0.5)), [0, 20], networks: 2, seed: 1, TestContext.Current.CancellationToken);
        Assert.Equal(2, runs.Count);
        Assert.All(runs, records =>
        {
            Assert.Equal(0, records[0].KernelChange);
            Assert.InRange(records[1].KernelChange!.Value, 1e-3, 1);
            Assert.InRange(records[1].TrainLoss, 0, 0.9 * records[0].TrainLoss);
        });
    }

    [Fact]
    public void Width_and_seed_count_and_the_parameterization_is_standard_whatever_is_given()
    {
        var network = new Network(Activation.Relu, 1, 2);
        double loss = Loss(network, 8, 5);
        Assert.Equal(loss, Loss(network.WithStandardParameterization(), 8, 5));
        Assert.NotEqual(loss, Loss(network, 9, 5));
        Assert.NotEqual(loss, Loss(network, 8, 6));

        static double Loss(Network network, int width, ulong seed) =>
            Drift.Train(network, width, 1, new GradientDescent(LearningRate.Absolute(1e-3)), [3], networks: 1, seed, TestContext.Current.CancellationToken)[0][0].TrainLoss;
    }
}
