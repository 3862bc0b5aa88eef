using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Kernels against depth in JSON.</summary>
internal sealed record DepthDocument(
    NetworkDocument Network,
    double InputVariance,
    double Correlation,
    double OneMinusCorrelation,
    string Phase,
    DepthDocument.LawsDocument Asymptotics,
    string Explanation,
    IReadOnlyList<DepthDocument.PointDocument> Points,
    string? Picture)
{
    public static DepthDocument Of(
        Network network, GaussianPair inputs, DepthAsymptotics asymptotics, IReadOnlyList<DepthPoint> points, string? picture) => new(
            NetworkDocument.Of(network) with { Description = DepthText.Describe(network), HiddenLayers = null },
            inputs.Variance1,
            inputs.Correlation,
            inputs.OneMinusCorrelation,
            Word.Kebab(asymptotics.Phase.Phase),
            new LawsDocument(
                asymptotics.OneMinusCorrelation,
                asymptotics.Slope,
                asymptotics.Variance,
                asymptotics.NtkDiagonal,
                asymptotics.NormalizedNtk,
                asymptotics.AverageNtk),
            asymptotics.Explanation,
            [.. points.Select(point => PointDocument.Of(point, asymptotics))],
            picture);

    internal sealed record LawsDocument(
        DepthLaw? OneMinusCorrelation, DepthLaw? Slope, DepthLaw? Variance, DepthLaw? NtkDiagonal, DepthLaw? NormalizedNtk, DepthLaw? AverageNtk);

    internal sealed record PointDocument(
        int HiddenLayers,
        double OneMinusCorrelation,
        double? OneMinusCorrelationLaw,
        double Slope,
        double Nngp,
        double Ntk,
        double LogNtkDiagonal,
        double AverageNtk,
        double NormalizedNtk,
        double? NormalizedNtkLaw,
        bool IsExtrapolated,
        string Status)
    {
        public static PointDocument Of(DepthPoint point, DepthAsymptotics asymptotics) => new(
            point.HiddenLayers,
            point.OneMinusCorrelation,
            DepthText.At(asymptotics.OneMinusCorrelation, point.HiddenLayers),
            point.Slope,
            point.Nngp,
            point.Ntk,
            point.LogNtkDiagonal,
            point.AverageNtk,
            point.NormalizedNtk,
            DepthText.At(asymptotics.NormalizedNtk, point.HiddenLayers),
            point.IsExtrapolated,
            point.Status.Name);
    }
}
