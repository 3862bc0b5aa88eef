using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>
/// The kernels of a batch of networks at their present parameters, on points that fit in memory at once. Without any Jacobian: with A the
/// inputs of weight layer l (n x n_(l-1)) and G the derivative of an output by z^(l) (n x n_l), the layer adds
/// (WeightScale^2 A A'^T + BiasScale^2 1 1^T) .* (G G'^T) to the NTK, the second term where biases have gradients (derived for this
/// toolkit). A layer costs two matrix products. All buffers are made with the object; a call allocates nothing.
/// </summary>
/// <remarks>
/// A mirrored network f = (g(theta_1) - g(theta_2)) / sqrt(2) has the mean of its copies' NTKs; its NNGP is, likewise, that of g.
/// </remarks>
internal sealed class EmpiricalKernel
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly KernelRequest _request;
    private readonly Side _rows;
    private readonly Side _columns;
    private readonly Tensor _features;
    private readonly Tensor _signals;
    private readonly Tensor _one;
    private readonly Tensor? _shared;
    private readonly Tensor[][] _blocks;

    /// <summary>Buffers for a batch.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</param>
    /// <param name="rows">n points: networks (or 1) x n x n_0.</param>
    /// <param name="columns">m points of the same kind, or null for a Gram matrix or diagonal of the first.</param>
    /// <param name="request">Which entries.</param>
    public EmpiricalKernel(
        TensorBackend backend,
        TensorScope scope,
        FiniteNetwork network,
        Tensor parameters,
        Tensor rows,
        Tensor? columns = null,
        KernelRequest request = default)
    {
        _backend = backend;
        _network = network;
        _request = request;
        int[] outputs = request.Outputs.Chosen(network.Outputs);
        _rows = new Side(backend, scope, network, parameters, rows, outputs);
        _columns = columns is null || request.Diagonal ? _rows : new Side(backend, scope, network, parameters, columns, outputs);
        int batch = parameters.Shape.Networks;
        int n = rows.Shape.Rows;
        int m = request.Diagonal ? 1 : (columns ?? rows).Shape.Rows;
        _features = scope.Allocate(batch, n, m);
        _signals = scope.Allocate(batch, n, m);
        _one = scope.Allocate(1, 1, 1);
        backend.Fill(_one, 1);
        _shared = request.Diagonal && batch > 1 && rows.Shape.Networks == 1 ? scope.Allocate(1, n, 1) : null;
        int blocks = request.Blocks(network.Outputs);
        NtkParts = [.. Enumerable.Range(0, request.ByLayer ? network.Layers.Count : 1).Select(_ => scope.Allocate(batch, blocks * n, m))];
        _blocks = [.. NtkParts.Select(part => Enumerable.Range(0, blocks).Select(block => backend.View(part, (long)block * n * m, n, m)).ToArray())];
    }

    /// <summary>
    /// The NTK after <see cref="Ntk"/>, or the contributions of the weight layers 1..L + 1 where the request says so. Each is
    /// networks x n x m (a diagonal: m = 1); for pairs of outputs n x m matrices stand below each other, (o, p) as number o M + p.
    /// </summary>
    public IReadOnlyList<Tensor> NtkParts { get; }

    /// <summary>f at the points of the rows, after <see cref="Forward"/>: networks x n x M.</summary>
    public Tensor Outputs => _rows.Pass.Outputs;

    /// <summary>Runs the networks forward; to be called when parameters or points have changed.</summary>
    public void Forward()
    {
        ForwardRows();
        if (!ReferenceEquals(_rows, _columns))
        {
            ForwardColumns();
        }
    }

    /// <summary>Half of <see cref="Forward"/>.</summary>
    public void ForwardRows() => _rows.Pass.Forward();

    /// <summary>The other half, for an object that has columns of its own.</summary>
    public void ForwardColumns() => _columns.Pass.Forward();

    /// <summary>Computes <see cref="NtkParts"/>; after <see cref="Forward"/>.</summary>
    public void Ntk()
    {
        int layers = _network.Layers.Count;
        for (int copy = 0; copy < _network.Copies; copy++)
        {
            for (int layer = layers; layer >= 1; layer--)
            {
                FiniteLayer shape = _network.Layers[layer - 1];
                double bias = shape.TrainsBias ? shape.BiasScale * shape.BiasScale : 0;
                Features(copy, layer, _features, shape.WeightScale * shape.WeightScale, bias, 0);
                Tensor[] destinations = _blocks[_request.ByLayer ? layer - 1 : 0];
                bool first = copy == 0 && (_request.ByLayer || layer == layers);
                if (layer == layers)
                {
                    AddTop(destinations, first);
                }
                else
                {
                    Step(copy, layer);
                    AddLayer(layer, destinations, first);
                }
            }
        }
    }

    /// <summary>
    /// The covariance of a component of z^(l) given the layers below: sigma_w^2 / n_(l-1) A A'^T + sigma_b^2, and in residual networks the sum of
    /// that over all branches so far. Its mean over networks is E[z z'] exactly, at any width. After <see cref="Forward"/>.
    /// </summary>
    /// <param name="layer">l = 1..L + 1.</param>
    /// <param name="destination">networks x n x m.</param>
    public void Nngp(int layer, Tensor destination)
    {
        int first = layer;
        while (_network.Layers[first - 1].HasSkip)
        {
            first--;
        }

        for (int copy = 0; copy < _network.Copies; copy++)
        {
            for (int l = first; l <= layer; l++)
            {
                FiniteLayer shape = _network.Layers[l - 1];
                double weight = shape.WeightScale * shape.WeightDeviation;
                double bias = shape.BiasScale * shape.BiasDeviation;
                Features(copy, l, destination, weight * weight / _network.Copies, bias * bias / _network.Copies, l == first && copy == 0 ? 0 : 1);
            }
        }
    }

    // destination = weight (A A'^T) + bias + beta destination.
    private void Features(int copy, int layer, Tensor destination, double weight, double bias, double beta)
    {
        if (bias != 0)
        {
            _backend.Add(_one, destination, bias, beta);
            beta = 1;
        }

        Inner(_rows.Pass.Copies[copy].LayerInput(layer), _columns.Pass.Copies[copy].LayerInput(layer), destination, weight, beta);
    }

    private void Step(int copy, int layer)
    {
        _rows.Signals.Step(_rows.Pass.Copies[copy], copy, layer);
        if (!ReferenceEquals(_rows, _columns))
        {
            _columns.Signals.Step(_columns.Pass.Copies[copy], copy, layer);
        }
    }

    // G G'^T of the last layer is 1 for an output with itself and 0 for two of them.
    private void AddTop(Tensor[] destinations, bool first)
    {
        int outputs = _network.Outputs;
        for (int block = 0; block < destinations.Length; block++)
        {
            bool same = destinations.Length == 1 || _request.Diagonal || block / outputs == block % outputs;
            if (same)
            {
                _backend.Add(_features, destinations[block], Share, first ? 0 : 1);
            }
            else if (first)
            {
                _backend.Fill(destinations[block], 0);
            }
        }
    }

    private void AddLayer(int layer, Tensor[] destinations, bool first)
    {
        Tensor[] rows = _rows.Signals.At(layer);
        Tensor[] columns = _columns.Signals.At(layer);
        if (destinations.Length == 1)
        {
            for (int o = 0; o < rows.Length; o++)
            {
                Inner(rows[o], columns[o], _signals, 1.0 / rows.Length, o == 0 ? 0 : 1);
            }

            _backend.Multiply(_features, _signals, destinations[0], Share, first ? 0 : 1);
            return;
        }

        for (int block = 0; block < destinations.Length; block++)
        {
            (int o, int p) = _request.Diagonal ? (block, block) : Math.DivRem(block, rows.Length);
            Inner(rows[o], columns[p], _signals, 1, 0);
            _backend.Multiply(_features, _signals, destinations[block], Share, first ? 0 : 1);
        }
    }

    // The square of the factor +-1 / sqrt(2) that a copy has in a mirrored network.
    private double Share => 1.0 / _network.Copies;

    // destination = alpha a b^T + beta destination, or the diagonal of that.
    private void Inner(Tensor a, Tensor b, Tensor destination, double alpha, double beta)
    {
        if (!_request.Diagonal)
        {
            _backend.MatrixProduct(a, false, b, true, destination, alpha, beta);
        }
        else if (_shared is { } shared && a.Shape.Networks == 1)
        {
            _backend.SumOfProducts(a, b, shared);
            _backend.Add(shared, destination, alpha, beta);
        }
        else
        {
            _backend.SumOfProducts(a, b, destination, alpha, beta);
        }
    }

    /// <summary>One set of points: its forward pass and its signals.</summary>
    private sealed class Side(TensorBackend backend, TensorScope scope, FiniteNetwork network, Tensor parameters, Tensor points, int[] outputs)
    {
        public NetworkPass Pass { get; } = new(backend, scope, network, parameters, points, forwardOnly: true);

        public OutputSignals Signals { get; } = new(backend, scope, network, parameters, points.Shape.Rows, outputs);
    }
}
