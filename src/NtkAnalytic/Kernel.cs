using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;

namespace NtkAnalytic;

/// <summary>
/// The NNGP kernel K and the neural tangent kernel Theta of a <see cref="Network"/> at infinite width
/// (Jacot, Gabriel and Hongler, arXiv 1806.07572; with weights and biases as in Hayou, Doucet and Rousseau, arXiv 1905.13654):
/// one pair, whole matrices, diagonals, or tiles of matrices too large to hold. Immutable and safe to share between threads.
/// </summary>
public sealed class Kernel
{
    /// <summary>The kernels of a network.</summary>
    /// <param name="network">The network.</param>
    public Kernel(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The kernels of two inputs.</summary>
    /// <param name="first">x, of n_0 finite numbers.</param>
    /// <param name="second">x', of the same length.</param>
    /// <returns>K(x, x'), Theta(x, x') and their diagonals.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite.</exception>
    public KernelPair Evaluate(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => throw new NotSupportedException();

    /// <summary>The kernels of two inputs given by their geometry, for inputs that nearly coincide.</summary>
    /// <param name="inputs">Variances |x|^2 / n_0 and |x'|^2 / n_0, and the cosine of the angle between x and x'.</param>
    /// <param name="inputDimension">n_0; it matters under the standard parameterization only.</param>
    /// <returns>K(x, x'), Theta(x, x') and their diagonals.</returns>
    public KernelPair Evaluate(GaussianPair inputs, int inputDimension = 1) => throw new NotSupportedException();

    /// <summary>The kernels of a set of inputs with itself: symmetric to the bit, and to the bit what <see cref="Cross"/> gives.</summary>
    /// <param name="inputs">n x n_0, a row an input, all finite.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>n x n matrices. Memory: those, and a bounded workspace.</returns>
    /// <exception cref="ArgumentException">The matrix is empty or an entry is not finite.</exception>
    /// <exception cref="OverflowException">A variance is too large for double precision; the message names the layer.</exception>
    public KernelMatrices Gram(Matrix<double> inputs, KernelKinds kinds = KernelKinds.Both, KernelOptions? options = null) => throw new NotSupportedException();

    /// <summary>The kernels between two sets of inputs.</summary>
    /// <param name="rows">n x n_0.</param>
    /// <param name="columns">m x n_0.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>n x m matrices.</returns>
    /// <exception cref="ArgumentException">A matrix is empty, an entry is not finite, or the dimensions differ.</exception>
    /// <exception cref="OverflowException">A variance is too large for double precision; the message names the layer.</exception>
    public KernelMatrices Cross(Matrix<double> rows, Matrix<double> columns, KernelKinds kinds = KernelKinds.Both, KernelOptions? options = null) => throw new NotSupportedException();

    /// <summary>The kernels of inputs with themselves.</summary>
    /// <param name="inputs">n x n_0.</param>
    /// <returns>n values of each kernel.</returns>
    /// <exception cref="ArgumentException">The matrix is empty or an entry is not finite.</exception>
    public KernelDiagonal Diagonal(Matrix<double> inputs) => throw new NotSupportedException();

    /// <summary>
    /// The Gram matrices tile by tile, for matrices too large to hold: each tile on or above the diagonal once; what lies
    /// below is its transpose.
    /// </summary>
    /// <param name="inputs">n x n_0.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="consume">Takes each tile, from several threads.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>How the entries were computed.</returns>
    public KernelReport GramTiles(Matrix<double> inputs, KernelKinds kinds, KernelTileConsumer consume, KernelOptions? options = null) => throw new NotSupportedException();

    /// <summary>The cross matrices tile by tile.</summary>
    /// <param name="rows">n x n_0.</param>
    /// <param name="columns">m x n_0.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="consume">Takes each tile, from several threads.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>How the entries were computed.</returns>
    public KernelReport CrossTiles(Matrix<double> rows, Matrix<double> columns, KernelKinds kinds, KernelTileConsumer consume, KernelOptions? options = null) => throw new NotSupportedException();
}
