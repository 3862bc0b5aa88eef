using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// The kernels of one weight layer with their series: F = s^2 A A'^T + bias and G G'^T, A the layer's inputs and G its signals at all rows, A' and G' at
/// the training rows. Entry k of an array is the term of degree k in the signature; null where it vanishes.
/// </summary>
internal sealed class SeriesLayer
{
    private readonly TensorBackend _backend;
    private readonly Tensor _one;

    /// <summary>Buffers.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="shape">The layer.</param>
    /// <param name="inputs">A, A_1, ...: 1 x rows x n_(l-1).</param>
    /// <param name="signals">G, G_1, ...: 1 x rows x n_l.</param>
    /// <param name="indices">N, the number of training rows, which are the first.</param>
    public SeriesLayer(TensorBackend backend, TensorScope scope, FiniteLayer shape, Tensor[] inputs, Tensor[] signals, int indices)
    {
        _backend = backend;
        int rows = inputs[0].Shape.Rows;
        Scale = shape.WeightScale * shape.WeightScale;
        Bias = shape.TrainsBias ? shape.BiasScale * shape.BiasScale : 0;
        Inputs = inputs;
        Signals = signals;
        TrainingInputs = [.. inputs.Select(tensor => backend.View(tensor, 0, indices, shape.Inputs))];
        TrainingSignals = [.. signals.Select(tensor => backend.View(tensor, 0, indices, shape.Outputs))];
        MovedInputs = scope.Allocate(1, indices, shape.Inputs);
        MovedSignals = scope.Allocate(1, indices, shape.Outputs);
        Features = [.. inputs.Select(_ => scope.Allocate(1, rows, indices))];
        Products = [.. signals.Select(_ => scope.Allocate(1, rows, indices))];
        _one = scope.Allocate(1, 1, 1);
        backend.Fill(_one, 1);
    }

    /// <summary>s^2.</summary>
    public double Scale { get; }

    /// <summary>What the biases add to F.</summary>
    public double Bias { get; }

    /// <summary>A, A_1, ... at all rows.</summary>
    public Tensor[] Inputs { get; }

    /// <summary>G, G_1, ... at all rows.</summary>
    public Tensor[] Signals { get; }

    /// <summary>The training rows of <see cref="Inputs"/>.</summary>
    public Tensor[] TrainingInputs { get; }

    /// <summary>The training rows of <see cref="Signals"/>.</summary>
    public Tensor[] TrainingSignals { get; }

    /// <summary>The training rows of A, each times its S^(1).</summary>
    public Tensor MovedInputs { get; }

    /// <summary>The training rows of G, each times its S^(1).</summary>
    public Tensor MovedSignals { get; }

    /// <summary>F, F_1, ...: rows x N.</summary>
    public Tensor[] Features { get; }

    /// <summary>G G'^T and its terms of higher degree: rows x N.</summary>
    public Tensor[] Products { get; }

    /// <summary>Weighs the training rows by the signature of degree 1.</summary>
    /// <param name="signature">1 x N x 1.</param>
    public void Move(Tensor signature)
    {
        _backend.Multiply(TrainingInputs[0], signature, MovedInputs);
        _backend.Multiply(TrainingSignals[0], signature, MovedSignals);
    }

    /// <summary>Computes the terms of one degree of both kernels.</summary>
    /// <param name="degree">0, 1 or 2.</param>
    public void Kernels(int degree)
    {
        if (degree < Features.Length)
        {
            Inner(Inputs, TrainingInputs, degree, Scale, degree == 0 ? Bias : 0, Features[degree]);
        }

        if (degree < Products.Length)
        {
            Inner(Signals, TrainingSignals, degree, 1, 0, Products[degree]);
        }
    }

    /// <summary>destination += share (the terms of one degree of F .* (G G'^T)).</summary>
    /// <param name="degree">0, 1 or 2.</param>
    /// <param name="share">A factor.</param>
    /// <param name="destination">rows x N.</param>
    public void Add(int degree, double share, Tensor destination)
    {
        for (int k = 0; k <= degree; k++)
        {
            if (k < Features.Length && degree - k < Products.Length)
            {
                _backend.Multiply(Features[k], Products[degree - k], destination, share, 1);
            }
        }
    }

    private void Inner(Tensor[] rows, Tensor[] training, int degree, double scale, double bias, Tensor destination)
    {
        _backend.Add(_one, destination, bias, 0);
        for (int k = 0; k <= degree; k++)
        {
            if (k < rows.Length && degree - k < training.Length)
            {
                _backend.MatrixProduct(rows[k], false, training[degree - k], true, destination, scale, 1);
            }
        }
    }
}
