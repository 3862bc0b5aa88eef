using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>Computes a loss and its gradient for a batch of networks; the result for one does not depend on the others.</summary>
public abstract class LossPass
{
    /// <summary>Value and gradient at the outputs.</summary>
    /// <param name="outputs">f: networks x n x M; not changed.</param>
    /// <param name="targets">y: 1 x n x M.</param>
    /// <param name="value">Receives L of each network: networks x 1 x 1.</param>
    /// <param name="gradient">Receives dL/df: networks x n x M.</param>
    public abstract void Evaluate(Tensor outputs, Tensor targets, Tensor value, Tensor gradient);
}
