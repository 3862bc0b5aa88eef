using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Data;

public sealed class TrainTestSplitTests
{
    [Theory]
    [InlineData(null, null, "0:8", "8:10")]
    [InlineData("0:3", null, "0:3", "3:10")]
    [InlineData("-2:", null, "8:10", "0:8")]
    [InlineData("4:6", null, "4:6", "0:4 and 6:10")]
    [InlineData(null, "4:6", "0:4 and 6:10", "4:6")]
    [InlineData("0:3", "5:7", "0:3", "5:7")]
    public void The_part_that_is_not_given_takes_the_rest(string? train, string? test, string expectedTrain, string expectedTest)
    {
        NumericTable table = new("table", ["a"], new double[10]);
        TrainTestSplit split = TrainTestSplit.Of(
            table,
            train is null ? null : RowRange.Parse(train),
            test is null ? null : RowRange.Parse(test));
        Assert.Equal(expectedTrain, split.Train.Text);
        Assert.Equal(expectedTest, split.Test.Text);
        Assert.Empty(split.Train.Indices.Intersect(split.Test.Indices));
    }

    [Fact]
    public void One_row_cannot_be_split() =>
        Assert.Throws<UsageException>(() => TrainTestSplit.Of(new NumericTable("table", ["a"], new double[1]), null, null));
}
