using System.Numerics;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// Direction tuples (b_1, ..., b_u) that are computed together: b_1 runs through a range, the others stand. A tuple has the number b_1 +
/// b_2 N + b_3 N^2 + ..., so that the tuples of a block, and their parts with b_1, follow each other in memory, and a part without b_1 is a single
/// tuple. Parts of tuples are bit masks, bit j for b_(j+1).
/// </summary>
internal readonly struct JetBlock
{
    private readonly int[] _rest;
    private readonly int _indices;

    /// <summary>A block.</summary>
    /// <param name="indices">N.</param>
    /// <param name="length">u.</param>
    /// <param name="first">The first b_1.</param>
    /// <param name="count">How many b_1; 1 when u = 0.</param>
    /// <param name="rest">b_2, ..., b_u.</param>
    public JetBlock(int indices, int length, int first, int count, int[] rest)
    {
        _indices = indices;
        _rest = rest;
        Length = length;
        FirstDirection = first;
        Count = count;
    }

    /// <summary>u, the length of the tuples.</summary>
    public int Length { get; }

    /// <summary>The mask of the whole tuple.</summary>
    public int Whole => (1 << Length) - 1;

    /// <summary>The first b_1.</summary>
    public int FirstDirection { get; }

    /// <summary>The number of tuples.</summary>
    public int Count { get; }

    /// <summary>b_2, ..., b_u.</summary>
    public ReadOnlySpan<int> Rest => _rest;

    /// <summary>The number of different parts of the tuples.</summary>
    /// <param name="part">Which part.</param>
    /// <returns>The number of tuples when the part has b_1, else 1.</returns>
    public int CountOf(int part) => (part & 1) != 0 ? Count : 1;

    /// <summary>The number of the first tuple's part among all tuples of its length.</summary>
    /// <param name="part">Which part.</param>
    /// <returns>The number.</returns>
    public long FirstOf(int part)
    {
        long number = 0;
        long unit = 1;
        for (int bits = part; bits != 0; bits &= bits - 1)
        {
            number += Direction(BitOperations.TrailingZeroCount(bits)) * unit;
            unit *= _indices;
        }

        return number;
    }

    /// <summary>b_(slot + 1) of the first tuple.</summary>
    /// <param name="slot">0..u - 1.</param>
    /// <returns>A training index.</returns>
    public int Direction(int slot) => slot == 0 ? FirstDirection : _rest[slot - 1];

    /// <summary>All tuples of a length, in blocks.</summary>
    /// <param name="indices">N.</param>
    /// <param name="length">u.</param>
    /// <param name="most">The most tuples in a block.</param>
    /// <returns>The blocks.</returns>
    public static IEnumerable<JetBlock> All(int indices, int length, int most)
    {
        if (length == 0)
        {
            yield return new JetBlock(indices, 0, 0, 1, []);
            yield break;
        }

        int[] rest = new int[length - 1];
        while (true)
        {
            for (int first = 0; first < indices; first += most)
            {
                yield return new JetBlock(indices, length, first, Math.Min(most, indices - first), [.. rest]);
            }

            int place = 0;
            while (place < rest.Length && ++rest[place] == indices)
            {
                rest[place++] = 0;
            }

            if (place == rest.Length)
            {
                yield break;
            }
        }
    }
}
