using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>What a <see cref="TangentJetSeries"/> takes, before it is taken.</summary>
internal static class SeriesMemory
{
    /// <summary>Refuses what does not fit.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="network">The network.</param>
    /// <param name="points">The points.</param>
    /// <param name="order">p.</param>
    /// <exception cref="MemoryLimitException">It does not fit.</exception>
    public static void Require(TensorBackend backend, FiniteNetwork network, JetPoints points, int order) => MemoryLimit.Require(
        backend,
        Elements(network, points, order),
        FormattableString.Invariant($"The series of order {order} of {points.Count} training and {points.TestCount} test points with {network.Outputs} outputs"),
        "Use fewer points or a smaller width");

    /// <summary>The numbers it holds.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">The points.</param>
    /// <param name="order">p.</param>
    /// <returns>The number; a double, because it may exceed every integer.</returns>
    public static double Elements(FiniteNetwork network, JetPoints points, int order)
    {
        double indices = (double)points.Count * network.Outputs;
        double rows = indices + ((double)points.TestCount * network.Outputs);
        double terms = order - 1;
        double widths = network.Widths.Sum(width => (double)width);

        // Five quantities with their terms, the derivatives of phi above the first, and a square; five along own directions.
        double hidden = widths * ((rows * ((6 * terms) + 1)) + (6 * indices));
        double layers = network.Layers.Sum(layer => indices * ((double)layer.Inputs + layer.Outputs)) + (network.Layers.Count * 2 * terms * rows * indices);
        double copy = hidden + layers + (rows * indices) + (indices * indices);
        double shared = network.ParameterCount + (rows * (network.Inputs + network.Outputs + indices)) + (indices * (indices + 1));
        return (network.Copies * copy) + shared;
    }
}
