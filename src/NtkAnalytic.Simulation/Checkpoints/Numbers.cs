using System.Runtime.InteropServices;

namespace NtkAnalytic.Simulation.Checkpoints;

/// <summary>Runs of numbers in a checkpoint.</summary>
internal static class Numbers
{
    /// <summary>Writes numbers, their count first.</summary>
    public static void Write(BinaryWriter writer, double[] values)
    {
        writer.Write(values.LongLength);
        writer.Flush();

        // Spans count bytes with 32 bits.
        const int Chunk = 1 << 20;
        for (int i = 0; i < values.Length; i += Chunk)
        {
            writer.BaseStream.Write(MemoryMarshal.AsBytes(values.AsSpan(i, Math.Min(Chunk, values.Length - i))));
        }
    }

    /// <summary>Reads numbers that <see cref="Write"/> wrote.</summary>
    public static double[] Read(BinaryReader reader)
    {
        double[] values = new double[reader.ReadInt64()];
        const int Chunk = 1 << 20;
        for (int i = 0; i < values.Length; i += Chunk)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(i, Math.Min(Chunk, values.Length - i))));
        }

        return values;
    }
}
