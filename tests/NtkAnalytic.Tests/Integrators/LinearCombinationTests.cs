using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class LinearCombinationTests
{
    // Lengths around that of a piece, 1024; weights of 0 are skipped, also where their vector holds no numbers.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(5000)]
    public void It_is_the_sum_that_it_says(int length)
    {
        double[][] vectors = [.. Enumerable.Range(1, 3).Select(j => Enumerable.Range(0, length).Select(i => Math.Sin(i * j)).ToArray())];
        double[] start = [.. Enumerable.Range(0, length).Select(i => Math.Cos(i))];
        Array.Fill(vectors[1], double.NaN);
        double[] with = new double[length];
        double[] without = new double[length];
        LinearCombination.Add(start, 0.5, [3, 0, -2], vectors, with);
        LinearCombination.Add([], 0.5, [3, 0, -2], vectors, without);
        for (int i = 0; i < length; i++)
        {
            double sum = (1.5 * vectors[0][i]) - vectors[2][i];

            // Two products and two sums of numbers of size 2.
            Assert.Equal(start[i] + sum, with[i], 8 * 2.3e-16);
            Assert.Equal(sum, without[i], 8 * 2.3e-16);
        }
    }
}
