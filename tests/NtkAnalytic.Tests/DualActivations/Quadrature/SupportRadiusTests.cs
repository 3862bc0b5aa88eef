using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class SupportRadiusTests
{
    // exp(-R^2/2) R^2 = 2e-16 at R = 8.9.
    [Fact]
    public void A_bounded_activation_is_cut_near_nine_deviations() =>
        Assert.InRange(SupportRadius.Of(ActivationMesh.Of(SampleActivations.Tanh), 1, 1), 8.5, 9.25);

    // exp((r1 + r2) r - r^2/2) peaks at r = r1 + r2.
    [Theory]
    [InlineData(3, 3)]
    [InlineData(1, 9)]
    public void A_growing_activation_moves_the_cut(double deviation1, double deviation2) => Assert.InRange(
        SupportRadius.Of(ActivationMesh.Of(SampleActivations.Exponential), deviation1, deviation2),
        deviation1 + deviation2 + 8.5,
        (1.2 * (deviation1 + deviation2)) + 10);

    [Fact]
    public void Beyond_double_precision_there_is_none() =>
        Assert.True(double.IsNaN(SupportRadius.Of(ActivationMesh.Of(SampleActivations.Exponential), 100, 1)));
}
