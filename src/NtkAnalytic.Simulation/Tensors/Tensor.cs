namespace NtkAnalytic.Simulation.Tensors;

/// <summary>Numbers of a backend, one matrix for each of several networks; alive as long as the scope that made it.</summary>
public abstract class Tensor
{
    /// <summary>A tensor of some shape.</summary>
    /// <param name="shape">The shape.</param>
    protected Tensor(TensorShape shape) => Shape = shape;

    /// <summary>Networks, rows and columns.</summary>
    public TensorShape Shape { get; }
}
