using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class GaussianRuleTests
{
    public static TheoryData<double> Variances => [0, 1e-12, 1e-8, 1e-2, 1, 30, 1e4, 1e6];

    // Moments of Z from panels that only differ in the activation they follow: rounding of a sum of n terms. The
    // fourth moment lacks 2e-14 beyond the support radius of a bounded activation, 8.75.
    [Theory]
    [MemberData(nameof(Variances))]
    public void Gaussian_moments_are_exact_whatever_the_activation(double variance)
    {
        foreach (Activation activation in SampleActivations.All)
        {
            GaussianRule rule = GaussianRule.For(activation, variance);
            double rounding = 2.2e-16 * (4 + Math.Sqrt(rule.Nodes.Length));
            Assert.Equal(1, Moment(rule, 0), rounding);
            Assert.Equal(1, Moment(rule, 2), rounding);
            Assert.Equal(3, Moment(rule, 4), (3 * rounding) + 3e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Variances))]
    public void Nodes_are_symmetric_for_a_symmetric_activation(double variance)
    {
        GaussianRule rule = GaussianRule.For(SampleActivations.HardTanh, variance);
        Assert.Equal(rule.Nodes, rule.Nodes.Reverse().Select(z => -z));
        Assert.Equal(rule.Weights, rule.Weights.Reverse());
    }

    // E[relu(sqrt(q) Z - 1)^2] = (q + 1) Q(1/sqrt q) - sqrt(q) p(1/sqrt q), at q = 0.01 a mass 1e-24 ten deviations away.
    [Fact]
    public void Mass_in_the_far_tail_is_found()
    {
        Activation shifted = Activation.FromFunctions("relu(x - 1)", x => Math.Max(x - 1, 0), x => x > 1 ? 1 : 0, 1);
        GaussianRule rule = GaussianRule.For(shifted, 0.01);
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            double value = shifted.Evaluate(0.1 * rule.Nodes[i]);
            sum += rule.Weights[i] * value * value;
        }

        double expected = 1.4529276957119888e-27; // mpmath at 40 digits, from the formula above, for sqrt(q) the double 0.1
        Assert.Equal(expected, sum, 1e-12 * expected);
    }

    // E[exp(sqrt(q) Z)^2] = exp(2 q); the mass sits at z = 2 sqrt(q) = 20.
    [Fact]
    public void A_growing_activation_is_followed_to_where_its_mass_is()
    {
        GaussianRule rule = GaussianRule.For(SampleActivations.Exponential, 100);
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i] * Math.Exp(20 * rule.Nodes[i]);
        }

        Assert.Equal(1, sum / Math.Exp(200), 1e-12);
    }

    private static double Moment(GaussianRule rule, int power)
    {
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i] * Math.Pow(rule.Nodes[i], power);
        }

        return sum;
    }
}
