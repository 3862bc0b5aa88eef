namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The lengths at which a series may be cut, counted in terms of one parity: j = 0..length - 1 stands for the Hermite
/// degrees 2j (even half) and 2j + 1 (odd half).
/// </summary>
internal static class SeriesTiers
{
    /// <summary>The lengths: four steps of 4, then two steps of each 8, 16, ..., 128.</summary>
    public static readonly int[] Ends = [4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

    /// <summary>True when the step from this tier on is twice the step before.</summary>
    public static bool DoublesStepAt(int tier) => tier >= 4 && tier % 2 == 0;

    /// <summary>The first term of a tier.</summary>
    public static int Start(int tier) => tier == 0 ? 0 : Ends[tier - 1];
}
