using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class PairQuadratureTests
{
    public static TheoryData<double> Gaps => [1, 0.3, 1e-3, 1e-9, 1e-15, 1e-25];

    // (1/2) r1 r2 E[(a - b)^2] = r1 r2 (1 - c).
    [Theory]
    [MemberData(nameof(Gaps))]
    public void The_identity_loses_its_covariance(double gap)
    {
        Activation identity = Activation.FromFunctions("x", x => x, _ => 1);
        (double decrease, double derivative, _) = new PairQuadrature(identity, 3, 0.2, gap, 9.5).Integrate(16, 4.5, 1);
        Assert.Equal(0.6 * gap, decrease, 1e-14 * gap);
        Assert.Equal(1, derivative, 2e-15);
    }

    // (1/2) q1 q2 E[(a^2 - b^2)^2] = 2 q1 q2 (1 - c^2), and E[2u 2v] = 4 r1 r2 c; the reflected pair differs in the sign of r2.
    [Theory]
    [MemberData(nameof(Gaps))]
    public void The_square_loses_twice_the_squared_covariance(double gap)
    {
        Activation square = Activation.FromFunctions("x^2", x => x * x, x => 2 * x);
        foreach (double scale2 in new[] { 0.5, -0.5, 2 })
        {
            (double decrease, double derivative, _) = new PairQuadrature(square, 2, scale2, gap, 10).Integrate(16, 4.5, 1);
            double expected = 8 * scale2 * scale2 * gap * (2 - gap);
            Assert.Equal(expected, decrease, 1e-13 * expected);
            Assert.Equal(8 * scale2 * (1 - gap), derivative, 3e-14);
        }
    }
}
