using NtkAnalytic.Cli.Options;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Options;

public class NumberRangeTests
{
    [Fact]
    public void A_range_holds_both_ends_and_equal_steps()
    {
        NumberRange range = NumberRange.Variances("0.1:0.7:3");
        Assert.Equal(3, range.Values.Count);
        Assert.Equal(0.1, range.Values[0]);
        Assert.Equal(0.4, range.Values[1], 1e-15);
        Assert.Equal(0.7, range.Values[2]);
        Assert.False(range.IsSingle);
    }

    [Fact]
    public void A_number_alone_is_a_range_of_one_where_that_is_allowed()
    {
        NumberRange range = NumberRange.VarianceOrVariances("0.25");
        Assert.True(range.IsSingle);
        Assert.Equal([0.25], range.Values);
        Assert.Equal(4, NumberRange.VarianceOrVariances("0:1:4").Count);
        Assert.Throws<FormatException>(() => NumberRange.Variances("0.25"));
    }

    [Theory]
    [InlineData("0:1", "not a range")]
    [InlineData("0:1:2:3", "not a range")]
    [InlineData("", "not a range")]
    [InlineData("a:1:2", "'a' is not a finite number")]
    [InlineData("0:inf:2", "'inf' is not a finite number")]
    [InlineData("0:1e999:2", "not a finite number")]
    [InlineData("-1:1:2", "'-1' is negative")]
    [InlineData("0:1:2.5", "not a whole number")]
    [InlineData("0:1:1", "at least 2 points, but its count is 1")]
    [InlineData("0:1:-5", "at least 2 points, but its count is -5")]
    [InlineData("1:1:2", "is empty")]
    [InlineData("1:0.5:10", "reversed: it must ascend, from 0.5 to 1")]
    public void What_is_wrong_with_a_range_is_said(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => NumberRange.Variances(text)).Message, StringComparison.Ordinal);
}
