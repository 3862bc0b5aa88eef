using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The NTK matrix of data against depth in JSON.</summary>
internal sealed record DepthDataDocument(
    NetworkDocument Network,
    DataDocument Data,
    string Rows,
    int RowCount,
    double SmallestInputVariance,
    double LargestInputVariance,
    bool HaveOneNorm,
    string Phase,
    double? NormalizedNtkLimit,
    double? ConditionNumberLimit,
    string Explanation,
    IReadOnlyList<DepthDataDocument.PointDocument> Points,
    DepthDataDocument.PredictorDocument? MeanPredictor,
    string? Picture)
{
    public static DepthDataDocument Of(DepthDataAnswer answer, string? picture) => new(
        NetworkDocument.Of(answer.Network) with { Description = DepthText.Describe(answer.Network), HiddenLayers = null },
        DataDocument.Of(answer.Data),
        answer.Rows.Text,
        answer.Rows.Count,
        answer.SmallestVariance,
        answer.LargestVariance,
        answer.HaveOneNorm,
        Word.Kebab(answer.Asymptotics.Phase.Phase),
        answer.Asymptotics.NormalizedNtk?.Limit,
        answer.ConditionNumberLimit,
        answer.Asymptotics.Explanation,
        [.. answer.Spectra.Select(PointDocument.Of)],
        answer.Predictor is { } predictor ? PredictorDocument.Of(predictor) : null,
        picture);

    /// <summary>Eigenvalues are relative to the mean diagonal.</summary>
    internal sealed record PointDocument(
        int HiddenLayers, double LogMeanDiagonal, double SmallestEigenvalue, double LargestEigenvalue, double ConditionNumber)
    {
        public static PointDocument Of(NtkSpectrum spectrum) => new(
            spectrum.HiddenLayers, spectrum.LogScale, spectrum.Eigenvalues[0], spectrum.Eigenvalues[^1], spectrum.ConditionNumber);
    }

    internal sealed record PredictorDocument(
        string Kind, string Explanation, string TestRows, IReadOnlyList<PredictionDocument>? Predictions, Matrix<double>? Weights)
    {
        public static PredictorDocument Of(DeepPredictions predictor) => new(
            Word.Kebab(predictor.Limit.Kind),
            predictor.Limit.Explanation,
            predictor.TestRows.Text,
            predictor.Predictions is { } predictions
                ? [.. predictions.Select((prediction, i) => new PredictionDocument(predictor.TestRows.Indices[i], predictor.Targets![i], prediction))]
                : null,
            predictor.Limit.Weights);
    }

    internal sealed record PredictionDocument(int Row, double Target, double Prediction);
}
