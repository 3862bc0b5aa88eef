using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>
/// The derivatives of several outputs by the preactivations of one layer after another, from z^(L) down to z^(1): g of the layer below is
/// phi'(z) times (g W WeightScale), and g itself where there is a skip. The rows of all outputs stand below each other, so
/// that a layer is one product, and only two layers are held at a time.
/// </summary>
internal sealed class OutputSignals
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly Tensor[] _all;
    private readonly Tensor[][] _each;
    private readonly Tensor[] _derivatives;
    private readonly Tensor[][] _topWeights;
    private readonly Tensor[] _topSkips;

    /// <summary>Buffers for a batch.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</param>
    /// <param name="points">n.</param>
    /// <param name="outputs">The outputs to start from.</param>
    public OutputSignals(TensorBackend backend, TensorScope scope, FiniteNetwork network, Tensor parameters, int points, int[] outputs)
    {
        _backend = backend;
        _network = network;
        int hidden = network.Widths.Count;
        _all = new Tensor[hidden];
        _each = new Tensor[hidden][];
        _derivatives = new Tensor[hidden];
        _topWeights = new Tensor[network.Copies][];
        _topSkips = [];
        if (hidden == 0)
        {
            return;
        }

        int batch = parameters.Shape.Networks;
        int greatest = network.Widths.Max();
        int stacked = outputs.Length * points;
        Tensor[] held = [scope.Allocate(batch, stacked, greatest), scope.Allocate(batch, stacked, greatest)];
        Tensor derivative = scope.Allocate(batch, points, greatest);
        for (int l = 0; l < hidden; l++)
        {
            int width = network.Widths[l];
            Tensor buffer = held[l % 2];
            _all[l] = backend.View(buffer, 0, stacked, width);
            _each[l] = [.. outputs.Select((_, o) => backend.View(buffer, (long)o * points * width, points, width))];
            _derivatives[l] = backend.View(derivative, 0, points, width);
        }

        FiniteLayer top = network.Layers[^1];
        for (int copy = 0; copy < network.Copies; copy++)
        {
            long start = (copy * network.CopyParameterCount) + top.WeightOffset;
            _topWeights[copy] = [.. outputs.Select(o => backend.View(parameters, start + ((long)o * top.Inputs), 1, top.Inputs))];
        }

        if (top.HasSkip)
        {
            _topSkips = [.. outputs.Select(o => Unit(backend, scope, top.Inputs, o))];
        }
    }

    /// <summary>The signals at z^(l) of each output, once <see cref="Step"/> has come to it: networks x n x n_l.</summary>
    /// <param name="layer">l = 1..L.</param>
    /// <returns>One tensor for each output.</returns>
    public Tensor[] At(int layer) => _each[layer - 1];

    /// <summary>Goes from z^(l+1) to z^(l); to be called for l = L, L - 1, ..., 1.</summary>
    /// <param name="pass">The forward pass of a copy.</param>
    /// <param name="copy">Which copy.</param>
    /// <param name="layer">l.</param>
    public void Step(CopyPass pass, int copy, int layer)
    {
        int l = layer - 1;
        FiniteLayer above = _network.Layers[layer];
        Tensor derivative = _derivatives[l];
        _backend.ActivateDerivative(_network.Network.Activation, pass.Preactivation(layer), derivative);
        if (layer == _network.Widths.Count)
        {
            // The signal at an output is 1 there and 0 elsewhere, so that the product is a row of the weights.
            for (int o = 0; o < _each[l].Length; o++)
            {
                _backend.Multiply(_topWeights[copy][o], derivative, _each[l][o], above.WeightScale);
                if (above.HasSkip)
                {
                    _backend.Add(_topSkips[o], _each[l][o]);
                }
            }

            return;
        }

        _backend.MatrixProduct(_all[layer], false, pass.Weights(layer + 1), false, _all[l], above.WeightScale);
        foreach (Tensor signal in _each[l])
        {
            _backend.Multiply(signal, derivative, signal);
        }

        if (above.HasSkip)
        {
            _backend.Add(_all[layer], _all[l]);
        }
    }

    private static Tensor Unit(TensorBackend backend, TensorScope scope, int width, int index)
    {
        double[] entries = new double[width];
        entries[index] = 1;
        Tensor unit = scope.Allocate(1, 1, width);
        backend.Write(entries, unit);
        return unit;
    }
}
