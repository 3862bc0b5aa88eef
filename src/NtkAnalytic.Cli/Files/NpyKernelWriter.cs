using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Files;

/// <summary>
/// Writes kernel matrices to NumPy's format tile by tile, so that memory stays bounded whatever their size: an array of
/// shape (n, m), or (2, n, m) with the NNGP first.
/// </summary>
internal static class NpyKernelWriter
{
    /// <summary>Computes and writes; on failure or cancellation nothing is left of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">What to compute.</param>
    /// <param name="options">Progress and cancellation.</param>
    /// <returns>How the entries were computed.</returns>
    public static KernelReport Write(string path, KernelRequest request, KernelOptions options)
    {
        byte[] header = request.Kinds == KernelKinds.Both
            ? NpyHeader.Build(2, request.RowCount, request.ColumnCount)
            : NpyHeader.Build(request.RowCount, request.ColumnCount);
        using AtomicFile file = AtomicFile.Create(path, header.Length + request.Size);
        RandomAccess.Write(file.Handle, header, 0);
        long matrixSize = request.Size / request.KindCount;
        TileTarget nngp = new(file.Handle, header.Length, request.ColumnCount);
        TileTarget ntk = new(file.Handle, header.Length + (request.Kinds == KernelKinds.Both ? matrixSize : 0), request.ColumnCount);
        bool isGram = request.Columns is null;
        KernelReport report = request.Tiles(
            tile =>
            {
                nngp.Write(tile, tile.Nngp, isGram);
                ntk.Write(tile, tile.Ntk, isGram);
            },
            options);
        options.CancellationToken.ThrowIfCancellationRequested();
        file.Commit();
        return report;
    }

    /// <summary>The place of one matrix in the file.</summary>
    private sealed class TileTarget(SafeFileHandle handle, long offset, int columnCount)
    {
        public void Write(KernelTile tile, ReadOnlySpan<double> values, bool mirror)
        {
            if (values.IsEmpty)
            {
                return;
            }

            for (int i = 0; i < tile.RowCount; i++)
            {
                WriteRun(tile.RowStart + i, tile.ColumnStart, values.Slice(i * tile.ColumnCount, tile.ColumnCount));
            }

            if (mirror && tile.ColumnStart != tile.RowStart)
            {
                WriteTransposed(tile, values);
            }
        }

        private void WriteTransposed(KernelTile tile, ReadOnlySpan<double> values)
        {
            double[] run = new double[tile.RowCount];
            for (int j = 0; j < tile.ColumnCount; j++)
            {
                for (int i = 0; i < run.Length; i++)
                {
                    run[i] = values[(i * tile.ColumnCount) + j];
                }

                WriteRun(tile.ColumnStart + j, tile.RowStart, run);
            }
        }

        private void WriteRun(int row, int column, ReadOnlySpan<double> values) =>
            RandomAccess.Write(handle, MemoryMarshal.AsBytes(values), offset + ((((long)row * columnCount) + column) * sizeof(double)));
    }
}
