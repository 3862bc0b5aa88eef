using NtkAnalytic.Hierarchy;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

public class TangentTensorsTests
{
    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 1, 0, 1, 4 },
        { 1, 2, 1, 3 },
        { 3, 0, 1, 5 },
        { 3, 2, 1, 4 },
        { 2, 1, 3, 4 },

        // Enough entries for more than one thread.
        { 24, 6, 1, 4 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_kernel_is_the_contraction_of_the_last_indices_in_order(int points, int testPoints, int outputs, int order)
    {
        TangentTensors tensors = RandomTensors.Draw(points, testPoints, outputs, order, seed: 5);
        double[] signature = Signature(tensors, order);
        int rows = tensors.Indices + tensors.TestIndices;
        double[] kernel = new double[rows * tensors.Indices];
        tensors.Kernel(order, signature, kernel);
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b < tensors.Indices; b++)
            {
                (double expected, double size) = Naive(tensors, order, signature, a, b);

                // Each of up to 15000 terms is rounded about twice; with random signs the errors add up like their root.
                Assert.Equal(expected, kernel[(a * tensors.Indices) + b], 1e-13 * size);
            }
        }
    }

    [Fact]
    public void One_thread_and_several_give_equal_bits()
    {
        TangentTensors tensors = RandomTensors.Draw(24, 6, 1, 4, seed: 8);
        double[] signature = Signature(tensors, 4);
        double[] first = new double[30 * 24];
        tensors.Kernel(4, signature, first);
        Parallel.For(0, 8, _ =>
        {
            double[] other = new double[30 * 24];
            for (int i = 0; i < 5; i++)
            {
                tensors.Kernel(4, signature, other);
                Assert.Equal(first, other);
            }
        });
    }

    [Fact]
    public void The_kernel_of_the_training_points_is_symmetric_to_the_bit()
    {
        TangentTensors tensors = RandomTensors.Draw(9, 2, 1, 4, seed: 9);
        double[] kernel = new double[11 * 9];
        tensors.Kernel(4, Signature(tensors, 4), kernel);
        for (int a = 0; a < 9; a++)
        {
            for (int b = 0; b < a; b++)
            {
                Assert.Equal(kernel[(a * 9) + b], kernel[(b * 9) + a]);
            }
        }
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(24, 4)]
    public void An_evaluation_allocates_nothing(int points, int order)
    {
        TangentTensors tensors = RandomTensors.Draw(points, 1, 1, order, seed: 2);
        HierarchyField field = new TangentHierarchy(tensors, order).CreateField(RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 4));
        double[] state = field.InitialState.ToArray();
        double[] derivative = new double[state.Length];
        for (int i = 0; i < 50; i++)
        {
            field.Evaluate(0, state, derivative);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            field.Evaluate(0, state, derivative);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Entries_are_where_the_layout_says()
    {
        // K^(2) of two training points and a test point: 3 pairs, then 2; K^(3)_{ab c} = 10 times the row + c.
        double[] second = [0, 1, 2, 3, 4];
        double[] third = [0, 1, 10, 11, 20, 21, 30, 31, 40, 41];
        var tensors = new TangentTensors(2, 1, 1, [second, third]);
        Assert.Equal(5, tensors.Rows);
        Assert.Equal(1, tensors.Entry(1, 0));
        Assert.Equal(1, tensors.Entry(0, 1));
        Assert.Equal(2, tensors.Entry(1, 1));
        Assert.Equal(4, tensors.Entry(2, 1));
        Assert.Equal(4, tensors.Entry(1, 2));
        Assert.Equal(11, tensors.Entry(0, 1, 1));
        Assert.Equal(30, tensors.Entry(2, 0, 0));
        Assert.Equal(third, tensors.Tensor(3).ToArray());
    }

    [Fact]
    public void Memory_counts_all_tensors()
    {
        TangentTensors tensors = RandomTensors.Draw(3, 2, 2, 4, seed: 1);
        double expected = sizeof(double) * Enumerable.Range(2, 3).Sum(r => tensors.Tensor(r).Length);
        Assert.Equal(expected, TangentTensors.Bytes(3, 2, 2, 4));

        // 8 * 500500 * (1 + 1e3 + 1e6 + 1e9) bytes.
        Assert.Equal(4004000.0 * 1001001001.0, TangentTensors.Bytes(1000, 0, 1, 5), 1e3);
        Assert.True(double.IsPositiveInfinity(TangentTensors.Bytes(1000, 0, 1, 400)));
    }

    [Fact]
    public void The_largest_order_is_the_last_that_fits()
    {
        double bytes = TangentTensors.Bytes(100, 10, 2, 4);
        Assert.Equal(4, TangentTensors.LargestOrder(100, 10, 2, bytes));
        Assert.Equal(3, TangentTensors.LargestOrder(100, 10, 2, bytes - 1));
        Assert.Equal(1, TangentTensors.LargestOrder(100, 10, 2, 1000));

        // K^(3) of 1600 points has 2.05e9 entries and fits in an array; that of 1650 does not, whatever the memory.
        Assert.Equal(3, TangentTensors.LargestOrder(1600, 0, 1, 1e30));
        Assert.Equal(2, TangentTensors.LargestOrder(1650, 0, 1, 1e30));
        Assert.Equal(64, TangentTensors.LargestOrder(1, 0, 1, 1e30));
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        Says("1 training point", () => new TangentTensors(0, 0, 1, [[1.0]]));
        Says("At least K^(2)", () => new TangentTensors(1, 0, 1, []));
        Says("K^(2) of 2 points, 1 test points and 1 outputs has 5 entries, but 4", () => new TangentTensors(2, 1, 1, [new double[4]]));
        Says("K^(3) must be finite, but row 1, column 1 is NaN", () => new TangentTensors(2, 0, 1, [new double[3], [0, 0, 0, double.NaN, 0, 0]]));
        Says("K^(2) of 100000 points, 0 test points and 1 outputs has 5000050000 entries, more than an array holds", () => new TangentTensors(100000, 0, 1, [new double[3]]));
        Says("entries, more than an array holds", () => new TangentTensors(2147483647, 2147483647, 2147483647, [new double[3]]));
        TangentTensors tensors = RandomTensors.Draw(2, 1, 1, 3, seed: 1);
        Says("order 2 to 3", () => tensors.Entry(1));
        Says("Index 3 must be from 0 to 1", () => tensors.Entry(0, 1, 2));
        Says("must belong to a training point", () => tensors.Entry(2, 2));
        Says("has 2 numbers, but 1", () => tensors.Kernel(3, new double[1], new double[6]));
        Says("3 x 2 numbers, but there is room for 4", () => tensors.Kernel(3, new double[2], new double[4]));
        Says("from 2 to 3, but it is 4", () => tensors.Kernel(4, new double[6], new double[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tensors.Tensor(4).Length);
    }

    private static void Says(string part, Func<object> misuse) => Says(part, () => { _ = misuse(); });

    private static void Says(string part, Action misuse) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(misuse).Message, StringComparison.Ordinal);

    private static double[] Signature(TangentTensors tensors, int order) => RandomTensors.Normals(
        new Random(11),
        Enumerable.Range(1, order - 2).Sum(k => (int)Math.Pow(tensors.Indices, k)),
        1);

    private static (double Value, double Size) Naive(TangentTensors tensors, int order, double[] signature, int a, int b)
    {
        double sum = tensors.Entry(a, b);
        double size = Math.Abs(sum);
        int offset = 0;
        for (int k = 1; k <= order - 2; k++)
        {
            int[] indices = new int[2 + k];
            (indices[0], indices[1]) = (a, b);
            int count = (int)Math.Pow(tensors.Indices, k);
            for (int place = 0; place < count; place++)
            {
                for (int digit = k, rest = place; digit >= 1; digit--, rest /= tensors.Indices)
                {
                    indices[1 + digit] = rest % tensors.Indices;
                }

                double term = Math.Pow(-1.0 / tensors.Points, k) * tensors.Entry(indices) * signature[offset + place];
                sum += term;
                size += Math.Abs(term);
            }

            offset += count;
        }

        return (sum, size);
    }
}
