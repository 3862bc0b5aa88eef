using NtkAnalytic.DualActivations.Moments;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Moments;

public sealed class ActivationRaysTests
{
    [Theory]
    [InlineData("relu", 0, 1)]
    [InlineData("leaky-relu(0.1)", 0.1, 1)]
    [InlineData("gelu", 0, 1)]
    [InlineData("silu", 0, 1)]
    [InlineData("mish", 0, 1)]
    [InlineData("elu", 0, 1)]
    [InlineData("softplus", 0, 1)]
    [InlineData("abs", -1, 1)]
    [InlineData("tanh", 0, 0)]
    [InlineData("sin", 0, 0)]
    [InlineData("gaussian", 0, 0)]
    [InlineData("polynomial(0,1,0.5)", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("rectified-monomial(2)", 0, double.PositiveInfinity)]
    [InlineData("exp", 0, double.PositiveInfinity)]
    public void FarFromZeroAnActivationIsFlatOrARayOrSteeper(string name, double negative, double positive)
    {
        var rays = ActivationRays.AtInfinity(Activation.Parse(name));

        Assert.Equal(negative, rays.NegativeSlope);
        Assert.Equal(positive, rays.PositiveSlope);
    }

    [Theory]
    [InlineData("gelu", 0.25, 0)]
    [InlineData("relu", 0.5, 0)]
    [InlineData("mish", 0.36, 0)]
    [InlineData("sigmoid", 0.0625, 0.25)]
    [InlineData("elu(2)", 2.5, 0)]
    [InlineData("sign", 0, 1)]
    [InlineData("step", 0, 0.5)]
    public void NextToZeroSlopesAndValuesAreOneSided(string name, double squaredSlope, double squaredValue)
    {
        var rays = ActivationRays.AtOrigin(Activation.Parse(name));

        Assert.Equal(squaredSlope, rays.MeanSquareSlope, 1e-15);
        Assert.Equal(squaredValue, rays.MeanSquareValue, 1e-15);
    }
}
