using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// One copy of a network at a set of rows (point and output; a point stands once for each output) with all derivatives along tuples of directions: the
/// preactivations z, phi^(j)(z), the signals h at phi(z) and g at z.
/// </summary>
internal sealed class JetRows
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly Tensor[] _weights;
    private readonly Tensor?[] _biases;
    private readonly JetArray[] _preactivations;
    private readonly JetArray[][] _activations;
    private readonly JetArray[] _hiddenSignals;
    private readonly JetArray[] _signals;
    private readonly JetArray _inputs;
    private readonly JetMoves _moves;

    /// <summary>Buffers.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="plan">The lengths of tuples.</param>
    /// <param name="network">A fully connected network.</param>
    /// <param name="parameters">1 x 1 x (at least the parameters of one copy).</param>
    /// <param name="offset">Where this copy's parameters begin.</param>
    /// <param name="inputs">1 x rows x n_0.</param>
    /// <param name="units">1 x rows x M: the derivative of each row's output by the outputs.</param>
    public JetRows(TensorBackend backend, TensorScope scope, JetPlan plan, FiniteNetwork network, Tensor parameters, long offset, Tensor inputs, Tensor units)
    {
        _backend = backend;
        _network = network;
        Rows = inputs.Shape.Rows;
        int layers = network.Layers.Count;
        int k = plan.Generators;
        _weights = [.. network.Layers.Select(layer => backend.View(parameters, offset + layer.WeightOffset, layer.Outputs, layer.Inputs))];
        _biases = [.. network.Layers.Select(layer => layer.HasBias ? backend.View(parameters, offset + layer.BiasOffset, 1, layer.Outputs) : null)];
        _inputs = JetArray.Constant(backend, inputs);
        _preactivations = new JetArray[layers - 1];
        _activations = new JetArray[layers - 1][];
        _hiddenSignals = new JetArray[layers - 1];
        _signals = new JetArray[layers];
        for (int l = 0; l < layers - 1; l++)
        {
            int width = network.Widths[l];
            _preactivations[l] = Allocate(k);
            _hiddenSignals[l] = Allocate(k);
            _signals[l] = Allocate(k);

            // phi' is derived k times, phi^(j) only as often as the chain rule still asks for.
            _activations[l] = [.. Enumerable.Range(0, k + 2).Select(j => Allocate(Math.Min(k, k + 1 - j)))];

            JetArray Allocate(int highest) => JetArray.Allocate(backend, scope, plan, highest, Rows, width);
        }

        _signals[^1] = JetArray.Constant(backend, units);
        _moves = new JetMoves(backend, scope, plan, Rows, Math.Max(network.Layers.Max(layer => layer.Inputs), network.Layers.Max(layer => layer.Outputs)));
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>What layer l multiplies by its weights.</summary>
    /// <param name="layer">l = 1..L + 1.</param>
    /// <returns>rows x n_(l-1).</returns>
    public JetArray LayerInput(int layer) => layer == 1 ? _inputs : _activations[layer - 2][0];

    /// <summary>The derivative of each row's output by z^(l).</summary>
    /// <param name="layer">l = 1..L + 1.</param>
    /// <returns>rows x n_l.</returns>
    public JetArray Signal(int layer) => _signals[layer - 1];

    /// <summary>Computes the derivatives along a block of tuples; those along shorter tuples have been computed, at the training rows too.</summary>
    /// <param name="block">The tuples.</param>
    /// <param name="generators">k, the length of the longest tuples.</param>
    /// <param name="training">The training rows, which may be these.</param>
    public void Compute(JetBlock block, int generators, JetRows training)
    {
        for (int layer = 1; layer <= _preactivations.Length; layer++)
        {
            Preactivation(block, layer, training);
            Activations(block, layer, generators);
        }

        for (int layer = _preactivations.Length; layer >= 1; layer--)
        {
            Signals(block, layer, training);
        }
    }

    private void Preactivation(JetBlock block, int layer, JetRows training)
    {
        FiniteLayer shape = _network.Layers[layer - 1];
        JetArray z = _preactivations[layer - 1];
        JetArray input = LayerInput(layer);
        bool hasInput = !input.IsZero(block.Whole);
        if (hasInput)
        {
            _backend.MatrixProduct(input.Flat(block, block.Whole), false, _weights[layer - 1], true, z.Flat(block, block.Whole), shape.WeightScale);
        }

        if (block.Length == 0)
        {
            if (_biases[layer - 1] is { } bias)
            {
                _backend.Add(bias, z.Of(block, 0), shape.BiasScale);
            }

            return;
        }

        double biasMotion = shape.TrainsBias ? shape.BiasScale * shape.BiasScale : 0;
        _moves.Add(block, training.LayerInput(layer), input, training.Signal(layer), shape.WeightScale * shape.WeightScale, biasMotion, hasInput ? 1 : 0, z.Of(block, block.Whole));
    }

    // D_B phi^(j) = the sum over parts S of B without b_1 of D_S phi^(j+1) D_(B\S) z: the chain rule for b_1, Leibniz' for the others.
    private void Activations(JetBlock block, int layer, int generators)
    {
        JetArray z = _preactivations[layer - 1];
        JetArray[] phi = _activations[layer - 1];
        if (block.Length == 0)
        {
            for (int j = 0; j < phi.Length; j++)
            {
                _backend.ActivateDerivative(_network.Network.Activation, z.Of(block, 0), phi[j].Of(block, 0), j);
            }

            return;
        }

        for (int j = 0; j <= Math.Min(generators, generators + 1 - block.Length); j++)
        {
            foreach (int part in JetMoves.Parts(block.Whole & ~1))
            {
                _backend.Multiply(phi[j + 1].Of(block, part), z.Of(block, block.Whole & ~part), phi[j].Of(block, block.Whole), 1, part == 0 ? 0 : 1);
            }
        }
    }

    private void Signals(JetBlock block, int layer, JetRows training)
    {
        FiniteLayer above = _network.Layers[layer];
        JetArray signal = Signal(layer + 1);
        JetArray h = _hiddenSignals[layer - 1];
        bool hasSignal = !signal.IsZero(block.Whole);
        if (hasSignal)
        {
            _backend.MatrixProduct(signal.Flat(block, block.Whole), false, _weights[layer], false, h.Flat(block, block.Whole), above.WeightScale);
        }

        if (block.Length > 0)
        {
            _moves.Add(block, training.Signal(layer + 1), signal, training.LayerInput(layer + 1), above.WeightScale * above.WeightScale, 0, hasSignal ? 1 : 0, h.Of(block, block.Whole));
        }

        JetArray slope = _activations[layer - 1][1];
        foreach (int part in JetMoves.Parts(block.Whole))
        {
            _backend.Multiply(slope.Of(block, part), h.Of(block, block.Whole & ~part), _signals[layer - 1].Of(block, block.Whole), 1, part == 0 ? 0 : 1);
        }
    }
}
