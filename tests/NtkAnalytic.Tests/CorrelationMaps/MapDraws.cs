using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Activations;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Tests.CorrelationMaps;

/// <summary>
/// Variance maps of the catalog's activations, biased to where fixed points are born or lost: sigma_w^2 near the inverse of a
/// squared slope, near 2 and far out, sigma_b^2 = 0 and small.
/// </summary>
internal static class MapDraws
{
    private static Arbitrary<VarianceMap> Maps()
    {
        Gen<double> unit = Gen.Choose(0, 1 << 30).Select(i => i / (double)(1 << 30));
        Gen<double> weight = Gen.OneOf(
            unit.Select(t => Math.Pow(10, -1 + (3 * t))),
            unit.Select(t => 0.5 + (2 * t)),
            unit.Select(t => 2 - Math.Pow(10, -1 - (4 * t))),
            Gen.Elements(0.0, 1, 2, 4, 100));
        Gen<double> bias = Gen.OneOf(Gen.Constant(0.0), unit, unit.Select(t => Math.Pow(10, -6 * t)), Gen.Elements(0.05, 1, 10));
        Gen<VarianceMap> maps =
            from entry in Gen.Elements(ActivationCatalog.Entries.ToArray())
            from w in weight
            from b in bias
            select new VarianceMap(entry.Example, w, b);
        return maps.ToArbitrary();
    }

    /// <summary>Runs a check over a fixed sequence of draws.</summary>
    public static void ForAll(int count, Action<VarianceMap> check) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20250311, 2719).WithMaxTest(count),
            Prop.ForAll(Maps(), check));
}
