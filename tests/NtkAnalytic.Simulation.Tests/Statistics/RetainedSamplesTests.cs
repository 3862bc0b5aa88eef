using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class RetainedSamplesTests
{
    [Theory]
    [InlineData(7, new double[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(8, new double[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData(9, new double[] { 0, 2, 4, 6, 8 })]
    [InlineData(18, new double[] { 0, 4, 8, 12, 16 })]
    public void Places_that_the_stride_divides_are_kept(int count, double[] expected)
    {
        var retained = new RetainedSamples(8);
        for (int i = 0; i < count; i++)
        {
            retained.Add(i);
        }

        Assert.Equal(expected, retained.Values);
    }
}
