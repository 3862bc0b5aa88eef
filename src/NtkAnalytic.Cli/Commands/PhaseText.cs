using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary>A phase analysis for people.</summary>
internal static class PhaseText
{
    private const int Digits = 10;

    // Schoenholz et al., arXiv 1611.01232: networks train up to about so many depth scales of the correlation.
    private const double TrainableScales = 6;

    public static void Write(CommandHost host, PhaseAnalysis analysis, VarianceFixedPoints fixedPoints, int? hiddenLayers)
    {
        TextOutput.WriteFacts(
            host.Output,
            ("network", $"fully connected, {analysis.Activation.Name}, weight variance {NumberText.Exact(analysis.WeightVariance)}, bias variance {NumberText.Exact(analysis.BiasVariance)}"),
            ("variance q^1", NumberText.Exact(analysis.VarianceLimit.Start)),
            ("phase", Phase(analysis.Phase)),
            ("variance", Limit(analysis.VarianceLimit)),
            ("chi_1", NumberText.Exact(analysis.Chi1)),
            ("chi_q", NumberText.Exact(analysis.VarianceSlope)),
            ("correlation", Correlation(analysis)),
            ("1 - C at g = 1 - c", analysis.Expansion is { } expansion ? FormulaText.Expansion(expansion) + (expansion.Terms.Count > 0 ? " + ..." : "") : null),
            ("1 - c_l", analysis.CriticalDecay is { } decay ? FormulaText.Decay(decay) + " + ..." : null),
            ("chi(c_l)", analysis.CriticalDecay is { } slope ? FormulaText.SlopeDecay(slope) + " + ..." : null),
            ("depth", hiddenLayers is { } layers ? Depth(layers, analysis.Scales) : null),
            ("status", $"{analysis.Status.Name}: {analysis.Status.Advice}"));
        VarianceTable(host, fixedPoints);
        CorrelationTable(host, analysis);
        Scales(host, analysis.Scales);
    }

    private static string Depth(int hiddenLayers, DepthScales scales)
    {
        double inScales = PhaseDocument.InScales(hiddenLayers, scales);
        return $"{hiddenLayers} hidden layers are {NumberText.Rounded(inScales, 3)} depth scales of the correlation: inputs {(inScales <= TrainableScales ? "are still told apart" : "have forgotten each other's angles, which is beyond training")}";
    }

    private static string Phase(Phase phase) => phase switch
    {
        CorrelationMaps.Phase.Ordered => "ordered: chi_1 < 1, nearby inputs converge",
        CorrelationMaps.Phase.Chaotic => "chaotic: chi_1 > 1, nearby inputs separate",
        CorrelationMaps.Phase.EdgeOfChaos => "edge of chaos: chi_1 = 1",
        _ => "marginal: chi_1 tends to 1 while the variance grows slower than exponentially",
    };

    private static string Limit(VarianceLimit limit) => limit.Behavior switch
    {
        VarianceBehavior.Stays => limit.Status.IsSuccess
            ? "stays where it starts: every variance is a fixed point"
            : "was not followed: its map may have more fixed points than can be told apart; what follows is at q^1",
        VarianceBehavior.Settles => limit.Growth == DepthGrowth.Constant
            ? $"starts at q* = {NumberText.Exact(limit.Limit)} and stays"
            : $"settles at q* = {NumberText.Exact(limit.Limit)}; the distance {Pace(limit, "falls")}",
        VarianceBehavior.Vanishes => limit.Growth == DepthGrowth.Constant ? "is 0" : $"vanishes; it {Pace(limit, "falls")}",
        _ => $"grows without bound; it {Pace(limit, "grows")}",
    };

    private static string Pace(VarianceLimit limit, string verb) => limit.Growth switch
    {
        DepthGrowth.Exponential => $"{verb} by a factor of {NumberText.Rounded(limit.Rate, Digits)} for each layer",
        DepthGrowth.Linear => $"{verb} by {NumberText.Rounded(Math.Abs(limit.Rate), Digits)} for each layer",
        DepthGrowth.Power => $"{verb} as {FormulaText.Sum(new FormulaText.Term(limit.Coefficient, FormulaText.Power("l", limit.Rate)))}",
        DepthGrowth.FasterThanExponential => $"{verb} faster than any exponential",
        _ => "does not move",
    };

    private static string Correlation(PhaseAnalysis analysis) => analysis.CorrelationLimit is { } limit
        ? $"tends to c* = {NumberText.Exact(limit.Correlation)}   (1 - c* = {NumberText.Exact(limit.OneMinusCorrelation)}, chi(c*) = {NumberText.Rounded(limit.Slope, Digits)})"
        : "has no limit of its own: it depends on the inputs";

    private static void VarianceTable(CommandHost host, VarianceFixedPoints fixedPoints)
    {
        host.Output.WriteLine();
        if (fixedPoints.EveryVariance || fixedPoints.Points.Count == 0)
        {
            host.Output.WriteLine(fixedPoints.EveryVariance
                ? "Every variance is a fixed point of the variance map."
                : !fixedPoints.Status.IsSuccess ? "Fixed points of the variance map were not found."
                : $"The variance map has no fixed point from {NumberText.Rounded(fixedPoints.From)} to {NumberText.Rounded(fixedPoints.To)}.");
            return;
        }

        host.Output.WriteLine($"Fixed points of the variance map, from {NumberText.Rounded(fixedPoints.From)} to {NumberText.Rounded(fixedPoints.To)}:");
        TextOutput.WriteTable(
            host,
            ["q*", "error", "chi_q", "chi_1", "stability"],
            fixedPoints.Points.Select(point => new[]
            {
                NumberText.Exact(point.Variance),
                NumberText.Error(point.Error),
                NumberText.Rounded(point.Slope, Digits),
                NumberText.Rounded(point.Chi1, Digits),
                Word.Kebab(point.Stability),
            }));
    }

    private static void CorrelationTable(CommandHost host, PhaseAnalysis analysis)
    {
        if (analysis.CorrelationFixedPoints.Count == 0)
        {
            return;
        }

        host.Output.WriteLine("Fixed points of the correlation map:");
        TextOutput.WriteTable(
            host,
            ["c*", "1 - c*", "relative error", "chi(c*)", "stability"],
            analysis.CorrelationFixedPoints.Select(point => new[]
            {
                NumberText.Exact(point.Correlation),
                NumberText.Exact(point.OneMinusCorrelation),
                NumberText.Error(point.RelativeError),
                NumberText.Rounded(point.Slope, Digits),
                Word.Kebab(point.Stability),
            }));
    }

    private static void Scales(CommandHost host, DepthScales scales)
    {
        host.Output.WriteLine("Depth scales, in layers (infinity: slower than exponential):");
        TextOutput.WriteFacts(
            host.Output,
            ("  variance", NumberText.Rounded(scales.Variance, Digits)),
            ("  correlation", NumberText.Rounded(scales.Correlation, Digits)),
            ("  NTK, diagonal", NumberText.Rounded(scales.NtkDiagonal, Digits)),
            ("  NTK", NumberText.Rounded(scales.Ntk, Digits)),
            ("  mean predictor", NumberText.Rounded(scales.MeanPredictor, Digits)));
    }
}
