using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class ErfDualTests
{
    private static readonly DualActivation Dual = DualActivation.Of(new ErfActivation("erf", 1));

    [Theory]
    [InlineData(0.5, 2, 0.3)]
    [InlineData(3, 3, -0.8)]
    public void The_dual_is_the_arcsine_kernel_of_Williams(double q1, double q2, double c)
    {
        double k = c * Math.Sqrt(q1 * q2);
        double product = (1 + (2 * q1)) * (1 + (2 * q2));
        DualPair pair = Dual.Evaluate(GaussianPair.FromCorrelation(q1, q2, c));
        Assert.Equal(2 / Math.PI * Math.Asin(2 * k / Math.Sqrt(product)), pair.Value, 1e-15);
        Assert.Equal(4 / Math.PI / Math.Sqrt(product - (4 * k * k)), pair.Derivative, 1e-15);
    }

    [Fact]
    public void The_scale_of_the_argument_is_a_scale_of_the_standard_deviation()
    {
        DualActivation scaled = DualActivation.Of(new ErfActivation("erf(0.5)", 0.5));
        PairDraws.ForAll(1e4, 100, pair =>
        {
            DualPair expected = Dual.Evaluate(pair with { Variance1 = pair.Variance1 / 4, Variance2 = pair.Variance2 / 4 });
            DualPair actual = scaled.Evaluate(pair);
            Assert.Equal(expected.Value, actual.Value, actual.ValueError);
            Assert.Equal(expected.Derivative / 4, actual.Derivative, actual.DerivativeError);
            Assert.Equal(expected.OneMinusCorrelation, actual.OneMinusCorrelation, 1e-14 * actual.OneMinusCorrelation);
        });
    }

    [Fact]
    public void At_large_variances_it_is_the_dual_of_sign()
    {
        DualPair pair = Dual.Evaluate(new GaussianPair(1e20, 2e20, 0.4, 1.6));
        Assert.Equal(2 / Math.PI * Math.Asin(0.6), pair.Value, 1e-9);
    }
}
