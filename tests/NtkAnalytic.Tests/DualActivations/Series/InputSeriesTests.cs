using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.DualActivations.Series;
using NtkAnalytic.Tests.DualActivations.Quadrature;
using Xunit;
using static System.FormattableString;

namespace NtkAnalytic.Tests.DualActivations.Series;

public sealed class InputSeriesTests
{
    // The projection sums some 200 products of rounded values of size 1: some epsilon of sqrt(E[phi^2]).
    private const double Epsilons = 16 * 2.2e-16;

    [Fact]
    public void CoefficientsAgreeWithTheReference()
    {
        foreach (string[] row in Repository.ReferenceTable("hermite-coefficients.tsv"))
        {
            double variance = double.Parse(row[1]);
            double expected = double.Parse(row[3]);
            double[] actual = Coefficients(SampleActivations.Named(row[0]), variance, out double scale);
            Assert.True(
                Math.Abs(actual[int.Parse(row[2])] - expected) <= Epsilons * scale,
                Invariant($"{row[0]} at {variance}, degree {row[2]}: {actual[int.Parse(row[2])]:R} for {expected:R}"));
        }
    }

    [Theory]
    [InlineData(1e-8)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(40)]
    public void CoefficientsOfReluAreThoseOfItsExpansion(double variance)
    {
        double[] actual = Coefficients(SampleActivations.Relu, variance, out double scale);
        double[] expected = new double[actual.Length];

        // E[max(0, Z) He_k(Z)] = He_(k-2)(0) / sqrt(2 pi) for k >= 2.
        expected[0] = Math.Sqrt(variance / (2 * Math.PI));
        expected[1] = Math.Sqrt(variance) / 2;
        expected[2] = expected[0] / Math.Sqrt(2);
        for (int k = 2; k + 2 < expected.Length; k += 2)
        {
            expected[k + 2] = -expected[k] * (k - 1) / Math.Sqrt((k + 1.0) * (k + 2.0));
        }

        AssertClose(expected, actual, scale);
        Assert.True(actual.Length > 1000);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.7)]
    [InlineData(3)]
    public void CoefficientsOfABumpAndOfErfAreThoseOfTheirExpansions(double variance)
    {
        // E[exp(-s Z^2) He_2j(Z)] = (2j)! / (2^j j!) r^j / sqrt(1 + 2s) with r = -2s/(1 + 2s), from the generating function;
        // erf is an integral of the bump: a_k = sqrt(q/k) E[erf'(sqrt(q) Z) h_(k-1)(Z)].
        double ratio = -2 * variance / (1 + (2 * variance));
        double term = 1 / Math.Sqrt(1 + (2 * variance));
        double[] bump = Coefficients(Bump, variance, out double bumpScale);
        double[] erf = Coefficients(SampleActivations.Erf, variance, out double erfScale);
        double[] expectedBump = new double[bump.Length];
        double[] expectedErf = new double[erf.Length];
        for (int j = 0; j < Math.Max(bump.Length, erf.Length) / 2; j++)
        {
            if (j > 0)
            {
                term *= ratio * Math.Sqrt(((2.0 * j) - 1) / (2.0 * j));
            }

            Put(expectedBump, 2 * j, term);
            Put(expectedErf, (2 * j) + 1, Math.Sqrt(variance / ((2 * j) + 1)) * 2 / Math.Sqrt(Math.PI) * term);
        }

        AssertClose(expectedBump, bump, bumpScale);
        AssertClose(expectedErf, erf, erfScale);

        static void Put(double[] target, int index, double value)
        {
            if (index < target.Length)
            {
                target[index] = value;
            }
        }
    }

    [Fact]
    public void ASeriesDependsOnItsVarianceAlone()
    {
        double[] variances = [.. Enumerable.Range(0, 40).Select(i => 0.2 + (0.05 * i))];
        foreach (Activation activation in (Activation[])[SampleActivations.Tanh, SampleActivations.Softplus, SampleActivations.HardTanh])
        {
            var dual = new QuadratureDual(activation);
            SeriesBlock together = new MehlerSeries(dual).Profile(variances).Block;
            for (int i = 0; i < variances.Length; i += 7)
            {
                SeriesBlock alone = new MehlerSeries(dual).Profile([variances[i]]).Block;
                AssertSameSeries(RowOf(alone, alone.Even, 0), RowOf(together, together.Even, i));
                AssertSameSeries(RowOf(alone, alone.Odd, 0), RowOf(together, together.Odd, i));
                Assert.Equal(alone.NearTerms[0], together.NearTerms[i]);
                Assert.Equal(alone.NearError[0], together.NearError[i]);
            }
        }
    }

    [Fact]
    public void TailsAreInfiniteBeyondTheEndOfASeries()
    {
        SeriesBlock block = new MehlerSeries(new QuadratureDual(SampleActivations.Tanh)).Profile([0.01, 1]).Block;
        double[] small = [.. Enumerable.Range(0, block.Tiers).Select(tier => block.Tails[tier * SeriesBlock.Lanes])];
        double[] large = [.. Enumerable.Range(0, block.Tiers).Select(tier => block.Tails[(tier * SeriesBlock.Lanes) + 1])];
        double[] coefficients = RowOf(block, block.Odd, 0);
        int end = SeriesTiers.Ends[Array.FindIndex(small, double.IsInfinity) - 1];
        Assert.All(coefficients[end..], a => Assert.Equal(0, a));
        Assert.NotEqual(0, coefficients[end - 1]);
        Assert.All(large, tail => Assert.InRange(tail, 1e-16, 1));
        Assert.Equal(large.OrderDescending(), large);
    }

    [Fact]
    public void AnInputWithoutVarianceHasNoSeries()
    {
        SeriesBlock block = new MehlerSeries(new QuadratureDual(SampleActivations.Tanh)).Profile([0, 1]).Block;
        Assert.All(RowOf(block, block.Odd, 0), a => Assert.Equal(0, a));
        Assert.Equal(double.PositiveInfinity, block.NearError[0]);
        Assert.True(RowOf(block, block.Odd, 1)[0] > 0.9);
    }

    internal static Activation Bump { get; } = Activation.FromFunctions("bump", x => Math.Exp(-x * x), x => -2 * x * Math.Exp(-x * x));

    private static double[] Coefficients(Activation activation, double variance, out double scale)
    {
        SeriesRowProfile profile = new MehlerSeries(new QuadratureDual(activation)).Profile([variance]);
        SeriesBlock block = profile.Block;
        scale = Math.Sqrt(profile.SecondMoment[0]);
        double[] coefficients = new double[2 * block.Terms];
        double[] even = RowOf(block, block.Even, 0);
        double[] odd = RowOf(block, block.Odd, 0);
        for (int j = 0; j < block.Terms; j++)
        {
            coefficients[2 * j] = even[j] * scale;
            coefficients[(2 * j) + 1] = odd[j] * scale;
        }

        return coefficients;
    }

    private static void AssertClose(double[] expected, double[] actual, double scale)
    {
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.True(
                Math.Abs(actual[k] - expected[k]) <= Epsilons * scale,
                Invariant($"degree {k}: {actual[k]:R} for {expected[k]:R}"));
        }
    }

    private static double[] RowOf(SeriesBlock block, double[] half, int input) =>
        [.. Enumerable.Range(0, block.Terms).Select(j => half.Length == 0 ? 0 : half[block.StartOf(input) + (j * SeriesBlock.Lanes)])];

    // Beyond its own end an input's coefficients are zeros.
    private static void AssertSameSeries(double[] alone, double[] together)
    {
        Assert.Equal(alone, together[..alone.Length]);
        Assert.All(together[alone.Length..], a => Assert.Equal(0, a));
    }
}
