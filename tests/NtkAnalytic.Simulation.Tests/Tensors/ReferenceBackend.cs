using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Tests.Tensors;

/// <summary>The seam in its plainest form, one loop for each operation: the oracle of every other backend.</summary>
internal sealed class ReferenceBackend(Precision precision = Precision.Double) : TensorBackend
{
    public override string Name => "reference";

    /// <summary>The elements of all tensors that were ever made.</summary>
    public long Allocated { get; private set; }

    /// <summary>The elements of the tensors that are held now.</summary>
    public long Held { get; private set; }

    /// <summary>The most elements that were ever held.</summary>
    public long MostHeld { get; private set; }

    /// <summary>What it says can be had, in bytes.</summary>
    public long Memory { get; init; } = long.MaxValue;

    public override Precision Precision => precision;

    public override long AvailableBytes => Memory;

    public override void Fill(Tensor destination, double value) => Each(destination, 0, (_, _, _) => value, 1);

    public override void FillNormal(Tensor destination, RandomKey key)
    {
        TensorShape shape = destination.Shape;
        for (int b = 0; b < shape.Networks; b++)
        {
            for (long i = 0; i < shape.PerNetwork; i++)
            {
                var words = Philox.Block((uint)(i / 4), key.FirstNetwork + (uint)b, key.Stream, 0, (uint)key.Seed, (uint)(key.Seed >> 32));
                (double cosine, double sine) = i % 4 < 2 ? Philox.Normals(words.W0, words.W1) : Philox.Normals(words.W2, words.W3);
                Set(destination, b, (int)(i / shape.Columns), (int)(i % shape.Columns), i % 2 == 0 ? cosine : sine);
            }
        }
    }

    protected internal override Tensor Allocate(TensorShape shape)
    {
        Allocated += shape.Count;
        Held += shape.Count;
        MostHeld = Math.Max(MostHeld, Held);
        return new Plain(shape, new double[shape.Count], 0, shape.PerNetwork);
    }

    protected internal override void Release(Tensor tensor) => Held -= tensor.Shape.Count;

    protected override Tensor ViewCore(Tensor source, long offset, TensorShape shape)
    {
        var whole = (Plain)source;
        return new Plain(shape, whole.Data, whole.Offset + offset, shape.Networks == whole.Shape.Networks ? whole.Stride : shape.PerNetwork);
    }

    protected override void WriteCore(ReadOnlySpan<double> values, Tensor destination)
    {
        double[] copy = values.ToArray();
        Each(destination, 0, (b, i, j) => copy[Flat(destination.Shape, b, i, j)], 1);
    }

    protected override void ReadCore(Tensor source, Span<double> destination)
    {
        TensorShape shape = source.Shape;
        for (int b = 0; b < shape.Networks; b++)
        {
            for (int i = 0; i < shape.Rows; i++)
            {
                for (int j = 0; j < shape.Columns; j++)
                {
                    destination[(int)Flat(shape, b, i, j)] = Get(source, b, i, j);
                }
            }
        }
    }

    protected override void AddCore(Tensor a, Tensor destination, double alpha, double beta) =>
        Each(destination, beta, (b, i, j) => Get(a, b, i, j), alpha);

    protected override void MultiplyCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        Each(destination, beta, (n, i, j) => Get(a, n, i, j) * Get(b, n, i, j), alpha);

    protected override void DivideByRootCore(Tensor a, Tensor b, double epsilon, Tensor destination, double alpha, double beta) =>
        Each(destination, beta, (n, i, j) => Get(a, n, i, j) / (Math.Sqrt(Get(b, n, i, j)) + epsilon), alpha);

    protected override void MatrixProductCore(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor destination, double alpha, double beta)
    {
        int inner = transposeA ? a.Shape.Rows : a.Shape.Columns;
        Each(
            destination,
            beta,
            (n, i, j) =>
            {
                double sum = 0;
                for (int k = 0; k < inner; k++)
                {
                    sum += (transposeA ? Get(a, n, k, i) : Get(a, n, i, k)) * (transposeB ? Get(b, n, j, k) : Get(b, n, k, j));
                }

                return sum;
            },
            alpha);
    }

    protected override void ActivateCore(Activation phi, Tensor z, Tensor destination) =>
        Each(destination, 0, (b, i, j) => phi.Evaluate(Get(z, b, i, j)), 1);

    protected override void ActivateDerivativeCore(Activation phi, Tensor z, Tensor destination, int order) =>
        Each(
            destination,
            0,
            (b, i, j) =>
            {
                double[] one = [Get(z, b, i, j)];
                phi.EvaluateDerivative(order, one, one);
                return one[0];
            },
            1);

    protected override void SumCore(Tensor a, Tensor destination, double alpha, double beta) =>
        Each(destination, beta, (b, i, j) => Total(a.Shape, destination.Shape, i, j, (r, c) => Get(a, b, r, c)), alpha);

    protected override void SumOfProductsCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        Each(destination, beta, (n, i, j) => Total(a.Shape, destination.Shape, i, j, (r, c) => Get(a, n, r, c) * Get(b, n, r, c)), alpha);

    protected override void SoftmaxCore(Tensor z, Tensor softmax, Tensor logSum)
    {
        for (int b = 0; b < z.Shape.Networks; b++)
        {
            for (int i = 0; i < z.Shape.Rows; i++)
            {
                double[] row = [.. Enumerable.Range(0, z.Shape.Columns).Select(j => Get(z, b, i, j))];
                double greatest = row.Max();
                double sum = row.Sum(value => Math.Exp(value - greatest));
                Set(logSum, b, i, 0, greatest + Math.Log(sum));
                for (int j = 0; j < row.Length; j++)
                {
                    Set(softmax, b, i, j, Math.Exp(row[j] - greatest) / sum);
                }
            }
        }
    }

    protected override void GatherRowsCore(Tensor source, ReadOnlySpan<int> rows, Tensor destination)
    {
        int[] chosen = rows.ToArray();
        Each(destination, 0, (b, i, j) => Get(source, b, chosen[i], j), 1);
    }

    private static double Total(TensorShape source, TensorShape destination, int row, int column, Func<int, int, double> value)
    {
        double sum = 0;
        for (int r = destination.Rows == 1 ? 0 : row; r < (destination.Rows == 1 ? source.Rows : row + 1); r++)
        {
            for (int c = destination.Columns == 1 ? 0 : column; c < (destination.Columns == 1 ? source.Columns : column + 1); c++)
            {
                sum += value(r, c);
            }
        }

        return sum;
    }

    private static long Flat(TensorShape shape, int b, int i, int j) => (b * shape.PerNetwork) + ((long)i * shape.Columns) + j;

    // Dimensions of 1 broadcast.
    private static double Get(Tensor tensor, int b, int i, int j)
    {
        var plain = (Plain)tensor;
        TensorShape shape = plain.Shape;
        return plain.Data[plain.At(shape.Networks == 1 ? 0 : b, shape.Rows == 1 ? 0 : i, shape.Columns == 1 ? 0 : j)];
    }

    private void Set(Tensor tensor, int b, int i, int j, double value)
    {
        var plain = (Plain)tensor;
        plain.Data[plain.At(b, i, j)] = precision == Precision.Single ? (float)value : value;
    }

    private void Each(Tensor destination, double beta, Func<int, int, int, double> value, double alpha)
    {
        TensorShape shape = destination.Shape;
        for (int b = 0; b < shape.Networks; b++)
        {
            for (int i = 0; i < shape.Rows; i++)
            {
                for (int j = 0; j < shape.Columns; j++)
                {
                    double kept = beta == 0 ? 0 : beta * Get(destination, b, i, j);
                    Set(destination, b, i, j, (alpha * value(b, i, j)) + kept);
                }
            }
        }
    }

    private sealed class Plain(TensorShape shape, double[] data, long offset, long stride) : Tensor(shape)
    {
        public double[] Data => data;

        public long Offset => offset;

        public long Stride => stride;

        public long At(int b, int i, int j) => offset + (b * stride) + ((long)i * Shape.Columns) + j;
    }
}
