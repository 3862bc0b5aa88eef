using NtkAnalytic.Cli.Options;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Options;

public sealed class RowRangeTests
{
    // (start, end) as slice(...).indices(10) of Python gives them, an end before the start being an empty range.
    [Theory]
    [InlineData("0:10", 0, 10)]
    [InlineData("0:4", 0, 4)]
    [InlineData("4:", 4, 10)]
    [InlineData(":-3", 0, 7)]
    [InlineData("-3:", 7, 10)]
    [InlineData("-3:-1", 7, 9)]
    [InlineData(":", 0, 10)]
    [InlineData("5:100", 5, 10)]
    [InlineData("-100:2", 0, 2)]
    [InlineData("10:", 10, 10)]
    [InlineData("20:30", 10, 10)]
    [InlineData("7:3", 7, 7)]
    public void A_range_means_what_it_means_in_Python(string text, int start, int end) =>
        Assert.Equal((start, end), RowRange.Parse(text).Resolve(10));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("a:b")]
    [InlineData("1:2:3")]
    [InlineData("1.5:3")]
    [InlineData("0:99999999999")]
    public void What_is_no_range_is_refused(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => RowRange.Parse(text)).Message, StringComparison.Ordinal);
}
