using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Output;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Output;

public sealed class NumberTextTests
{
    [Fact]
    public void An_exact_number_reads_back_as_the_same()
    {
        Property property = Prop.ForAll<double>(value =>
            !double.IsFinite(value) || double.Parse(NumberText.Exact(value), CultureInfo.InvariantCulture).Equals(value));
        Check.One(Config.QuickThrowOnFailure.WithReplay(20260129, 5), property);
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "infinity")]
    [InlineData(double.NegativeInfinity, "-infinity")]
    [InlineData(1.0 / 3, "0.333333")]
    [InlineData(10837.4, "10837.4")]
    public void A_rounded_number_is_short(double value, string expected) => Assert.Equal(expected, NumberText.Rounded(value));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1 kB")]
    [InlineData(999_600, "1 MB")]
    [InlineData(3_200_000_128, "3.2 GB")]
    public void A_file_size_has_a_unit(long bytes, string expected) => Assert.Equal(expected, FileSize.Text(bytes));
}
