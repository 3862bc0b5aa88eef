using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of docs/concepts/correlation-maps.md.</summary>
public class CorrelationMapSnippets
{
    [Fact]
    public void Edge_and_phase()
    {
        #region edge-and-phase
        CriticalPoint edge = new CriticalLine(Activation.Tanh).At(biasVariance: 0.05)[0];
        double weightVariance = edge.WeightVariance;                 // 1.760954639606739
        double variance = edge.Variance;                             // q* = 0.5700478816407641

        var phase = new PhaseAnalysis(Activation.Tanh, weightVariance: 1.5, biasVariance: 0.05);
        Phase name = phase.Phase;                                    // Ordered
        double chi = phase.Chi1;                                     // 0.938636
        double scale = phase.Scales.Correlation;                     // xi_c = 15.79 layers
        #endregion

        Assert.Equal(1.760954639606739, weightVariance, 1e-12);
        Assert.Equal(0.5700478816407641, variance, 1e-12);
        Assert.Equal(Phase.Ordered, name);
        Assert.Equal(0.938636, chi, 5e-7);
        Assert.Equal(15.79, scale, 5e-3);
    }

    [Fact]
    public void Laws_and_recursion()
    {
        #region laws-and-recursion
        var network = new Network(Activation.Relu, hiddenLayers: 1);
        DepthAsymptotics laws = DepthAsymptotics.Of(network);
        double limit = laws.NormalizedNtk!.Limit;                    // 1/4
        double coefficient = laws.NormalizedNtk.Coefficient!.Value;  // 3/8, of log(L) / L

        GaussianPair inputs = GaussianPair.FromCorrelation(1, 1, 0);
        DepthPoint deep = DepthRecursion.Run(network, inputs, [1_000_000])[0];
        double ratio = deep.NormalizedNtk;                           // 0.2500059
        #endregion

        Assert.Equal(0.25, limit, 1e-12);
        Assert.Equal(0.375, coefficient, 1e-9);
        Assert.Equal(0.2500059, ratio, 5e-8);
    }
}
