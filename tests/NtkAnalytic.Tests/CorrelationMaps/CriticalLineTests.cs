using NtkAnalytic.Activations;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class CriticalLineTests
{
    public static TheoryData<string> Names => [.. ActivationCatalog.Entries.Select(entry => entry.Example.Name)];

    [Fact]
    public void PointsAgreeWithTwentyDigits()
    {
        int rows = 0;
        foreach (VarianceReference row in VarianceReference.Of("critical"))
        {
            CriticalPoint point = Assert.Single(new CriticalLine(Activation.Parse(row.Name)).At(row.BiasVariance));

            Assert.Equal(row.WeightVariance, point.WeightVariance, 2e-15 * row.WeightVariance);
            Assert.Equal(row.Variance, point.Variance, 3e-14 * row.Variance);
            Assert.Equal(row.Slope, point.VarianceSlope, 1e-14);
            Assert.InRange(Math.Abs((row.Variance / point.Variance) - 1), 0, point.RelativeError);
            Assert.InRange(point.RelativeError, 0, 1e-12);
            Assert.Equal(row.Slope < 1 ? Stability.Attracting : Stability.Repelling, point.Stability);
            rows++;
        }

        Assert.Equal(14, rows);
    }

    [Fact]
    public void HalfStablePointsAgreeWithTwentyDigits()
    {
        foreach (VarianceReference row in VarianceReference.Of("half-stable"))
        {
            CriticalPoint point = Assert.Single(new CriticalLine(Activation.Parse(row.Name)).HalfStablePoints);

            Assert.Equal(row.WeightVariance, point.WeightVariance, 2e-15 * row.WeightVariance);
            Assert.Equal(row.BiasVariance, point.BiasVariance, 2e-14);
            Assert.Equal(row.Variance, point.Variance, 5e-14 * row.Variance);
            Assert.Equal(1, point.VarianceSlope, 1e-13);
            Assert.Equal(Stability.HalfStable, point.Stability);
            Assert.Equal(Stability.HalfStable, Assert.Single(new CriticalLine(Activation.Parse(row.Name)).At(point.BiasVariance)).Stability);
        }
    }

    [Fact]
    public void ErfHasItsLineInClosedForm()
    {
        var line = new CriticalLine(Activation.Erf);
        foreach (double q in new[] { 1e-3, 0.02, 0.3, 1, 7, 400 })
        {
            double root = Math.Sqrt(1 + (4 * q));
            double weight = Math.PI * root / 4;
            double bias = q - (root / 2 * Math.Asin(2 * q / (1 + (2 * q))));

            // The closed form of sigma_b^2 is of order q^3 and cancels; what it lost, over the slope of order q^2, moves q*.
            CriticalPoint point = Assert.Single(line.At(bias));
            Assert.Equal(q, point.Variance, 1e-14 * Math.Max(1, 1 / (q * q)) * q);
            Assert.Equal(weight, point.WeightVariance, 1e-14 * Math.Max(1, 1 / q) * weight);
            Assert.Equal(bias, line.AtVariance(q)!.BiasVariance, 1e-15 * (1 + q));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPointIsCriticalAndFixed(string name)
    {
        var activation = Activation.Parse(name);
        var line = new CriticalLine(activation);
        foreach (double bias in new[] { 0, 1e-4, 0.05, 0.6, 3, 20 })
        {
            foreach (CriticalPoint point in line.At(bias))
            {
                Assert.Equal(bias, point.BiasVariance);
                Assert.Equal(1, point.Chi1, 1e-13);
                VarianceMapValue value = new VarianceMap(activation, point.WeightVariance, bias).Evaluate(point.Variance);
                Assert.Equal(1, value.Chi1, 1e-13);
                Assert.Equal(point.VarianceSlope, value.Slope, 1e-13);
                Assert.Equal(point.Variance, value.Value, 1e-13 * point.Variance);
                Assert.Same(SolveStatus.Converged, point.Status);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NoPointIsMissed(string name)
    {
        // sigma_b^2 = q - M/D along the curve: each time a scan in q passes a level, At must have a point there.
        var activation = Activation.Parse(name);
        var line = new CriticalLine(activation);
        if (line.Shape != CriticalShape.Line)
        {
            return;
        }

        double largest = activation.Name is "sin" or "cos" or "rbf" ? 100 : activation.Name == "exp" ? 30 : 1e4;
        foreach (double bias in new[] { 1e-3, 0.05, 0.6, 3, 20 })
        {
            IReadOnlyList<CriticalPoint> points = line.At(bias);
            double left = 1e-4;
            double? below = null;
            for (int i = 0; i <= 300; i++)
            {
                double q = 1e-4 * Math.Pow(largest / 1e-4, i / 300.0);
                double? level = line.AtVariance(q)?.BiasVariance - bias;
                if (level is not null && below is not null && level > 0 != below > 0)
                {
                    Assert.Contains(points, point => point.Variance >= left && point.Variance <= q);
                }

                (left, below) = (q, level);
            }
        }
    }

    [Theory]
    [InlineData("relu", CriticalShape.Point, UniversalityClass.ScaleInvariant)]
    [InlineData("leaky-relu", CriticalShape.Point, UniversalityClass.ScaleInvariant)]
    [InlineData("abs", CriticalShape.Point, UniversalityClass.ScaleInvariant)]
    [InlineData("identity", CriticalShape.Point, UniversalityClass.ScaleInvariant)]
    [InlineData("tanh", CriticalShape.Line, UniversalityClass.ZeroVariance)]
    [InlineData("sin", CriticalShape.Line, UniversalityClass.ZeroVariance)]
    [InlineData("erf", CriticalShape.Line, UniversalityClass.ZeroVariance)]
    [InlineData("hard-tanh", CriticalShape.Line, UniversalityClass.ZeroVariance)]
    [InlineData("gelu", CriticalShape.Line, UniversalityClass.HalfStable)]
    [InlineData("silu", CriticalShape.Line, UniversalityClass.HalfStable)]
    [InlineData("sigmoid", CriticalShape.Line, UniversalityClass.None)]
    [InlineData("rectified-monomial(2)", CriticalShape.Line, UniversalityClass.None)]
    [InlineData("softplus", CriticalShape.Absent, UniversalityClass.None)]
    [InlineData("step", CriticalShape.Absent, UniversalityClass.None)]
    [InlineData("polynomial(2)", CriticalShape.Absent, UniversalityClass.None)]
    public void ShapeAndClassAreThoseOfTheLiterature(string name, CriticalShape shape, UniversalityClass universality)
    {
        // Classes: Roberts, Yaida and Hanin, arXiv 2106.10165, sections 5.2 to 5.4; of softplus M > q D for every q, hence no edge.
        var line = new CriticalLine(Activation.Parse(name));

        Assert.Equal(shape, line.Shape);
        Assert.Equal(universality, line.UniversalityClass);
    }

    [Fact]
    public void RaysOfOnesOwnAreScaleInvariant()
    {
        var rays = Activation.FromFunctions("rays", x => x > 0 ? 2 * x : -x, x => x > 0 ? 2 : -1, 0);
        var line = new CriticalLine(rays);

        Assert.Equal(CriticalShape.Point, line.Shape);
        CriticalPoint point = Assert.Single(line.At(0));
        Assert.Equal(0.4, point.WeightVariance, 1e-15);
        Assert.True(point.EveryVariance);
        Assert.Empty(line.At(0.1));
    }

    [Fact]
    public void ReluIsCriticalAtOnePointForEveryVariance()
    {
        CriticalPoint point = Assert.Single(new CriticalLine(Activation.Relu).At(0));

        Assert.Equal((2, 0, 1, true, Stability.Neutral), (point.WeightVariance, point.BiasVariance, point.Variance, point.EveryVariance, point.Stability));
        Assert.Empty(new CriticalLine(Activation.Relu).At(1e-12));
        Assert.Equal(point, new CriticalLine(Activation.Relu).AtVariance(5));
    }

    [Theory]
    [InlineData("tanh", 1, Stability.Attracting)]
    [InlineData("gelu", 4, Stability.Repelling)]
    [InlineData("selu", 0.47677, Stability.Attracting)]
    public void WithoutBiasTheLineBeginsAtVarianceZero(string name, double weight, Stability stability)
    {
        CriticalPoint first = new CriticalLine(Activation.Parse(name)).At(0)[0];

        Assert.Equal(0, first.Variance);
        Assert.Equal(weight, first.WeightVariance, 1e-5);
        Assert.Equal(stability, first.Stability);
        Assert.Equal(1, first.VarianceSlope, 1e-15);
    }

    [Fact]
    public void NextToVarianceZeroAPointIsIllConditionedAndSaysSo()
    {
        // M + (sigma_b^2 - q) D has the slope -O(q^2) at its zero q* = O(sigma_b^(2/3)), here 1e-3: rounding of M is 1e-15 q.
        CriticalPoint point = Assert.Single(new CriticalLine(Activation.Erf).At(1e-9));

        Assert.InRange(point.Variance, 1e-4, 1e-2);
        Assert.InRange(point.RelativeError, 1e-10, 1e-7);
    }

    [Fact]
    public void BelowItsHalfStablePointGeluRepels()
    {
        var line = new CriticalLine(Activation.Gelu);
        double at = line.HalfStablePoints[0].BiasVariance;

        foreach (double bias in new[] { 1e-3, 0.05, 0.17, 0.1729, 0.173, 0.2, 2 })
        {
            Assert.Equal(bias < at ? Stability.Repelling : Stability.Attracting, Assert.Single(line.At(bias)).Stability);
        }
    }

    [Theory]
    [InlineData("tanh", 0, 1)]
    [InlineData("erf", 0.01, 2)]
    [InlineData("gelu", 0.01, 0.5)]
    [InlineData("hard-tanh", 0.01, 1)]
    public void ATraceIsTheLine(string name, double from, double to)
    {
        var line = new CriticalLine(Activation.Parse(name));

        IReadOnlyList<CriticalPoint> points = line.Trace(from, to, 41);

        Assert.Equal(41, points.Count);
        Assert.Equal(to, points[^1].BiasVariance);
        foreach (CriticalPoint point in points)
        {
            CriticalPoint single = line.At(point.BiasVariance)[0];
            Assert.Equal(single.Variance, point.Variance, (single.RelativeError + point.RelativeError) * single.Variance);
            Assert.Equal(single.WeightVariance, point.WeightVariance, (single.RelativeError + point.RelativeError) * single.WeightVariance);
            Assert.Equal(1, point.Chi1, 1e-13);
        }
    }

    [Fact]
    public void ATraceHasPointsWhereTheLineExistsAlone()
    {
        Assert.Empty(new CriticalLine(Activation.Softplus).Trace(0, 1, 10));
        Assert.Equal(0, Assert.Single(new CriticalLine(Activation.Relu).Trace(0, 1, 10)).BiasVariance);
    }

    [Fact]
    public void NothingIsCriticalWhereSigmaBWouldBeNegative()
    {
        Assert.Null(new CriticalLine(Activation.Sigmoid).AtVariance(0.01));
        Assert.Null(new CriticalLine(Activation.Sign).AtVariance(1));
        Assert.NotNull(new CriticalLine(Activation.Tanh).AtVariance(1e-6));
    }

    [Fact]
    public void BadNumbersAreRefused()
    {
        var line = new CriticalLine(Activation.Tanh);
        Assert.Throws<ArgumentException>(() => line.At(-0.1));
        Assert.Throws<ArgumentException>(() => line.At(double.NaN));
        Assert.Throws<ArgumentException>(() => line.AtVariance(0));
        Assert.Throws<ArgumentException>(() => line.Trace(1, 0, 5));
        Assert.ThrowsAny<ArgumentException>(() => line.Trace(0, 1, 1));
    }
}
