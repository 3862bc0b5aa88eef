using NtkAnalytic.Networks;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// Networks whose layers are all alike: only of these does depth alone have a limit. The first layer may differ, as its variances
/// only say where the recursion starts.
/// </summary>
internal static class UniformNetwork
{
    /// <summary>The same network with one hidden layer: its first layer, and the second that stands for all others.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">Variances or widths differ between layers after the first.</exception>
    public static Network Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        int second = Math.Min(2, network.HiddenLayers + 1);
        double weight = network.WeightVariance(second);
        double bias = network.BiasVariance(second);
        bool hasWidth = network.Parameterization == Parameterization.Standard && network.HasWidths;
        double width = hasWidth ? network.WeightGradient(2, 1) : 0;
        for (int layer = 3; layer <= network.HiddenLayers + 1; layer++)
        {
            if (network.WeightVariance(layer) != weight || network.BiasVariance(layer) != bias)
            {
                throw new ArgumentException(
                    $"A limit of depth needs the same variances in every layer after the first, but those of layer {layer} differ from the second.",
                    nameof(network));
            }

            if (hasWidth && network.WeightGradient(layer, 1) != width)
            {
                throw new ArgumentException(
                    $"A limit of depth needs the same width in every layer, but that below layer {layer} differs from the first.",
                    nameof(network));
            }
        }

        Network uniform = new Network(network.Activation, 1)
            .WithWeightVariances(network.WeightVariance(1), weight)
            .WithBiasVariances(network.BiasVariance(1), bias)
            .WithArchitecture(network.Architecture)
            .WithBiasGradientFactor(network.BiasGradientFactor);
        return network.Parameterization == Parameterization.Ntk ? uniform
            : hasWidth ? uniform.WithStandardParameterization((int)width)
            : uniform.WithStandardParameterization();
    }

    /// <summary>A uniform network with another depth.</summary>
    /// <param name="uniform">What <see cref="Of"/> gave.</param>
    /// <param name="hiddenLayers">L.</param>
    public static Network AtDepth(Network uniform, int hiddenLayers)
    {
        double[] weights = [uniform.WeightVariance(1), .. Enumerable.Repeat(uniform.WeightVariance(2), hiddenLayers)];
        double[] biases = [uniform.BiasVariance(1), .. Enumerable.Repeat(uniform.BiasVariance(2), hiddenLayers)];
        return uniform
            .WithWeightVariances(weights[0])
            .WithBiasVariances(biases[0])
            .WithHiddenLayers(hiddenLayers)
            .WithWeightVariances(weights)
            .WithBiasVariances(biases);
    }
}
