using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class MapFixedPointsTests
{
    private static readonly string[] Activations = ["tanh", "erf", "gelu", "sin", "cos", "sigmoid", "softplus", "exp", "relu", "elu", "sign", "step", "monomial(3)", "polynomial(0,1,0.5)"];

    [Fact]
    public void NextToTheEdgeTheyAgreeWithTheReference()
    {
        foreach (string[] row in Repository.ReferenceTable("correlation-fixed-points.tsv"))
        {
            double delta = double.Parse(row[2]);
            double oneMinus = double.Parse(row[6]);
            var map = new CorrelationMap(Activation.Parse(row[0]), double.Parse(row[3]), double.Parse(row[1]), double.Parse(row[4]));
            CorrelationFixedPoint limit = map.Limit();
            double error = Math.Abs((limit.OneMinusCorrelation / oneMinus) - 1);

            // chi_1 is right to 1e-15 or so, and d(1 - c*)/(1 - c*) = d(chi_1)/(1 - chi(c*)), which is about d(chi_1) / delta.
            Assert.True(error <= 1e-12 + (5e-15 / delta), $"{string.Join(' ', row)}: {error:g3}");
            Assert.True(error <= Math.Max(1e-6, 1e-14 / delta), string.Join(' ', row));
            Assert.True(error <= limit.RelativeError, string.Join(' ', row));
            Assert.Equal(double.Parse(row[5]), map.Chi1 - 1, 2e-15);
            Assert.Equal(Stability.Attracting, limit.Stability);
        }
    }

    [Fact]
    public void TheyStayWhereTheyAreUnderTheMap()
    {
        Gen<double> unit = Gen.Choose(0, 1 << 30).Select(i => i / (double)(1 << 30));
        Gen<(string Name, double Weight, double Bias, double Variance)> draws =
            from name in Gen.Elements(Activations)
            from weight in unit.Select(t => Math.Pow(10, -1 + (2 * t)))
            from bias in Gen.OneOf(Gen.Constant(0.0), unit.Select(t => Math.Pow(10, -6 * t)))
            from variance in unit.Select(t => Math.Pow(10, -2 + (3 * t)))
            select (name, weight, bias, variance);
        Check.One(Config.QuickThrowOnFailure.WithReplay(20251121, 4711).WithMaxTest(150), Prop.ForAll(draws.ToArbitrary(), draw =>
        {
            var map = new CorrelationMap(Activation.Parse(draw.Name), draw.Weight, draw.Bias, draw.Variance);
            IReadOnlyList<CorrelationFixedPoint> points = map.FixedPoints();
            Assert.Equal(0, points[0].OneMinusCorrelation);
            Assert.Equal(map.Chi1 > 1 + 1e-12, points[0].Stability == Stability.Repelling);
            foreach (CorrelationFixedPoint point in points)
            {
                CorrelationMapValue value = map.Evaluate(point.OneMinusCorrelation, point.OnePlusCorrelation);

                // C(c) - c, as far as the error of c* and of the map allow.
                Assert.Equal(point.OneMinusCorrelation, value.OneMinusCorrelation, ((4 * point.RelativeError) + 2e-13) * point.OneMinusCorrelation);
                Assert.Equal(point.Slope, value.Slope, point.OneMinusCorrelation == 0 ? 0 : 1e-12 * Math.Max(1, point.Slope));
            }

            // What convexity says: at most one in [0, 1), and it attracts.
            Assert.True(points.Count(p => p.OneMinusCorrelation is > 0 and <= 1) == (points[0].Stability == Stability.Repelling ? 1 : 0));
        }));
    }

    [Fact]
    public void NoneIsNegativeButThatOfAnOddActivation()
    {
        // The theorem of the remarks, looked at: C(c) > c on a grid of negative c, for activations without symmetry.
        foreach (string name in new[] { "gelu", "elu", "polynomial(0.01,1,0,2)", "polynomial(0,-1,0.3,1)", "hermite(3)", "rbf", "silu" })
        {
            var map = new CorrelationMap(Activation.Parse(name), 2, 0, 1.5);
            bool isOdd = name == "hermite(3)";
            for (double onePlus = 0.01; onePlus < 1; onePlus += 0.01)
            {
                Assert.True(map.Evaluate(2 - onePlus, onePlus).OnePlusCorrelation > onePlus, name);
            }

            Assert.Equal(isOdd, map.FixedPoints().Any(p => p.OnePlusCorrelation < 1));
        }
    }

    [Fact]
    public void AnOddActivationWithoutBiasHasThree()
    {
        IReadOnlyList<CorrelationFixedPoint> points = new CorrelationMap(Activation.Tanh, 2, 0, 1).FixedPoints();
        Assert.Equal([1, 0, -1], points.Select(p => p.Correlation));
        Assert.Equal([Stability.Repelling, Stability.Attracting, Stability.Repelling], points.Select(p => p.Stability));

        // Also when nobody said that it is odd.
        var unknown = Activation.FromFunctions("cubic", x => x + (x * x * x), x => 1 + (3 * x * x));
        Assert.Equal([1, 0, -1], new CorrelationMap(unknown, 2, 0, 1).FixedPoints().Select(p => p.Correlation));
        Assert.Equal(2, new CorrelationMap(Activation.Tanh, 4, 1e-6, 1).FixedPoints().Count);
    }

    [Fact]
    public void AnEvenActivationWithoutConstantTermHasZero()
    {
        IReadOnlyList<CorrelationFixedPoint> points = new CorrelationMap(Activation.Parse("hermite(2)"), 1, 0, 1).FixedPoints();
        Assert.Equal([1, 0], points.Select(p => p.Correlation));
        Assert.Equal(0, points[1].Slope, 1e-15);
    }

    [Fact]
    public void ALinearActivationKeepsEveryCorrelation()
    {
        CorrelationFixedPoint only = Assert.Single(new CorrelationMap(Activation.Identity, 3, 0, 1).FixedPoints());
        Assert.Equal(Stability.Neutral, only.Stability);
        Assert.Equal(Stability.Attracting, Assert.Single(new CorrelationMap(Activation.Identity, 1, 0.1, 1).FixedPoints()).Stability);
    }

    [Fact]
    public void AtTheEdgeOneAttracts()
    {
        CorrelationFixedPoint only = Assert.Single(new CorrelationMap(Activation.Relu, 2, 0, 1).FixedPoints());
        Assert.Equal(Stability.Attracting, only.Stability);
        Assert.Equal(0, only.OneMinusCorrelation);
        Assert.Equal(1, only.Slope, 1e-15);
    }

    [Fact]
    public void AJumpLeavesOneAtOnce()
    {
        // sign: 1 - C = (2/pi) acos(c) sigma_w^2 / V.
        CorrelationFixedPoint limit = new CorrelationMap(Activation.Sign, 1, 3, 4).Limit();
        double angle = Math.Acos(limit.Correlation);
        Assert.Equal(limit.OneMinusCorrelation, 2 / Math.PI * angle / 4, 1e-14);
        Assert.True(limit.OneMinusCorrelation > 0);
    }
}
