using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// One copy of a network at all rows (training rows first), as a series in the path's signature. With S for (-1/n)^k S^(k), the sum over b_1..b_k of
/// S^(k)_{b1..bk} times the k-fold derivative along grad f_b1, ..., grad f_bk is the term of degree k of any quantity q, q_k. Signatures obey
/// the shuffle relations, so q -> q + q_1 + q_2 + ... respects products: the network's own formulas give the series, degree by degree, as they
/// would for the parameters theta + theta_1 + theta_2 + ...
/// </summary>
/// <remarks>
/// theta_1 is the sum of S_b grad f_b; theta_2 is the sum over b of the derivative of grad f_b along b's own direction, the sum over c of S_bc grad f_c.
/// At the training rows the derivatives of z, phi, h and g along their own directions (primed below) are needed, and nothing else of them: the change of the weights
/// enters z at row b as sum over c of S_bc F_bc G_c. All motions are sums of outer products, so no weights are formed.
/// </remarks>
internal sealed class SeriesCopy
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly SeriesLayer[] _layers;
    private readonly SeriesHidden[] _hidden;
    private readonly Tensor[] _weights;
    private readonly Tensor _cross;
    private readonly Tensor _weighted;

    /// <summary>Buffers, and the terms of degree 0.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="network">A fully connected network.</param>
    /// <param name="parameters">1 x 1 x (at least the parameters of one copy).</param>
    /// <param name="offset">Where this copy's parameters begin.</param>
    /// <param name="inputs">1 x rows x n_0.</param>
    /// <param name="units">1 x rows x M: the derivative of each row's output by the outputs.</param>
    /// <param name="indices">N.</param>
    /// <param name="degree">The highest degree: 0, 1 or 2.</param>
    public SeriesCopy(TensorBackend backend, TensorScope scope, FiniteNetwork network, Tensor parameters, long offset, Tensor inputs, Tensor units, int indices, int degree)
    {
        _backend = backend;
        _network = network;
        int rows = inputs.Shape.Rows;
        _weights = [.. network.Layers.Select(layer => backend.View(parameters, offset + layer.WeightOffset, layer.Outputs, layer.Inputs))];
        _hidden = [.. network.Widths.Select(width => new SeriesHidden(backend, scope, network.Network.Activation, rows, indices, width, degree))];
        _layers = [.. network.Layers.Select((layer, l) => new SeriesLayer(
            backend,
            scope,
            layer,
            l == 0 ? [inputs] : _hidden[l - 1].Activations,
            l == _hidden.Length ? [units] : _hidden[l].Signals,
            indices))];
        _cross = scope.Allocate(1, rows, indices);
        _weighted = scope.Allocate(1, indices, indices);
        Start(parameters, offset);
    }

    /// <summary>Adds the terms of degree 1.</summary>
    /// <param name="signature">S^(1): 1 x N x 1.</param>
    public void First(Tensor signature)
    {
        foreach (SeriesLayer layer in _layers)
        {
            layer.Move(signature);
        }

        for (int l = 0; l < _hidden.Length; l++)
        {
            Tensor z = _hidden[l].Preactivations[1];
            Carry(l, 1, z);
            _backend.MatrixProduct(_layers[l].Features[0], false, _layers[l].MovedSignals, false, z, 1, 1);
            _hidden[l].Activate(1);
        }

        for (int l = _hidden.Length - 1; l >= 0; l--)
        {
            SeriesLayer above = _layers[l + 1];
            Tensor h = _hidden[l].HiddenSignals[1];
            CarryBack(l, 1, h);
            _backend.MatrixProduct(above.Products[0], false, above.MovedInputs, false, h, above.Scale, 1);
            _hidden[l].Signal(1);
        }

        Kernels(1);
    }

    /// <summary>Adds the terms of degree 2; after <see cref="First"/>.</summary>
    /// <param name="signature">S^(2): 1 x N x N.</param>
    public void Second(Tensor signature)
    {
        OwnDirections(signature);
        for (int l = 0; l < _hidden.Length; l++)
        {
            SeriesLayer layer = _layers[l];
            Tensor z = _hidden[l].Preactivations[2];
            Carry(l, 2, z);
            _backend.MatrixProduct(layer.Features[0], false, _hidden[l].OwnSignals, false, z, 1, 1);
            if (l > 0)
            {
                Cross(layer.Inputs[1], layer.TrainingInputs[0], layer.Scale, layer.MovedSignals, z);
                Cross(layer.Inputs[0], _hidden[l - 1].OwnActivations, layer.Scale, layer.TrainingSignals[0], z);
            }

            _hidden[l].Activate(2);
        }

        for (int l = _hidden.Length - 1; l >= 0; l--)
        {
            SeriesLayer above = _layers[l + 1];
            Tensor h = _hidden[l].HiddenSignals[2];
            CarryBack(l, 2, h);
            _backend.MatrixProduct(above.Products[0], false, _hidden[l].OwnActivations, false, h, above.Scale, 1);
            if (l + 1 < _hidden.Length)
            {
                Cross(above.Signals[1], above.TrainingSignals[0], above.Scale, above.MovedInputs, h);
                Cross(above.Signals[0], _hidden[l + 1].OwnSignals, above.Scale, above.TrainingInputs[0], h);
            }

            _hidden[l].Signal(2);
        }

        Kernels(2);
    }

    /// <summary>destination += share (the kernel's term of one degree).</summary>
    /// <param name="degree">0, 1 or 2, computed.</param>
    /// <param name="share">A factor.</param>
    /// <param name="destination">rows x N.</param>
    public void Add(int degree, double share, Tensor destination)
    {
        foreach (SeriesLayer layer in _layers)
        {
            layer.Add(degree, share, destination);
        }
    }

    private void Start(Tensor parameters, long offset)
    {
        for (int l = 0; l < _hidden.Length; l++)
        {
            var shape = _network.Layers[l];
            Tensor z = _hidden[l].Preactivations[0];
            _backend.MatrixProduct(_layers[l].Inputs[0], false, _weights[l], true, z, shape.WeightScale);
            if (shape.HasBias)
            {
                _backend.Add(_backend.View(parameters, offset + shape.BiasOffset, 1, shape.Outputs), z, shape.BiasScale);
            }

            _hidden[l].Activate(0);
        }

        for (int l = _hidden.Length - 1; l >= 0; l--)
        {
            _backend.MatrixProduct(_layers[l + 1].Signals[0], false, _weights[l + 1], false, _hidden[l].HiddenSignals[0], _network.Layers[l + 1].WeightScale);
            _hidden[l].Signal(0);
        }

        Kernels(0);
    }

    // The derivatives at each training row along its own direction.
    private void OwnDirections(Tensor signature)
    {
        int indices = signature.Shape.Rows;
        for (int l = 0; l < _hidden.Length; l++)
        {
            Tensor z = _hidden[l].OwnPreactivations;
            double keep = 0;
            if (l > 0)
            {
                _backend.MatrixProduct(_hidden[l - 1].OwnActivations, false, _weights[l], true, z, _network.Layers[l].WeightScale);
                keep = 1;
            }

            _backend.Multiply(signature, _backend.View(_layers[l].Features[0], 0, indices, indices), _weighted);
            _backend.MatrixProduct(_weighted, false, _layers[l].TrainingSignals[0], false, z, 1, keep);
            _hidden[l].OwnActivate();
        }

        for (int l = _hidden.Length - 1; l >= 0; l--)
        {
            SeriesLayer above = _layers[l + 1];
            Tensor h = _hidden[l].OwnHiddenSignals;
            double keep = 0;
            if (l + 1 < _hidden.Length)
            {
                _backend.MatrixProduct(_hidden[l + 1].OwnSignals, false, _weights[l + 1], false, h, _network.Layers[l + 1].WeightScale);
                keep = 1;
            }

            _backend.Multiply(signature, _backend.View(above.Products[0], 0, indices, indices), _weighted);
            _backend.MatrixProduct(_weighted, false, above.TrainingInputs[0], false, h, above.Scale, keep);
            _hidden[l].OwnSignal();
        }
    }

    // z = s A_k W^T, nothing for the inputs, which do not move.
    private void Carry(int l, int degree, Tensor z)
    {
        if (l == 0)
        {
            _backend.Fill(z, 0);
        }
        else
        {
            _backend.MatrixProduct(_layers[l].Inputs[degree], false, _weights[l], true, z, _network.Layers[l].WeightScale);
        }
    }

    private void CarryBack(int l, int degree, Tensor h)
    {
        if (l + 1 == _hidden.Length)
        {
            _backend.Fill(h, 0);
        }
        else
        {
            _backend.MatrixProduct(_layers[l + 1].Signals[degree], false, _weights[l + 1], false, h, _network.Layers[l + 1].WeightScale);
        }
    }

    // destination += scale (a b^T) vectors.
    private void Cross(Tensor a, Tensor b, double scale, Tensor vectors, Tensor destination)
    {
        _backend.MatrixProduct(a, false, b, true, _cross, scale);
        _backend.MatrixProduct(_cross, false, vectors, false, destination, 1, 1);
    }

    private void Kernels(int degree)
    {
        foreach (SeriesLayer layer in _layers)
        {
            layer.Kernels(degree);
        }
    }
}
