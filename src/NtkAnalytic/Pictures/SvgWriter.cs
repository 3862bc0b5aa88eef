using System.Globalization;
using System.Text;

namespace NtkAnalytic.Pictures;

/// <summary>Text of SVG elements: coordinates with one decimal, alike in every culture, and escaped texts.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>A coordinate: a tenth of a pixel is finer than a screen.</summary>
    public static string Number(double value)
    {
        // The sum turns -0 into 0.
        double rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero) + 0.0;
        return rounded.ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>A text that XML can hold: control characters, which it cannot, become blanks.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                < ' ' or 0xfffe or 0xffff => " ",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }

    public void Raw(string text) => _text.Append(text).Append('\n');

    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Raw($"<line class=\"{style}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>");

    public void Box(string style, double x, double y, double width, double height) =>
        Raw($"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>");

    public void Path(string style, string data) => Raw($"<path class=\"{style}\" d=\"{data}\"/>");

    public void FilledPath(string style, string fill, string data) => Raw($"<path class=\"{style}\" fill=\"{fill}\" d=\"{data}\"/>");

    public void Text(string style, double x, double y, string anchor, string text)
    {
        if (text.Length > 0)
        {
            Raw($"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Escaped(text)}</text>");
        }
    }

    /// <summary>A text that runs upwards, its middle at a point.</summary>
    public void UpwardText(string style, double x, double y, string text)
    {
        if (text.Length > 0)
        {
            Raw($"<text class=\"{style}\" transform=\"translate({Number(x)} {Number(y)}) rotate(-90)\" text-anchor=\"middle\">{Escaped(text)}</text>");
        }
    }

    public override string ToString() => _text.ToString();
}
