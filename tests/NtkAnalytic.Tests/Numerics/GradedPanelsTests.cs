using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class GradedPanelsTests
{
    [Fact]
    public void PanelsAscendCoverTheIntervalAndStayShorterThanAsked()
    {
        double[] ends = GradedPanels.Build(-3, 7, [(0.5, 1e-3), (2, 0)], 1.25);

        Assert.Equal(-3, ends[0]);
        Assert.Equal(7, ends[^1]);
        Assert.Contains(0.5, ends);
        Assert.Contains(2.0, ends);
        for (int i = 1; i < ends.Length; i++)
        {
            Assert.True(ends[i] > ends[i - 1]);
            Assert.True(ends[i] - ends[i - 1] <= 1.25 * (1 + 1e-12));
        }
    }

    [Fact]
    public void PanelsGrowInProportionToTheDistanceFromACentre()
    {
        double[] ends = GradedPanels.Build(-8, 8, [(0, 1e-6)], 100);

        for (int i = 1; i < ends.Length; i++)
        {
            double distance = Math.Min(Math.Abs(ends[i]), Math.Abs(ends[i - 1]));
            Assert.True(ends[i] - ends[i - 1] <= Math.Max(1e-6, 1.0001 * Math.Max(distance, 1e-6)) || Math.Abs(ends[i]) == 8 || Math.Abs(ends[i - 1]) == 8);
        }
    }

    [Fact]
    public void ACentreOutsideTheIntervalDoesNoHarm() =>
        Assert.Equal([0.0, 1.0], GradedPanels.Build(0, 1, [(5, 0), (-4, 0)], 2));
}
