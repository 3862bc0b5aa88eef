namespace NtkAnalytic.Pictures;

/// <summary>The legend of a picture: every label of its charts once, in rows that fit the width.</summary>
internal sealed class Legend
{
    private const double RowHeight = 20;
    private const double SampleWidth = 26;
    private const double EntryGap = 22;

    private readonly IReadOnlyList<(double X, double Y, Entry Entry)> _places;

    public Legend(Picture picture, double width)
    {
        double x = 0;
        double y = 0;
        List<(double, double, Entry)> places = [];
        foreach (Entry entry in picture.Panels.SelectMany(panel => panel.Marks).SelectMany(Entries).Distinct())
        {
            double length = SampleWidth + 6 + TextSize.Width(entry.Label);
            if (x > 0 && x + length > width)
            {
                x = 0;
                y += RowHeight;
            }

            places.Add((x, y, entry));
            x += length + EntryGap;
        }

        _places = places;
        Height = places.Count > 0 ? y + RowHeight : 0;
    }

    public double Height { get; }

    public void Draw(SvgWriter svg, double left, double top)
    {
        foreach ((double x, double y, Entry entry) in _places)
        {
            double middle = top + y + (RowHeight / 2);
            switch (entry.Kind)
            {
                case Kind.Box:
                    svg.Box(entry.Style, left + x + 8, middle - 6, 14, 12);
                    break;
                case Kind.Dot:
                    svg.Path(entry.Style, $"M{SvgWriter.Number(left + x + (SampleWidth / 2))} {SvgWriter.Number(middle)}h0");
                    break;
                default:
                    svg.Line(entry.Style, left + x, middle, left + x + SampleWidth, middle);
                    break;
            }

            svg.Text("ink", left + x + SampleWidth + 6, middle + 4, "start", entry.Label);
        }
    }

    private static IEnumerable<Entry> Entries(Mark mark) => mark switch
    {
        Line { Label: { } label } line => [new Entry(label, Kind.Line, $"line c{line.Color}{Palette.Dash(line.Style)}")],
        Dots { Label: { } label } dots => [new Entry(label, Kind.Dot, $"dots c{dots.Color}")],
        CategoryMap map => map.Labels
            .Select((label, i) => (Index: i, Entry: new Entry(label, Kind.Box, $"k{i}")))
            .Where(category => map.Categories.Contains(category.Index))
            .Select(category => category.Entry),
        _ => [],
    };

    private enum Kind
    {
        Line,
        Dot,
        Box,
    }

    private sealed record Entry(string Label, Kind Kind, string Style);
}
