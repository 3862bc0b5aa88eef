using NtkAnalytic.DepthLimits;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

public sealed class ActivationTailTests
{
    [Theory]
    [InlineData("tanh", 1, 1)]
    [InlineData("elu(2)", 2, 1)]
    [InlineData("gelu", 0.5, 0.5)]
    public void TangentsAtZero(string name, double negative, double positive)
    {
        Activation tail = ActivationTail.AtZero(Activation.Parse(name))!;

        Assert.Equal(1, tail.HomogeneityDegree);
        Assert.Equal(positive, tail.Evaluate(1), 1e-14);
        Assert.Equal(-negative, tail.Evaluate(-1), 1e-14);
    }

    [Theory]
    [InlineData("gelu", 0, 1)]
    [InlineData("softplus", 0, 1)]
    [InlineData("elu(2)", 0, 1)]
    [InlineData("leaky-relu(0.1)", 0.1, 1)]
    public void AsymptotesAtInfinity(string name, double negative, double positive)
    {
        Activation tail = ActivationTail.AtInfinity(Activation.Parse(name))!;

        Assert.Equal(positive, tail.Evaluate(1), 1e-14);
        Assert.Equal(-negative, tail.Evaluate(-1), 1e-14);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("polynomial(0,1,1)")]
    [InlineData("exp")]
    [InlineData("gaussian")]
    public void SomeHaveNoAsymptotes(string name) => Assert.Null(ActivationTail.AtInfinity(Activation.Parse(name)));

    [Theory]
    [InlineData("sigmoid")]
    [InlineData("cos")]
    [InlineData("polynomial(0,0,1)")]
    public void SomeHaveNoTangentsThroughTheOrigin(string name) => Assert.Null(ActivationTail.AtZero(Activation.Parse(name)));
}
