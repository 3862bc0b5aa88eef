using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Claims;

/// <summary>
/// Networks of finite width, drawn from fixed seeds. The uncertainty of what is measured over them is five standard errors. Single precision:
/// its rounding is a thousandth of the smallest of these.
/// </summary>
internal static class Sampled
{
    private const double StandardErrors = 5;

    /// <summary>Widths from which shallow networks are carried to infinite width.</summary>
    public static IReadOnlyList<int> Widths { get; } = [16, 24, 32, 64];

    /// <summary>The kernels of two points over many networks whose hidden layers and inputs all have one width.</summary>
    /// <param name="network">The network.</param>
    /// <param name="width">n_0 = n_1 = ... = n_L.</param>
    /// <param name="count">How many networks.</param>
    /// <param name="seed">Of all random numbers.</param>
    /// <param name="cancellation">Ends the sampling.</param>
    /// <param name="correlation">The cosine of the angle between the points.</param>
    /// <param name="normSquared">|x|^2; null for n_0.</param>
    public static EnsembleResult Networks(
        Network network,
        int width,
        int count,
        ulong seed,
        CancellationToken cancellation,
        double correlation = 0,
        double? normSquared = null)
    {
        var finite = new FiniteNetwork(network, width, [width]);
        var ensemble = new Ensemble(finite, EnsembleInputs.Pair(width, correlation, normSquared), seed);
        EnsembleResult result = ensemble.Run(new ManagedBackend(Precision.Single), new EnsembleOptions { Samples = count }, cancellation: cancellation);

        // A cancelled run hands back what it has.
        cancellation.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>The mean.</summary>
    public static Measurement Mean(SampleStatistics sample) => new(sample.Mean, StandardErrors * sample.StandardError);

    /// <summary>The mean of a few numbers.</summary>
    public static Measurement Mean(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new(mean, StandardErrors * Math.Sqrt(variance / values.Count));
    }

    /// <summary>E[X^2] / E[X]^2. Biased low, and its error with it, where tails are heavy: for relu beyond a depth of a quarter of the width.</summary>
    public static Measurement Dispersion(SampleStatistics sample) => sample.Dispersion is { } dispersion
        ? new(dispersion.Value, StandardErrors * dispersion.StandardError)
        : new(double.NaN, double.PositiveInfinity);

    /// <summary>E[K(x, x')] / E[K(x, x)].</summary>
    public static Measurement Ratio(KernelStatistics kernel) => kernel.RatioOfMeans is { } ratio
        ? new(ratio.Value, StandardErrors * ratio.StandardError)
        : new(double.NaN, double.PositiveInfinity);

    /// <summary>True when one measured number is above another by five standard errors of their difference.</summary>
    public static bool IsAbove(Measurement high, Measurement low) =>
        high.Value - low.Value > Math.Sqrt((high.Uncertainty * high.Uncertainty) + (low.Uncertainty * low.Uncertainty));

    /// <summary>As many networks of a width as have a number of parameters in all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="width">n_0 = n_1 = ... = n_L.</param>
    /// <param name="parameters">In millions.</param>
    public static int Count(Network network, int width, double parameters) =>
        (int)(parameters * 1e6 / ((double)width * width * (network.HiddenLayers + 1)));

    /// <summary>
    /// A quantity at several widths, carried to infinite width by a line in 1/width, and the coefficient of 1/width. What the line leaves
    /// out is of the order (depth/width)^2, and less than the uncertainty where the depth is at most a quarter of the least width.
    /// </summary>
    /// <param name="widths">Two or more.</param>
    /// <param name="measure">The quantity at a width.</param>
    public static (Measurement Limit, Measurement Slope) AtInfiniteWidth(IReadOnlyList<int> widths, Func<int, Measurement> measure)
    {
        Measurement[] measured = [.. widths.Select(measure)];
        WidthExtrapolation fit = WidthExtrapolation.Fit(
            widths,
            [.. measured.Select(one => one.Value)],
            [.. measured.Select(one => one.Uncertainty / StandardErrors)],
            degree: 1);
        return (new(fit.Limit, StandardErrors * fit.StandardError), new(fit.Slope, StandardErrors * fit.SlopeError));
    }
}
