using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Tests.Pictures;

public partial class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_picture_is_well_formed_and_says_what_it_shows()
    {
        XElement root = XDocument.Parse(Everything().ToSvg()).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal("img", (string?)root.Attribute("role"));
        Assert.Equal("a sentence", (string?)root.Attribute("aria-label"));
        Assert.Equal("a sentence", (string?)root.Element(Svg + "title"));
        Assert.Equal($"0 0 {(string?)root.Attribute("width")} {(string?)root.Attribute("height")}", (string?)root.Attribute("viewBox"));
        Assert.Empty(root.Descendants(Svg + "script"));
    }

    [Fact]
    public void Colors_follow_the_readers_choice_of_light_or_dark()
    {
        string svg = Everything().ToSvg();
        string style = (string)XDocument.Parse(svg).Root!.Element(Svg + "style")!;
        string[] parts = style.Split("@media (prefers-color-scheme: dark)");
        Assert.Equal(2, parts.Length);

        // Every class with a colour of its own has one for the dark too.
        string[] colored = [.. ColoredClass().Matches(parts[0]).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
        Assert.Contains("paper", colored, StringComparer.Ordinal);
        Assert.All(colored, name => Assert.Contains($".{name} {{", parts[1], StringComparison.Ordinal));

        // And every class that is used is defined.
        Assert.All(
            XDocument.Parse(svg).Descendants().Attributes("class").SelectMany(attribute => attribute.Value.Split(' ')).Distinct(StringComparer.Ordinal),
            name => Assert.Contains($".{name} {{", parts[0], StringComparison.Ordinal));
    }

    [Fact]
    public void The_text_is_the_same_on_every_run_and_in_every_culture()
    {
        string expected = Everything().ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // A culture made here: whether others are installed depends on the machine.
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            commas.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = commas;
            Assert.Equal("0,5", 0.5.ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, Everything().ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Texts_are_escaped()
    {
        string nasty = "<b> & \"q\" 'a' \u0001 \ud800 end";
        Picture picture = new(
            nasty,
            new Chart(nasty, Axis.Linear(nasty), Axis.Linear(nasty), new Line(nasty, [new(0, 0), new(1, 1)]), new CategoryMap([0, 1], [0], [0, 0], nasty)))
        {
            Title = nasty,
        };
        XElement root = XDocument.Parse(picture.ToSvg()).Root!;
        string expected = "<b> & \"q\" 'a'   \ufffd end";
        Assert.Equal(expected, (string?)root.Attribute("aria-label"));
        Assert.Equal(6, root.Elements(Svg + "text").Count(text => text.Value == expected));
    }

    [Fact]
    public void Neither_NaN_nor_infinity_is_written()
    {
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -double.MaxValue, double.Epsilon, 0, -1, 1];
        ChartPoint[] points = [.. from x in odd from y in odd select new ChartPoint(x, y)];
        double[] nine = [.. Enumerable.Range(1, 9).Select(i => (double)i)];
        double[] values = [.. from x in odd from y in odd select x * y];
        foreach (Func<string, Axis> axis in new Func<string, Axis>[] { title => Axis.Linear(title), title => Axis.Logarithmic(title) })
        {
            Picture picture = new(
                "odd numbers",
                new Chart("", axis("x"), axis("y"), new Line("line", points), new Dots("dots", points)),
                new Chart("", axis("x"), axis("y"), new HeatMap(nine, nine, values, axis("color")), new Line("over", points)),
                new Chart("", axis("x"), axis("y")),
                new Chart("", axis("x"), axis("y"), new Line("none", []), new HeatMap([], [], [], axis(""))));
            string svg = picture.ToSvg();
            XDocument.Parse(svg);
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("nfinity", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("\u221e", svg, StringComparison.Ordinal);
            Assert.DoesNotMatch(Exponent(), string.Concat(XDocument.Parse(svg).Descendants(Svg + "path").Attributes("d").Select(d => d.Value)));
        }
    }

    [Fact]
    public void A_picture_without_charts_is_a_picture() =>
        Assert.Equal(Svg + "svg", XDocument.Parse(new Picture("nothing").ToSvg()).Root!.Name);

    [Fact]
    public void The_legend_names_each_label_and_look_once()
    {
        Line[] lines = [new("same", [new(0, 0), new(1, 1)], 1), new("same", [new(0, 1), new(1, 0)], 1), new("other", [new(0, 0), new(1, 2)], 2), new(null, [new(0, 0), new(1, 3)], 3)];
        Chart chart = new("", Axis.Linear(""), Axis.Linear(""), lines);
        string[] texts = [.. XDocument.Parse(new Picture("", chart, chart).ToSvg()).Descendants(Svg + "text").Where(text => (string?)text.Attribute("class") == "ink").Select(text => text.Value)];
        Assert.Equal(["same", "other"], texts);
    }

    [Fact]
    public void Panels_stand_side_by_side_and_then_below()
    {
        Chart[] panels = [.. Enumerable.Range(0, 3).Select(i => new Chart($"{i}", Axis.Linear(""), Axis.Linear(""), new Line(null, [new(0, 0), new(1, 1)])))];
        XElement[] frames = [.. XDocument.Parse(new Picture("", panels).ToSvg()).Descendants(Svg + "rect").Where(rect => (string?)rect.Attribute("class") == "frame")];
        (double X, double Y)[] corners = [.. frames.Select(frame => ((double)frame.Attribute("x")!, (double)frame.Attribute("y")!))];
        Assert.Equal(corners[0].Y, corners[1].Y);
        Assert.True(corners[1].X > corners[0].X + 300);
        Assert.Equal(corners[0].X, corners[2].X);
        Assert.True(corners[2].Y > corners[0].Y + 220);
    }

    // 40,000 cells whose colour changes along curves, as depth scales do, and phases with a wavy border.
    [Fact]
    public void Maps_of_200_by_200_cells_stay_small()
    {
        double[] centres = [.. Enumerable.Range(0, 200).Select(i => i / 199.0)];
        double[] values = [.. from x in centres from y in centres select 1 / Math.Abs(x - (y * y) - 0.2 - (0.1 * Math.Sin(20 * y)))];
        int[] phases = [.. from x in centres from y in centres select x > (y * y) + 0.2 + (0.1 * Math.Sin(20 * y)) ? 1 : 0];
        Axis axis = Axis.Linear("");
        string svg = new Picture(
            "",
            new Chart("", axis, axis, new CategoryMap(centres, centres, phases, "in", "out")),
            new Chart("", axis, axis, new HeatMap(centres, centres, values, Axis.Logarithmic("")))).ToSvg();
        Assert.InRange(svg.Length, 10_000, 400_000);
    }

    private static Picture Everything()
    {
        double[] five = [1, 2, 3, 4, 5];
        double[] values = [.. from x in five from y in five select Math.Exp(x - (2.5 * y))];
        int[] categories = [.. from x in five from y in five select (int)(x + y) % 4];
        ChartPoint[] points = [.. five.Select(x => new ChartPoint(x, -x / 7))];
        Axis linear = Axis.Linear("linear");
        return new Picture(
            "a sentence",
            new Chart("lines", linear, Axis.Logarithmic("logarithmic"), new Line("solid", [.. five.Select(x => new ChartPoint(x, Math.Exp(-7 * x)))])),
            new Chart("styles", linear, linear, new Line("dashed", points, 1, LineStyle.Dashed), new Line("dotted", points, 2, LineStyle.Dotted), new Dots("dots", points, 3)),
            new Chart("heat", linear, linear, new HeatMap(five, five, values, Axis.Logarithmic("color")), new Line("over", [.. five.Select(x => new ChartPoint(x, x))], 4)),
            new Chart("categories", linear, linear, new CategoryMap(five, five, categories, "a", "b", "c", "d"), new Line(null, [new(3, 3)])))
        {
            Title = "all of it",
        };
    }

    [GeneratedRegex(@"\.(?<name>\w+) \{[^}]*#[0-9a-f]{6}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ColoredClass();

    [GeneratedRegex(@"[0-9][eE]|[a-gi-km-uw-yA-LN-Z]", RegexOptions.None, 1000)]
    private static partial Regex Exponent();
}
