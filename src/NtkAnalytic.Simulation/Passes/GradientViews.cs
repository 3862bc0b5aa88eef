using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Passes;

/// <summary>The layers' parts of a vector that is laid out like the parameters.</summary>
internal sealed class GradientViews
{
    /// <summary>Views into a vector.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="network">The network.</param>
    /// <param name="vector">networks x 1 x (at least the parameters of one copy).</param>
    /// <param name="offset">Where the copy's part begins.</param>
    public GradientViews(TensorBackend backend, FiniteNetwork network, Tensor vector, long offset)
    {
        Weights = [.. network.Layers.Select(layer => backend.View(vector, offset + layer.WeightOffset, layer.Outputs, layer.Inputs))];
        Biases = [.. network.Layers.Select(layer => layer.HasBias ? backend.View(vector, offset + layer.BiasOffset, 1, layer.Outputs) : null)];
    }

    /// <summary>networks x n_l x n_(l-1), l = 1..L + 1.</summary>
    public Tensor[] Weights { get; }

    /// <summary>networks x 1 x n_l, or null where the layer has no biases.</summary>
    public Tensor?[] Biases { get; }
}
