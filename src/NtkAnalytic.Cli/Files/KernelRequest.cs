using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Files;

/// <summary>Kernel matrices that are wanted, whole, in tiles or in bands.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Rows">n points, a row each.</param>
/// <param name="Columns">m points; null for the Gram matrix of <paramref name="Rows"/>.</param>
/// <param name="Kinds">Which kernels.</param>
internal sealed record KernelRequest(Kernel Kernel, Matrix<double> Rows, Matrix<double>? Columns, KernelKinds Kinds)
{
    /// <summary>n.</summary>
    public int RowCount => Rows.RowCount;

    /// <summary>m.</summary>
    public int ColumnCount => (Columns ?? Rows).RowCount;

    /// <summary>1, or 2 for both kernels.</summary>
    public int KindCount => Kinds == KernelKinds.Both ? 2 : 1;

    /// <summary>The memory that the matrices take, in bytes.</summary>
    public long Size => (long)KindCount * RowCount * ColumnCount * sizeof(double);

    /// <summary>The whole matrices.</summary>
    /// <param name="options">Progress and cancellation.</param>
    /// <returns>The matrices, of <see cref="Size"/>.</returns>
    public KernelMatrices Compute(KernelOptions options) =>
        Columns is null ? Kernel.Gram(Rows, Kinds, options) : Kernel.Cross(Rows, Columns, Kinds, options);

    /// <summary>The matrices tile by tile, of a Gram matrix those on or above the diagonal only.</summary>
    /// <param name="consume">Takes each tile, from several threads.</param>
    /// <param name="options">Progress and cancellation.</param>
    /// <returns>How the entries were computed.</returns>
    public KernelReport Tiles(KernelTileConsumer consume, KernelOptions options) =>
        Columns is null ? Kernel.GramTiles(Rows, Kinds, consume, options) : Kernel.CrossTiles(Rows, Columns, Kinds, consume, options);
}
