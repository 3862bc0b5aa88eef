namespace NtkAnalytic.Simulation.Tensors;

/// <summary>
/// The counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011), and how
/// its words become normal numbers. Block j of a tensor's network, with the key (seed, seed / 2^32) and the counter (j, network, stream, 0),
/// gives its elements 4 j .. 4 j + 3 by the transform of Box and Muller: words (w_0, w_1) give the radius sqrt(-2 log u), u = (w_0 + 1/2) / 2^32,
/// at the angle 2 pi w_1 / 2^32, whose cosine comes first; so do (w_2, w_3).
/// </summary>
internal static class Philox
{
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;
    public const uint Weyl0 = 0x9E3779B9;
    public const uint Weyl1 = 0xBB67AE85;
    public const int Rounds = 10;

    /// <summary>One block of four words.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * c0;
            ulong p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>Two normal numbers from two words.</summary>
    public static (double Cosine, double Sine) Normals(uint radiusWord, uint angleWord)
    {
        double radius = Math.Sqrt(-2 * Math.Log((radiusWord + 0.5) * (1 / 4294967296.0)));
        (double sine, double cosine) = Math.SinCos(angleWord * (2 * Math.PI / 4294967296.0));
        return (radius * cosine, radius * sine);
    }
}
