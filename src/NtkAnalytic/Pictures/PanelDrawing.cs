namespace NtkAnalytic.Pictures;

/// <summary>One chart: the room it takes, and how it is drawn there.</summary>
internal sealed class PanelDrawing
{
    private const double TitleHeight = 26;
    private const double BelowHeight = 48;
    private const double BarGap = 14;
    private const double BarWidth = 14;

    private readonly Chart _chart;
    private readonly AxisRange _x;
    private readonly AxisRange _y;
    private readonly IReadOnlyList<AxisTick> _xTicks;
    private readonly IReadOnlyList<AxisTick> _yTicks;
    private readonly HeatMap? _heat;
    private readonly IReadOnlyList<AxisTick> _barTicks;
    private readonly bool _hasCells;

    public PanelDrawing(Chart chart)
    {
        _chart = chart;

        // Cells end where their borders are; lines begin and end with the data, but do not touch the frame above and below.
        _hasCells = chart.Marks.OfType<Grid>().Any();
        _x = new AxisRange(chart.X, chart.Marks.SelectMany(mark => Numbers(mark, grid => grid.X, point => point.X, chart.X)));
        _y = new AxisRange(chart.Y, chart.Marks.SelectMany(mark => Numbers(mark, grid => grid.Y, point => point.Y, chart.Y)), _hasCells ? 0 : 0.04);
        _xTicks = Ticks.Of(chart.X, _x);
        _yTicks = Ticks.Of(chart.Y, _y);
        _heat = chart.Marks.OfType<HeatMap>().FirstOrDefault();
        _barTicks = _heat is null ? [] : Ticks.Of(_heat.Color, _heat.Range);
    }

    /// <summary>What is needed to the left of the frame.</summary>
    public double Left => 14 + Widest(_yTicks) + (_chart.Y.Title.Length > 0 ? 20 : 0);

    /// <summary>What is needed to the right of the frame.</summary>
    public double Right => _heat is null ? 24 : BarGap + BarWidth + 8 + Widest(_barTicks) + (_heat.Color.Title.Length > 0 ? 22 : 4);

    /// <summary>What is needed above the frame.</summary>
    public double Above => _chart.Title.Length > 0 ? TitleHeight : 10;

    /// <summary>What is needed below the frame.</summary>
    public static double Below => BelowHeight;

    public void Draw(SvgWriter svg, double left, double top, double width, double height)
    {
        Frame frame = new(_x, _y, left, top, width, height);
        svg.Text("ink", left, top - 10, "start", _chart.Title);
        Axes(svg, frame);
        foreach (Mark mark in _chart.Marks)
        {
            Draw(svg, mark, frame);
        }

        svg.Box("frame", left, top, width, height);
        if (_heat is not null)
        {
            ColorBar(svg, _heat, frame);
        }
    }

    private void Axes(SvgWriter svg, Frame frame)
    {
        foreach (AxisTick tick in _yTicks)
        {
            svg.Line("grid", frame.Left, frame.Y(tick.Value), frame.Right, frame.Y(tick.Value));
            svg.Text("soft", frame.Left - 8, frame.Y(tick.Value) + 4, "end", tick.Label);
        }

        foreach (AxisTick tick in _xTicks)
        {
            svg.Line("grid", frame.X(tick.Value), frame.Top, frame.X(tick.Value), frame.Bottom);
            svg.Text("soft", frame.X(tick.Value), frame.Bottom + 18, "middle", tick.Label);
        }

        foreach (double minor in Ticks.Minor(_chart.Y, _y))
        {
            svg.Line("frame", frame.Left, frame.Y(minor), frame.Left + 4, frame.Y(minor));
        }

        foreach (double minor in Ticks.Minor(_chart.X, _x))
        {
            svg.Line("frame", frame.X(minor), frame.Bottom - 4, frame.X(minor), frame.Bottom);
        }

        svg.Text("soft", frame.Left + (frame.Width / 2), frame.Bottom + 40, "middle", _chart.X.Title);
        svg.UpwardText("soft", frame.Left - 8 - Widest(_yTicks) - 14, frame.Top + (frame.Height / 2), _chart.Y.Title);
    }

    private void Draw(SvgWriter svg, Mark mark, Frame frame)
    {
        switch (mark)
        {
            case Line line when LinePath.Of(line.Points, frame) is { Length: > 0 } path:
                if (_hasCells)
                {
                    svg.Path("rim", path);
                }

                svg.Path($"line c{line.Color}{Palette.Dash(line.Style)}{(path.Contains("h0", StringComparison.Ordinal) ? " dot" : "")}", path);
                break;
            case Dots dots when LinePath.Dots(dots.Points, frame) is { Length: > 0 } path:
                svg.Path($"dots c{dots.Color}", path);
                break;
            case Grid grid:
                string[] paths = CellPaths.Of(grid, frame);
                for (int level = 0; level < paths.Length; level++)
                {
                    if (paths[level].Length > 0 && grid is HeatMap)
                    {
                        svg.FilledPath("cells", Palette.HeatColor(level, grid.Levels), paths[level]);
                    }
                    else if (paths[level].Length > 0)
                    {
                        svg.Path($"cells k{level}", paths[level]);
                    }
                }

                break;
        }
    }

    private void ColorBar(SvgWriter svg, HeatMap heat, Frame frame)
    {
        double left = frame.Right + BarGap;
        Frame bar = new(new AxisRange(Axis.Linear("", 0, 1), []), heat.Range, left, frame.Top, BarWidth, frame.Height);
        for (int level = 0; level < heat.Levels; level++)
        {
            double top = Math.Round(bar.Bottom - (bar.Height * (level + 1) / heat.Levels), 1, MidpointRounding.AwayFromZero);
            double bottom = Math.Round(bar.Bottom - (bar.Height * level / heat.Levels), 1, MidpointRounding.AwayFromZero);
            svg.FilledPath("cells", Palette.HeatColor(level, heat.Levels), $"M{SvgWriter.Number(left)} {SvgWriter.Number(top)}h{SvgWriter.Number(BarWidth)}v{SvgWriter.Number(bottom - top)}h-{SvgWriter.Number(BarWidth)}z");
        }

        svg.Box("frame", left, frame.Top, BarWidth, frame.Height);
        foreach (AxisTick tick in _barTicks)
        {
            svg.Line("frame", bar.Right, bar.Y(tick.Value), bar.Right + 4, bar.Y(tick.Value));
            svg.Text("soft", bar.Right + 7, bar.Y(tick.Value) + 4, "start", tick.Label);
        }

        svg.UpwardText("soft", bar.Right + 8 + Widest(_barTicks) + 14, frame.Top + (frame.Height / 2), heat.Color.Title);
    }

    private static IEnumerable<double> Numbers(
        Mark mark, Func<Grid, IReadOnlyList<double>> centres, Func<ChartPoint, double> coordinate, Axis axis) => mark switch
        {
            Grid grid => CellEdges.Ends(centres(grid), axis.Scale),
            Line line => line.Points.Select(coordinate),
            Dots dots => dots.Points.Select(coordinate),
            _ => [],
        };

    private static double Widest(IReadOnlyList<AxisTick> ticks) => ticks.Select(tick => TextSize.Width(tick.Label)).DefaultIfEmpty(0).Max();
}
