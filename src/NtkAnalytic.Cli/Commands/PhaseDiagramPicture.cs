using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The phases with the critical line, and the depth scale of correlations.</summary>
internal static class PhaseDiagramPicture
{
    // Nearer to the edge than a cell the scale has no end, and below a tenth of a layer it says nothing.
    private const double Shortest = 0.1;
    private const double Longest = 1e3;

    public static Picture Draw(PhaseDiagram diagram, IReadOnlyList<CriticalPoint> edge)
    {
        IReadOnlyList<double> x = diagram.WeightVariances;
        IReadOnlyList<double> y = diagram.BiasVariances;
        Axis weight = Axis.Linear("weight variance \u03c3_w\u00b2", x[0], x[^1]);
        Axis bias = Axis.Linear("bias variance \u03c3_b\u00b2", y[0], y[^1]);
        Mark[] critical = edge.Count == 1
            ? [new Dots("critical point", edge.Select(At), 4)]
            : [.. CriticalMarks.Lines(edge, At, "critical line", "critical line, q* repels", (4, 4))];
        CategoryMap phases = new(
            x,
            y,
            [.. diagram.Cells.Select(cell => Category(cell.Phase))],
            "ordered",
            "chaotic",
            "edge of chaos",
            "marginal");
        HeatMap scale = new(x, y, [.. diagram.Cells.Select(cell => cell.Scales.Correlation)], Scale(diagram));
        return new Picture(
            $"Phase diagram of {diagram.Activation.Name}: phases and the depth scale of correlations over the weight variance and the bias variance, with the critical line",
            new Chart("phase", weight, bias, [phases, .. critical]),
            new Chart("depth scale of correlations \u03be_c", weight, bias, [scale, .. critical]))
        {
            Title = $"Phase diagram of {diagram.Activation.Name}",
        };
    }

    private static ChartPoint At(CriticalPoint point) => new(point.WeightVariance, point.BiasVariance);

    private static int Category(Phase phase) => phase switch
    {
        Phase.Ordered => 0,
        Phase.Chaotic => 1,
        Phase.EdgeOfChaos => 2,
        _ => 3,
    };

    private static Axis Scale(PhaseDiagram diagram)
    {
        double[] scales = [.. diagram.Cells.Select(cell => Math.Clamp(cell.Scales.Correlation, Shortest, Longest)).Where(double.IsFinite)];
        return scales.Length > 0 && scales.Min() < scales.Max()
            ? Axis.Logarithmic("layers", scales.Min(), scales.Max())
            : Axis.Logarithmic("layers", Shortest, Longest);
    }
}
