using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>The order in which the points of an epoch are taken: a function of seed and epoch alone.</summary>
internal static class EpochOrder
{
    // Parameters are drawn with 0 as the last word of the counter.
    private const uint Purpose = 1;

    /// <summary>A permutation of 0..count - 1, every one equally likely (to count / 2^64), by Fisher and Yates.</summary>
    public static int[] Of(ulong seed, long epoch, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = 0; i < count - 1; i++)
        {
            var words = Philox.Block((uint)i, (uint)epoch, (uint)(epoch >> 32), Purpose, (uint)seed, (uint)(seed >> 32));
            ulong draw = ((ulong)words.W0 << 32) | words.W1;
            int other = i + (int)Math.BigMul(draw, (ulong)(count - i), out _);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
