using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>Laws of depth with a logarithm, as the recursion has them.</summary>
internal static class MeasuredLaws
{
    // (ratio - limit) L = k log L + const + O(log^2 L / L): k from the last two depths. 1 - c and the slopes by their leading
    // terms, whose corrections are of order log L / L.
    public static void LogarithmicCorrectionIsMeasured(
        Network network,
        DepthAsymptotics laws,
        GaussianPair inputs,
        double tolerance,
        int[]? depths = null)
    {
        IReadOnlyList<DepthPoint> points = DepthRecursion.Run(network, inputs, depths ?? [30_000, 100_000, 1_000_000]);
        DepthLaw ratio = laws.NormalizedNtk!;
        Assert.Equal((-1, 1, 1), (ratio.Power, ratio.LogPower, ratio.Base));
        double[] scaled = [.. points.Select(p => (p.NormalizedNtk - ratio.Limit) * p.HiddenLayers)];
        double coefficient = (scaled[2] - scaled[1]) / Math.Log((double)points[2].HiddenLayers / points[1].HiddenLayers);
        Assert.Equal(ratio.Coefficient!.Value, coefficient, tolerance);

        DepthPoint deep = points[2];
        double margin = 3000.0 / deep.HiddenLayers;
        DepthLaw gap = laws.OneMinusCorrelation!;
        Assert.Equal(gap.Coefficient!.Value, deep.OneMinusCorrelation * Math.Pow(deep.HiddenLayers, -gap.Power), margin * gap.Coefficient.Value);

        // Relative to the growth of the variance where there is one.
        double growth = DualActivation.Of(network.Activation).Diagonal(1e28).DerivativeSecondMoment * network.WeightVariance(2);
        double atOne = laws.Variance!.Limit is > 0 and < double.PositiveInfinity && network.Activation.HomogeneityDegree is null ? 1 : growth;
        Assert.Equal(laws.Slope!.Coefficient!.Value, ((deep.Slope / atOne) - 1) * deep.HiddenLayers, margin * Math.Abs(laws.Slope.Coefficient.Value));
    }
}
