using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace NtkAnalytic.OpenBlas.Tests;

/// <summary>
/// The native provider of this machine. Where there is none the test is skipped with the reason; under continuous integration, which
/// installs the library, that is a failure.
/// </summary>
internal static class Native
{
    public static ILinearAlgebraProvider Provider
    {
        get
        {
            if (OpenBlasProvider.TryCreate(out ILinearAlgebraProvider? provider, out string description))
            {
                return provider;
            }

            if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            {
                Assert.Fail(description);
            }

            Assert.Skip(description);
            return null!;
        }
    }

    /// <summary>The library itself, under the same rule.</summary>
    public static OpenBlasLibrary Library
    {
        get
        {
            _ = Provider;
            Assert.True(OpenBlasLibrary.TryOpen(Environment.GetEnvironmentVariable(OpenBlasLibrary.Variable), out OpenBlasLibrary? library, out string? reason), reason);
            return library;
        }
    }
}
