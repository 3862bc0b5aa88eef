using NtkAnalytic.Activations;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class VarianceMapTests
{
    [Fact]
    public void FixedPointsAgreeWithTwentyDigits()
    {
        int rows = 0;
        foreach (VarianceReference row in VarianceReference.Of("fixed"))
        {
            var map = new VarianceMap(Activation.Parse(row.Name), row.WeightVariance, row.BiasVariance);
            VarianceFixedPoint point = map.FixedPoints().Points.MinBy(p => Math.Abs(Math.Log(p.Variance / row.Variance)))!;

            // Rounding of V, over the distance of the slope from 1.
            double condition = 1 / Math.Abs(1 - row.Slope);
            Assert.Equal(row.Variance, point.Variance, 8 * 2.2e-16 * condition * row.Variance);
            Assert.InRange(Math.Abs(row.Variance - point.Variance), 0, point.Error);
            Assert.InRange(point.Error, 0, 1e-13 * condition * row.Variance);
            Assert.Equal(row.Slope, point.Slope, 2e-14 + (1e-15 * condition));
            Assert.Equal(row.Slope < 1 ? Stability.Attracting : Stability.Repelling, point.Stability);
            Assert.Equal(1, point.Multiplicity);
            rows++;
        }

        Assert.Equal(12, rows);
    }

    [Fact]
    public void AllThreeFixedPointsOfGeluAreFound()
    {
        // Between the merging of the last two at sigma_w^2 = 1.99769 and 2 there are three for sigma_b^2 = 0.1.
        var map = new VarianceMap(Activation.Gelu, 1.999, 0.1);

        VarianceFixedPoints found = map.FixedPoints();

        Assert.Equal([Stability.Attracting, Stability.Repelling, Stability.Attracting], found.Points.Select(p => p.Stability));
        Assert.All(found.Points, p => Assert.Equal(p.Variance, map.Evaluate(p.Variance).Value, p.Error + (1e-14 * p.Variance)));
        Assert.Single(new VarianceMap(Activation.Gelu, 1.997, 0.1).FixedPoints().Points);
    }

    [Fact]
    public void AHalfStablePointIsDouble()
    {
        CriticalPoint critical = Assert.Single(new CriticalLine(Activation.Gelu).HalfStablePoints);
        var map = new VarianceMap(Activation.Gelu, critical.WeightVariance, critical.BiasVariance);

        // V touches the identity from below; a little lower it has crossed it.
        IReadOnlyList<VarianceFixedPoint> points = map.FixedPoints().Points;
        Assert.Equal([(1, Stability.Attracting), (2, Stability.HalfStable)], points.Select(p => (p.Multiplicity, p.Stability)));
        Assert.Equal(3.03498143549, points[0].Variance, 1e-9);
        Assert.Equal(critical.Variance, points[1].Variance, points[1].Error);
        Assert.InRange(points[1].Error, 0, 1e-5);
        Assert.Equal(1, points[1].Slope, 1e-10);
    }

    [Fact]
    public void EveryVarianceIsFixedWhereTheMapIsTheIdentity()
    {
        var custom = Activation.FromFunctions("rays", x => x > 0 ? x : 0, x => x > 0 ? 1 : 0, 0);
        Assert.All(
            [new VarianceMap(Activation.Relu, 2, 0), new VarianceMap(Activation.Identity, 1, 0), new VarianceMap(Activation.LeakyRelu(), 2 / 1.0001, 0), new VarianceMap(custom, 2, 0)],
            map =>
            {
                VarianceFixedPoints found = map.FixedPoints();
                Assert.True(found.EveryVariance);
                Assert.Empty(found.Points);
                Assert.Equal(VarianceBehavior.Stays, map.Limit(3).Behavior);
                Assert.Equal(3, map.Limit(3).Limit);
            });
        Assert.False(new VarianceMap(Activation.Relu, 2 + 1e-14, 0).FixedPoints().EveryVariance);
    }

    [Fact]
    public void NearlyCriticalRaysKeepTheirDigits()
    {
        // q* = sigma_b^2 / (1 - sigma_w^2/2), where 1 - sigma_w^2/2 = 2^-41 is exact.
        double weight = 2 - Math.ScaleB(1, -40);
        VarianceFixedPoint point = Assert.Single(new VarianceMap(Activation.Relu, weight, 0.1).FixedPoints(0, 1e20).Points);

        Assert.Equal(0.1 * Math.ScaleB(1, 41), point.Variance, 1e-15 * point.Variance);
    }

    [Theory]
    [InlineData("tanh", 1.0, Stability.Attracting, 1.0)]
    [InlineData("tanh", 0.999, Stability.Attracting, 0.999)]
    [InlineData("tanh", 1.001, Stability.Repelling, 1.001)]
    [InlineData("gelu", 4.0, Stability.Repelling, 1.0)]
    [InlineData("gelu", 3.999, Stability.Attracting, 0.99975)]
    [InlineData("relu", 1.0, Stability.Attracting, 0.5)]
    [InlineData("elu(2)", 0.1, Stability.Attracting, 0.25)]
    [InlineData("monomial(3)", 1.0, Stability.Attracting, 0.0)]
    [InlineData("sign", 1.0, Stability.Repelling, double.PositiveInfinity)]
    public void ZeroIsAFixedPointOfActivationsThatVanishThere(string name, double weight, Stability stability, double slope)
    {
        VarianceFixedPoint zero = new VarianceMap(Activation.Parse(name), weight, 0).FixedPoints().Points[0];

        Assert.Equal(0, zero.Variance);
        Assert.Equal(stability, zero.Stability);
        Assert.Equal(slope, zero.Slope, 1e-15);
    }

    [Fact]
    public void ZeroIsNoFixedPointWithBiasOrWithAValueThere()
    {
        Assert.DoesNotContain(new VarianceMap(Activation.Tanh, 2, 1e-9).FixedPoints().Points, p => p.Variance == 0);
        Assert.DoesNotContain(new VarianceMap(Activation.Sigmoid, 2, 0).FixedPoints().Points, p => p.Variance == 0);
        Assert.DoesNotContain(new VarianceMap(Activation.Tanh, 0.5, 0).FixedPoints(1e-3, 1).Points, p => p.Variance == 0);
    }

    [Fact]
    public void TheTinyFixedPointNextToCriticalityIsFound()
    {
        // Tanh: V = sigma_w^2 (q - 2 q^2 + ...), so q* = delta/2 to leading order at sigma_w^2 = 1 + delta.
        VarianceFixedPoint point = new VarianceMap(Activation.Tanh, 1 + Math.ScaleB(1, -40), 0).FixedPoints().Points[1];

        Assert.Equal(Math.ScaleB(1, -41), point.Variance, Math.Max(point.Error, 1e-10 * point.Variance));
        Assert.InRange(point.Error, 0, 0.01 * point.Variance);
    }

    [Theory]
    [InlineData("tanh", 0, 1, 1)]
    [InlineData("sigmoid", 0.25, 0.0625, 0.0625)]
    [InlineData("softplus", 0.4804530139182014, 0.4232867951399863, 0.25)]
    [InlineData("cos", 1, -1, 0)]
    [InlineData("relu", 0, 0.5, 0.5)]
    public void AtZeroTheSlopesAreLimits(string name, double value, double slope, double chi1)
    {
        // M'(0) = phi'(0)^2 + phi(0) phi''(0).
        VarianceMapValue zero = new VarianceMap(Activation.Parse(name), 3, 0.5).Evaluate(0);

        Assert.Equal(0.5 + (3 * value), zero.Value, 1e-14);
        Assert.Equal(3 * slope, zero.Slope, 2e-9);
        Assert.InRange(Math.Abs((3 * slope) - zero.Slope), 0, zero.SlopeError);
        Assert.Equal(3 * chi1, zero.Chi1, 1e-14);
    }

    [Fact]
    public void AKinkAtAPositiveValueStartsWithAnInfiniteSlope()
    {
        var tent = Activation.FromFunctions("tent", x => 1 - Math.Abs(x), x => -Math.Sign(x), 0);

        Assert.Equal(double.NegativeInfinity, new VarianceMap(tent, 1, 0).Evaluate(0).Slope);
    }

    [Fact]
    public void EveryFixedPointSolvesTheEquationAndNoneIsMissed() => MapDraws.ForAll(40, map =>
    {
        const double from = 1e-7;
        double to = map.Activation.Name is "sin" or "cos" or "rbf" ? 500 : map.Activation.Name == "exp" ? 30 : 1e5;
        VarianceFixedPoints found = map.FixedPoints(from, to);
        if (found.EveryVariance)
        {
            return;
        }

        Assert.True(found.Status.IsSuccess);
        var quadrature = new QuadratureDual(map.Activation);
        foreach (VarianceFixedPoint point in found.Points)
        {
            DualMoments moments = quadrature.Diagonal(point.Variance);
            double value = map.BiasVariance + (map.WeightVariance * moments.SecondMoment);
            double allowed = (map.WeightVariance * moments.SecondMomentError) + (2e-14 * (value + point.Variance));
            Assert.Equal(point.Variance, value, allowed + (Math.Abs(1 - point.Slope) * point.Error));
        }

        // The scan sees a crossing where V - q changes its sign by more than its error; the isolation must have seen it too.
        const int count = 2000;
        double left = from;
        int sign = 0;
        int index = 0;
        int crossings = 0;
        for (int i = 0; i <= count; i++)
        {
            double q = from * Math.Pow(to / from, (double)i / count);
            VarianceMapValue value = map.Evaluate(q);
            double difference = value.Value - q;
            if (Math.Abs(difference) <= value.ValueError + (1e-15 * q))
            {
                continue;
            }

            if (sign != 0 && Math.Sign(difference) != sign)
            {
                crossings++;
                while (index < found.Points.Count && found.Points[index].Variance < left)
                {
                    index++;
                }

                Assert.True(index < found.Points.Count, $"{map.Activation.Name} {map.WeightVariance:R} {map.BiasVariance:R}: a crossing before {q:R} was missed.");
                Assert.InRange(found.Points[index].Variance, left, q);
                Assert.Equal(sign > 0 ? Stability.Attracting : Stability.Repelling, found.Points[index].Stability);
            }

            sign = Math.Sign(difference);
            left = q;
        }

        Assert.InRange(found.Points.Count(point => point.Multiplicity == 1), crossings, crossings + 2);
    });

    [Fact]
    public void EveryCornerHasAnAnswer()
    {
        foreach (Activation activation in ActivationCatalog.Entries.Select(entry => entry.Example))
        {
            foreach (double weight in new[] { 0, 1e-300, 2, 100, 1e4 })
            {
                foreach (double bias in new[] { 0, 1e-200, 1, 1e4 })
                {
                    var map = new VarianceMap(activation, weight, bias);
                    VarianceFixedPoints found = map.FixedPoints();
                    VarianceLimit limit = map.Limit(weight + bias);
                    Assert.True(found.Status.IsSuccess);
                    Assert.True(limit.Status == SolveStatus.Converged, $"{activation} {weight} {bias} {limit}");
                    Assert.All(found.Points, point => Assert.True(double.IsFinite(point.Variance) && point.Variance <= 1e8));
                    Assert.False(double.IsNaN(limit.Rate) || double.IsNaN(limit.Coefficient));
                }
            }
        }
    }

    [Fact]
    public void BadNumbersAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new VarianceMap(Activation.Tanh, -1, 0));
        Assert.Throws<ArgumentException>(() => new VarianceMap(Activation.Tanh, 1, double.NaN));
        var map = new VarianceMap(Activation.Tanh, 1, 0);
        Assert.Throws<ArgumentException>(() => map.Evaluate(-1));
        Assert.Throws<ArgumentException>(() => map.Limit(double.PositiveInfinity));
        Assert.Contains("ascend", Assert.Throws<ArgumentException>(() => map.FixedPoints(2, 1)).Message, StringComparison.Ordinal);
    }
}
