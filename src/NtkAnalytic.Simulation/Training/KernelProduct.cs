using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// Theta v = J (J^T v) without Theta: J^T v is a gradient, and J u is the derivative of the outputs along u, carried forward layer by layer:
/// dz = scale (dW a + W da) + bias scale db, da = phi'(z) dz. After <see cref="NetworkPass.Forward"/>.
/// </summary>
internal sealed class KernelProduct
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly NetworkPass _pass;
    private readonly GradientViews[] _direction;
    private readonly Tensor[] _tangents;
    private readonly Tensor[] _derivatives;
    private readonly Tensor _signal;
    private readonly Tensor _result;
    private readonly Tensor? _firstRows;

    /// <summary>Buffers.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="network">The network.</param>
    /// <param name="pass">Its pass on the points.</param>
    /// <param name="scratch">Like the parameters; overwritten.</param>
    public KernelProduct(TensorBackend backend, TensorScope scope, FiniteNetwork network, NetworkPass pass, Tensor scratch)
    {
        _backend = backend;
        _network = network;
        _pass = pass;
        _direction = pass.Views(scratch);
        (int batch, int points, int outputs) = pass.Outputs.Shape;
        _tangents = [.. network.Layers.Select(layer => scope.Allocate(batch, points, layer.Outputs))];
        _derivatives = [.. network.Layers.SkipLast(1).Select(layer => scope.Allocate(batch, points, layer.Outputs))];
        _signal = scope.Allocate(batch, points, outputs);
        _result = scope.Allocate(batch, points, outputs);
        FiniteLayer last = network.Layers[^1];
        if (last.HasSkip && last.Outputs < last.Inputs)
        {
            double[] entries = new double[(long)last.Outputs * last.Inputs];
            for (int i = 0; i < last.Outputs; i++)
            {
                entries[((long)i * last.Inputs) + i] = 1;
            }

            _firstRows = scope.Allocate(1, last.Outputs, last.Inputs);
            backend.Write(entries, _firstRows);
        }
    }

    /// <summary>Theta v for each network.</summary>
    /// <param name="vectors">Networks, points, outputs; overwritten by the products.</param>
    public void Apply(double[] vectors)
    {
        _backend.Write(vectors, _signal);
        _pass.Gradient(_signal, _direction);
        for (int copy = 0; copy < _pass.Copies.Count; copy++)
        {
            Forward(_pass.Copies[copy], _direction[copy]);
            double sign = _pass.Copies.Count == 1 ? 1 : copy == 0 ? Math.Sqrt(0.5) : -Math.Sqrt(0.5);
            _backend.Add(_tangents[^1], _result, sign, copy == 0 ? 0 : 1);
        }

        _backend.Read(_result, vectors);
    }

    private void Forward(CopyPass copy, GradientViews direction)
    {
        for (int l = 0; l < _tangents.Length; l++)
        {
            FiniteLayer layer = _network.Layers[l];
            Tensor tangent = _tangents[l];
            _backend.MatrixProduct(copy.LayerInput(l + 1), false, direction.Weights[l], true, tangent, layer.WeightScale);
            if (l > 0)
            {
                _backend.MatrixProduct(_derivatives[l - 1], false, copy.Weights(l + 1), true, tangent, layer.WeightScale, 1);
            }

            if (layer.TrainsBias)
            {
                _backend.Add(direction.Biases[l]!, tangent, layer.BiasScale);
            }

            if (layer.HasSkip)
            {
                AddSkip(layer, _tangents[l - 1], tangent);
            }

            if (l < _derivatives.Length)
            {
                _backend.ActivateDerivative(_network.Network.Activation, copy.Preactivation(l + 1), _derivatives[l]);
                _backend.Multiply(tangent, _derivatives[l], _derivatives[l]);
            }
        }
    }

    private void AddSkip(FiniteLayer layer, Tensor below, Tensor tangent)
    {
        if (layer.Outputs < layer.Inputs)
        {
            _backend.MatrixProduct(below, false, _firstRows!, true, tangent, 1, 1);
        }
        else
        {
            _backend.Add(below, tangent);
        }
    }
}
