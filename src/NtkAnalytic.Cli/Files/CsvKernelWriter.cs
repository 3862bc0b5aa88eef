using System.Text;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Files;

/// <summary>
/// Writes kernel matrices as comma-separated round-trip numbers without a header: n rows of m numbers, and for both kernels
/// the n rows of the NNGP before those of the NTK.
/// </summary>
internal static class CsvKernelWriter
{
    // Matrices up to this size are held; of larger ones a band of rows at a time, which costs a Gram matrix its symmetry.
    private const long HeldSize = 1L << 29;
    private const int BandRows = 512;

    /// <summary>Computes and writes a file; on failure or cancellation nothing is left of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">What to compute.</param>
    /// <param name="options">Progress and cancellation.</param>
    /// <returns>How the entries were computed.</returns>
    public static KernelReport Write(string path, KernelRequest request, KernelOptions options)
    {
        using AtomicFile file = AtomicFile.Create(path, size: 0);
        KernelReport report;
        using (FileStream stream = new(file.Handle, FileAccess.Write))
        using (StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16))
        {
            report = Write(writer, request, options, HeldSize);
        }

        file.Commit();
        return report;
    }

    /// <summary>Computes and writes.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="request">What to compute.</param>
    /// <param name="options">Progress and cancellation.</param>
    /// <param name="heldSize">The bytes of matrices that may be held at once.</param>
    /// <returns>How the entries were computed.</returns>
    public static KernelReport Write(TextWriter writer, KernelRequest request, KernelOptions options, long heldSize = HeldSize)
    {
        if (request.Size <= heldSize)
        {
            KernelMatrices matrices = request.Compute(options);
            Write(writer, matrices, request.Kinds, options.CancellationToken);
            return matrices.Report;
        }

        int bands = (request.RowCount + BandRows - 1) / BandRows;
        int passes = request.KindCount * bands;
        int pass = 0;
        KernelReport? worst = null;
        foreach (KernelKinds kind in KindOption.Each(request.Kinds))
        {
            for (int band = 0; band < bands; band++, pass++)
            {
                int start = band * BandRows;
                Matrix<double> rows = request.Rows.SubMatrix(start, Math.Min(BandRows, request.RowCount - start), 0, request.Rows.ColumnCount);
                KernelRequest part = new(request.Kernel, rows, request.Columns ?? request.Rows, kind);
                KernelOptions partOptions = options with { Progress = PartOf(options.Progress, pass, passes) };
                KernelMatrices matrices = part.Compute(partOptions);
                Write(writer, matrices, kind, options.CancellationToken);
                worst = worst is null ? matrices.Report : Worse(worst, matrices.Report);
            }
        }

        return worst!;
    }

    /// <summary>Writes matrices that are there.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="matrices">The matrices.</param>
    /// <param name="kinds">Which of them.</param>
    /// <param name="cancellationToken">Ends the writing between two rows.</param>
    public static void Write(TextWriter writer, KernelMatrices matrices, KernelKinds kinds, CancellationToken cancellationToken)
    {
        foreach (KernelKinds kind in KindOption.Each(kinds))
        {
            WriteRows(writer, kind == KernelKinds.Nngp ? matrices.Nngp : matrices.Ntk, cancellationToken);
        }
    }

    private static void WriteRows(TextWriter writer, Matrix<double> matrix, CancellationToken cancellationToken)
    {
        for (int i = 0; i < matrix.RowCount; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int j = 0; j < matrix.ColumnCount; j++)
            {
                if (j > 0)
                {
                    writer.Write(',');
                }

                writer.Write(NumberText.Exact(matrix[i, j]));
            }

            writer.Write('\n');
        }
    }

    private static KernelReport Worse(KernelReport first, KernelReport second) => first with
    {
        ErrorEstimate = Math.Max(first.ErrorEstimate, second.ErrorEstimate),
        Status = Numerics.SolveStatus.Worse(first.Status, second.Status),
    };

    private static Share? PartOf(IProgress<double>? progress, int pass, int passes) =>
        progress is null ? null : new Share(progress, pass, passes);

    private sealed class Share(IProgress<double> progress, int pass, int passes) : IProgress<double>
    {
        public void Report(double value) => progress.Report((pass + value) / passes);
    }
}
