using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class GaussianBumpDualTests
{
    [Theory]
    [InlineData(1, 0.5, 2, 0.3)]
    [InlineData(0.25, 3, 3, -0.8)]
    public void The_dual_is_a_Gaussian_determinant(double scale, double q1, double q2, double c)
    {
        double k = c * Math.Sqrt(q1 * q2);
        double determinant = ((1 + (2 * scale * q1)) * (1 + (2 * scale * q2))) - (4 * scale * scale * k * k);
        DualPair pair = DualActivation.Of(new GaussianBump("g", scale)).Evaluate(GaussianPair.FromCorrelation(q1, q2, c));
        Assert.Equal(1 / Math.Sqrt(determinant), pair.Value, 1e-15);
        Assert.Equal(4 * scale * scale * k / Math.Pow(determinant, 1.5), pair.Derivative, 1e-15);
    }
}
