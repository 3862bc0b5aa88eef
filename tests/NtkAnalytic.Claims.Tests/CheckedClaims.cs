namespace NtkAnalytic.Claims.Tests;

/// <summary>The quick claims, measured once for all tests.</summary>
internal static class CheckedClaims
{
    private static readonly Lazy<IReadOnlyList<ClaimResult>> Results =
        new(() => [.. ClaimRegistry.Select(null, withSlow: false).AsParallel().AsOrdered().Select(claim => claim.Check())]);

    public static IReadOnlyList<ClaimResult> All => Results.Value;
}
