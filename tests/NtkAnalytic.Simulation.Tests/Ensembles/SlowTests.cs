using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

/// <summary>The switch of tests that take minutes.</summary>
internal static class SlowTests
{
    /// <summary>Skips the test unless NTK_SLOW=1.</summary>
    public static void SkipUnlessAskedFor() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("NTK_SLOW") == "1", "It takes minutes with all its settings; NTK_SLOW=1 runs it.");
}
