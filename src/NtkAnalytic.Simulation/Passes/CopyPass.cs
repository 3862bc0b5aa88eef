using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Passes;

/// <summary>
/// One copy of a network's function on a set of points, for a batch of networks: forward, and backward from any signal at the outputs.
/// All buffers are made with the pass; a pass allocates nothing. Points are rows: 1 x n x n_0 when all networks see the same, else
/// networks x n x n_0.
/// </summary>
internal sealed class CopyPass
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly Tensor _inputs;
    private readonly Tensor[] _weights;
    private readonly Tensor?[] _biases;
    private readonly Tensor[] _preactivations;
    private readonly Tensor[] _activations;
    private readonly Tensor[] _derivatives;
    private readonly Tensor[] _signals;
    private readonly Tensor?[] _skips;
    private bool _hasDerivatives;

    /// <summary>Buffers for a batch.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">networks x 1 x (at least the parameters of one copy).</param>
    /// <param name="offset">Where this copy's parameters begin.</param>
    /// <param name="inputs">The points.</param>
    /// <param name="forwardOnly">Whether the buffers of <see cref="Backward"/> are left out.</param>
    public CopyPass(TensorBackend backend, TensorScope scope, FiniteNetwork network, Tensor parameters, long offset, Tensor inputs, bool forwardOnly = false)
    {
        _backend = backend;
        _network = network;
        _inputs = inputs;
        int layers = network.Layers.Count;
        int batch = parameters.Shape.Networks;
        int points = inputs.Shape.Rows;
        _weights = new Tensor[layers];
        _biases = new Tensor?[layers];
        _preactivations = new Tensor[layers];
        _activations = new Tensor[layers - 1];
        _derivatives = new Tensor[forwardOnly ? 0 : layers - 1];
        _signals = new Tensor[forwardOnly ? 0 : layers];
        _skips = new Tensor?[layers];
        for (int l = 0; l < layers; l++)
        {
            FiniteLayer layer = network.Layers[l];
            _weights[l] = backend.View(parameters, offset + layer.WeightOffset, layer.Outputs, layer.Inputs);
            _biases[l] = layer.HasBias ? backend.View(parameters, offset + layer.BiasOffset, 1, layer.Outputs) : null;
            _preactivations[l] = scope.Allocate(batch, points, layer.Outputs);
            if (l < layers - 1)
            {
                _activations[l] = scope.Allocate(batch, points, layer.Outputs);
            }

            if (!forwardOnly)
            {
                _signals[l] = scope.Allocate(batch, points, layer.Outputs);
                if (l < layers - 1)
                {
                    _derivatives[l] = scope.Allocate(batch, points, layer.Outputs);
                }
            }

            // Fewer outputs than components: the skip takes the first of them, by a product with the first rows of the identity.
            if (layer.HasSkip && layer.Outputs < layer.Inputs)
            {
                _skips[l] = scope.Allocate(1, layer.Outputs, layer.Inputs);
                backend.Write(FirstRowsOfIdentity(layer.Outputs, layer.Inputs), _skips[l]!);
            }
        }
    }

    /// <summary>z^(L+1): networks x n x M.</summary>
    public Tensor Outputs => _preactivations[^1];

    /// <summary>The derivative of the signal's outputs by z^(l), to be read after <see cref="Backward"/>.</summary>
    /// <param name="layer">l = 1..L + 1.</param>
    /// <returns>networks x n x n_l.</returns>
    public Tensor Signal(int layer) => _signals[layer - 1];

    /// <summary>What layer l multiplies by its weights: the points, or phi(z^(l-1)).</summary>
    /// <param name="layer">l = 1..L + 1.</param>
    /// <returns>networks (or 1) x n x n_(l-1).</returns>
    public Tensor LayerInput(int layer) => layer == 1 ? _inputs : _activations[layer - 2];

    /// <summary>The preactivations z^(l).</summary>
    /// <param name="layer">l = 1..L + 1.</param>
    /// <returns>networks x n x n_l.</returns>
    public Tensor Preactivation(int layer) => _preactivations[layer - 1];

    /// <summary>The weights of layer l: networks x n_l x n_(l-1).</summary>
    public Tensor Weights(int layer) => _weights[layer - 1];

    /// <summary>Computes the outputs at the parameters' present values.</summary>
    public void Forward()
    {
        for (int l = 0; l < _weights.Length; l++)
        {
            FiniteLayer layer = _network.Layers[l];
            Tensor z = _preactivations[l];
            _backend.MatrixProduct(LayerInput(l + 1), false, _weights[l], true, z, layer.WeightScale);
            if (_biases[l] is { } bias)
            {
                _backend.Add(bias, z, layer.BiasScale);
            }

            if (layer.HasSkip)
            {
                AddSkip(l, z);
            }

            if (l < _activations.Length)
            {
                _backend.Activate(_network.Network.Activation, z, _activations[l]);
            }
        }

        _hasDerivatives = false;
    }

    /// <summary>Carries the signal at the outputs, which is in <see cref="Signal"/>(L + 1), back to every layer; after <see cref="Forward"/>.</summary>
    public void Backward()
    {
        for (int l = _weights.Length - 1; l > 0; l--)
        {
            FiniteLayer layer = _network.Layers[l];
            if (!_hasDerivatives)
            {
                _backend.ActivateDerivative(_network.Network.Activation, _preactivations[l - 1], _derivatives[l - 1]);
            }

            Tensor below = _signals[l - 1];
            _backend.MatrixProduct(_signals[l], false, _weights[l], false, below, layer.WeightScale);
            _backend.Multiply(below, _derivatives[l - 1], below);
            if (layer.HasSkip)
            {
                AddSkipSignal(l, below);
            }
        }

        _hasDerivatives = true;
    }

    /// <summary>gradient = alpha (sum over points of the signal's outputs' derivative by the parameters) + beta gradient; after <see cref="Backward"/>.</summary>
    /// <param name="gradient">Views of the gradient, one for each layer.</param>
    /// <param name="alpha">The factor of the new gradient.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void ParameterGradient(GradientViews gradient, double alpha, double beta)
    {
        for (int l = 0; l < _weights.Length; l++)
        {
            FiniteLayer layer = _network.Layers[l];
            _backend.MatrixProduct(_signals[l], true, LayerInput(l + 1), false, gradient.Weights[l], alpha * layer.WeightScale, beta);
            if (gradient.Biases[l] is { } bias)
            {
                if (layer.TrainsBias)
                {
                    _backend.Sum(_signals[l], bias, alpha * layer.BiasScale, beta);
                }
                else
                {
                    _backend.Fill(bias, 0);
                }
            }
        }
    }

    private void AddSkip(int l, Tensor z)
    {
        if (_skips[l] is { } first)
        {
            _backend.MatrixProduct(_preactivations[l - 1], false, first, true, z, 1, 1);
        }
        else
        {
            _backend.Add(_preactivations[l - 1], z);
        }
    }

    private void AddSkipSignal(int l, Tensor below)
    {
        if (_skips[l] is { } first)
        {
            _backend.MatrixProduct(_signals[l], false, first, false, below, 1, 1);
        }
        else
        {
            _backend.Add(_signals[l], below);
        }
    }

    private static double[] FirstRowsOfIdentity(int rows, int columns)
    {
        double[] entries = new double[(long)rows * columns];
        for (int i = 0; i < rows; i++)
        {
            entries[((long)i * columns) + i] = 1;
        }

        return entries;
    }
}
