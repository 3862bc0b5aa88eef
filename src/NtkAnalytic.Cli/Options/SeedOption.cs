using System.Globalization;

namespace NtkAnalytic.Cli.Options;

/// <summary>The seed of a verb that draws networks.</summary>
internal static class SeedOption
{
    public static Setting<ulong> Create(string description) => new("--seed", "S", description, Seed, "1");

    private static ulong Seed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
        ? seed
        : throw new FormatException($"'{text}' is not a whole number from 0 to 2^64 - 1");
}
