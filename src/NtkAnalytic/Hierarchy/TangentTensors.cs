namespace NtkAnalytic.Hierarchy;

/// <summary>
/// K^(2), ..., K^(p) as stored tensors. K^(r) is symmetric in its first pair, so it has R = N (N + 1) / 2 + T N rows, the pairs
/// (a, b) of training indices with a &gt;= b first, at a (a + 1) / 2 + b, then those of test index a and training index b, at
/// N (N + 1) / 2 + a N + b; and N^(r-2) columns, the third index slowest. Immutable.
/// </summary>
/// <remarks>K^(r+1)_{a1..ar b} is the derivative of K^(r)_{a1..ar} along the gradient of f_b (Huang and Yau, arXiv 1909.08156). Other symmetries it has none.</remarks>
public sealed class TangentTensors : TangentSeries
{
    private readonly double[][] _tensors;

    /// <summary>Takes tensors; they are not copied, and must not be changed any more.</summary>
    /// <param name="points">n &gt;= 1.</param>
    /// <param name="testPoints">m &gt;= 0.</param>
    /// <param name="outputs">M &gt;= 1.</param>
    /// <param name="tensors">K^(2), K^(3), ..., laid out as said above.</param>
    /// <exception cref="ArgumentException">A number is out of range, a tensor has not R N^(r-2) entries, or one is not finite.</exception>
    public TangentTensors(int points, int testPoints, int outputs, IReadOnlyList<double[]> tensors)
    {
        CheckCounts(points, testPoints, outputs);
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Count == 0)
        {
            throw new ArgumentException("At least K^(2) is needed, but there are no tensors.", nameof(tensors));
        }

        Points = points;
        TestPoints = testPoints;
        Outputs = outputs;
        for (int i = 0; i < tensors.Count; i++)
        {
            CheckTensor(tensors[i], i + 2);
        }

        _tensors = [.. tensors];
    }

    /// <inheritdoc/>
    public override int Points { get; }

    /// <inheritdoc/>
    public override int TestPoints { get; }

    /// <inheritdoc/>
    public override int Outputs { get; }

    /// <inheritdoc/>
    public override int HighestOrder => _tensors.Length + 1;

    /// <summary>R, the number of rows of each tensor.</summary>
    public int Rows => (int)(((long)Indices * (Indices + 1) / 2) + ((long)TestIndices * Indices));

    /// <summary>The memory that K^(2), ..., K^(p) take.</summary>
    /// <param name="points">n &gt;= 1.</param>
    /// <param name="testPoints">m &gt;= 0.</param>
    /// <param name="outputs">M &gt;= 1.</param>
    /// <param name="order">p &gt;= 2.</param>
    /// <returns>8 R (1 + N + ... + N^(p-2)) bytes; infinite beyond the range of doubles.</returns>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static double Bytes(int points, int testPoints, int outputs, int order)
    {
        CheckCounts(points, testPoints, outputs);
        if (order < 2)
        {
            throw new ArgumentException($"The order must be at least 2, but it is {order}.", nameof(order));
        }

        double indices = (double)points * outputs;
        return sizeof(double) * TensorSizes.Rows(indices, (double)testPoints * outputs) * (1 + TensorSizes.PowerSum(indices, order - 2));
    }

    /// <summary>The highest order p whose tensors K^(2), ..., K^(p) fit in a memory, each of them in one array (at most 2^31 - 57 numbers).</summary>
    /// <param name="points">n &gt;= 1.</param>
    /// <param name="testPoints">m &gt;= 0.</param>
    /// <param name="outputs">M &gt;= 1.</param>
    /// <param name="bytes">The memory.</param>
    /// <returns>p, at most 64; 1 when not even K^(2) fits.</returns>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static int LargestOrder(int points, int testPoints, int outputs, double bytes)
    {
        CheckCounts(points, testPoints, outputs);
        double indices = (double)points * outputs;
        double testIndices = (double)testPoints * outputs;
        int order = 1;
        while (order < 64 && TensorSizes.Entries(indices, testIndices, order + 1) <= Array.MaxLength && Bytes(points, testPoints, outputs, order + 1) <= bytes)
        {
            order++;
        }

        return order;
    }

    /// <summary>The entries of K^(r), row by row.</summary>
    /// <param name="order">r, from 2 to <see cref="TangentSeries.HighestOrder"/>.</param>
    /// <returns>R N^(r-2) numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tensor.</exception>
    public ReadOnlySpan<double> Tensor(int order) => order >= 2 && order <= HighestOrder
        ? _tensors[order - 2]
        : throw new ArgumentOutOfRangeException(nameof(order), order, $"There are tensors of order 2 to {HighestOrder}.");

    /// <summary>K^(r)_{a1..ar}, in either order of the first two indices.</summary>
    /// <param name="indices">
    /// a1, ..., ar; i = point * M + output, test points counted on from the training points. One of the first two may belong to a test point.
    /// </param>
    /// <returns>The entry.</returns>
    /// <exception cref="ArgumentException">There is no tensor of that order, or an index is out of range.</exception>
    public double Entry(params ReadOnlySpan<int> indices)
    {
        int order = indices.Length;
        if (order < 2 || order > HighestOrder)
        {
            throw new ArgumentException($"There are tensors of order 2 to {HighestOrder}, but {order} indices were given.", nameof(indices));
        }

        for (int i = 0; i < order; i++)
        {
            int limit = i < 2 ? Indices + TestIndices : Indices;
            if (indices[i] < 0 || indices[i] >= limit)
            {
                throw new ArgumentException($"Index {i + 1} must be from 0 to {limit - 1}, but it is {indices[i]}.", nameof(indices));
            }
        }

        (int first, int second) = indices[0] >= indices[1] ? (indices[0], indices[1]) : (indices[1], indices[0]);
        if (second >= Indices)
        {
            throw new ArgumentException($"One of the first two indices must belong to a training point, but they are {indices[0]} and {indices[1]}.", nameof(indices));
        }

        long place = Row(first, second);
        foreach (int index in indices[2..])
        {
            place = (place * Indices) + index;
        }

        return _tensors[order - 2][place];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The order is out of range, or a span has not the length that was said.</exception>
    public override void Kernel(int order, ReadOnlySpan<double> signature, Span<double> kernel)
    {
        CheckSpans(order, signature.Length, kernel.Length);
        TensorContraction.Expand(this, order, signature, kernel);
    }

    /// <summary>The row of a pair: a training index a &gt;= b, or a test index counted on from N.</summary>
    internal long Row(int a, int b) => a < Indices
        ? ((long)a * (a + 1) / 2) + b
        : ((long)Indices * (Indices + 1) / 2) + ((long)(a - Indices) * Indices) + b;

    private static void CheckCounts(int points, int testPoints, int outputs)
    {
        if (points < 1 || testPoints < 0 || outputs < 1)
        {
            throw new ArgumentException(
                $"There must be at least 1 training point, 0 test points and 1 output, but {points}, {testPoints} and {outputs} were given.");
        }
    }

    private void CheckTensor(double[] tensor, int order)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        double indices = (double)Points * Outputs;
        double testIndices = (double)TestPoints * Outputs;
        double expected = TensorSizes.Entries(indices, testIndices, order);
        if (expected > Array.MaxLength)
        {
            throw new ArgumentException(
                $"K^({order}) of {Points} points, {TestPoints} test points and {Outputs} outputs has {TensorSizes.Text(expected)} entries, more than an array holds ({Array.MaxLength}): " +
                $"take a lower order, fewer points, or a series without stored tensors.",
                nameof(tensor));
        }

        if (tensor.Length != expected)
        {
            throw new ArgumentException(
                $"K^({order}) of {Points} points, {TestPoints} test points and {Outputs} outputs has {TensorSizes.Text(expected)} entries, but {tensor.Length} were given.",
                nameof(tensor));
        }

        int wrong = Array.FindIndex(tensor, value => !double.IsFinite(value));
        if (wrong >= 0)
        {
            long columns = (long)Math.Pow(indices, order - 2);
            throw new ArgumentException(
                FormattableString.Invariant($"The entries of K^({order}) must be finite, but row {wrong / columns}, column {wrong % columns} is {tensor[wrong]}."),
                nameof(tensor));
        }
    }

    private void CheckSpans(int order, int signature, int kernel)
    {
        if (order < 2 || order > HighestOrder)
        {
            throw new ArgumentException($"The order must be from 2 to {HighestOrder}, but it is {order}.", nameof(order));
        }

        double expected = TensorSizes.PowerSum(Indices, order - 2);
        if (signature != expected)
        {
            throw new ArgumentException($"The signature of order {order} has {TensorSizes.Text(expected)} numbers, but {signature} were given.", nameof(signature));
        }

        if (kernel != (long)(Indices + TestIndices) * Indices)
        {
            throw new ArgumentException($"The kernel has {Indices + TestIndices} x {Indices} numbers, but there is room for {kernel}.", nameof(kernel));
        }
    }
}
