using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// The derivatives, along tuples of directions, of the kernel between some rows and the training rows: the sum over weight layers of F .* (G G^T), with
/// F = s^2 A A^T + bias, A the layer's inputs and G its signals. Between the training rows themselves all of this is symmetric; along the longest
/// tuples, where nearly all of the work is, then one of any two products is computed that are each other's transpose.
/// </summary>
internal sealed class JetKernel
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly JetRows _rows;
    private readonly JetRows _training;
    private readonly JetArray[] _features;
    private readonly JetArray[] _products;
    private readonly Tensor _one;
    private readonly int _longest;

    /// <summary>Buffers.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="plan">The lengths of tuples.</param>
    /// <param name="network">The network.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="training">The training rows.</param>
    public JetKernel(TensorBackend backend, TensorScope scope, JetPlan plan, FiniteNetwork network, JetRows rows, JetRows training)
    {
        _backend = backend;
        _network = network;
        _rows = rows;
        _training = training;
        _longest = plan.Generators;
        _features = [.. network.Layers.Select(_ => Allocate())];
        _products = [.. network.Layers.Select(_ => Allocate())];
        _one = scope.Allocate(1, 1, 1);
        backend.Fill(_one, 1);

        JetArray Allocate() => JetArray.Allocate(backend, scope, plan, plan.Generators, rows.Rows, training.Rows);
    }

    /// <summary>Whether <see cref="Compute"/> leaves a half H of what is asked for, which is H + H^T.</summary>
    /// <param name="block">The tuples.</param>
    /// <returns>True between the training rows, along the longest tuples.</returns>
    public bool IsHalf(JetBlock block) => ReferenceEquals(_rows, _training) && block.Length > 0 && block.Length == _longest;

    /// <summary>
    /// destination = share (the derivatives along a block of tuples, or half of them) + beta destination; those along shorter tuples have been computed.
    /// </summary>
    /// <param name="block">The tuples.</param>
    /// <param name="share">A factor.</param>
    /// <param name="beta">0 or 1.</param>
    /// <param name="destination">tuples x rows x N.</param>
    public void Compute(JetBlock block, double share, double beta, Tensor destination)
    {
        for (int layer = 1; layer <= _features.Length; layer++)
        {
            FiniteLayer shape = _network.Layers[layer - 1];
            JetArray features = _features[layer - 1];
            JetArray products = _products[layer - 1];
            double bias = shape.TrainsBias && block.Length == 0 ? shape.BiasScale * shape.BiasScale : 0;
            Inner(block, _rows.LayerInput(layer), _training.LayerInput(layer), shape.WeightScale * shape.WeightScale, bias, features.Of(block, block.Whole));
            Inner(block, _rows.Signal(layer), _training.Signal(layer), 1, 0, products.Of(block, block.Whole));
            foreach (int part in JetMoves.Parts(block.Whole))
            {
                // The derivatives along shorter tuples are whole: their products are symmetric, and half of one is half of it.
                double factor = IsHalf(block) && part != 0 && part != block.Whole ? share / 2 : share;
                _backend.Multiply(features.Of(block, part), products.Of(block, block.Whole & ~part), destination, factor, beta);
                beta = 1;
            }
        }
    }

    private void Inner(JetBlock block, JetArray a, JetArray b, double scale, double bias, Tensor destination)
    {
        _backend.Add(_one, destination, bias, 0);
        bool isHalf = IsHalf(block);
        foreach (int part in JetMoves.Parts(block.Whole))
        {
            // A part and the rest change places in the transpose; b_1 is in one of the two.
            int rest = block.Whole & ~part;
            if ((!isHalf || (part & 1) != 0) && !a.IsZero(part) && !b.IsZero(rest))
            {
                _backend.MatrixProduct(a.Of(block, part), false, b.Of(block, rest), true, destination, scale, 1);
            }
        }
    }
}
