using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Output;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Data;

public sealed class CsvRecordReaderTests
{
    [Fact]
    public void Quotes_protect_commas_line_breaks_and_quotes()
    {
        Assert.Equal(
            [["a", "b,c", "d\"e"], ["f\ng", "", "h"]],
            Records("a,\"b,c\",\"d\"\"e\"\r\n\"f\ng\",,h\n\n"));
    }

    [Theory]
    [InlineData("a,b\n1,2", 2)]
    [InlineData("a,b\n1,2\n", 2)]
    [InlineData("a,b\r\n1,2\r\n\r\n  \r\n", 2)]
    [InlineData("", 0)]
    [InlineData("\n\n", 0)]
    public void The_end_of_the_text_may_look_as_it_likes(string text, int count) => Assert.Equal(count, Records(text).Count);

    [Fact]
    public void The_line_is_that_on_which_a_record_begins()
    {
        CsvRecordReader reader = new(new StringReader("a\n\"b\nc\"\nd\n"));
        List<int> lines = [];
        while (reader.Next())
        {
            lines.Add(reader.Line);
        }

        Assert.Equal([1, 2, 4], lines);
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        Gen<string> field = Gen.Elements('a', ' ', ',', '"', '\n', 'z', '1').ArrayOf().Select(characters => "x" + new string(characters));
        Gen<string[][]> table = field.ArrayOf(3).ArrayOf();
        Property property = Prop.ForAll(table.ToArbitrary(), records =>
        {
            using StringWriter text = new();
            foreach (string[] record in records)
            {
                CsvOutput.WriteRow(text, record);
            }

            Assert.Equal(records, Records(text.ToString()));
        });
        Check.One(Config.QuickThrowOnFailure.WithReplay(20260129, 3), property);
    }

    // Longer than the reader's buffer, so that fields cross its edge.
    [Fact]
    public void A_long_text_is_read_whole()
    {
        string[] fields = [.. Enumerable.Range(0, 40000).Select(i => new string((char)('a' + (i % 26)), i % 7))];
        Assert.Equal(fields, Assert.Single(Records(string.Join(',', fields) + "\n")));
    }

    private static List<string[]> Records(string text)
    {
        CsvRecordReader reader = new(new StringReader(text));
        List<string[]> records = [];
        while (reader.Next())
        {
            records.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.Field(index).ToString())]);
        }

        return records;
    }
}
