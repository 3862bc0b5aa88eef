using NtkAnalytic.Cli.Data;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Data;

public sealed class NumericTableReaderTests
{
    [Fact]
    public void Numbers_are_read_to_the_bit()
    {
        NumericTable table = Read("\"first, x\", second \n0.1,-2e-3\n\" 1.7976931348623157E308\",5e-324\n");
        Assert.Equal(["first, x", "second"], table.Columns);
        Assert.Equal([0.1, -2e-3, double.MaxValue, double.Epsilon], table.Values);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(-2e-3, table[0, 1]);
    }

    [Theory]
    [InlineData("0,1,2\n5,6,7\n", true)]
    [InlineData("0,1,1\n5,6,7\n", false)]
    [InlineData("0.5,1,2\n5,6,7\n", false)]
    [InlineData("x0,1,1\n5,6,7\n", true)]
    public void A_header_of_numbers_is_a_header_only_when_it_counts(string text, bool isHeader)
    {
        if (isHeader)
        {
            Assert.Equal(1, Read(text).RowCount);
        }
        else
        {
            Assert.Contains("no header", Assert.Throws<UsageException>(() => Read(text)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_thousands_comma_is_no_part_of_a_number() =>
        Assert.Contains("'1,000' is not a number", Assert.Throws<UsageException>(() => Read("a\n\"1,000\"\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_digits_have_1797_rows_of_64_pixels_and_a_digit()
    {
        NumericTable table = NumericTableReader.Read(Samples.Digits, TestContext.Current.CancellationToken);
        Assert.Equal(1797, table.RowCount);
        Assert.Equal(65, table.Columns.Count);
        Assert.Equal(64, table.IndexOf("digit"));
    }

    [Fact]
    public void Two_columns_of_one_name_cannot_be_told_apart() =>
        Assert.Contains("2 columns named 'a'", Assert.Throws<UsageException>(() => Read("a,b,a\n1,2,3\n").IndexOf("a")).Message, StringComparison.Ordinal);

    private static NumericTable Read(string text) => NumericTableReader.Read(new StringReader(text), "text");
}
