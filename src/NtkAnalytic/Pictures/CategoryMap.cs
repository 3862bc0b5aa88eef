namespace NtkAnalytic.Pictures;

/// <summary>One of a few categories for each cell of a grid, as a colour that the legend explains.</summary>
public sealed class CategoryMap : Grid
{
    /// <summary>The number of categories that have a colour: blue, orange, ink and yellow.</summary>
    public const int MaximalCount = 4;

    private readonly int[] _categories;

    /// <summary>A map of categories.</summary>
    /// <param name="x">The horizontal centres of the cells, ascending and finite.</param>
    /// <param name="y">The vertical centres of the cells, ascending and finite.</param>
    /// <param name="categories">
    /// The number of each cell's category, or -1 for a gap; that of (i, j) stands at i times the number of vertical centres + j.
    /// </param>
    /// <param name="labels">What the categories are called in the legend, which shows those that occur.</param>
    /// <exception cref="ArgumentException">The centres are not ascending, or a category has no label, or there are too many.</exception>
    public CategoryMap(IEnumerable<double> x, IEnumerable<double> y, IReadOnlyList<int> categories, params IReadOnlyList<string> labels)
        : base(x, y, categories.Count)
    {
        _categories = [.. categories];
        Labels = [.. labels];
        if (Labels.Count > MaximalCount)
        {
            throw new ArgumentException($"There are colours for {MaximalCount} categories, but {Labels.Count} were given.", nameof(labels));
        }

        if (_categories.Any(category => category < -1 || category >= Labels.Count))
        {
            throw new ArgumentException($"A category is a number from -1 to {Labels.Count - 1}.", nameof(categories));
        }
    }

    /// <summary>The number of each cell's category, or -1 for a gap.</summary>
    public IReadOnlyList<int> Categories => _categories;

    /// <summary>What the categories are called.</summary>
    public IReadOnlyList<string> Labels { get; }

    internal override int Levels => Labels.Count;

    internal override int Level(int x, int y) => _categories[(x * Y.Count) + y];
}
