using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Passes;

/// <summary>
/// A batch of networks as functions of their parameters, on a set of points: outputs, and the gradient of any linear form of
/// the outputs. A mirrored network is two copies, whose difference over sqrt(2) is the output.
/// </summary>
internal sealed class NetworkPass
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly CopyPass[] _copies;
    private readonly double[] _signs;

    /// <summary>Buffers for a batch.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</param>
    /// <param name="inputs">The points: networks (or 1) x n x n_0.</param>
    /// <param name="forwardOnly">Whether the buffers of <see cref="Gradient"/> are left out.</param>
    public NetworkPass(TensorBackend backend, TensorScope scope, FiniteNetwork network, Tensor parameters, Tensor inputs, bool forwardOnly = false)
    {
        _backend = backend;
        _network = network;
        _signs = network.Copies == 2 ? [Math.Sqrt(0.5), -Math.Sqrt(0.5)] : [1];
        _copies = [.. _signs.Select((_, copy) => new CopyPass(backend, scope, network, parameters, copy * network.CopyParameterCount, inputs, forwardOnly))];
        Outputs = network.Copies == 1 ? _copies[0].Outputs : scope.Allocate(parameters.Shape.Networks, inputs.Shape.Rows, network.Outputs);
    }

    /// <summary>f: networks x n x M.</summary>
    public Tensor Outputs { get; }

    /// <summary>The copies: one, or two when mirrored.</summary>
    public IReadOnlyList<CopyPass> Copies => _copies;

    /// <summary>The parts of a vector laid out like the parameters, for <see cref="Gradient"/>.</summary>
    /// <param name="vector">networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</param>
    /// <returns>The views, one for each copy.</returns>
    public GradientViews[] Views(Tensor vector) =>
        [.. _copies.Select((_, copy) => new GradientViews(_backend, _network, vector, copy * _network.CopyParameterCount))];

    /// <summary>Computes the outputs at the parameters' present values.</summary>
    public void Forward()
    {
        for (int copy = 0; copy < _copies.Length; copy++)
        {
            _copies[copy].Forward();
            if (_copies.Length > 1)
            {
                _backend.Add(_copies[copy].Outputs, Outputs, _signs[copy], copy == 0 ? 0 : 1);
            }
        }
    }

    /// <summary>gradient = alpha d/dtheta sum(signal * f) + beta gradient; after <see cref="Forward"/>.</summary>
    /// <param name="signal">networks x n x M.</param>
    /// <param name="gradient">From <see cref="Views"/>.</param>
    /// <param name="alpha">The factor of the new gradient.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void Gradient(Tensor signal, GradientViews[] gradient, double alpha = 1, double beta = 0)
    {
        for (int copy = 0; copy < _copies.Length; copy++)
        {
            _backend.Add(signal, _copies[copy].Signal(_network.Layers.Count), _signs[copy], 0);
            _copies[copy].Backward();
            _copies[copy].ParameterGradient(gradient[copy], alpha, beta);
        }
    }
}
