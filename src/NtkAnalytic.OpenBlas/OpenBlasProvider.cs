using System.Diagnostics.CodeAnalysis;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace NtkAnalytic.OpenBlas;

/// <summary>
/// Native linear algebra for MathNet.Numerics: products, Cholesky, LU, QR and singular value decompositions of double and single matrices
/// and eigenvalues of symmetric ones run in the OpenBLAS of this machine; everything else, and complex matrices, in MathNet's managed code.
/// </summary>
/// <remarks>
/// The library is looked for at run time under its usual names, or where the environment variable NTK_OPENBLAS says; "off" there turns
/// it off. Builds with 64-bit integers in their interface are not supported. Results agree with the managed provider to rounding, and
/// may differ in rounding between numbers of threads (OPENBLAS_NUM_THREADS).
/// </remarks>
public static class OpenBlasProvider
{
    /// <summary>Makes a provider without putting it to use.</summary>
    /// <param name="provider">The provider, or null when there is no usable library.</param>
    /// <param name="description">The library's version, build and number of threads; or, when there is none, why the managed code is used.</param>
    /// <returns>Whether there is a usable library.</returns>
    public static bool TryCreate([NotNullWhen(true)] out ILinearAlgebraProvider? provider, out string description) =>
        TryCreate(Environment.GetEnvironmentVariable(OpenBlasLibrary.Variable), out provider, out description);

    /// <summary>
    /// Makes MathNet.Numerics use OpenBLAS, in the whole process; without a usable library nothing changes. Call it once, before the
    /// first computation.
    /// </summary>
    /// <param name="description">The library's version, build and number of threads; or, when there is none, why the managed code is used.</param>
    /// <returns>Whether OpenBLAS is in use.</returns>
    public static bool TryUse(out string description)
    {
        if (!TryCreate(out ILinearAlgebraProvider? provider, out description))
        {
            return false;
        }

        LinearAlgebraControl.Provider = provider;
        return true;
    }

    internal static bool TryCreate(string? setting, [NotNullWhen(true)] out ILinearAlgebraProvider? provider, out string description)
    {
        provider = null;
        if (!OpenBlasLibrary.TryOpen(setting, out OpenBlasLibrary? library, out string? reason))
        {
            description = $"managed ({reason})";
            return false;
        }

        try
        {
            provider = new NativeProvider(library);
            description = provider.ToString()!;
            return true;
        }
        catch (EntryPointNotFoundException exception)
        {
            description = $"managed ({library.Configuration} lacks a routine: {exception.Message})";
            return false;
        }
    }
}
