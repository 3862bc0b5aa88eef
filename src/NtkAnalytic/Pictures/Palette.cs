using System.Globalization;

namespace NtkAnalytic.Pictures;

/// <summary>
/// Colours, on light and on dark. Lines: chosen so that any two stay apart in simulated protanopia, deuteranopia and tritanopia
/// (Machado, Oliveira and Fernandes 2009) and have a contrast of at least 3 to the paper.
/// </summary>
internal static class Palette
{
    // The viridis scale of Smith and van der Walt at every eighth; its lightness grows evenly, so it can be read in grey too.
    private static readonly int[] Scale =
        [0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725];

    public const string Style =
        """
        <style>
        .paper { fill: #ffffff; } .ink { fill: #24292f; } .soft { fill: #57606a; } .frame { fill: none; stroke: #8c959f; } .grid { stroke: #8c959f; stroke-opacity: 0.3; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; } .rim { fill: none; stroke: #ffffff; stroke-width: 5; stroke-opacity: 0.8; stroke-linejoin: round; }
        .dots { fill: none; stroke-width: 7; stroke-linecap: round; } .dot { stroke-linecap: round; } .dashed { stroke-dasharray: 7 4; } .dotted { stroke-dasharray: 2 4; }
        .c0 { stroke: #0072b2; } .c1 { stroke: #d55e00; } .c2 { stroke: #009e73; } .c3 { stroke: #aa3377; } .c4 { stroke: #24292f; }
        .cells { shape-rendering: crispEdges; } .k0 { fill: #a6cbe8; } .k1 { fill: #f6b26b; } .k2 { fill: #3f4650; } .k3 { fill: #f3eaa0; }
        @media (prefers-color-scheme: dark) {
        .paper { fill: #0d1117; } .ink { fill: #e6edf3; } .soft { fill: #9198a1; } .frame { stroke: #6e7681; } .grid { stroke: #6e7681; } .rim { stroke: #0d1117; }
        .c0 { stroke: #3f96e0; } .c1 { stroke: #ff7f50; } .c2 { stroke: #45e0ae; } .c3 { stroke: #f472b6; } .c4 { stroke: #e6edf3; }
        .k0 { fill: #1f4f7d; } .k1 { fill: #9a4f12; } .k2 { fill: #e6edf3; } .k3 { fill: #6b6420; }
        }
        </style>
        """;

    /// <summary>The colour of a level of a heat map.</summary>
    public static string HeatColor(int level, int levels)
    {
        double place = (Scale.Length - 1) * (level + 0.5) / levels;
        int below = Math.Min((int)place, Scale.Length - 2);
        int mixed = 0;
        foreach (int shift in (int[])[16, 8, 0])
        {
            int low = (Scale[below] >> shift) & 0xff;
            int high = (Scale[below + 1] >> shift) & 0xff;
            mixed |= (int)Math.Round(low + ((high - low) * (place - below))) << shift;
        }

        return "#" + mixed.ToString("x6", CultureInfo.InvariantCulture);
    }

    public static string Dash(LineStyle style) => style switch
    {
        LineStyle.Dashed => " dashed",
        LineStyle.Dotted => " dotted",
        _ => "",
    };
}
