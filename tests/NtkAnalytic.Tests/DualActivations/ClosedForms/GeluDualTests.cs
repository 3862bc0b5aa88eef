using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class GeluDualTests
{
    private static readonly DualActivation Dual = DualActivation.Of(new Gelu());

    [Fact]
    public void At_large_variances_it_is_the_dual_of_relu()
    {
        DualActivation relu = DualActivation.Of(new TwoSlope("relu", 0, 1));
        foreach (double gap in new[] { 1e-3, 0.2, 1, 1.8 })
        {
            var pair = new GaussianPair(1e16, 3e15, gap, 2 - gap);
            Assert.Equal(1, Dual.Evaluate(pair).Value / relu.Evaluate(pair).Value, 1e-8);
            Assert.Equal(relu.Evaluate(pair).Derivative, Dual.Evaluate(pair).Derivative, 1e-7);
        }
    }

    // phi = x/2 + x^2/sqrt(2 pi) + O(x^4): at small variances linear, so 1 + C at c = -1 is the even part,
    // 2 E[(u^2/sqrt(2 pi))^2] / (q/4) = 2 (3 q^2/(2 pi)) (4/q) = 12 q/pi.
    [Fact]
    public void At_small_variances_and_opposite_inputs_the_even_part_remains()
    {
        DualPair pair = Dual.Evaluate(new GaussianPair(1e-8, 1e-8, 2, 0));
        Assert.Equal(12e-8 / Math.PI, pair.OnePlusCorrelation, 1e-6 * 12e-8);
    }
}
