using NtkAnalytic.Networks;

namespace NtkAnalytic.Kernels;

/// <summary>
/// One step of the recursion, from layer l to layer l + 1, with m = E[phi phi] and d = E[phi' phi'] at layer l:
/// K^(l+1) = skip K^l + weight m + bias and Theta^(l+1) = skip Theta^l + weightGradient m + biasGradient + weight d Theta^l.
/// </summary>
/// <param name="Skip">1 in residual networks, 0 in fully connected ones.</param>
/// <param name="Weight">sigma_w^2 times the scale of the branch.</param>
/// <param name="Bias">sigma_b^2 times the scale of the branch.</param>
/// <param name="WeightGradient">What the weight gradients of layer l + 1 add, for each unit of m.</param>
/// <param name="BiasGradient">What its bias gradients add.</param>
internal readonly record struct LayerRule(double Skip, double Weight, double Bias, double WeightGradient, double BiasGradient)
{
    /// <summary>True when the weights are the only part of the sum: its correlation is theirs.</summary>
    public bool KeepsCorrelation => Skip == 0 && Bias == 0 && Weight > 0;

    /// <summary>The linear first layer, with m = x.x' / n_0 and neither skip nor Theta^0.</summary>
    public static LayerRule First(Network network, int inputDimension, bool withGradients) => new(
        0,
        network.WeightVariance(1),
        network.BiasVariance(1),
        withGradients ? network.WeightGradient(1, inputDimension) : 0,
        withGradients ? network.BiasGradient(1) : 0);

    /// <summary>The step out of hidden layer l.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">l = 1..L.</param>
    /// <param name="withGradients">False leaves the gradient terms out, so that no widths are needed.</param>
    public static LayerRule Of(Network network, int layer, bool withGradients)
    {
        double scale = network.Architecture == Architecture.ScaledResidual ? 1.0 / (layer + 1) : 1;
        return new LayerRule(
            network.Architecture == Architecture.FullyConnected ? 0 : 1,
            scale * network.WeightVariance(layer + 1),
            scale * network.BiasVariance(layer + 1),
            withGradients ? scale * network.WeightGradient(layer + 1, 0) : 0,
            withGradients ? scale * network.BiasGradient(layer + 1) : 0);
    }

    /// <summary>Theta^(l+1) from its parts. What is infinite, a derivative dual or Theta^l, acts on a vanishing factor as the limit does, not as 0 times infinity.</summary>
    public double NextNtk(double ntk, double moment, double derivative)
    {
        double through = ntk == 0 || Weight == 0 ? 0 : Weight * derivative * ntk;
        double kept = Skip == 0 ? 0 : Skip * ntk;
        return kept + (WeightGradient * moment) + BiasGradient + through;
    }
}
