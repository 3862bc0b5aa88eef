using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

/// <summary>Small ensembles, and their comparison to the last bit.</summary>
internal static class Samples
{
    public static Ensemble Relu(int hiddenLayers = 2, int width = 6, ulong seed = 3, EnsembleInputs? inputs = null) => new(
        new FiniteNetwork(new Network(Activation.Relu, hiddenLayers), inputs?.Dimension ?? 3, hiddenLayers == 0 ? [] : [width]),
        inputs ?? EnsembleInputs.Pair(3, 0.5),
        seed);

    public static EnsembleResult Run(this Ensemble ensemble, int samples, long workElements = 1 << 16, int threads = 1, Precision precision = Precision.Double) =>
        ensemble.Run(new ManagedBackend(precision, threads), new EnsembleOptions { Samples = samples, WorkElements = workElements }, cancellation: TestContext.Current.CancellationToken);

    public static void AssertSame(EnsembleResult expected, EnsembleResult actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(Numbers(expected), Numbers(actual));
    }

    private static double[] Numbers(EnsembleResult result) =>
    [
        .. new[] { result.Nngp, result.Ntk }.SelectMany(kernel => (double[])
        [
            kernel.Diagonal.Mean,
            kernel.Diagonal.StandardError,
            kernel.Diagonal.Dispersion!.Value.StandardError,
            kernel.Diagonal.LogVariance ?? 0,
            kernel.Diagonal.Quantile(0.9),
            kernel.Diagonal.Tails.EffectiveSamples,
            kernel.OffDiagonal!.Mean,
            kernel.OffDiagonal.Median,
            kernel.Ratio!.Mean,
            kernel.Ratio.Maximum,
            kernel.RatioOfMeans!.Value.StandardError,
            .. kernel.Matrix.Mean.ToRowMajorArray(),
            .. kernel.Matrix.StandardError.ToRowMajorArray(),
        ]),
        result.Output.Mean,
        result.Output.Minimum,
        result.Output.Median,
        result.Output.Quantile(0.9),
        result.Output.RetainedCount,
        result.Output.NotFinite,
        .. result.Outputs.Mean.ToRowMajorArray(),
        .. result.Outputs.StandardDeviation.ToRowMajorArray(),
    ];
}
