namespace NtkAnalytic.Pictures;

/// <summary>A picture: panels in rows of equal columns, the title and the legend above them.</summary>
internal sealed class PictureDrawing
{
    private const double Margin = 12;
    private const double TitleHeight = 24;

    private readonly Picture _picture;
    private readonly PanelDrawing[] _panels;
    private readonly int _columns;

    public PictureDrawing(Picture picture)
    {
        _picture = picture;
        _panels = [.. picture.Panels.Select(panel => new PanelDrawing(panel))];
        _columns = Math.Clamp(picture.Columns, 1, Math.Max(1, _panels.Length));
    }

    public string Draw()
    {
        double[] lefts = [.. Enumerable.Range(0, _columns).Select(column => Column(column).Select(panel => panel.Left).DefaultIfEmpty(0).Max())];
        double[] rights = [.. Enumerable.Range(0, _columns).Select(column => Column(column).Select(panel => panel.Right).DefaultIfEmpty(0).Max())];
        double above = _panels.Select(panel => panel.Above).DefaultIfEmpty(0).Max();
        double panelHeight = above + _picture.PanelHeight + PanelDrawing.Below;
        double width = (2 * Margin) + lefts.Sum() + rights.Sum() + (_columns * _picture.PanelWidth);
        double top = Margin + (_picture.Title.Length > 0 ? TitleHeight : 0);
        Legend legend = new(_picture, width - (2 * Margin) - lefts[0]);
        double panelsTop = top + legend.Height;
        double height = panelsTop + (panelHeight * ((_panels.Length + _columns - 1) / _columns)) + Margin;

        SvgWriter svg = new();
        string description = SvgWriter.Escaped(_picture.Description);
        svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}\" width=\"{SvgWriter.Number(width)}\" height=\"{SvgWriter.Number(height)}\" font-family=\"system-ui, sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"{description}\">");
        svg.Raw($"<title>{description}</title>");
        svg.Raw(Palette.Style.ReplaceLineEndings("\n"));
        svg.Box("paper", 0, 0, width, height);
        svg.Text("ink", Margin + lefts[0], Margin + 14, "start", _picture.Title);
        legend.Draw(svg, Margin + lefts[0], top);
        for (int i = 0; i < _panels.Length; i++)
        {
            int column = i % _columns;
            double left = Margin + lefts.Take(column + 1).Sum() + rights.Take(column).Sum() + (column * _picture.PanelWidth);
            double frameTop = panelsTop + above + (i / _columns * panelHeight);
            _panels[i].Draw(svg, left, frameTop, _picture.PanelWidth, _picture.PanelHeight);
        }

        svg.Raw("</svg>");
        return svg.ToString();
    }

    private IEnumerable<PanelDrawing> Column(int column) => _panels.Where((_, i) => i % _columns == column);
}
