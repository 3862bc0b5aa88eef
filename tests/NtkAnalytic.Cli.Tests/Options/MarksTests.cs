using NtkAnalytic.Cli.Options;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Options;

public class MarksTests
{
    [Fact]
    public void Ranges_and_lists_are_read()
    {
        Assert.Equal([0, 2.5, 5], Marks.Parse("0:5:3"));
        Assert.Equal([0, 1, 1.5, 100], Marks.Parse("0,1,1.5,100"));
        Assert.Equal([7], Marks.Parse("7"));
    }

    [Theory]
    [InlineData("0:5", "not a range")]
    [InlineData("0:5:1", "at least 2 points")]
    [InlineData("0:5:x", "not a range")]
    [InlineData("5:0:3", "does not ascend")]
    [InlineData("-1,3", "does not ascend")]
    [InlineData("1,1", "does not ascend")]
    [InlineData("1,,2", "not a finite number")]
    [InlineData("0:inf:3", "not a finite number")]
    public void Others_are_refused(string text, string word) =>
        Assert.Contains(word, Assert.Throws<FormatException>(() => Marks.Parse(text)).Message, StringComparison.Ordinal);
}
