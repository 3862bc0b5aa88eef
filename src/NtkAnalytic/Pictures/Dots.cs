namespace NtkAnalytic.Pictures;

/// <summary>Points that no line joins; those that cannot be drawn (NaN, infinity, not positive on a logarithmic axis) are left out.</summary>
public sealed class Dots : Mark
{
    /// <summary>Some points.</summary>
    /// <param name="label">Their name in the legend; null for none.</param>
    /// <param name="points">The points; they are copied.</param>
    /// <param name="color">0 to <see cref="Mark.ColorCount"/> - 1; the last is that of the text.</param>
    /// <exception cref="ArgumentException">There is no such colour.</exception>
    public Dots(string? label, IEnumerable<ChartPoint> points, int color = 0)
        : base(label)
    {
        Points = [.. points];
        Color = CheckColor(color);
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<ChartPoint> Points { get; }

    /// <summary>Which colour.</summary>
    public int Color { get; }
}
