using Xunit;

namespace NtkAnalytic.Tests.Activations;

public class BreakpointsTests
{
    [Theory]
    [InlineData("relu", new[] { 0.0 })]
    [InlineData("step", new[] { 0.0 })]
    [InlineData("rectified-monomial(5)", new[] { 0.0 })]
    [InlineData("elu", new[] { 0.0 })]
    [InlineData("elu(0.5)", new[] { 0.0 })]
    [InlineData("selu", new[] { 0.0 })]
    [InlineData("softsign", new[] { 0.0 })]
    [InlineData("hard-tanh", new[] { -1.0, 1.0 })]
    [InlineData("hard-sigmoid", new[] { -3.0, 3.0 })]
    [InlineData("identity", new double[0])]
    [InlineData("tanh", new double[0])]
    [InlineData("mish", new double[0])]
    public void They_are_where_some_derivative_jumps(string name, double[] expected) =>
        Assert.Equal(expected, Activation.Parse(name).Breakpoints.Select(b => b.Location));
}
