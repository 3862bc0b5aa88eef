using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Claims;

/// <summary>How far the NTK moves while networks learn digits: |Theta_t - Theta_0| / |Theta_0| on three images of each class.</summary>
internal static class Drift
{
    private const int KernelPerClass = 3;

    /// <summary>The records of several networks, with squared error and all images in each step.</summary>
    /// <param name="network">The network; it is trained in the standard parameterization.</param>
    /// <param name="width">Of its hidden layers.</param>
    /// <param name="perClass">Images of each class.</param>
    /// <param name="method">How it is trained.</param>
    /// <param name="steps">The steps at which it is looked at.</param>
    /// <param name="networks">How many.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>For each network, its records.</returns>
    public static IReadOnlyList<IReadOnlyList<TrainingRecord>> Train(
        Network network,
        int width,
        int perClass,
        TrainingMethod method,
        IReadOnlyList<double> steps,
        int networks,
        ulong seed,
        CancellationToken cancellation)
    {
        (Matrix<double> inputs, Matrix<double> targets) = Digits.OfEachClass(perClass);
        var finite = new FiniteNetwork(network.WithStandardParameterization(), inputs.ColumnCount, [width], targets.ColumnCount);
        TrainingProblem problem = new TrainingProblem(finite, inputs, targets, TrainingLoss.SquaredError)
            .AsClassification()
            .WithKernel(Digits.OfEachClass(KernelPerClass).Inputs);
        TrainingResult result = Trainer.Train(
            problem,
            method,
            new TrainingOptions
            {
                Backend = new ManagedBackend(Precision.Single),
                Seed = seed,
                RecordAt = steps,
                Networks = networks,
                CancellationToken = cancellation,
            });
        cancellation.ThrowIfCancellationRequested();
        return [.. result.Runs.Select(run => run.Records)];
    }
}
