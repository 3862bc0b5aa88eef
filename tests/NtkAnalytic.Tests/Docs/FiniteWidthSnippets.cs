using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of docs/concepts/finite-width.md.</summary>
public class FiniteWidthSnippets
{
    [Fact]
    public void Moments_limits_and_regime()
    {
        #region finite-width
        var network = new TwoSlopeNetwork(Activation.Relu, 3, 4, 4, 4, 1);    // sigma_w^2 = 2, |x|^2 = 1, weights alone
        var exact = ExactKernelMoments.Of(network);
        Rational mean = exact.Mean;                                          // 8/3
        Rational second = exact.SecondMoment;                                // 49

        var deep = new TwoSlopeNetwork(Activation.Relu, [100, .. Enumerable.Repeat(100, 49), 1])
            .WithParameterization(Parameterization.Standard)
            .WithBiasGradient(1);
        double ratio = TangentKernelMoments.Of(deep).Ratio;                  // 3.93224
        double limit = DispersionLimit.Of(deep).Ratio;                       // 4.25281, for depth/width -> 1/2
        Regime regime = NtkRegime.Of(deep).Regime;                           // Outside

        var tanh = new Network(Activation.Tanh, hiddenLayers: 2, weightVariance: 1.5, biasVariance: 0.05);
        FirstOrderLayer output = FirstOrderCorrections.Of(tanh, widths: [10, 256, 256]).Output;
        double variance = output.NtkRelativeVariance;                        // Var(Theta)/Theta^2 = 0.00447
        #endregion

        Assert.Equal(new Rational(8, 3), mean);
        Assert.Equal(49, second);
        Assert.Equal(3.93224, ratio, 5e-6);
        Assert.Equal(4.25281, limit, 5e-6);
        Assert.Equal(Regime.Outside, regime);
        Assert.Equal(0.00447, variance, 5e-6);
    }
}
