using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Tests.Pictures;

public class AxisRangeTests
{
    [Fact]
    public void Without_bounds_an_axis_shows_the_data_that_can_be_drawn()
    {
        double[] data = [double.NaN, -2, 3, double.PositiveInfinity];
        AxisRange linear = new(Axis.Linear(""), data);
        Assert.Equal((-2.0, 3.0), (linear.From, linear.To));
        AxisRange logarithmic = new(Axis.Logarithmic(""), [.. data, 0, 300]);
        Assert.Equal(3, logarithmic.From, 1e-14);
        Assert.Equal(300, logarithmic.To, 1e-12);
    }

    [Theory]
    [InlineData(AxisScale.Linear, 0, 1)]
    [InlineData(AxisScale.Logarithmic, 1, 10)]
    public void Without_data_there_is_a_range_all_the_same(AxisScale scale, double from, double to)
    {
        AxisRange range = new(scale == AxisScale.Linear ? Axis.Linear("") : Axis.Logarithmic(""), [double.NaN]);
        Assert.Equal((from, to), (range.From, range.To));
    }

    [Fact]
    public void A_single_number_gets_room_on_both_sides()
    {
        AxisRange linear = new(Axis.Linear(""), [4, 4]);
        Assert.Equal((2.0, 6.0), (linear.From, linear.To));
        AxisRange zero = new(Axis.Linear(""), [0]);
        Assert.Equal((-0.5, 0.5), (zero.From, zero.To));
        AxisRange logarithmic = new(Axis.Logarithmic(""), [7]);
        Assert.Equal(10, logarithmic.To / logarithmic.From, 1e-13);
        Assert.Equal(0.5, logarithmic.Share(7), 1e-15);
    }

    [Fact]
    public void Bounds_that_were_asked_for_stay_also_when_the_data_lie_beyond()
    {
        AxisRange from = new(Axis.Linear("", from: 5), [1, 3]);
        Assert.Equal(5, from.From);
        Assert.True(from.To > 5);
        AxisRange to = new(Axis.Logarithmic("", to: 5), [100], margin: 0.1);
        Assert.Equal(5, to.To);
        Assert.True(to.From < 5);
    }

    [Fact]
    public void A_margin_widens_only_ends_that_follow_the_data()
    {
        AxisRange range = new(Axis.Linear("", from: 0), [0, 10], margin: 0.1);
        Assert.Equal((0.0, 11.0), (range.From, range.To));
    }

    [Fact]
    public void Equal_ratios_are_equal_shares_of_a_logarithmic_axis()
    {
        AxisRange range = new(Axis.Logarithmic("", 1, 1e4), []);
        Assert.Equal(0.25, range.Share(10), 1e-15);
        Assert.Equal(100, range.At(0.5), 1e-12);
        Assert.Equal(double.NegativeInfinity, range.Share(0));
        Assert.True(double.IsNaN(range.Share(-1)));
    }

    [Fact]
    public void Bounds_are_checked()
    {
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Axis.Linear("x", double.NaN)).Message, StringComparison.Ordinal);
        Assert.Contains("positive", Assert.Throws<ArgumentException>(() => Axis.Logarithmic("x", 0, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("end above", Assert.Throws<ArgumentException>(() => Axis.Linear("x", 2, 1)).Message, StringComparison.Ordinal);
    }
}
