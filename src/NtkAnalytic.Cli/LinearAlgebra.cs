using MathNet.Numerics.Providers.LinearAlgebra;

namespace NtkAnalytic.Cli;

/// <summary>Which implementation multiplies and factors matrices.</summary>
internal static class LinearAlgebra
{
    /// <summary>Switches to the native library where there is one.</summary>
    /// <returns>What is in use, for people.</returns>
    public static string Use() => $"managed ({LinearAlgebraControl.Provider})";
}
