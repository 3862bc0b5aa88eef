using NtkAnalytic.Simulation.HigherKernels;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

public class JetBlockTests
{
    [Theory]
    [InlineData(3, 0, 2)]
    [InlineData(3, 1, 2)]
    [InlineData(4, 2, 3)]
    [InlineData(3, 3, 1)]
    [InlineData(2, 3, 5)]
    public void Blocks_count_every_tuple_once_in_order(int indices, int length, int most)
    {
        long next = 0;
        foreach (JetBlock block in JetBlock.All(indices, length, most))
        {
            Assert.InRange(block.Count, 1, most);
            Assert.Equal(next, block.FirstOf(block.Whole));
            next += block.Count;
        }

        Assert.Equal((long)Math.Pow(indices, length), next);
    }

    [Fact]
    public void Parts_are_numbered_among_tuples_of_their_own_length()
    {
        var block = new JetBlock(10, 3, 2, 4, [5, 7]);
        Assert.Equal([(0, 1), (2, 4), (5, 1), (52, 4), (7, 1), (72, 4), (75, 1), (752, 4)], Enumerable.Range(0, 8).Select(part => (block.FirstOf(part), block.CountOf(part))));
    }

    [Fact]
    public void Parts_of_a_set_are_all_its_subsets() => Assert.Equal([0, 1, 4, 5], JetMoves.Parts(5));
}
