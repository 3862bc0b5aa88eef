using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>What a network learns, for training it and for integrating its hierarchy alike. Immutable.</summary>
public sealed record TruncationProblem
{
    /// <summary>The network: fully connected, with a smooth activation above order 2.</summary>
    public required FiniteNetwork Network { get; init; }

    /// <summary>n x n_0, a row a point.</summary>
    public required Matrix<double> Inputs { get; init; }

    /// <summary>y.</summary>
    public required TruncationTargets Targets { get; init; }

    /// <summary>Points that are followed but not trained on: m x n_0; null for none.</summary>
    public Matrix<double>? TestInputs { get; init; }

    /// <summary>y of the test points, for their loss alone: m x M; null when they are not known.</summary>
    public Matrix<double>? TestTargets { get; init; }

    /// <summary>What training lowers, as the hierarchy takes it.</summary>
    public OutputLoss Loss { get; init; } = OutputLoss.Squared;

    /// <summary>
    /// The same loss as training takes it; null for the one of <see cref="Training.TrainingLoss"/> that has the name of <see cref="Loss"/>. It has to
    /// be given for a loss of one's own.
    /// </summary>
    public TrainingLoss? TrainingLoss { get; init; }

    /// <summary>The problem for a network whose hidden layers all have another width.</summary>
    /// <param name="width">At least 1.</param>
    /// <returns>The new problem.</returns>
    /// <exception cref="ArgumentException">The width is less than 1.</exception>
    public TruncationProblem WithWidth(int width) => this with
    {
        Network = new FiniteNetwork(Network.Network, Network.Inputs, [width], Network.Outputs, Network.Initialization),
    };

    internal TrainingLoss LossOfTraining => TrainingLoss
        ?? Array.Find([Training.TrainingLoss.SquaredError, Training.TrainingLoss.CrossEntropy], loss => loss.Name == Loss.Name)
        ?? throw new ArgumentException($"The loss '{Loss.Name}' is none that training has: give TruncationProblem.TrainingLoss too.");
}
