using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class JumpTermsTests
{
    private static readonly Activation Staircase = Activation.FromFunctions(
        "stairs",
        x => (x > -1 ? 2 : 0) + (x > 0.5 ? 1 : 0),
        _ => 0,
        -1,
        0.5);

    [Fact]
    public void Only_a_jump_of_the_value_counts()
    {
        Assert.False(JumpTerms.Exist(SampleActivations.HardTanh));
        Assert.True(JumpTerms.Exist(SampleActivations.JumpingTanh));
    }

    // At c = 0 the sum factors into E[phi'(u)] E[phi'(v)].
    [Fact]
    public void Independent_inputs_give_the_product_of_the_means()
    {
        double first = Mean(1.3);
        double second = Mean(0.4);
        Assert.Equal(first, JumpTerms.MeanSlope(Staircase, 1.3), 1e-15);
        Assert.Equal(first * second, Evaluate(1.3, 0.4, 1), 1e-15);

        static double Mean(double r) => (2 * Density(-1 / r) / r) + (Density(0.5 / r) / r);
        static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }

    [Fact]
    public void The_two_inputs_may_be_swapped() => Assert.Equal(
        Terms(SampleActivations.JumpingTanh, 1.3, 0.4, 0.2),
        Terms(SampleActivations.JumpingTanh, 0.4, 1.3, 0.2),
        1e-15);

    // psi(x) = -phi(-x) has psi'(x) = phi'(-x), and (-u, -v) has the law of (u, v).
    [Fact]
    public void A_reflected_input_meets_the_mirrored_jumps()
    {
        Activation mirrored = Activation.FromFunctions("mirrored", x => -Staircase.Evaluate(-x), _ => 0, -0.5, 1);
        Assert.Equal(Terms(Staircase, 0.8, 0.8, 0.4), Terms(mirrored, 0.8, 0.8, 0.4), 1e-15);
        Assert.Equal(Terms(Staircase, 0.8, -0.6, 0.4), Terms(mirrored, 0.8, -0.6, 0.4), 1e-15);
        Assert.NotEqual(Terms(Staircase, 0.8, 0.6, 0.4), Terms(Staircase, 0.8, -0.6, 0.4), 1e-3);
    }

    // Near c = 1 the two jumps of a pair with one variance contribute J^2 p(x/r) / (r^2 sqrt(2 pi (1 - c^2))) each.
    [Fact]
    public void Nearly_equal_inputs_grow_like_one_over_the_angle()
    {
        const double gap = 1e-14;
        double expected = ((4 * Math.Exp(-0.5)) + Math.Exp(-0.125)) / (2 * Math.PI * Math.Sqrt(2 * gap));
        Assert.Equal(expected, Evaluate(1, 1, gap), 1e-12 * expected);
    }

    private static double Evaluate(double scale1, double scale2, double gap) => Terms(Staircase, scale1, scale2, gap);

    private static double Terms(Activation activation, double scale1, double scale2, double gap) =>
        JumpTerms.Evaluate(activation, scale1, scale2, gap, 9, 20, 4, 1);
}
