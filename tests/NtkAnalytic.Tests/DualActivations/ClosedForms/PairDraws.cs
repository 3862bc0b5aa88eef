using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

/// <summary>Gaussian pairs biased to where the formulas are tested most: q near 0 and large, q1 close to q2, c near -1, 0 and 1.</summary>
internal static class PairDraws
{
    /// <summary>Pairs with variances from 1e-8 to the given one.</summary>
    public static Arbitrary<GaussianPair> UpTo(double largestVariance)
    {
        Gen<double> unit = Gen.Choose(0, 1 << 30).Select(i => i / (double)(1 << 30));
        double decades = Math.Log10(largestVariance) + 8;
        Gen<double> variance = Gen.OneOf(
            unit.Select(t => Math.Pow(10, -8 + (decades * t))),
            unit.Select(t => 0.5 + (1.5 * t)),
            Gen.Elements(1e-8, 1.0, largestVariance));
        Gen<double> ratio = Gen.OneOf(Gen.Constant(1.0), unit.Select(t => 1 - Math.Pow(10, -12 * t)), unit.Select(t => 0.5 + (t / 2)));
        Gen<double> gap = Gen.OneOf(unit.Select(t => Math.Pow(10, -15 * t)), unit, unit.Select(t => 1 - Math.Pow(10, -8 * t)), Gen.Constant(1.0));
        Gen<GaussianPair> pairs =
            from first in variance
            from close in Gen.Choose(0, 2)
            from factor in ratio
            from other in variance
            from d in gap
            from reflected in Gen.Elements(false, true)
            let second = close == 0 ? other : Math.Max(1e-8, first * factor)
            let pair = new GaussianPair(first, second, d, 2 - d)
            select reflected ? pair.Reflected : pair;
        return pairs.ToArbitrary();
    }

    /// <summary>Runs a check over a fixed sequence of draws.</summary>
    public static void ForAll(double largestVariance, int count, Action<GaussianPair> check) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20240607, 1753).WithMaxTest(count),
            Prop.ForAll(UpTo(largestVariance), check));
}
