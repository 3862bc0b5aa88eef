using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class LaplaceRootsTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.999)]
    [InlineData(0.3, 0.6)]
    [InlineData(0.01, 0.99)]
    [InlineData(0.5, 0.500001)]
    [InlineData(0.2, 0.5, 0.9)]
    [InlineData(0.2, 0.2001, 0.9)]
    [InlineData(0.05, 0.8, 0.8001)]
    public void EverySimpleZeroIsFound(params double[] zeros)
    {
        var sum = new ExponentialSum(0, zeros);

        LaplaceRootSet found = LaplaceRoots.Find(sum.At, sum.Signs, 0, 1e8);

        Assert.True(found.IsComplete);
        Assert.Equal(zeros.Length, found.Roots.Count);
        for (int i = 0; i < zeros.Length; i++)
        {
            // A zero moves by the rounding of the coefficients over the distances to the other zeros.
            double condition = zeros.Where((_, k) => k != i).Aggregate(1.0, (product, other) => product * Math.Abs(zeros[i] - other));
            double expected = ExponentialSum.VarianceOf(zeros[i]);
            Assert.Equal(expected, found.Roots[i].Variance, 20 * 2.2e-16 * Math.Max(1, expected) * expected / condition);
            Assert.Equal(1, found.Roots[i].Multiplicity);
            Assert.Equal((zeros.Length + i) % 2 == 0 ? 1 : -1, found.Roots[i].SignBelow);
        }

        Assert.InRange(found.Evaluations, 1, 60 * zeros.Length);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.03)]
    [InlineData(0.97)]
    public void ADoubleZeroIsOne(double zero)
    {
        var sum = new ExponentialSum(0, zero, zero);

        LaplaceRootSet found = LaplaceRoots.Find(sum.At, sum.Signs, 0, 1e8);

        LaplaceRoot root = Assert.Single(found.Roots);
        Assert.Equal(2, root.Multiplicity);
        double expected = ExponentialSum.VarianceOf(zero);
        Assert.Equal(expected, root.Variance, 1e-7 * Math.Max(1, expected) * expected);
    }

    [Fact]
    public void ADoubleZeroBesideASimpleOneIsFound()
    {
        var sum = new ExponentialSum(0, 0.4, 0.4, 0.8);

        LaplaceRootSet found = LaplaceRoots.Find(sum.At, sum.Signs, 0, 1e8);

        Assert.Equal([2, 1], found.Roots.Select(root => root.Multiplicity));
        Assert.Equal(ExponentialSum.VarianceOf(0.8), found.Roots[1].Variance, 1e-13);
    }

    [Fact]
    public void ATripleZeroIsACrossing()
    {
        var sum = new ExponentialSum(0, 0.5, 0.5, 0.5);

        LaplaceRoot root = Assert.Single(LaplaceRoots.Find(sum.At, sum.Signs, 0, 1e8).Roots);

        // The zero of a cube is known to the cube root of the rounding error.
        Assert.Equal(1, root.Multiplicity);
        Assert.Equal(ExponentialSum.VarianceOf(0.5), root.Variance, 1e-4);
    }

    [Theory]
    [InlineData(1e-12, 0)]
    [InlineData(1e-17, 1)]
    [InlineData(-1e-12, 2)]
    public void ATouchIsToldFromAMissByTheAccuracyAlone(double constant, int zeros)
    {
        var sum = new ExponentialSum(constant, 0.5, 0.5);

        Assert.Equal(zeros, LaplaceRoots.Find(sum.At, sum.Signs, 0, 1e8).Roots.Count);
    }

    [Fact]
    public void OnlyTheRangeIsSearched()
    {
        var sum = new ExponentialSum(0, 0.2, 0.5, 0.9);
        double middle = ExponentialSum.VarianceOf(0.5);

        Assert.Equal(middle, Assert.Single(LaplaceRoots.Find(sum.At, sum.Signs, 0.9 * middle, 1.1 * middle).Roots).Variance, 1e-14);
        Assert.Empty(LaplaceRoots.Find(sum.At, sum.Signs, 1.1 * middle, 1.2 * middle).Roots);
        Assert.Equal(2, LaplaceRoots.Find(sum.At, sum.Signs, 0.9 * middle, 1e8).Roots.Count);
    }

    [Fact]
    public void AnIntegratedDensityHasTheSameZeros()
    {
        // The density of the transform over s: 0, then the partial sums of the masses of (x - 0.3)(x - 0.6).
        var sum = new ExponentialSum(0, 0.3, 0.6);
        var integrated = new DensitySigns(1, [2.2, 3.5], 1);

        IReadOnlyList<LaplaceRoot> expected = LaplaceRoots.Find(sum.At, sum.Signs, 0, 1e8).Roots;
        IReadOnlyList<LaplaceRoot> found = LaplaceRoots.Find(sum.At, integrated, 0, 1e8).Roots;

        Assert.Equal(expected.Count, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Variance, pair.Second.Variance, 1e-14));
    }

    [Fact]
    public void WithoutAChangeOfSignNothingIsEvaluated()
    {
        LaplaceRootSet found = LaplaceRoots.Find(_ => throw new InvalidOperationException(), new DensitySigns(-1, [], 0), 0, 1);

        Assert.True(found.IsComplete);
        Assert.Empty(found.Roots);
    }

    [Fact]
    public void TooManyChangesOfSignAreAdmitted() =>
        Assert.False(LaplaceRoots.Find(_ => default, new DensitySigns(1, [1, 2, 3, 4], 0), 0, 1).IsComplete);

    [Fact]
    public void AnOverflowEndsTheSearch()
    {
        // s/(s - 1) - 3 = 1/(1 - 2 q) - 3 is infinite from q = 1/2 on, and 0 at q = 1/3.
        LaplaceRootSet found = LaplaceRoots.Find(
            q => q < 0.5 ? Jet(q) : LaplaceJet.Monotone(double.PositiveInfinity, 0, 0, 0),
            new DensitySigns(-1, [1], 0),
            0,
            1e8);

        Assert.Equal(1 / 3.0, Assert.Single(found.Roots).Variance, 1e-15);

        static LaplaceJet Jet(double q)
        {
            double s = 1 / (2 * q);
            double r = 1 / (s - 1);
            return new LaplaceJet((s * r) - 3, -r * r, 2 * r * r * r, 1e-15 * (3 + (s * r)), 1e-15 * r * r, 1e-15 * r * r * r);
        }
    }
}
