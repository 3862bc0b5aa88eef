using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class ExponentialDifferenceTests
{
    // The integral over the simplex by two nested Gauss-Legendre rules of 24 points, which is exact to rounding for these arguments.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, -1e-9)]
    [InlineData(-0.5, -1.9, 0)]
    [InlineData(0, -2.1, -2.1)]
    [InlineData(1, 1, -4)]
    [InlineData(0, -1.999999, -3)]
    [InlineData(3, -2, 0.5)]
    public void ItIsTheIntegralOverTheSimplex(double a, double b, double c)
    {
        GaussLegendre rule = GaussLegendre.OfOrder(24);
        double sum = 0;
        for (int i = 0; i < 24; i++)
        {
            double u = (1 + rule.Nodes[i]) / 2;
            for (int j = 0; j < 24; j++)
            {
                double v = (1 - u) * (1 + rule.Nodes[j]) / 2;
                sum += rule.Weights[i] * rule.Weights[j] * (1 - u) / 4 * Math.Exp((a * u) + (b * v) + (c * (1 - u - v)));
            }
        }

        // 576 rounded terms, and the difference of two quotients above a spread of 2.
        double value = ExponentialDifference.Of(a, b, c);
        Assert.Equal(1, value / sum, 1e-14);
        Assert.Equal(value, ExponentialDifference.Of(c, a, b), 4e-16 * value);
    }

    // exp[0, -x, -x] -> 1/x - ... for large x: (1 - (1 + x) e^-x) / x^2 = 1/x^2 there.
    [Fact]
    public void LargeArgumentsDoNotOverflow()
    {
        Assert.Equal(1e-6, ExponentialDifference.Of(0, -1000, -1000), 1e-20);
        Assert.Equal((1000 - 1) / 1e6, ExponentialDifference.Of(0, 0, -1000), 1e-17);
    }
}
