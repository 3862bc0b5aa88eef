namespace NtkAnalytic.Pictures;

/// <summary>
/// Charts side by side under one legend, as the text of an SVG file: no scripts, no fonts of its own, readable on light and on
/// dark, and the same text on every run and in every culture. Immutable.
/// </summary>
public sealed class Picture
{
    /// <summary>A picture.</summary>
    /// <param name="description">What it shows, in a sentence: read aloud to those who cannot see it.</param>
    /// <param name="panels">The charts, row by row.</param>
    public Picture(string description, params IReadOnlyList<Chart> panels)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
        Panels = [.. panels];
    }

    /// <summary>What it shows, in a sentence.</summary>
    public string Description { get; }

    /// <summary>The charts, row by row.</summary>
    public IReadOnlyList<Chart> Panels { get; }

    /// <summary>What stands above everything; empty for nothing.</summary>
    public string Title { get; init; } = "";

    /// <summary>At most so many charts side by side.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>The width of the area between the axes, in pixels.</summary>
    public int PanelWidth { get; init; } = 300;

    /// <summary>The height of the area between the axes, in pixels.</summary>
    public int PanelHeight { get; init; } = 220;

    /// <summary>The picture as SVG.</summary>
    /// <returns>A document of a few kilobytes; of a few hundred with maps of 200 x 200 cells.</returns>
    public string ToSvg() => new PictureDrawing(this).Draw();
}
