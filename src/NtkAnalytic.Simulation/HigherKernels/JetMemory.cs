using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>What <see cref="JetTensors"/> takes, before it is taken; and how its work is cut to blocks.</summary>
internal static class JetMemory
{
    // A block's matrices should stay in a second-level cache from one operation to the next; 2^17 numbers are 1 MiB.
    private const double CacheElements = 1 << 17;

    /// <summary>
    /// As many test rows at once as fit in <see cref="KernelBlocks.WorkElements"/>, but at least as many as training rows, since each block of them
    /// computes the training rows again; and as many tuples at once as fit then.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="points">The points.</param>
    /// <param name="order">p.</param>
    /// <returns>The plan.</returns>
    public static JetPlan Plan(FiniteNetwork network, JetPoints points, int order)
    {
        int indices = points.Count * network.Outputs;
        int tests = points.TestCount * network.Outputs;
        double training = Elements(network, indices, order - 2, indices, 1);
        double perTest = Elements(network, indices, order - 2, 1, 1);
        int testRows = (int)Math.Min(tests, Math.Max(indices, (KernelBlocks.WorkElements - training) / perTest));
        testRows -= testRows % network.Outputs;
        double rows = indices + testRows;
        double perTuple = Elements(network, indices, order - 2, rows, 2) - Elements(network, indices, order - 2, rows, 1);
        double room = KernelBlocks.WorkElements - Elements(network, indices, order - 2, rows, 0);
        double cached = CacheElements / (Widest(network) * rows);
        return new JetPlan(indices, order - 2, (int)Math.Clamp(Math.Min(room / perTuple, cached), 1, indices), testRows);
    }

    /// <summary>Refuses what does not fit.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="network">The network.</param>
    /// <param name="points">The points.</param>
    /// <param name="order">p.</param>
    /// <param name="networks">The number of networks whose tensors are kept.</param>
    /// <exception cref="MemoryLimitException">It does not fit.</exception>
    public static void Require(TensorBackend backend, FiniteNetwork network, JetPoints points, int order, int networks)
    {
        double bytes = Bytes(backend, network, points, order, networks);
        if (Fits(order))
        {
            return;
        }

        int largest = order - 1;
        while (largest >= 2 && !Fits(largest))
        {
            largest--;
        }

        double gibibyte = 1L << 30;
        string what = FormattableString.Invariant(
            $"The tangent kernels up to order {order} of {points.Count} training and {points.TestCount} test points with {network.Outputs} outputs, for {networks} networks, need about {bytes / gibibyte:0.##} GiB of memory, but {backend.AvailableBytes / gibibyte:0.##} GiB can be had");
        throw new MemoryLimitException(largest < 2
            ? $"{what}. Use fewer points."
            : $"{what}, and one tensor holds at most {Array.MaxLength} numbers. The largest order that fits is {largest}; or use fewer points.");

        bool Fits(int p) =>
            Bytes(backend, network, points, p, networks) <= backend.AvailableBytes
            && TangentTensors.LargestOrder(points.Count, points.TestCount, network.Outputs, double.PositiveInfinity) >= p
            && LargestArray(network, points, p) <= Array.MaxLength;
    }

    /// <summary>The numbers that are held while the tensors of one network are computed, beside the tensors.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">The points.</param>
    /// <param name="order">p.</param>
    /// <returns>The number; a double, because it may exceed every integer.</returns>
    public static double WorkElements(FiniteNetwork network, JetPoints points, int order)
    {
        JetPlan plan = Plan(network, points, order);
        return Elements(network, plan.Indices, plan.Generators, plan.Indices + plan.TestRows, plan.BlockTuples) + network.ParameterCount;
    }

    /// <summary>The numbers of the largest of them that are one array.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">The points.</param>
    /// <param name="order">p.</param>
    /// <returns>The number.</returns>
    public static double LargestArray(FiniteNetwork network, JetPoints points, int order)
    {
        double indices = (double)points.Count * network.Outputs;

        // There are more test rows than training rows only where all arrays together have few numbers.
        return Math.Pow(indices, Math.Max(1, order - 2)) * Widest(network);
    }

    /// <summary>The numbers that a set of rows takes, the kernel's included; parameters and results not.</summary>
    /// <param name="network">The network.</param>
    /// <param name="indices">N.</param>
    /// <param name="generators">k.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="tuples">The tuples of a block.</param>
    /// <returns>The number.</returns>
    private static double Elements(FiniteNetwork network, double indices, int generators, double rows, double tuples)
    {
        double hidden = 3 * Array(generators);
        for (int j = 0; j <= generators + 1; j++)
        {
            hidden += Array(Math.Min(generators, generators + 1 - j));
        }

        // Below the tuples of full length, all are kept.
        double Array(int highest)
        {
            double sum = highest >= Math.Max(1, generators) ? tuples : 0;
            for (int length = 0; length <= Math.Min(highest, Math.Max(0, generators - 1)); length++)
            {
                sum += Math.Pow(indices, length);
            }

            return sum;
        }

        double terms = Math.Pow(2, generators) - 1;
        double perRow = (hidden * network.Widths.Sum(width => (double)width)) + (2 * network.Layers.Count * Array(generators) * indices) + (tuples * terms);
        double copies = network.Copies * ((rows * perRow) + (tuples * terms * Widest(network)));
        return copies + (rows * (network.Inputs + network.Outputs + (2 * tuples * indices)));
    }

    private static double Bytes(TensorBackend backend, FiniteNetwork network, JetPoints points, int order, int networks) =>
        (backend.ElementSize * WorkElements(network, points, order)) + (networks * TangentTensors.Bytes(points.Count, points.TestCount, network.Outputs, order));

    private static double Widest(FiniteNetwork network) => network.Layers.Max(layer => Math.Max(layer.Inputs, layer.Outputs));
}
