using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class GaussLegendreTests
{
    // A rule of n points is exact up to degree 2n - 1, and not beyond.
    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(16)]
    [InlineData(28)]
    public void Integrates_all_polynomials_of_its_degree(int order)
    {
        GaussLegendre rule = GaussLegendre.OfOrder(order);
        Assert.Equal(order, rule.Nodes.Length);
        Assert.Equal(rule.Nodes.Order(), rule.Nodes);
        for (int degree = 0; degree < 2 * order; degree++)
        {
            Assert.Equal(degree % 2 == 0 ? 2.0 / (degree + 1) : 0, Integral(rule, degree), 2e-15);
        }

        if (order <= 6)
        {
            Assert.NotEqual(2.0 / ((2 * order) + 1), Integral(rule, 2 * order), 1e-6);
        }
    }

    private static double Integral(GaussLegendre rule, int degree)
    {
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i] * Math.Pow(rule.Nodes[i], degree);
        }

        return sum;
    }
}
