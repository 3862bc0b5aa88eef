namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The lengths at which a series may be cut, counted in terms of one parity: j = 0..length - 1 stands for the Hermite
/// degrees 2j (even half) and 2j + 1 (odd half).
/// </summary>
internal static class SeriesTiers
{
    /// <summary>The lengths, in steps that stay or double.</summary>
    public static readonly int[] Ends = [4, 8, 12, 16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512];

    /// <summary>True when the step to this tier is twice the step before, false when it is the same.</summary>
    public static bool DoublesStepAt(int tier) => tier > 1 && Ends[tier] - Ends[tier - 1] > Ends[tier - 1] - Ends[tier - 2];

    /// <summary>The first term of a tier.</summary>
    public static int Start(int tier) => tier == 0 ? 0 : Ends[tier - 1];
}
