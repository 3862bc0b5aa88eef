using NtkAnalytic.Simulation.Truncation;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Truncation;

public class TruncationBoundTests
{
    [Fact]
    public void The_shape_is_that_of_the_theorem()
    {
        // (1 + t) t^(p-1) m^(-p/2) min(t, n/lambda), by hand.
        Assert.Equal(3 * 2 / 100.0 * 2, TruncationBound.Shape(2, 2, 100, 3, 1), 1e-15);
        Assert.Equal(3 * 8 / 1e4 * 0.75, TruncationBound.Shape(4, 2, 100, 3, 4), 1e-15);
        Assert.Equal(3 * 2 / 100.0 * 2, TruncationBound.Shape(2, 2, 100, 3, 0), 1e-15);
        Assert.Equal(0, TruncationBound.Shape(4, 0, 100, 3, 1));
    }

    [Fact]
    public void Odd_orders_and_nonsense_are_refused()
    {
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => TruncationBound.Shape(3, 1, 10, 3, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TruncationBound.Shape(0, 1, 10, 3, 1));
        Assert.Throws<ArgumentException>(() => TruncationBound.Shape(2, -1, 10, 3, 1));
        Assert.Throws<ArgumentException>(() => TruncationBound.Shape(2, 1, 0, 3, 1));
    }

    [Fact]
    public void Without_records_there_is_nothing_to_fit() => Assert.Null(TruncationBound.Fit([], 2));
}
