using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// What training lowers: L = (1/n) sum_i l(f(x_i), y_i), the mean over the n points of the loss of a point. A loss of one's own derives
/// from this class. Immutable.
/// </summary>
public abstract class TrainingLoss
{
    /// <summary>
    /// l = |f - y|^2 / 2, so that L = (1/2n) sum of (f - y)^2 over points and outputs, and gradient flow is
    /// df/dt = -(1/n) Theta (f - y).
    /// </summary>
    public static TrainingLoss SquaredError { get; } = new SquaredError();

    /// <summary>
    /// With M &gt;= 2 outputs and targets that are probabilities (a row of 0s and one 1): l = log sum_k exp(f_k) - sum_k y_k f_k, softmax; with one output and
    /// labels y = 1 or -1: l = log(1 + exp(-y f)), logistic.
    /// </summary>
    public static TrainingLoss CrossEntropy { get; } = new CrossEntropy();

    /// <summary>A name in kebab case, for tables and JSON.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The most that an eigenvalue of the Hessian of l by f can be: 1 for the squared error. With the largest eigenvalue of the NTK it bounds
    /// the learning rate.
    /// </summary>
    /// <param name="outputs">M.</param>
    /// <returns>A positive number.</returns>
    public abstract double LargestCurvature(int outputs);

    /// <summary>Judges targets before they are used.</summary>
    /// <param name="targets">n x M, finite.</param>
    /// <exception cref="ArgumentException">They are no targets of this loss; the message names row and column.</exception>
    public abstract void CheckTargets(Matrix<double> targets);

    /// <summary>Buffers for outputs of a shape.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="outputs">networks x n x M.</param>
    /// <returns>What computes the loss of such outputs.</returns>
    public abstract LossPass Prepare(TensorBackend backend, TensorScope scope, TensorShape outputs);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;
}
