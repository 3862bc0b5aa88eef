namespace NtkAnalytic.Pictures;

/// <summary>An axis of a chart, or the colour scale of a heat map. Immutable.</summary>
public sealed class Axis
{
    private Axis(string title, AxisScale scale, double? from, double? to, IReadOnlyList<AxisTick>? ticks)
    {
        Title = title;
        Scale = scale;
        From = from;
        To = to;
        Ticks = ticks;
    }

    /// <summary>What is shown along it, with its unit if any; may be empty.</summary>
    public string Title { get; }

    /// <summary>How numbers are laid out.</summary>
    public AxisScale Scale { get; }

    /// <summary>The first number shown; null for the smallest of the data.</summary>
    public double? From { get; }

    /// <summary>The last number shown; null for the largest of the data.</summary>
    public double? To { get; }

    /// <summary>The labelled places; null for round numbers.</summary>
    public IReadOnlyList<AxisTick>? Ticks { get; }

    /// <summary>An axis of equal differences.</summary>
    /// <param name="title">What is shown along it.</param>
    /// <param name="from">The first number shown, finite; null for the smallest of the data.</param>
    /// <param name="to">The last number shown, finite and above <paramref name="from"/>; null for the largest of the data.</param>
    /// <returns>The axis.</returns>
    /// <exception cref="ArgumentException">A bound is not finite, or the bounds are not ascending.</exception>
    public static Axis Linear(string title, double? from = null, double? to = null) => Create(title, AxisScale.Linear, from, to);

    /// <summary>An axis of equal ratios.</summary>
    /// <param name="title">What is shown along it.</param>
    /// <param name="from">The first number shown, positive and finite; null for the smallest positive one of the data.</param>
    /// <param name="to">The last number shown, finite and above <paramref name="from"/>; null for the largest of the data.</param>
    /// <returns>The axis.</returns>
    /// <exception cref="ArgumentException">A bound is not positive and finite, or the bounds are not ascending.</exception>
    public static Axis Logarithmic(string title, double? from = null, double? to = null) => Create(title, AxisScale.Logarithmic, from, to);

    /// <summary>The same axis with labels of one's own.</summary>
    /// <param name="ticks">The labelled places; those outside the axis are not shown.</param>
    /// <returns>The new axis.</returns>
    public Axis WithTicks(params IEnumerable<AxisTick> ticks) => new(Title, Scale, From, To, [.. ticks]);

    private static Axis Create(string title, AxisScale scale, double? from, double? to)
    {
        ArgumentNullException.ThrowIfNull(title);
        foreach (double bound in new[] { from, to }.OfType<double>())
        {
            if (!double.IsFinite(bound) || (scale == AxisScale.Logarithmic && bound <= 0))
            {
                string expected = scale == AxisScale.Logarithmic ? "positive and finite" : "finite";
                throw new ArgumentException($"The bounds of the axis '{title}' must be {expected}, but one is {bound:R}.");
            }
        }

        return from >= to
            ? throw new ArgumentException($"The axis '{title}' must end above its beginning {from:R}, but it ends at {to:R}.")
            : new Axis(title, scale, from, to, null);
    }
}
