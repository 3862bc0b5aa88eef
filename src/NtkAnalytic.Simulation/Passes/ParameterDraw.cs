using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Passes;

/// <summary>Parameters at the start. Layer l = 1..L + 1 takes its weights from stream 2 l and its biases from stream 2 l + 1.</summary>
internal static class ParameterDraw
{
    /// <summary>Draws the networks firstNetwork, firstNetwork + 1, ... of an ensemble.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Receives them: networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</param>
    /// <param name="seed">The ensemble's seed.</param>
    /// <param name="firstNetwork">The number of the first network.</param>
    public static void Fill(TensorBackend backend, FiniteNetwork network, Tensor parameters, ulong seed, uint firstNetwork)
    {
        for (int copy = 0; copy < network.Copies; copy++)
        {
            var views = new GradientViews(backend, network, parameters, copy * network.CopyParameterCount);
            for (int l = 0; l < network.Layers.Count; l++)
            {
                FiniteLayer layer = network.Layers[l];
                uint stream = 2 * (uint)(l + 1);
                Draw(backend, views.Weights[l], layer.WeightDeviation, new RandomKey(seed, firstNetwork, stream));
                if (views.Biases[l] is { } bias)
                {
                    Draw(backend, bias, layer.BiasDeviation, new RandomKey(seed, firstNetwork, stream + 1));
                }
            }
        }
    }

    private static void Draw(TensorBackend backend, Tensor destination, double deviation, RandomKey key)
    {
        if (deviation == 0)
        {
            backend.Fill(destination, 0);
            return;
        }

        backend.FillNormal(destination, key);
        if (deviation != 1)
        {
            backend.Add(destination, destination, 0, deviation);
        }
    }
}
