using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Commands;

/// <summary>What depth does to the NTK matrix of some rows.</summary>
/// <param name="Network">The network.</param>
/// <param name="Data">Where the rows are from.</param>
/// <param name="Rows">The rows.</param>
/// <param name="SmallestVariance">The smallest |x|^2 / n_0.</param>
/// <param name="LargestVariance">The largest.</param>
/// <param name="Asymptotics">The laws of depth for inputs of the mean |x|^2 / n_0.</param>
/// <param name="Spectra">The eigenvalues at each depth.</param>
/// <param name="Predictor">What becomes of the prediction for test rows; null when there are none.</param>
internal sealed record DepthDataAnswer(
    Network Network,
    DataSet Data,
    RowSet Rows,
    double SmallestVariance,
    double LargestVariance,
    DepthAsymptotics Asymptotics,
    IReadOnlyList<NtkSpectrum> Spectra,
    DeepPredictions? Predictor)
{
    // Rows that were divided by their norms differ by rounding.
    private const double SameNorm = 1e-12;

    /// <summary>True when the limits for inputs of one norm are those of these rows.</summary>
    public bool HaveOneNorm => LargestVariance - SmallestVariance <= SameNorm * LargestVariance;

    /// <summary>The condition number at infinite depth for as many inputs of one norm; null where it is not known.</summary>
    public double? ConditionNumberLimit => NtkSpectrum.ConditionNumberLimit(Asymptotics, Rows.Count);

    /// <summary>Computes the answer.</summary>
    /// <param name="request">The network and the depths.</param>
    /// <param name="data">The data.</param>
    /// <param name="rows">The rows of the matrix.</param>
    /// <param name="testRows">Rows to predict at infinite depth; null for none.</param>
    /// <param name="display">Shows progress.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>The answer, with the depths of the picture if there is to be one.</returns>
    public static DepthDataAnswer Compute(
        DepthRequest request, DataSet data, RowSet rows, RowSet? testRows, ProgressDisplay display, CancellationToken cancellationToken)
    {
        Matrix<double>[] features = data.Features(rows, testRows is null ? [rows] : [rows, testRows]);
        double[] variances = [.. features[0].EnumerateRows().Select(row => row.DotProduct(row) / row.Count)];
        var asymptotics = DepthAsymptotics.Of(request.Network, request.StartVariance(variances.Average()));

        DeepPredictions? predictor = testRows is null ? null : display.Stage(
            "infinite depth",
            progress => DeepPredictions.Of(
                request.Network,
                data,
                rows,
                testRows,
                features[0],
                features[1],
                new KernelOptions { CancellationToken = cancellationToken, Progress = progress }));
        IReadOnlyList<NtkSpectrum> spectra = display.Stage(
            "depths",
            progress => NtkSpectrum.Compute(
                request.Network,
                features[0],
                request.DepthsWithPicture(DepthDataPicture.DepthsPerDecade),
                new KernelOptions { CancellationToken = cancellationToken, Progress = progress }));
        return new DepthDataAnswer(request.Network, data, rows, variances.Min(), variances.Max(), asymptotics, spectra, predictor);
    }

    /// <summary>The answer at some of its depths.</summary>
    /// <param name="depths">The depths.</param>
    /// <returns>The answer without the others.</returns>
    public DepthDataAnswer At(int[] depths) =>
        this with { Spectra = [.. Spectra.Where(spectrum => depths.Contains(spectrum.HiddenLayers))] };
}
