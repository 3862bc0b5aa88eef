using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>The loss over a set of points as a function of the parameters, for a batch of networks.</summary>
internal sealed class LossField
{
    private readonly TensorBackend _backend;
    private readonly LossPass _loss;
    private readonly Tensor _targets;
    private readonly Tensor _value;
    private readonly Tensor _signal;
    private readonly double[] _values;

    public LossField(TensorBackend backend, TensorScope scope, FiniteNetwork network, TrainingLoss loss, Tensor parameters, Tensor inputs, Tensor targets, bool forwardOnly = false)
    {
        _backend = backend;
        _targets = targets;
        Pass = new NetworkPass(backend, scope, network, parameters, inputs, forwardOnly);
        _loss = loss.Prepare(backend, scope, Pass.Outputs.Shape);
        _value = scope.Allocate(parameters.Shape.Networks, 1, 1);
        _signal = scope.Allocate(parameters.Shape.Networks, inputs.Shape.Rows, network.Outputs);
        _values = new double[parameters.Shape.Networks];
    }

    /// <summary>The networks on these points.</summary>
    public NetworkPass Pass { get; }

    /// <summary>The loss of each network at the parameters' present values; valid until the next call.</summary>
    public double[] Loss()
    {
        Pass.Forward();
        _loss.Evaluate(Pass.Outputs, _targets, _value, _signal);
        _backend.Read(_value, _values);
        return _values;
    }

    /// <summary>gradient = alpha dL/dtheta where <see cref="Loss"/> was last computed.</summary>
    public void Gradient(GradientViews[] gradient, double alpha = 1) => Pass.Gradient(_signal, gradient, alpha);

    /// <summary>The loss of outputs that are all 0: a scale to hold other losses against.</summary>
    public double LossOfZero()
    {
        using TensorScope scope = _backend.NewScope();
        Tensor zero = scope.Allocate(_signal.Shape.Networks, _signal.Shape.Rows, _signal.Shape.Columns);
        _backend.Fill(zero, 0);
        _loss.Evaluate(zero, _targets, _value, _signal);
        return _backend.ToArray(_value)[0];
    }
}
