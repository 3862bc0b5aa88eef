namespace NtkAnalytic.Pictures;

/// <summary>One panel of a picture: marks between two axes. Immutable.</summary>
public sealed class Chart
{
    /// <summary>A panel.</summary>
    /// <param name="title">What stands above it; may be empty.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="marks">What is drawn, the first at the bottom. Lines over a map of cells have a rim, so that they show on every colour.</param>
    /// <exception cref="ArgumentException">There are two heat maps, or cells that are not positive on a logarithmic axis.</exception>
    public Chart(string title, Axis x, Axis y, params IReadOnlyList<Mark> marks)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Title = title;
        X = x;
        Y = y;
        Marks = [.. marks];
        if (Marks.OfType<HeatMap>().Count() > 1)
        {
            throw new ArgumentException("A chart has room for one colour bar, but two heat maps were given.", nameof(marks));
        }

        foreach (Grid grid in Marks.OfType<Grid>())
        {
            Check(x, grid.X);
            Check(y, grid.Y);
        }
    }

    /// <summary>What stands above it.</summary>
    public string Title { get; }

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; }

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; }

    /// <summary>What is drawn, the first at the bottom.</summary>
    public IReadOnlyList<Mark> Marks { get; }

    private static void Check(Axis axis, IReadOnlyList<double> centres)
    {
        if (axis.Scale == AxisScale.Logarithmic && centres.Count > 0 && centres[0] <= 0)
        {
            throw new ArgumentException($"The logarithmic axis '{axis.Title}' cannot show cells at {centres[0]:R}.");
        }
    }
}
