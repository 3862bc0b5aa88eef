namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>How long direction tuples become, and how many are computed together.</summary>
/// <param name="Indices">N, the number of directions.</param>
/// <param name="Generators">k = p - 2, the length of the longest tuples.</param>
/// <param name="BlockTuples">The most tuples in a block.</param>
/// <param name="TestRows">The most test rows at once; whole points, and 0 when there are none.</param>
internal sealed record JetPlan(int Indices, int Generators, int BlockTuples, int TestRows)
{
    /// <summary>The number of tuples of a length.</summary>
    /// <param name="length">u.</param>
    /// <returns>N^u.</returns>
    public long Tuples(int length)
    {
        long tuples = 1;
        for (int i = 0; i < length; i++)
        {
            tuples = checked(tuples * Indices);
        }

        return tuples;
    }

    /// <summary>All tuples of a length, in blocks.</summary>
    /// <param name="length">u.</param>
    /// <returns>The blocks.</returns>
    public IEnumerable<JetBlock> Blocks(int length) => JetBlock.All(Indices, length, BlockTuples);
}
