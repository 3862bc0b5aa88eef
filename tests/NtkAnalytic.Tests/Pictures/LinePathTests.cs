using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Tests.Pictures;

public class LinePathTests
{
    // One unit of the chart is ten pixels; the frame spans (0, 0) to (10, 10), so (x, y) falls on (10 x, 100 - 10 y).
    private static readonly Frame Frame = new(
        new AxisRange(Axis.Linear("", 0, 10), []), new AxisRange(Axis.Linear("", 0, 10), []), 0, 0, 100, 100);

    [Fact]
    public void A_line_joins_its_points() =>
        Assert.Equal("M0 100L50 50L100 95.7", LinePath.Of([new(0, 0), new(5, 5), new(10, 0.43)], Frame));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_point_that_cannot_be_drawn_breaks_the_line(double y) =>
        Assert.Equal("M0 100L10 100M30 100L40 100", LinePath.Of([new(0, 0), new(1, 0), new(2, y), new(3, 0), new(4, 0)], Frame));

    [Fact]
    public void A_number_that_is_not_positive_breaks_a_line_on_a_logarithmic_axis()
    {
        Frame frame = Frame with { YRange = new AxisRange(Axis.Logarithmic("", 1, 100), []) };
        Assert.Equal("M0 100L10 50M40 0L50 0", LinePath.Of([new(0, 1), new(1, 10), new(2, 0), new(3, -1), new(4, 100), new(5, 100)], frame));
    }

    [Fact]
    public void A_point_alone_is_a_dot() =>
        Assert.Equal("M20 80h0M50 50L60 40", LinePath.Of([new(2, 2), new(3, double.NaN), new(5, 5), new(6, 6)], Frame));

    [Fact]
    public void A_line_is_cut_where_it_leaves_the_frame_and_goes_on_where_it_comes_back() =>
        Assert.Equal("M0 50L50 0M70 0L100 30", LinePath.Of([new(-5, 0), new(6, 11), new(10, 7)], Frame));

    [Fact]
    public void A_segment_across_the_frame_shows_though_both_its_ends_are_outside() =>
        Assert.Equal("M0 100L100 0", LinePath.Of([new(-3, -3), new(23, 23)], Frame));

    [Fact]
    public void A_line_outside_is_not_drawn()
    {
        Assert.Equal("", LinePath.Of([new(11, 0), new(12, 5)], Frame));
        Assert.Equal("", LinePath.Of([new(-1, 9), new(1, 12)], Frame));
        Assert.Equal("", LinePath.Of([new(0, 11), new(10, 11)], Frame));
    }

    [Fact]
    public void Dots_outside_are_left_out() =>
        Assert.Equal("M0 100h0M100 0h0", LinePath.Dots([new(0, 0), new(10.1, 0), new(double.NaN, 1), new(10, 10)], Frame));
}
