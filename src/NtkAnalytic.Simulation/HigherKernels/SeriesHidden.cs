using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// One hidden layer in a series: z, phi(z), phi'(z), the signals h at phi(z) and g = phi'(z) h at z, each with its terms of degree 0, 1, 2; and, at the training rows,
/// the derivatives of z, phi, h and g along each row's own direction.
/// </summary>
internal sealed class SeriesHidden
{
    private readonly TensorBackend _backend;
    private readonly Activation _phi;
    private readonly Tensor[] _derivatives;
    private readonly Tensor[] _slopes;
    private readonly Tensor _square;
    private readonly Tensor[] _trainingDerivatives;
    private readonly Tensor _trainingHidden;
    private readonly Tensor _ownWork;

    /// <summary>Buffers.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="phi">The activation.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="indices">N, the training rows.</param>
    /// <param name="width">n_l.</param>
    /// <param name="degree">The highest degree.</param>
    public SeriesHidden(TensorBackend backend, TensorScope scope, Activation phi, int rows, int indices, int width, int degree)
    {
        _backend = backend;
        _phi = phi;
        Preactivations = Terms();
        Activations = Terms();
        HiddenSignals = Terms();
        Signals = Terms();
        _slopes = Terms();

        // phi', phi'', ... up to the order degree + 1; phi' is also the first of the slopes.
        _derivatives = [_slopes[0], .. Enumerable.Range(0, degree).Select(_ => All())];
        _square = All();
        _trainingDerivatives = [.. _derivatives.Select(tensor => backend.View(tensor, 0, indices, width))];
        _trainingHidden = backend.View(HiddenSignals[0], 0, indices, width);
        OwnPreactivations = Own();
        OwnActivations = Own();
        OwnHiddenSignals = Own();
        OwnSignals = Own();
        _ownWork = Own();

        Tensor All() => scope.Allocate(1, rows, width);
        Tensor Own() => scope.Allocate(1, indices, width);
        Tensor[] Terms() => [.. Enumerable.Range(0, degree + 1).Select(_ => All())];
    }

    /// <summary>z, z_1, z_2.</summary>
    public Tensor[] Preactivations { get; }

    /// <summary>phi(z) and its terms.</summary>
    public Tensor[] Activations { get; }

    /// <summary>h and its terms.</summary>
    public Tensor[] HiddenSignals { get; }

    /// <summary>g and its terms.</summary>
    public Tensor[] Signals { get; }

    /// <summary>z along own directions.</summary>
    public Tensor OwnPreactivations { get; }

    /// <summary>phi(z) along own directions.</summary>
    public Tensor OwnActivations { get; }

    /// <summary>h along own directions.</summary>
    public Tensor OwnHiddenSignals { get; }

    /// <summary>g along own directions.</summary>
    public Tensor OwnSignals { get; }

    /// <summary>The terms of phi(z) and phi'(z) of one degree, from those of z.</summary>
    /// <param name="degree">0, 1 or 2.</param>
    public void Activate(int degree)
    {
        if (degree == 0)
        {
            _backend.Activate(_phi, Preactivations[0], Activations[0]);
            for (int j = 0; j < _derivatives.Length; j++)
            {
                _backend.ActivateDerivative(_phi, Preactivations[0], _derivatives[j], j + 1);
            }

            return;
        }

        Tensor z = Preactivations[degree];
        _backend.Multiply(_derivatives[0], z, Activations[degree]);
        _backend.Multiply(_derivatives[1], z, _slopes[degree]);
        if (degree == 2)
        {
            _backend.Multiply(Preactivations[1], Preactivations[1], _square);
            _backend.Multiply(_derivatives[1], _square, Activations[2], 0.5, 1);
            _backend.Multiply(_derivatives[2], _square, _slopes[2], 0.5, 1);
        }
    }

    /// <summary>The terms of g of one degree, from those of h.</summary>
    /// <param name="degree">0, 1 or 2.</param>
    public void Signal(int degree)
    {
        for (int k = 0; k <= degree; k++)
        {
            _backend.Multiply(_slopes[k], HiddenSignals[degree - k], Signals[degree], 1, k == 0 ? 0 : 1);
        }
    }

    /// <summary>phi(z) along own directions.</summary>
    public void OwnActivate() => _backend.Multiply(_trainingDerivatives[0], OwnPreactivations, OwnActivations);

    /// <summary>g along own directions.</summary>
    public void OwnSignal()
    {
        _backend.Multiply(_trainingDerivatives[0], OwnHiddenSignals, OwnSignals);
        _backend.Multiply(_trainingDerivatives[1], OwnPreactivations, _ownWork);
        _backend.Multiply(_ownWork, _trainingHidden, OwnSignals, 1, 1);
    }
}
