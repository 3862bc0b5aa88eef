using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class ActivationDifferenceTests
{
    // tanh(x + d) - tanh(x) = sinh(d) / (cosh(x) cosh(x + d)).
    [Fact]
    public void Short_steps_keep_all_digits()
    {
        MeshSide mesh = ActivationMesh.Of(SampleActivations.Tanh).Within(20, mirrored: false);
        foreach (double x in new[] { -3, -0.1, 0, 0.7, 12 })
        {
            foreach (double delta in new[] { 1e-14, -1e-9, 1e-4, -0.05, 0.5 })
            {
                double expected = Math.Sinh(delta) / (Math.Cosh(x) * Math.Cosh(x + delta));
                double actual = ActivationDifference.Evaluate(SampleActivations.Tanh, mesh, x, delta);
                double plain = Math.Abs(delta) > 0.2 ? 3e-16 : 0;
                Assert.Equal(expected, actual, (3e-15 * Math.Abs(expected)) + plain);
            }
        }
    }

    [Theory]
    [InlineData(0.9999, 3e-4)]
    [InlineData(1.0001, -3e-4)]
    [InlineData(-1.0001, 3e-4)]
    [InlineData(-1, -3e-4)]
    public void Kinks_on_the_way_are_honoured(double x, double delta) => Assert.Equal(
        Math.Clamp(x + delta, -1, 1) - Math.Clamp(x, -1, 1),
        ActivationDifference.Short(SampleActivations.HardTanh, x, delta),
        4e-16);

    [Theory]
    [InlineData(0.2999, 2e-4, 1)]
    [InlineData(0.3001, -2e-4, -1)]
    [InlineData(0.3001, 2e-4, 0)]
    public void Jumps_on_the_way_count_once(double x, double delta, double jump)
    {
        double smooth = Math.Sinh(delta) / (Math.Cosh(x) * Math.Cosh(x + delta));
        Assert.Equal(smooth + jump, ActivationDifference.Short(SampleActivations.JumpingTanh, x, delta), 1e-15);
    }

    // atan'(x) = 1/(1 + x^2) has a panel of length 2 around 0 and its poles at rho = 2.4: the hardest that a mesh admits.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.019)]
    [InlineData(1.9e-3)]
    [InlineData(0.9e-4)]
    public void Fewer_points_serve_shorter_steps(double part)
    {
        var rule = ActivationDifference.RuleFor(part);
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            double x = part * rule.Nodes[i];
            sum += rule.Weights[i] / 2 / (1 + (x * x));
        }

        Assert.Equal(Math.Atan(part) / part, sum, 1e-15);
    }
}
