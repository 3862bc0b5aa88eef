using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The critical line in pictures: dashed where q* repels, for there no network stays at it.</summary>
internal static class CriticalMarks
{
    /// <summary>The lines.</summary>
    /// <param name="trace">Points along the critical line.</param>
    /// <param name="at">Where a point is drawn.</param>
    /// <param name="attracts">What the line is called in the legend.</param>
    /// <param name="repels">What it is called where q* repels.</param>
    /// <param name="colors">The colours of the two parts.</param>
    /// <returns>The parts that there are.</returns>
    public static IEnumerable<Mark> Lines(
        IReadOnlyList<CriticalPoint> trace, Func<CriticalPoint, ChartPoint> at, string attracts, string repels, (int Attracts, int Repels) colors)
    {
        bool[] isRepelling = [.. trace.Select(point => point.Stability == Stability.Repelling)];
        if (isRepelling.Contains(false))
        {
            yield return new Line(attracts, trace.Select((point, i) => isRepelling[i] ? Gap : at(point)), colors.Attracts);
        }

        if (isRepelling.Contains(true))
        {
            // It reaches to the neighbours, so that no gap is left between the parts.
            yield return new Line(repels, trace.Select((point, i) => isRepelling.AsSpan(Math.Max(i - 1, 0)..Math.Min(i + 2, trace.Count)).Contains(true) ? at(point) : Gap), colors.Repels, LineStyle.Dashed);
        }
    }

    private static ChartPoint Gap => new(double.NaN, double.NaN);
}
