using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Tests.Pictures;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(-0.1, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(0.5, 4, "1 2 3 4")]
    [InlineData(-3, 3, "\u22123 \u22122 \u22121 0 1 2 3")]
    [InlineData(0, 1e-7, "0 2\u00b710\u207b\u2078 4\u00b710\u207b\u2078 6\u00b710\u207b\u2078 8\u00b710\u207b\u2078 1\u00b710\u207b\u2077")]
    [InlineData(1e9, 5e9, "1\u00b710\u2079 2\u00b710\u2079 3\u00b710\u2079 4\u00b710\u2079 5\u00b710\u2079")]
    [InlineData(100, 100.5, "100 100.1 100.2 100.3 100.4 100.5")]
    public void Linear_ticks_are_round_numbers(double from, double to, string labels) => Assert.Equal(labels, Labels(Axis.Linear("", from, to)));

    [Theory]
    [InlineData(1, 1e4, "1 10 100 1000 10000")]
    [InlineData(1e-6, 1, "10\u207b\u2076 10\u207b\u2075 10\u207b\u2074 10\u207b\u00b3 10\u207b\u00b2 10\u207b\u00b9 10\u2070")]
    [InlineData(1e-20, 1e10, "10\u207b\u00b2\u2070 10\u207b\u00b9\u2075 10\u207b\u00b9\u2070 10\u207b\u2075 10\u2070 10\u2075 10\u00b9\u2070")]
    [InlineData(1, 30, "1 2 5 10 20")]
    [InlineData(2.1, 2.9, "2.2 2.4 2.6 2.8")]
    [InlineData(2e-6, 3e-5, "2\u00b710\u207b\u2076 5\u00b710\u207b\u2076 10\u207b\u2075 2\u00b710\u207b\u2075")]
    public void Logarithmic_ticks_are_powers_of_ten(double from, double to, string labels) => Assert.Equal(labels, Labels(Axis.Logarithmic("", from, to)));

    [Fact]
    public void A_label_says_the_number_it_stands_at()
    {
        Axis axis = Axis.Linear("", -0.7, 0.9);
        Assert.All(
            Ticks.Of(axis, new AxisRange(axis, [])),
            tick => Assert.Equal(tick.Value, double.Parse(tick.Label.Replace('\u2212', '-'), System.Globalization.CultureInfo.InvariantCulture), 1e-15));
    }

    [Fact]
    public void Ticks_of_ones_own_are_shown_where_the_axis_reaches()
    {
        Axis axis = Axis.Linear("", 0, 90).WithTicks(new AxisTick(0, "level"), new AxisTick(90, "upright"), new AxisTick(180, "overhead"));
        Assert.Equal("level upright", Labels(axis));
    }

    [Fact]
    public void Few_decades_have_unlabelled_ticks_between()
    {
        Axis axis = Axis.Logarithmic("", 10, 100);
        Assert.Equal([20.0, 30, 40, 50, 60, 70, 80, 90], Ticks.Minor(axis, new AxisRange(axis, [])));
        Assert.Empty(Ticks.Minor(Axis.Linear(""), new AxisRange(Axis.Linear(""), [1, 2])));
    }

    [Theory]
    [InlineData(-double.MaxValue, double.MaxValue)]
    [InlineData(0, double.Epsilon)]
    [InlineData(1, 1.0000000000000002)]
    public void Extreme_ranges_have_only_ticks_that_can_be_placed(double from, double to)
    {
        Axis axis = Axis.Linear("", from, to);
        Assert.All(Ticks.Of(axis, new AxisRange(axis, [])), tick => Assert.True(double.IsFinite(tick.Value)));
    }

    private static string Labels(Axis axis) => string.Join(' ', Ticks.Of(axis, new AxisRange(axis, [])).Select(tick => tick.Label));
}
