using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class DensitySignsTests
{
    [Fact]
    public void ChangesAreWhereTheDensityVanishes()
    {
        // In u: (1 - u)(2 - u); in v = u^2 the changes are at 1 and 4.
        DensitySigns signs = Of(u => (1 - u) * (2 - u), 0, 3);

        Assert.Equal(1, signs.First);
        Assert.Equal(1, signs.Last);
        Assert.Equal(0, signs.Smoothing);
        Assert.Equal(2, signs.Changes.Length);
        Assert.Equal(1, signs.Changes[0], 1e-4);
        Assert.Equal(4, signs.Changes[1], 1e-3);
    }

    [Fact]
    public void RoundingHasNoSign()
    {
        Assert.Empty(Of(u => u < 1 ? 1 : -1e-10, 1e-9, 3).Changes);
        Assert.Equal(0, Of(_ => 1e-10, 1e-9, 3).First);
        Assert.Equal(-1, Of(u => u < 1 ? 1e-10 : -1, 1e-9, 3).First);
    }

    [Fact]
    public void AnOscillatingDensityIsIntegratedUntilFewChangesAreLeft()
    {
        // h(v) = cos(v) - 1/10 has some ten changes for v < 36; its integral sin(v) - v/10 has the last at 8.4, and the one of
        // that, 1 - cos(v) - v^2/20, one at 5.1 only.
        DensitySigns signs = Of(u => 2 * u * (Math.Cos(u * u) - 0.1), 0, 1);

        Assert.Equal(2, signs.Smoothing);
        Assert.Equal(1, signs.First);
        double change = Assert.Single(signs.Changes);
        Assert.Equal(0, 1 - Math.Cos(change) - (change * change / 20), 2e-2);
    }

    private static DensitySigns Of(Func<double, double> density, double zero, int fewest)
    {
        const int cells = 3000;
        double[] ends = [.. Enumerable.Range(0, cells + 1).Select(i => 6.0 * i / cells)];
        double[] points = [.. Enumerable.Range(0, cells).Select(i => 6.0 * (i + 0.5) / cells)];
        double[] zeros = new double[cells];
        Array.Fill(zeros, zero);
        return DensitySigns.Of(ends, points, Array.ConvertAll(points, u => density(u)), zeros, fewest);
    }
}
