namespace NtkAnalytic.Pictures;

/// <summary>Something drawn in a chart: a <see cref="Line"/>, <see cref="Dots"/>, a <see cref="HeatMap"/> or a <see cref="CategoryMap"/>.</summary>
public abstract class Mark
{
    /// <summary>The number of colours that lines and dots can have: blue, vermilion, green, purple and ink, told apart with any colour vision.</summary>
    public const int ColorCount = 5;

    private protected Mark(string? label) => Label = label;

    /// <summary>Its name in the legend; null for none. Marks of one label and look share an entry.</summary>
    public string? Label { get; }

    private protected static int CheckColor(int color) => color is >= 0 and < ColorCount
        ? color
        : throw new ArgumentException($"A colour is a number from 0 to {ColorCount - 1}, but it is {color}.", nameof(color));
}
