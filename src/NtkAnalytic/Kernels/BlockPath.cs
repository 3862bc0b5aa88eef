using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Kernels;

/// <summary>
/// A block of inputs on its way through the layers. The layers are kept where they fit into the memory allowed, and made anew
/// for every walk where they do not.
/// </summary>
internal sealed class BlockPath
{
    private readonly Network _network;
    private readonly DualActivation _dual;
    private readonly bool _withGradients;
    private readonly BlockLayer[]? _kept;

    public BlockPath(Network network, DualActivation dual, ReadOnlySpan<double> meanSquares, int inputDimension, bool withGradients, bool keep)
    {
        _network = network;
        _dual = dual;
        _withGradients = withGradients;
        FirstRule = LayerRule.First(network, inputDimension, withGradients);
        int count = meanSquares.Length;
        FirstNngp = new double[count];
        FirstNtk = new double[count];
        FirstRoot = new double[count];
        FirstWeight = new double[count];
        for (int i = 0; i < count; i++)
        {
            double weight = FirstRule.Weight * meanSquares[i];
            FirstNngp[i] = weight + FirstRule.Bias;
            FirstNtk[i] = FirstRule.NextNtk(0, meanSquares[i], 0);
            if (!double.IsFinite(FirstNngp[i]) || !double.IsFinite(FirstNtk[i]))
            {
                throw BlockLayer.Overflow(1, meanSquares[i]);
            }

            FirstWeight[i] = Math.Sqrt(weight);
            FirstRoot[i] = Math.Sqrt(FirstNngp[i]);
        }

        if (keep)
        {
            _kept = new BlockLayer[network.HiddenLayers];
            BlockLayer? current = null;
            for (int layer = 1; layer <= _kept.Length; layer++)
            {
                current = Step(current, layer);
                _kept[layer - 1] = current;
            }
        }
    }

    public int Count => FirstNngp.Length;

    public LayerRule FirstRule { get; }

    /// <summary>K^1(x, x).</summary>
    public double[] FirstNngp { get; }

    /// <summary>Theta^1(x, x).</summary>
    public double[] FirstNtk { get; }

    /// <summary>sqrt K^1.</summary>
    public double[] FirstRoot { get; }

    /// <summary>The root of the weight part of K^1.</summary>
    public double[] FirstWeight { get; }

    /// <summary>The step out of a layer.</summary>
    /// <param name="previous">The step out of the layer before; null for the first.</param>
    /// <param name="layer">1..L.</param>
    public BlockLayer Next(BlockLayer? previous, int layer) => _kept is null ? Step(previous, layer) : _kept[layer - 1];

    private BlockLayer Step(BlockLayer? previous, int layer) => BlockLayer.Step(
        _dual,
        LayerRule.Of(_network, layer, _withGradients),
        layer,
        previous?.Nngp ?? FirstNngp,
        previous?.Ntk ?? FirstNtk);
}
