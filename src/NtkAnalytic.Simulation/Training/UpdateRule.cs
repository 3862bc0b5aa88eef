using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>What a step does with a gradient; buffers of its own are its memory of earlier steps.</summary>
internal abstract class UpdateRule(TensorBackend backend)
{
    /// <summary>The memory of earlier steps, each like the parameters; part of a checkpoint.</summary>
    public abstract IReadOnlyList<Tensor> Memory { get; }

    protected TensorBackend Backend => backend;

    /// <summary>Moves the parameters.</summary>
    /// <param name="parameters">networks x 1 x P.</param>
    /// <param name="gradient">Like them; may be overwritten.</param>
    /// <param name="rates">networks x 1 x 1; 0 where a network is at rest.</param>
    /// <param name="step">1, 2, ...</param>
    public abstract void Apply(Tensor parameters, Tensor gradient, Tensor rates, long step);

    public static UpdateRule Of(TrainingMethod method, TensorBackend backend, TensorScope scope, TensorShape shape) => method switch
    {
        GradientDescent { Momentum: 0 } => new Plain(backend),
        GradientDescent descent => new Momentum(backend, Zero(backend, scope, shape), descent.Momentum, descent.IsNesterov),
        Adam adam => new Moments(backend, Zero(backend, scope, shape), Zero(backend, scope, shape), adam),
        _ => throw new ArgumentException($"The method {method.Name} takes no steps of descent.", nameof(method)),
    };

    private static Tensor Zero(TensorBackend backend, TensorScope scope, TensorShape shape)
    {
        Tensor tensor = scope.Allocate(shape.Networks, shape.Rows, shape.Columns);
        backend.Fill(tensor, 0);
        return tensor;
    }

    private sealed class Plain(TensorBackend backend) : UpdateRule(backend)
    {
        public override IReadOnlyList<Tensor> Memory => [];

        public override void Apply(Tensor parameters, Tensor gradient, Tensor rates, long step) => Backend.Multiply(gradient, rates, parameters, -1, 1);
    }

    private sealed class Momentum(TensorBackend backend, Tensor velocity, double momentum, bool isNesterov) : UpdateRule(backend)
    {
        public override IReadOnlyList<Tensor> Memory => [velocity];

        public override void Apply(Tensor parameters, Tensor gradient, Tensor rates, long step)
        {
            Backend.Add(gradient, velocity, 1, momentum);
            if (isNesterov)
            {
                Backend.Add(velocity, gradient, momentum, 1);
            }

            Backend.Multiply(isNesterov ? gradient : velocity, rates, parameters, -1, 1);
        }
    }

    // With c_i = 1 - beta_i^t: (m / c_1) / (sqrt(v / c_2) + epsilon) = (sqrt(c_2) / c_1) m / (sqrt(v) + epsilon sqrt(c_2)).
    private sealed class Moments(TensorBackend backend, Tensor first, Tensor second, Adam adam) : UpdateRule(backend)
    {
        public override IReadOnlyList<Tensor> Memory => [first, second];

        public override void Apply(Tensor parameters, Tensor gradient, Tensor rates, long step)
        {
            Backend.Add(gradient, first, 1 - adam.FirstDecay, adam.FirstDecay);
            Backend.Multiply(gradient, gradient, second, 1 - adam.SecondDecay, adam.SecondDecay);
            double root = Math.Sqrt(1 - Math.Pow(adam.SecondDecay, step));
            Backend.DivideByRoot(first, second, adam.Epsilon * root, gradient);
            Backend.Multiply(gradient, rates, parameters, -root / (1 - Math.Pow(adam.FirstDecay, step)), 1);
        }
    }
}
