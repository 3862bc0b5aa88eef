using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.HigherKernels;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>What integrating a network's hierarchy needs, known before it starts. In double precision; an upper bound in single. Immutable.</summary>
/// <param name="Order">p.</param>
/// <param name="TensorBytes">The tensors K^(2), ..., K^(p); of matrix-free kernels K^(2) alone.</param>
/// <param name="WorkBytes">The parameters, and what is held while kernels are computed.</param>
/// <param name="StateNumbers">The components of the state.</param>
/// <param name="StateBytes">The state with the stages of an explicit method of order 8 and its dense output.</param>
/// <param name="LargestArray">The numbers of the largest array.</param>
public sealed record HierarchyMemory(int Order, double TensorBytes, double WorkBytes, double StateNumbers, double StateBytes, double LargestArray)
{
    // The thirteen stages of the widest pair, the state, the proposal, the error, a scale and the coefficients of its dense output.
    private const int Vectors = 24;

    /// <summary>All of it.</summary>
    public double Bytes => TensorBytes + WorkBytes + StateBytes;

    /// <summary>Whether it fits.</summary>
    /// <param name="availableBytes">The limit.</param>
    /// <returns>False also where one array would hold more numbers than an array can.</returns>
    public bool Fits(double availableBytes) => Bytes <= availableBytes && LargestArray <= Array.MaxLength;

    /// <summary>The estimate.</summary>
    /// <param name="network">The network; N = n M with its M outputs.</param>
    /// <param name="points">n &gt;= 1.</param>
    /// <param name="testPoints">m &gt;= 0.</param>
    /// <param name="order">p &gt;= 2.</param>
    /// <param name="form">How it is integrated.</param>
    /// <param name="isStored">Whether the tensors are stored.</param>
    /// <returns>Doubles, because large orders exceed every integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static HierarchyMemory Of(FiniteNetwork network, int points, int testPoints, int order, HierarchyForm form, bool isStored)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(testPoints);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 2);
        double indices = (double)points * network.Outputs;
        double testIndices = (double)testPoints * network.Outputs;
        double rows = (indices * (indices + 1) / 2) + (testIndices * indices);
        double tensors = isStored ? rows * Powers(indices, 0, order - 2) : (indices + testIndices) * indices;
        double state = indices + testIndices + (form == HierarchyForm.Plain ? rows * Powers(indices, 0, order - 3) : Powers(indices, 1, order - 2));
        double largest = isStored ? rows * Math.Pow(indices, order - 2) : (indices + testIndices) * indices;

        // The sizes alone count here, not where the points are.
        var sizes = new JetPoints(points, testPoints, [], []);
        double work = isStored ? JetMemory.WorkElements(network, sizes, order) : SeriesMemory.Elements(network, sizes, order);
        double array = isStored ? JetMemory.LargestArray(network, sizes, order) : 0;
        return new HierarchyMemory(
            order, sizeof(double) * tensors, sizeof(double) * work, state, sizeof(double) * Vectors * state, Math.Max(array, Math.Max(largest, state)));
    }

    /// <summary>The largest order whose needs are within a limit.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">n.</param>
    /// <param name="testPoints">m.</param>
    /// <param name="form">How it is integrated.</param>
    /// <param name="isStored">Whether the tensors are stored.</param>
    /// <param name="availableBytes">The limit.</param>
    /// <param name="highest">No order above this is looked at.</param>
    /// <returns>An order from 2 on; 1 when not even 2 fits.</returns>
    public static int LargestOrder(FiniteNetwork network, int points, int testPoints, HierarchyForm form, bool isStored, double availableBytes, int highest)
    {
        int order = 1;
        while (order < highest && Of(network, points, testPoints, order + 1, form, isStored).Fits(availableBytes))
        {
            order++;
        }

        return order;
    }

    // sum of base^k, k = from..to.
    private static double Powers(double number, int from, int to)
    {
        double sum = 0;
        for (int k = from; k <= to; k++)
        {
            sum += Math.Pow(number, k);
        }

        return sum;
    }
}
