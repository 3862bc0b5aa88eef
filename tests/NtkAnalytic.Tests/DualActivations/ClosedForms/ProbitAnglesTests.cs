using NtkAnalytic.DualActivations.ClosedForms;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class ProbitAnglesTests
{
    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(0.2, 7, 0.1)]
    [InlineData(1e3, 4e3, 0.9)]
    public void The_angles_are_those_of_the_arcsine(double q1, double q2, double c)
    {
        var angles = new ProbitAngles(q1, q2, 1 - c, (1 - c) * (1 + c));
        double rho = Math.Sqrt(q1 * q2 / ((1 + q1) * (1 + q2)));
        Assert.Equal(Math.Asin(rho), angles.Full, 1e-13);
        Assert.Equal(Math.Asin(c * rho), angles.Pair, 1e-14);
        Assert.Equal(angles.Full - angles.Pair, angles.Gap, 1e-15);
    }

    // asin(rho) - asin(c rho) = (1 - c) rho / sqrt(1 - rho^2) to first order.
    [Fact]
    public void Their_difference_is_exact_in_relative_terms()
    {
        var angles = new ProbitAngles(3, 2, 1e-14, 1e-14 * (2 - 1e-14));
        Assert.Equal(1, angles.Gap / (1e-14 * angles.Rho / angles.FullCosine), 1e-13);
    }

    // 0.3 - sin(0.3) and 2 - sin(2) to 30 digits; x^3/6 - x^5/120 for a small x.
    [Theory]
    [InlineData(0.3, 0.0044797933386604244)]
    [InlineData(2, 1.0907025731743183)]
    [InlineData(1e-5, 1.66666666665833374e-16)]
    [InlineData(0.999999, 0.158528555494830084)]
    public void The_angle_minus_its_sine_does_not_cancel(double angle, double expected) =>
        Assert.Equal(1, ProbitAngles.AngleMinusSine(angle) / expected, 4e-15);
}
