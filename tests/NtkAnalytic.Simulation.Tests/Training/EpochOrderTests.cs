using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public class EpochOrderTests
{
    [Fact]
    public void An_order_is_a_permutation_that_depends_on_seed_and_epoch_alone()
    {
        int[] order = EpochOrder.Of(7, 3, 100);
        Assert.Equal(Enumerable.Range(0, 100), order.Order());
        Assert.Equal(order, EpochOrder.Of(7, 3, 100));
        Assert.NotEqual(order, EpochOrder.Of(7, 4, 100));
        Assert.NotEqual(order, EpochOrder.Of(8, 3, 100));
        Assert.NotEqual(order, EpochOrder.Of(7 + (1UL << 32), 3, 100));
        Assert.NotEqual(order, EpochOrder.Of(7, 3 + (1L << 32), 100));
        Assert.Equal([0], EpochOrder.Of(7, 3, 1));
    }

    [Fact]
    public void Every_permutation_is_equally_likely()
    {
        const int Draws = 6000;
        var counts = Enumerable.Range(0, Draws).CountBy(epoch => string.Join(' ', EpochOrder.Of(5, epoch, 3))).ToArray();
        Assert.Equal(6, counts.Length);
        double deviation = Math.Sqrt(Draws * (1 / 6.0) * (5 / 6.0));
        Assert.All(counts, pair => Assert.InRange((pair.Value - (Draws / 6.0)) / deviation, -5, 5));
    }
}
