using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The critical line and its fixed point of the variance against sigma_b^2.</summary>
internal static class CriticalPicture
{
    private const int LinePoints = 200;

    public static Picture Draw(CriticalLine line, NumberRange biasVariance, IReadOnlyList<CriticalPoint> points)
    {
        // A single sigma_b^2 is shown on the line around it.
        (double from, double to) = biasVariance.IsSingle ? (0, biasVariance.From > 0 ? 2 * biasVariance.From : 1) : (biasVariance.From, biasVariance.To);
        IReadOnlyList<CriticalPoint> trace = line.Shape == CriticalShape.Line ? Trace(line, from, to) : [];
        CriticalPoint[] marked = biasVariance.IsSingle || trace.Count == 0 ? [.. points] : [];
        CriticalPoint[] halfStable = [.. line.HalfStablePoints.Where(point => point.BiasVariance >= from && point.BiasVariance <= to)];
        string name = line.Activation.Name;
        return new Picture(
            $"The edge of chaos of {name}: the critical weight variance and the fixed point of the variance against the bias variance",
            [
                Panel("critical \u03c3_w\u00b2", point => point.WeightVariance),
                .. points.Concat(trace).Any(point => point.EveryVariance) ? [] : (Chart[])[Panel("fixed point q*", point => point.Variance)],
            ])
        {
            Title = $"Edge of chaos of {name}",
        };

        Chart Panel(string title, Func<CriticalPoint, double> quantity)
        {
            ChartPoint At(CriticalPoint point) => new(point.BiasVariance, quantity(point));
            List<Mark> marks = [.. CriticalMarks.Lines(trace, At, "q* attracts", "q* repels", (0, 1))];
            if (halfStable.Length > 0)
            {
                marks.Add(new Dots("q* is half stable", halfStable.Select(At), 4));
            }

            if (marked.Length > 0)
            {
                marks.Add(new Dots(biasVariance.IsSingle ? $"\u03c3_b\u00b2 = {NumberText.Rounded(biasVariance.From)}" : "critical point", marked.Select(At), 3));
            }

            return new Chart(title, Axis.Linear("bias variance \u03c3_b\u00b2", from, to), Axis.Linear(""), marks);
        }
    }

    // The line is steepest where it begins, often like a root: its first part has points of its own.
    private static IReadOnlyList<CriticalPoint> Trace(CriticalLine line, double from, double to)
    {
        IReadOnlyList<CriticalPoint> whole = line.Trace(from, to, LinePoints);
        double second = from + ((to - from) / (LinePoints - 1));
        return [.. line.Trace(from, second, LinePoints / 4), .. whole.Where(point => point.BiasVariance > second * (1 + 1e-9))];
    }
}
