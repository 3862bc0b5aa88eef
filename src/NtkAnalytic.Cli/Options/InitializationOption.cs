using NtkAnalytic.Simulation.Networks;

namespace NtkAnalytic.Cli.Options;

/// <summary>How the parameters of networks that move start.</summary>
internal static class InitializationOption
{
    public static Setting<Initialization> Create() => new(
        "--initialization",
        "standard|mirrored",
        "Mirrored: the difference of two equal copies over sqrt(2), which starts at 0.",
        Read.Choice(("standard", Initialization.Standard), ("mirrored", Initialization.Mirrored)),
        "standard");
}
