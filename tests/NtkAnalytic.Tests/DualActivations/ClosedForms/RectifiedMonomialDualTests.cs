using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class RectifiedMonomialDualTests
{
    // J_2 = 3 sin cos + (pi - t)(1 + 2 cos^2), over 2 pi (Cho and Saul 2009, equation 6).
    [Theory]
    [InlineData(-0.9)]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.8)]
    public void The_square_has_the_arc_cosine_kernel_of_order_two(double c)
    {
        DualActivation dual = DualActivation.Of(new RectifiedMonomial("r", 2));
        double t = Math.Acos(c);
        double expected = ((3 * Math.Sin(t) * c) + ((Math.PI - t) * (1 + (2 * c * c)))) / (2 * Math.PI);
        Assert.Equal(2 * 3 * expected, dual.Evaluate(GaussianPair.FromCorrelation(2, 3, c)).Value, 1e-13);
    }

    [Fact]
    public void The_moment_of_a_high_degree_is_a_product_that_overflows_only_where_it_must()
    {
        // E[max(0, u)^400] at q = 1/200 is (1/200)^200 399!!/2; log 399!! from the gamma function.
        DualActivation dual = DualActivation.Of(new RectifiedMonomial("r", 200));
        double logarithm = MathNet.Numerics.SpecialFunctions.GammaLn(401) - (200 * Math.Log(2)) - MathNet.Numerics.SpecialFunctions.GammaLn(201)
            - Math.Log(2) - (200 * Math.Log(200));
        Assert.Equal(logarithm, Math.Log(dual.Diagonal(1.0 / 200).SecondMoment), 1e-11);
        Assert.Equal(double.PositiveInfinity, dual.Diagonal(1).SecondMoment);
    }
}
