using NtkAnalytic.OpenBlas;

namespace NtkAnalytic.Cli;

/// <summary>Which implementation factors matrices.</summary>
internal static class LinearAlgebra
{
    // MathNet's provider is one for the process: it is chosen once, before the first use.
    private static readonly Lazy<string> s_provider = new(() =>
    {
        OpenBlasProvider.TryUse(out string description);
        return description;
    });

    /// <summary>Switches to the native library where there is one.</summary>
    /// <returns>What is in use, for people.</returns>
    public static string Use() => s_provider.Value;
}
