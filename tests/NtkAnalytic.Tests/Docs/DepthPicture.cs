using System.Globalization;
using System.Text;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Tests.Docs;

/// <summary>
/// The picture of README.md: the correlation of the outputs and the normalised NTK of relu networks (sigma_w^2 = 2, no bias)
/// against the angle between two inputs, for several depths, from the figures that the library computes.
/// </summary>
internal static class DepthPicture
{
    private const double Left = 56;
    private const double Top = 64;
    private const double Width = 300;
    private const double Height = 220;
    private const double Gap = 76;

    // The NTK of a single hidden layer falls to about -0.07.
    private const double Lowest = -0.1;
    private static readonly int[] Depths = [1, 3, 10, 100];

    public static string Draw()
    {
        var svg = new StringBuilder();
        svg.Append(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 756 344" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Output correlation and normalised NTK of relu networks against the angle between two inputs, for 1, 3, 10 and 100 hidden layers">
            <style>
            .ink { fill: #24292f; } .soft { fill: #57606a; } .frame { fill: none; stroke: #8c959f; } .grid { stroke: #8c959f; stroke-opacity: 0.3; } .limit { stroke: #57606a; stroke-dasharray: 5 4; }
            .curve { fill: none; stroke-width: 2; } .d0 { stroke: #5e3c99; } .d1 { stroke: #0969da; } .d2 { stroke: #1a7f37; } .d3 { stroke: #bc4c00; }
            @media (prefers-color-scheme: dark) {
            .ink { fill: #e6edf3; } .soft { fill: #9198a1; } .frame { stroke: #6e7681; } .grid { stroke: #6e7681; } .limit { stroke: #9198a1; }
            .d0 { stroke: #b58fff; } .d1 { stroke: #58a6ff; } .d2 { stroke: #3fb950; } .d3 { stroke: #ff9b50; }
            }
            </style>

            """);
        Legend(svg);
        Panel(svg, Left, "correlation of the outputs (NNGP)", pair => pair.Outputs.Correlation);
        Panel(svg, Left + Width + Gap, "NTK, relative to its diagonal", pair => pair.Ntk / pair.Ntk1);
        Limit(svg);
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static void Legend(StringBuilder svg)
    {
        double x = Left;
        Text(svg, x, 24, "start", "ink", "relu, hidden layers:");
        x += 134;
        for (int i = 0; i < Depths.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"curve d{i}\" x1=\"{x:0}\" y1=\"20\" x2=\"{x + 24:0}\" y2=\"20\"/>\n");
            Text(svg, x + 30, 24, "start", "ink", Depths[i].ToString(CultureInfo.InvariantCulture));
            x += 76;
        }
    }

    private static void Panel(StringBuilder svg, double left, string title, Func<KernelPair, double> quantity)
    {
        Text(svg, left, Top - 10, "start", "ink", title);
        for (int i = 0; i <= 4; i++)
        {
            double y = Y(i / 4.0);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{left:0}\" y1=\"{y:0}\" x2=\"{left + Width:0}\" y2=\"{y:0}\"/>\n");
            Text(svg, left - 8, y + 4, "end", "soft", (i / 4.0).ToString("0.##", CultureInfo.InvariantCulture));
            Text(svg, left + (Width * i / 4), Top + Height + 20, "middle", "soft", $"{45 * i}\u00b0");
        }

        Text(svg, left + (Width / 2), Top + Height + 44, "middle", "soft", "angle between the inputs");
        for (int i = 0; i < Depths.Length; i++)
        {
            var kernel = new Kernel(new Network(Activation.Relu, Depths[i]));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"curve d{i}\" points=\"");
            foreach (double degrees in Angles())
            {
                double value = quantity(kernel.Evaluate(Pair(degrees)));
                svg.Append(CultureInfo.InvariantCulture, $"{left + (Width * degrees / 180):0.0},{Y(value):0.0} ");
            }

            svg.Length--;
            svg.Append("\"/>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"frame\" x=\"{left:0}\" y=\"{Top:0}\" width=\"{Width:0}\" height=\"{Height:0}\"/>\n");
    }

    private static void Limit(StringBuilder svg)
    {
        double left = Left + Width + Gap;
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"limit\" x1=\"{left:0}\" y1=\"{Y(0.25):0}\" x2=\"{left + Width:0}\" y2=\"{Y(0.25):0}\"/>\n");
        Text(svg, left + 6, Y(0.25) + 17, "start", "soft", "limit 1/4");
    }

    // Deep kernels fall within the first degrees: steps of 0.05 degrees up to 2, of 0.25 up to 10, of 2 beyond.
    private static IEnumerable<double> Angles() =>
        Enumerable.Range(0, 40).Select(i => i / 20.0)
            .Concat(Enumerable.Range(8, 32).Select(i => i / 4.0))
            .Concat(Enumerable.Range(5, 86).Select(i => 2.0 * i));

    // 1 - cos(a) = 2 sin(a/2)^2 and 1 + cos(a) = 2 cos(a/2)^2 keep their digits at both ends.
    private static GaussianPair Pair(double degrees)
    {
        double half = degrees * Math.PI / 360;
        return new GaussianPair(1, 1, 2 * Math.Sin(half) * Math.Sin(half), 2 * Math.Cos(half) * Math.Cos(half));
    }

    private static double Y(double value) => Top + (Height * (1 - value) / (1 - Lowest));

    private static void Text(StringBuilder svg, double x, double y, string anchor, string style, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{x:0}\" y=\"{y:0}\" text-anchor=\"{anchor}\">{text}</text>\n");
}
