using NtkAnalytic.Hierarchy;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>Frobenius norms of stored tangent kernels over the training indices.</summary>
internal static class KernelNorm
{
    public static double[] OfAll(TangentTensors tensors) => [.. Enumerable.Range(2, tensors.HighestOrder - 1).Select(order => Of(tensors, order))];

    // A row holds a pair a >= b, which stands for (a, b) and (b, a).
    private static double Of(TangentTensors tensors, int order)
    {
        int count = tensors.Indices;
        ReadOnlySpan<double> entries = tensors.Tensor(order);
        int columns = entries.Length / tensors.Rows;
        double sum = 0;
        for (int a = 0, row = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++, row++)
            {
                double squares = 0;
                foreach (double entry in entries.Slice(row * columns, columns))
                {
                    squares += entry * entry;
                }

                sum += a == b ? squares : 2 * squares;
            }
        }

        return Math.Sqrt(sum);
    }
}
