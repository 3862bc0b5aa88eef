namespace NtkAnalytic.Pictures;

/// <summary>A line through points, in their order. Where a point cannot be drawn (NaN, infinity, not positive on a logarithmic axis) it breaks.</summary>
public sealed class Line : Mark
{
    /// <summary>A line.</summary>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="points">The points; they are copied.</param>
    /// <param name="color">0 to <see cref="Mark.ColorCount"/> - 1; the last is that of the text.</param>
    /// <param name="style">How it is stroked.</param>
    /// <exception cref="ArgumentException">There is no such colour.</exception>
    public Line(string? label, IEnumerable<ChartPoint> points, int color = 0, LineStyle style = LineStyle.Solid)
        : base(label)
    {
        Points = [.. points];
        Color = CheckColor(color);
        Style = style;
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<ChartPoint> Points { get; }

    /// <summary>Which colour.</summary>
    public int Color { get; }

    /// <summary>How it is stroked.</summary>
    public LineStyle Style { get; }
}
