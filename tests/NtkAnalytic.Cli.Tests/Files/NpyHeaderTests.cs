using System.Text;
using NtkAnalytic.Cli.Files;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Files;

public sealed class NpyHeaderTests
{
    // As numpy.save of NumPy 1.26 writes the header of numpy.zeros((2, 3)).
    [Fact]
    public void The_header_is_that_of_NumPy()
    {
        byte[] header = NpyHeader.Build(2, 3);
        Assert.Equal(128, header.Length);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], header[..10]);
        Assert.Equal("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n", Encoding.ASCII.GetString(header[10..]));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 20000, 20000)]
    [InlineData(2, int.MaxValue, int.MaxValue)]
    public void Data_begin_at_a_multiple_of_64_bytes(int first, int second, int third)
    {
        byte[] header = NpyHeader.Build(first, second, third);
        Assert.Equal(0, header.Length % 64);
        Assert.Equal((byte)'\n', header[^1]);
    }
}
