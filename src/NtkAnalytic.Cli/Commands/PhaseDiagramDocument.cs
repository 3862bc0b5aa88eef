using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary>
/// A phase diagram in JSON: a matrix for each quantity, a row for each sigma_w^2 and a column for each sigma_b^2; phases are
/// strings of letters, one for each column. Where correlations have no limit of their own there is NaN, which is written as null.
/// </summary>
internal sealed record PhaseDiagramDocument(
    string Activation,
    IReadOnlyList<double> WeightVariances,
    IReadOnlyList<double> BiasVariances,
    IReadOnlyDictionary<string, string> Letters,
    IReadOnlyDictionary<string, int> Counts,
    long Evaluations,
    IReadOnlyList<CriticalPointDocument> CriticalLine,
    IReadOnlyList<string> Phases,
    Matrix<double> Variance,
    Matrix<double> Chi1,
    Matrix<double> OneMinusCorrelation,
    Matrix<double> CorrelationSlope,
    PhaseDiagramDocument.ScalesDocument DepthScales,
    int NotConverged,
    string? Picture)
{
    public static PhaseDiagramDocument Of(PhaseDiagram diagram, IReadOnlyList<CriticalPoint> edge, string? picture)
    {
        int columns = diagram.BiasVariances.Count;
        return new PhaseDiagramDocument(
            diagram.Activation.Name,
            diagram.WeightVariances,
            diagram.BiasVariances,
            Enum.GetValues<Phase>().ToDictionary(phase => PhaseDiagramText.Letter(phase).ToString(), Word.Kebab, StringComparer.Ordinal),
            Enum.GetValues<Phase>().ToDictionary(Word.Kebab, phase => diagram.Cells.Count(cell => cell.Phase == phase), StringComparer.Ordinal),
            diagram.Evaluations,
            [.. edge.Select(CriticalPointDocument.Of)],
            [.. diagram.Cells.Chunk(columns).Select(row => string.Concat(row.Select(cell => PhaseDiagramText.Letter(cell.Phase))))],
            Matrix(cell => cell.Variance),
            Matrix(cell => cell.Chi1),
            Matrix(cell => cell.OneMinusCorrelation ?? double.NaN),
            Matrix(cell => cell.CorrelationSlope ?? double.NaN),
            new ScalesDocument(
                Matrix(cell => cell.Scales.Variance),
                Matrix(cell => cell.Scales.Correlation),
                Matrix(cell => cell.Scales.NtkDiagonal),
                Matrix(cell => cell.Scales.Ntk),
                Matrix(cell => cell.Scales.MeanPredictor)),
            diagram.Cells.Count(cell => !cell.Status.IsSuccess),
            picture);

        Matrix<double> Matrix(Func<PhaseCell, double> quantity) => Matrix<double>.Build.DenseOfRowMajor(
            diagram.WeightVariances.Count, columns, diagram.Cells.Select(quantity));
    }

    internal sealed record ScalesDocument(
        Matrix<double> Variance, Matrix<double> Correlation, Matrix<double> NtkDiagonal, Matrix<double> Ntk, Matrix<double> MeanPredictor);
}
