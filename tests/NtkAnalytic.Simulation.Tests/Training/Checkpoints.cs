using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>The methods that must go on from a checkpoint to the bit.</summary>
internal static class Checkpoints
{
    public static IReadOnlyDictionary<string, TrainingMethod> Methods { get; } = new Dictionary<string, TrainingMethod>(StringComparer.Ordinal)
    {
        ["descent"] = new GradientDescent(LearningRate.OfLargestStable(0.5)),
        ["heavy ball"] = new GradientDescent(LearningRate.OfLargestStable(0.3), 0.9),
        ["Nesterov, minibatches"] = new GradientDescent(LearningRate.Absolute(0.1), 0.5, true, 3),
        ["Adam"] = new Adam(0.01),
        ["Adam, minibatches"] = new Adam(0.01, batchSize: 2),
        ["flow"] = new GradientFlow(1e-6, 1e-6, 10000),
    };
}
