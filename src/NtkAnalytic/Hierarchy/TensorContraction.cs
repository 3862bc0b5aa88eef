using NtkAnalytic.Numerics;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// K^(2) + sum_k (-1/n)^k K^(2+k) : S^(k): for each pair of indices one dot product of a row with the signature, for each k. A block is the
/// pairs of one first index. The job is kept for the thread, so that an evaluation allocates nothing.
/// </summary>
internal sealed unsafe class TensorContraction : BlockTeam
{
    // Below this number of entries a second thread costs more than it does.
    private const double Small = 1 << 15;

    [ThreadStatic]
    private static TensorContraction? s_present;

    private TangentTensors _tensors = null!;
    private int _order;
    private double* _signature;
    private double* _kernel;

    public static void Expand(TangentTensors tensors, int order, ReadOnlySpan<double> signature, Span<double> kernel)
    {
        TensorContraction job = s_present ??= new TensorContraction();
        int rows = tensors.Indices + tensors.TestIndices;
        fixed (double* first = signature)
        fixed (double* second = kernel)
        {
            job._tensors = tensors;
            job._order = order;
            job._signature = first;
            job._kernel = second;
            if (tensors.Rows * (double)signature.Length < Small)
            {
                for (int block = 0; block < rows; block++)
                {
                    job.Work(block);
                }
            }
            else
            {
                job.Run(rows);
            }

            job._tensors = null!;
        }
    }

    /// <summary>The packed rows of K^(2) as a matrix.</summary>
    public static void Unpack(TangentTensors tensors, ReadOnlySpan<double> packed, Span<double> kernel)
    {
        int indices = tensors.Indices;
        int rows = indices + tensors.TestIndices;
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b <= Math.Min(a, indices - 1); b++)
            {
                double entry = packed[(int)tensors.Row(a, b)];
                kernel[(a * indices) + b] = entry;
                if (a < indices)
                {
                    kernel[(b * indices) + a] = entry;
                }
            }
        }
    }

    // The last index has the most pairs, so the long blocks come first.
    protected override void Work(int block)
    {
        int indices = _tensors.Indices;
        int a = indices + _tensors.TestIndices - 1 - block;
        for (int b = 0; b <= Math.Min(a, indices - 1); b++)
        {
            double entry = Entry(_tensors.Row(a, b));
            _kernel[((long)a * indices) + b] = entry;
            if (a < indices)
            {
                _kernel[((long)b * indices) + a] = entry;
            }
        }
    }

    private double Entry(long row)
    {
        double sum = _tensors.Tensor(2)[(int)row];
        double factor = 1;
        int length = 1;
        double* level = _signature;
        for (int k = 1; k <= _order - 2; k++)
        {
            factor /= -_tensors.Points;
            length *= _tensors.Indices;
            sum += factor * DotProduct.Of(_tensors.Tensor(2 + k).Slice((int)(row * length), length), new ReadOnlySpan<double>(level, length));
            level += length;
        }

        return sum;
    }
}
