using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.ClosedForms;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.DualActivations.Series;
using NtkAnalytic.Tests.DualActivations.Quadrature;
using Xunit;
using static System.FormattableString;

namespace NtkAnalytic.Tests.DualActivations.Series;

public sealed class MehlerSeriesTests
{
    private static readonly double[] Gaps = [0, 1e-15, 1e-11, 1e-7, 1e-4, 0.001, 0.01, 0.02, 0.05, 0.2, 0.5, 0.9, 1];

    [Fact]
    public void TanhAgreesWithTheReference()
    {
        foreach (string[] row in Repository.ReferenceTable("tanh-pairs.tsv"))
        {
            double gap = double.Parse(row[3]);
            bool positive = row[2] == "+";
            var pair = new GaussianPair(double.Parse(row[0]), double.Parse(row[1]), positive ? gap : 2 - gap, positive ? 2 - gap : gap);
            SeriesPair actual = SeriesPair.Of(Activation.Parse("tanh"), pair);
            double[] expected = [.. row[4..].Select(double.Parse)];

            // Nearly equal variances leave to the dual what differences of rounded coefficients cannot resolve.
            Assert.Equal(pair.Variance2 == 1.000001 && gap < 1e-10 ? 1 : 0, actual.ByQuadrature);
            Assert.True(Math.Abs(actual.Value - expected[0]) <= 1e-12 * actual.Scale, string.Join(' ', row));
            Assert.True(Math.Abs(actual.Derivative - expected[1]) <= 1e-12 * actual.DerivativeScale, string.Join(' ', row));

            Assert.True(Math.Abs(actual.OneMinus - expected[2]) <= 1e-11 * expected[2], Invariant($"{string.Join(' ', row)}: {actual.OneMinus:R}"));
            Assert.True(Math.Abs(actual.OnePlus - expected[3]) <= 1e-11 * expected[3], Invariant($"{string.Join(' ', row)}: {actual.OnePlus:R}"));
        }
    }

    // The table is right to the last digit shown, the fifteenth.
    [Fact]
    public void DualsAgreeWithTheTwoDimensionalTrapezoidRule()
    {
        foreach (string[] row in Repository.ReferenceTable("duals.tsv"))
        {
            bool derivative = row[0] == "dtanh";
            Activation activation = SampleActivations.Named(derivative ? "tanh" : row[0]);
            double variance = double.Parse(row[1]);
            double expected = double.Parse(row[3]);
            SeriesPair actual = SeriesPair.Of(activation, GaussianPair.FromCorrelation(variance, variance, double.Parse(row[2])));
            double difference = derivative ? (actual.Derivative - expected) / actual.DerivativeScale : (actual.Value - expected) / actual.Scale;
            Assert.True(Math.Abs(difference) <= 1e-12, Invariant($"{string.Join(' ', row)}: {difference:G3}"));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.1, 5)]
    public void ReluAgreesWithItsClosedForm(double variance1, double variance2)
    {
        var exact = new TwoSlopeDual(new TwoSlope("relu", 0, 1));
        foreach (GaussianPair pair in Pairs(variance1, variance2))
        {
            SeriesPair actual = SeriesPair.Of(SampleActivations.Relu, pair);
            DualPair expected = exact.Evaluate(pair);

            // Terms are added until less than 1e-14 is missing; where |c|^1024 is not enough, up to 1e-13 may be.
            double tolerance = Math.Min(pair.OneMinusCorrelation, pair.OnePlusCorrelation) >= 0.05 ? 2e-14 : 2e-13;
            Assert.True(Math.Abs(actual.Value - expected.Value) <= tolerance * actual.Scale, pair.ToString());
            Assert.True(Math.Abs(actual.Derivative - expected.Derivative) <= tolerance, pair.ToString());
            Assert.True(Math.Abs(actual.OneMinus - expected.OneMinusCorrelation) <= (1e-11 * expected.OneMinusCorrelation) + 1e-30, pair.ToString());
        }
    }

    [Fact]
    public void AKinkLeavesPairsNearOneToTheDual()
    {
        Assert.Equal(0, SeriesPair.Of(SampleActivations.Elu, GaussianPair.FromCorrelation(1, 1, 0.9)).ByQuadrature);
        Assert.Equal(0, SeriesPair.Of(SampleActivations.Elu, GaussianPair.FromCorrelation(1, 1, -0.9)).ByQuadrature);
        Assert.Equal(1, SeriesPair.Of(SampleActivations.Elu, GaussianPair.FromCorrelation(1, 1, 0.999)).ByQuadrature);
    }

    [Fact]
    public void AJumpKeepsTheDerivativeDualOfSign()
    {
        // E[sign'(u) sign'(v)] = 2 / (pi sqrt(q1 q2 (1 - c^2))), E[sign(u) sign(v)] = (2/pi) asin(c).
        foreach (double c in (double[])[-0.9, -0.3, 0, 0.5, 0.85])
        {
            SeriesPair actual = SeriesPair.Of(SampleActivations.Sign, GaussianPair.FromCorrelation(2, 3, c));
            double expected = 2 / (Math.PI * Math.Sqrt(6 * (1 - (c * c))));
            Assert.Equal(0, actual.ByQuadrature);
            Assert.Equal(2 / Math.PI * Math.Asin(c), actual.Value, 1e-13);
            Assert.Equal(expected, actual.Derivative, 3e-14 * expected);
        }

        Assert.Equal(1, SeriesPair.Of(SampleActivations.Sign, GaussianPair.FromCorrelation(2, 3, 0.999)).ByQuadrature);
    }

    // phi = exp(-x^2) is even: with D = (1 + 2q)^2 - 4 q^2 c^2 the value is D^(-1/2), and 1 - C follows without cancellation.
    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void AnEvenActivationIsAccurateAtBothEnds(double variance)
    {
        double end = 1 + (4 * variance);
        foreach (GaussianPair pair in Pairs(variance, variance))
        {
            double rise = 4 * variance * variance * pair.OneMinusCorrelation * pair.OnePlusCorrelation;
            double expected = rise / (Math.Sqrt(end + rise) * (Math.Sqrt(end + rise) + Math.Sqrt(end)));
            SeriesPair actual = SeriesPair.Of(InputSeriesTests.Bump, pair);
            Assert.Equal(0, actual.ByQuadrature);
            Assert.True(Math.Abs(actual.OneMinus - expected) <= 1e-11 * expected, Invariant($"{pair}: {actual.OneMinus:R} for {expected:R}"));
            double derivative = 4 * variance * pair.Correlation * variance / Math.Pow(end + rise, 1.5) / variance;
            Assert.True(Math.Abs(actual.Derivative - derivative) <= 1e-12 * actual.DerivativeScale, pair.ToString());
        }
    }

    // phi = x + x^2/100 is nearly odd: E[phi phi] = q c + 1e-4 q^2 (1 + 2 c^2), so 1 + C is small near c = -1, but not 0.
    [Fact]
    public void WithoutParityBothEndsAreAccurate()
    {
        const double b = 1e-4;
        Activation activation = Activation.FromFunctions("bent", x => x + (0.01 * x * x), x => 1 + (0.02 * x));
        foreach (GaussianPair pair in Pairs(1, 1))
        {
            double moment = 1 + (3 * b);
            double c = pair.Correlation;
            double oneMinus = (pair.OneMinusCorrelation + (2 * b * pair.OneMinusCorrelation * pair.OnePlusCorrelation)) / moment;
            double onePlus = (pair.OnePlusCorrelation + (b * (4 + (2 * c * c)))) / moment;
            SeriesPair actual = SeriesPair.Of(activation, pair);
            Assert.True(Math.Abs(actual.OneMinus - oneMinus) <= 1e-11 * oneMinus, Invariant($"{pair}: {actual.OneMinus:R} for {oneMinus:R}"));
            Assert.True(Math.Abs(actual.OnePlus - onePlus) <= 1e-11 * onePlus, Invariant($"{pair}: {actual.OnePlus:R} for {onePlus:R}"));
            Assert.Equal(1 + (4 * b * c), actual.Derivative, 1e-12);
        }
    }

    [Fact]
    public void EqualInputsGiveTheDiagonalToTheBit()
    {
        foreach (Activation activation in (Activation[])[SampleActivations.Tanh, SampleActivations.Elu, SampleActivations.Sign])
        {
            SeriesPair actual = SeriesPair.Of(activation, new GaussianPair(1.3, 1.3, 0, 2));
            Assert.Equal(0, actual.OneMinus);
            Assert.Equal(2, actual.OnePlus);
            Assert.Equal(new QuadratureDual(activation).Diagonal(1.3).DerivativeSecondMoment, actual.Derivative);
            Assert.Equal(0, actual.ByQuadrature);
        }
    }

    [Fact]
    public void APairDependsOnNothingBesideIt()
    {
        double[] variances = [.. Enumerable.Range(0, 83).Select(i => 0.05 + (0.03 * (i * 37 % 83)))];
        foreach (Activation activation in (Activation[])[SampleActivations.Tanh, SampleActivations.Softplus, InputSeriesTests.Bump])
        {
            var series = new MehlerSeries(new QuadratureDual(activation));
            SeriesRowProfile block = series.Profile(variances);
            double[] minus = [.. variances.Select((_, i) => i % 5 == 0 ? Gaps[i % Gaps.Length] : 2 * ((i * 29 % 83) / 83.0))];
            foreach ((int start, int count) in ((int, int)[])[(0, 83), (3, 1), (5, 40), (13, 70), (16, 32)])
            {
                (double[] oneMinus, double[] onePlus, double[] derivative) = Row(series, block, 4, block, start, minus.AsSpan(start, count));
                for (int j = 0; j < count; j++)
                {
                    SeriesRowProfile alone = series.Profile([variances[start + j]]);
                    SeriesRowProfile left = series.Profile([variances[4]]);
                    (double[] m, double[] p, double[] d) = Row(series, left, 0, alone, 0, minus.AsSpan(start + j, 1));
                    Assert.Equal((m[0], p[0], d[0]), (oneMinus[j], onePlus[j], derivative[j]));
                    (m, p, d) = Row(series, alone, 0, left, 0, minus.AsSpan(start + j, 1));
                    Assert.Equal((m[0], p[0], d[0]), (oneMinus[j], onePlus[j], derivative[j]));
                }
            }
        }
    }

    // Against panels of the pair itself, which know nothing of Hermite polynomials. Draws lean to the ends of c, and to equal,
    // nearly equal and very different variances.
    [Fact]
    public void TheErrorStaysBelowTheEstimate()
    {
        Gen<double> variance = Gen.OneOf(
            Gen.Choose(1, 300).Select(i => i / 100.0),
            Gen.Choose(-40, 12).Select(i => Math.Pow(2, i / 4.0)));
        Gen<double> gap = Gen.OneOf(
            Gen.Choose(0, 1000).Select(i => i / 1000.0),
            Gen.Choose(1, 60).Select(i => Math.Pow(10, -i / 4.0)));
        Gen<(Activation Activation, GaussianPair Pair)> draws =
            from activation in Gen.Elements(
                SampleActivations.Tanh, SampleActivations.Softplus, SampleActivations.Elu, SampleActivations.Softsign, SampleActivations.HardTanh)
            from q1 in variance
            from other in variance
            from kind in Gen.Choose(0, 2)
            from d in gap
            from positive in Gen.Elements(true, false)
            let q2 = kind switch { 0 => q1, 1 => q1 * (1 + (1e-3 * other)), _ => other }
            select (activation, new GaussianPair(q1, q2, positive ? d : 2 - d, positive ? 2 - d : d));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20_240_601, 7),
            Prop.ForAll(draws.ToArbitrary(), draw =>
            {
                SeriesPair actual = SeriesPair.Of(draw.Activation, draw.Pair);
                DualPair expected = new QuadratureDual(draw.Activation).Evaluate(draw.Pair);
                double smaller = Math.Min(expected.OneMinusCorrelation, expected.OnePlusCorrelation);
                double smallerError = expected.OneMinusCorrelation < expected.OnePlusCorrelation
                    ? Math.Abs(actual.OneMinus - expected.OneMinusCorrelation)
                    : Math.Abs(actual.OnePlus - expected.OnePlusCorrelation);
                return Math.Abs(actual.Value - expected.Value) <= (actual.Error * actual.Scale) + expected.ValueError
                    && Math.Abs(actual.Derivative - expected.Derivative) <= (1e-12 * actual.DerivativeScale) + expected.DerivativeError
                    && smallerError <= 1e-11 * smaller
                    && actual.Error <= 1e-11;
            }));
    }

    // The series of the small variance ends where that of the large one still has much to say.
    [Theory]
    [InlineData(0.5, 7)]
    [InlineData(0.6, 20)]
    [InlineData(0.05, 20)]
    [InlineData(1, 40)]
    public void TheErrorStaysBelowTheEstimateForVeryDifferentVariances(double variance1, double variance2)
    {
        Activation tanh = Activation.Parse("tanh");
        foreach (double gap in (double[])[1e-6, 0.003, 0.012, 0.018, 0.03, 0.1])
        {
            var pair = new GaussianPair(variance1, variance2, gap, 2 - gap);
            SeriesPair actual = SeriesPair.Of(tanh, pair);
            DualPair expected = new QuadratureDual(tanh).Evaluate(pair);
            double error = Math.Abs(actual.Value - expected.Value);
            Assert.True(error <= (actual.Error * actual.Scale) + expected.ValueError, Invariant($"{pair}: {error:G3} for {actual.Error:G3}"));
            Assert.True(Math.Abs(actual.Derivative - expected.Derivative) <= 1e-12 * actual.DerivativeScale, pair.ToString());
            Assert.True(Math.Abs(actual.OneMinus - expected.OneMinusCorrelation) <= 1e-11 * expected.OneMinusCorrelation, pair.ToString());
        }
    }

    private static IEnumerable<GaussianPair> Pairs(double variance1, double variance2) =>
        Gaps.Select(gap => new GaussianPair(variance1, variance2, gap, 2 - gap))
            .Concat(Gaps.Select(gap => new GaussianPair(variance1, variance2, 2 - gap, gap)));

    private static (double[] OneMinus, double[] OnePlus, double[] Derivative) Row(
        MehlerSeries series,
        SeriesRowProfile left,
        int leftIndex,
        SeriesRowProfile right,
        int rightStart,
        ReadOnlySpan<double> oneMinus)
    {
        double[] minus = oneMinus.ToArray();
        double[] plus = [.. minus.Select(m => 2 - m)];
        double[] derivative = new double[minus.Length];
        series.EvaluateRow(left, leftIndex, right, rightStart, minus, plus, derivative);
        return (minus, plus, derivative);
    }
}
