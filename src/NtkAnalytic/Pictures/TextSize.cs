namespace NtkAnalytic.Pictures;

/// <summary>How wide texts are, roughly: the font is the reader's own.</summary>
internal static class TextSize
{
    // Of a font of 13 pixels; most sans-serif fonts are narrower.
    private const double CharacterWidth = 7;

    public static double Width(string text) => CharacterWidth * text.Length;
}
