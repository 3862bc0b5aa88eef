using Xunit;

namespace NtkAnalytic.Cli.Tests;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("Digit", "digit", 0)]
    [InlineData("digti", "digit", 1)]
    [InlineData("abc", "abc", 0)]
    public void The_distance_counts_letters_to_change(string first, string second, int distance)
    {
        Assert.Equal(distance, NearestNames.Distance(first, second));
        Assert.Equal(distance, NearestNames.Distance(second, first));
    }

    [Fact]
    public void Only_near_names_are_suggested_and_the_nearest_first()
    {
        Assert.Equal(" (did you mean 'alcohol' or 'alcohols'?)", NearestNames.Suggest("alcohl", ["ash", "alcohols", "alcohol"]));
        Assert.Equal("", NearestNames.Suggest("zzzz", ["ash", "alcohol"]));
    }
}
