namespace NtkAnalytic.Pictures;

/// <summary>Cells over two axes, by the coordinates of their centres.</summary>
public abstract class Grid : Mark
{
    private protected Grid(IEnumerable<double> x, IEnumerable<double> y, int count)
        : base(null)
    {
        X = Ascending(x, nameof(x));
        Y = Ascending(y, nameof(y));
        if ((long)X.Count * Y.Count != count)
        {
            throw new ArgumentException($"{X.Count} x {Y.Count} cells take {(long)X.Count * Y.Count} values, but {count} were given.");
        }
    }

    /// <summary>The horizontal centres, ascending.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>The vertical centres, ascending.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>How many colours the cells may have.</summary>
    internal abstract int Levels { get; }

    // Which colour a cell has; -1 for none.
    internal abstract int Level(int x, int y);

    private static double[] Ascending(IEnumerable<double> centres, string name)
    {
        double[] copy = [.. centres];
        for (int i = 0; i < copy.Length; i++)
        {
            if (!double.IsFinite(copy[i]) || (i > 0 && copy[i] <= copy[i - 1]))
            {
                throw new ArgumentException($"The centres of the cells must be finite and ascending, but {name}[{i}] is {copy[i]:R}.", name);
            }
        }

        return copy;
    }
}
