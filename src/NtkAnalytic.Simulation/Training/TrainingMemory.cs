using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>What a training takes, before it is tried.</summary>
internal static class TrainingMemory
{
    /// <summary>The numbers that the tensors of a training hold in all.</summary>
    public static double Elements(TrainingProblem problem, TrainingMethod method, int networks)
    {
        FiniteNetwork network = problem.Network;

        // Parameters, their start, the gradient, and what the method remembers.
        double vectors = 3 + method switch
        {
            GradientFlow => FlowMotion.Tableau.Stages.Count + 1,
            Adam => 2,
            GradientDescent { Momentum: > 0 } => 1,
            _ => 0,
        };
        double perPoint = network.Layers.Sum(layer => (double)layer.Outputs);

        // Four buffers of each layer and copy, two more for the largest eigenvalue; half of that where there are no gradients.
        double batch = method is GradientDescent { BatchSize: { } size } ? size : method is Adam { BatchSize: { } other } ? other : 0;
        double points = ((problem.Inputs.RowCount + batch) * ((4.0 * network.Copies) + 2)) + ((problem.TestInputs?.RowCount ?? 0) * 2.0 * network.Copies);
        double kernel = problem.KernelInputs is { } chosen ? new KernelRequest().Elements(network, chosen.RowCount, 0) : 0;
        double data = (problem.Inputs.RowCount + batch + (problem.TestInputs?.RowCount ?? 0)) * ((double)network.Inputs + network.Outputs);
        return (networks * ((vectors * network.ParameterCount) + (points * perPoint) + kernel)) + data;
    }

    /// <summary>Refuses what does not fit.</summary>
    /// <exception cref="MemoryLimitException">It does not fit.</exception>
    public static void Require(TensorBackend backend, TrainingProblem problem, TrainingMethod method, int networks)
    {
        string what = FormattableString.Invariant($"Training {networks} {(networks == 1 ? "network" : "networks")} of {problem.Network.ParameterCount} parameters");
        const string Advice = "Use a smaller width, fewer networks, fewer points or single precision";
        MemoryLimit.Require(backend, Elements(problem, method, networks), what, Advice);
        if (problem.Network.ParameterCount > int.MaxValue)
        {
            throw new MemoryLimitException($"{what} is beyond the 2^31 - 1 parameters that a network can have here. {Advice}.");
        }
    }
}
