using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Numerics;

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
    /// <exception cref="ArgumentException">
    /// The lengths differ, a number is not finite, or the standard parameterization lacks its widths.
    /// </exception>
    public KernelPair Evaluate(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"The two inputs must have the same length, but they have {first.Length} and {second.Length}.", nameof(second));
        }

        var x = new InputSet(Matrix<double>.Build.Dense(1, first.Length, first.ToArray()), nameof(first));
        var y = new InputSet(Matrix<double>.Build.Dense(1, second.Length, second.ToArray()), nameof(second));
        return PairRecursion.Run(Network, InputGeometry.Pair(x, y), first.Length);
    }

    /// <summary>The kernels of two inputs given by their geometry, for inputs that nearly coincide.</summary>
    /// <param name="inputs">Variances |x|^2 / n_0 and |x'|^2 / n_0, and the cosine of the angle between x and x'.</param>
    /// <param name="inputDimension">n_0; it matters under the standard parameterization only.</param>
    /// <returns>K(x, x'), Theta(x, x') and their diagonals.</returns>
    public KernelPair Evaluate(GaussianPair inputs, int inputDimension = 1) =>
        PairRecursion.Run(Network, inputs, inputDimension);

    /// <summary>The kernels of a set of inputs with itself: symmetric to the bit, and to the bit what <see cref="Cross"/> gives.</summary>
    /// <param name="inputs">n x n_0, a row an input, all finite.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>n x n matrices. Memory: those, and a bounded workspace.</returns>
    /// <exception cref="ArgumentException">The matrix is empty or an entry is not finite.</exception>
    /// <exception cref="OverflowException">A variance is too large for double precision; the message names the layer.</exception>
    public KernelMatrices Gram(Matrix<double> inputs, KernelKinds kinds = KernelKinds.Both, KernelOptions? options = null)
    {
        var set = new InputSet(inputs, nameof(inputs));
        var result = new MatrixCollector(set.Count, set.Count, kinds, symmetric: true);
        return result.Finish(new TileEngine(Network, set, set, kinds, options ?? new KernelOptions()).Run(result.Take));
    }

    /// <summary>The kernels between two sets of inputs.</summary>
    /// <param name="rows">n x n_0.</param>
    /// <param name="columns">m x n_0.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>n x m matrices.</returns>
    /// <exception cref="ArgumentException">A matrix is empty, an entry is not finite, or the dimensions differ.</exception>
    /// <exception cref="OverflowException">A variance is too large for double precision; the message names the layer.</exception>
    public KernelMatrices Cross(Matrix<double> rows, Matrix<double> columns, KernelKinds kinds = KernelKinds.Both, KernelOptions? options = null)
    {
        var left = new InputSet(rows, nameof(rows));
        var right = new InputSet(columns, nameof(columns));
        var result = new MatrixCollector(left.Count, right.Count, kinds, symmetric: false);
        return result.Finish(new TileEngine(Network, left, right, kinds, options ?? new KernelOptions()).Run(result.Take));
    }

    /// <summary>The kernels of inputs with themselves.</summary>
    /// <param name="inputs">n x n_0.</param>
    /// <returns>n values of each kernel.</returns>
    /// <exception cref="ArgumentException">The matrix is empty or an entry is not finite.</exception>
    public KernelDiagonal Diagonal(Matrix<double> inputs)
    {
        var set = new InputSet(inputs, nameof(inputs));
        var diagonal = FinalDiagonal.Of(Network, DualActivation.Of(Network.Activation), set, withNtk: true);
        bool diverges = Array.Exists(diagonal.Ntk, double.IsInfinity);
        return new KernelDiagonal(
            diagonal.Nngp[..set.Count],
            diagonal.Ntk[..set.Count],
            new KernelReport(diagonal.RelativeError, "recursion of the diagonal", diverges ? SolveStatus.Diverges : SolveStatus.Converged));
    }

    /// <summary>
    /// The Gram matrices tile by tile, for matrices too large to hold: each tile on or above the diagonal once; what lies
    /// below is its transpose.
    /// </summary>
    /// <param name="inputs">n x n_0.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="consume">Takes each tile, from several threads.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>How the entries were computed.</returns>
    public KernelReport GramTiles(Matrix<double> inputs, KernelKinds kinds, KernelTileConsumer consume, KernelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(consume);
        var set = new InputSet(inputs, nameof(inputs));
        return new TileEngine(Network, set, set, kinds, options ?? new KernelOptions()).Run(consume);
    }

    /// <summary>The cross matrices tile by tile.</summary>
    /// <param name="rows">n x n_0.</param>
    /// <param name="columns">m x n_0.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <param name="consume">Takes each tile, from several threads.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>How the entries were computed.</returns>
    public KernelReport CrossTiles(Matrix<double> rows, Matrix<double> columns, KernelKinds kinds, KernelTileConsumer consume, KernelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(consume);
        var left = new InputSet(rows, nameof(rows));
        var right = new InputSet(columns, nameof(columns));
        return new TileEngine(Network, left, right, kinds, options ?? new KernelOptions()).Run(consume);
    }
}
