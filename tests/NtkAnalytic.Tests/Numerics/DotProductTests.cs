using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class DotProductTests
{
    [Fact]
    public void Whole_numbers_are_summed_exactly_at_every_length()
    {
        for (int length = 0; length < 150; length++)
        {
            double[] x = [.. Enumerable.Range(1, length).Select(i => (double)i)];
            double[] y = [.. Enumerable.Range(1, length).Select(i => (double)((i * 7 % 11) - 5))];
            double expected = 0;
            for (int i = 0; i < length; i++)
            {
                expected += x[i] * y[i];
            }

            Assert.Equal(expected, DotProduct.Of(x, y));
        }
    }

    [Fact]
    public void Sums_do_not_depend_on_where_the_numbers_lie()
    {
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble() - 0.5)];
        double[] y = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble() - 0.5)];
        double expected = DotProduct.Of(x, y);
        for (int shift = 1; shift < 9; shift++)
        {
            double[] moved = new double[400];
            double[] other = new double[400];
            x.CopyTo(moved, shift);
            y.CopyTo(other, 9 - shift);
            Assert.Equal(expected, DotProduct.Of(moved.AsSpan(shift, 300), other.AsSpan(9 - shift, 300)));
        }
    }
}
