namespace NtkAnalytic.Pictures;

/// <summary>
/// A number for each cell of a grid, as a colour, with a colour bar beside the chart. Numbers beyond the colour scale take the
/// colour of its end (an infinite depth scale that of the largest); NaN, and on a logarithmic scale a negative number, leave a gap.
/// </summary>
public sealed class HeatMap : Grid
{
    // Steps of colour that the eye cannot tell from a continuous scale, and that keep a file of 200 x 200 cells small.
    internal const int Steps = 32;

    private readonly double[] _values;

    /// <summary>A heat map.</summary>
    /// <param name="x">The horizontal centres of the cells, ascending and finite.</param>
    /// <param name="y">The vertical centres of the cells, ascending and finite.</param>
    /// <param name="values">The numbers; that of (i, j) stands at i times the number of vertical centres + j. They are copied.</param>
    /// <param name="color">The colour scale; where it has no bounds they are those of the finite numbers.</param>
    /// <exception cref="ArgumentException">The centres are not ascending, or the count of values is not that of the cells.</exception>
    public HeatMap(IEnumerable<double> x, IEnumerable<double> y, IReadOnlyList<double> values, Axis color)
        : base(x, y, values.Count)
    {
        _values = [.. values];
        Color = color;
        Range = new AxisRange(color, _values);
    }

    /// <summary>The numbers.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The colour scale.</summary>
    public Axis Color { get; }

    internal AxisRange Range { get; }

    internal override int Levels => Steps;

    internal override int Level(int x, int y)
    {
        double value = _values[(x * Y.Count) + y];
        if (double.IsNaN(value) || (Color.Scale == AxisScale.Logarithmic && value < 0))
        {
            return -1;
        }

        return (int)Math.Clamp(Math.Floor(Range.Share(value) * Steps), 0, Steps - 1);
    }
}
