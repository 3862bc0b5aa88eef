using MathNet.Numerics.Distributions;
using NtkAnalytic.Pictures;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The distribution of the NTK over networks.</summary>
internal static class SimulatePicture
{
    private const int MostPoints = 200;

    public static Picture Draw(SimulateAnswer answer)
    {
        string widths = string.Join(", ", answer.Result.Ensemble.Network.Widths.Distinct());
        string name = $"{DepthPicture.Name(answer.Result.Ensemble.Network.Network)}, {(widths.Length == 0 ? "linear" : $"widths {widths}")}";
        SampleStatistics ntk = answer.Result.Ntk.Diagonal;
        bool exact = answer.Theory.NtkDiagonal.Kind == TheoryKind.Exact;
        double mean = exact ? answer.Theory.NtkDiagonal.Value : ntk.Mean;
        int count = Math.Min(ntk.RetainedCount, MostPoints);
        double[] shares = [.. Enumerable.Range(0, count).Select(i => (i + 0.5) / count)];
        List<Mark> marks = [new Line($"{answer.Result.Count} networks", shares.Select(p => Point(ntk.Quantile(p) / mean, p)))];
        if (ntk is { LogMean: { } logMean, LogVariance: { } logVariance and > 0 })
        {
            marks.Add(new Line("log-normal", shares.Select(p => Point(Math.Exp(Normal.InvCDF(logMean, Math.Sqrt(logVariance), p)) / mean, p)), 1, LineStyle.Dashed));
        }

        string axis = exact ? "\u0398 / E[\u0398]" : "\u0398 / mean \u0398";
        return new Picture(
            $"The share of networks whose NTK at the first point is below a multiple of its mean, with the log-normal law of the same logarithms, for {name}",
            new Chart("share of networks below", Axis.Logarithmic(axis), Axis.Linear("", 0, 1), marks))
        {
            Title = name,
            PanelWidth = 420,
        };
    }

    private static ChartPoint Point(double multiple, double share) => new(multiple > 0 && double.IsFinite(multiple) ? multiple : double.NaN, share);
}
