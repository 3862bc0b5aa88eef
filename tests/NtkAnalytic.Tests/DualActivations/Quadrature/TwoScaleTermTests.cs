using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class TwoScaleTermTests
{
    // erf: E[erf(r1 Z) erf(r2 Z)] = (2/pi) asin(2 r1 r2 / sqrt((1 + 2 q1)(1 + 2 q2))); plain subtraction is good where the gap is
    // not small.
    [Theory]
    [InlineData(1, 3)]
    [InlineData(0.01, 40)]
    [InlineData(1e4, 0.5)]
    public void Agrees_with_the_closed_form_of_erf(double q1, double q2)
    {
        double m11 = Product(q1, q1);
        double m22 = Product(q2, q2);
        double scale = Math.Sqrt(m11 * m22);
        TwoScaleTerm same = Evaluate(SampleActivations.Erf, q1, q2, false, m11, m22);
        TwoScaleTerm reflected = Evaluate(SampleActivations.Erf, q1, q2, true, m11, m22);
        Assert.Equal(Product(q1, q2), same.Product, 1e-14 * scale);
        Assert.Equal(1 - (Product(q1, q2) / scale), same.Gap, 2e-15);
        Assert.Equal(-same.Product, reflected.Product, 1e-14 * scale);
        Assert.Equal(same.Gap, reflected.Gap, 1e-12 * same.Gap);

        static double Product(double a, double b) =>
            2 / Math.PI * Math.Asin(2 * Math.Sqrt(a * b) / Math.Sqrt((1 + (2 * a)) * (1 + (2 * b))));
    }

    // For nearly equal variances the gap is (q1 - q2)^2 times a constant: halving the difference divides it by 4, up to a part of
    // the order of the difference itself. Subtraction would leave no digit below 1e-8.
    [Fact]
    public void Falls_like_the_square_of_the_difference()
    {
        foreach (Activation activation in new[] { SampleActivations.Tanh, SampleActivations.HardTanh, SampleActivations.Elu })
        {
            for (double difference = 1e-3; difference > 1e-13; difference /= 10)
            {
                // Powers of 2, so that q1 - q2 is exact.
                double step = Math.ScaleB(1, (int)Math.Log2(difference));
                double ratio = Gap(activation, 1 + step) / Gap(activation, 1 + (step / 2));
                Assert.Equal(4, ratio, (8 * step) + 1e-11);
            }
        }

        static double Gap(Activation activation, double variance)
        {
            var dual = new QuadratureDual(activation);
            return Evaluate(activation, variance, 1, false, dual.Diagonal(variance).SecondMoment, dual.Diagonal(1).SecondMoment).Gap;
        }
    }

    [Fact]
    public void Is_exactly_zero_for_equal_variances_and_for_homogeneous_activations()
    {
        Assert.Equal(0, Evaluate(SampleActivations.Tanh, 2, 2, false, 0.3, 0.3).Gap);
        Assert.Equal(0, Evaluate(Activation.Parse("relu"), 2, 5, false, 1, 2.5).Gap);
        Assert.NotEqual(0, Evaluate(Activation.Parse("relu"), 2, 5, true, 1, 2.5).Gap);
    }

    private static TwoScaleTerm Evaluate(Activation activation, double q1, double q2, bool reflected, double m11, double m22) =>
        TwoScaleTerm.Evaluate(activation, q1, q2, reflected, m11, m22, GaussianRule.DefaultOrder, GaussianRule.DefaultLongestPanel, 1);
}
