using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public class LargestEigenvalueTests
{
    // Equally spaced eigenvalues are no easy spectrum: the largest is 1.004 times the next.
    [Fact]
    public void Many_close_eigenvalues_are_told_apart_network_by_network()
    {
        const int Order = 250;
        double[] largest = LargestEigenvalue.Of(2, Order, vectors =>
        {
            for (int i = 0; i < vectors.Length; i++)
            {
                vectors[i] *= (i / Order == 0 ? 1.0 : 7.0) * (1 + (i % Order)) / Order;
            }
        });
        Assert.Equal(1, largest[0], 1e-4);
        Assert.Equal(7, largest[1], 7e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-20)]
    public void What_is_zero_up_to_rounding_has_the_eigenvalue_zero(double value)
    {
        Assert.Equal([0.0], LargestEigenvalue.Of(1, 6, vectors => Array.ForEach(Enumerable.Range(0, 6).ToArray(), i => vectors[i] *= value)));
        Assert.Equal([0.0], LargestEigenvalue.Of(1, 1, vectors => vectors[0] *= value));
    }

    [Fact]
    public void What_overflows_has_none_and_harms_no_other()
    {
        double[] largest = LargestEigenvalue.Of(2, 3, vectors =>
        {
            for (int i = 0; i < 6; i++)
            {
                vectors[i] *= i < 3 ? double.PositiveInfinity : i;
            }
        });
        Assert.Equal(double.NaN, largest[0]);
        Assert.Equal(5, largest[1], 1e-12);
    }
}
