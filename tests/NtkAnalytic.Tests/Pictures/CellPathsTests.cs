using System.Globalization;
using NtkAnalytic.Pictures;
using Xunit;

namespace NtkAnalytic.Tests.Pictures;

public class CellPathsTests
{
    [Fact]
    public void Equal_neighbours_are_one_rectangle()
    {
        CategoryMap map = new([1, 2, 3], [1, 2], [0, 0, 0, 0, 1, 0], "a", "b");

        // The cell (3, 1) is the only one of its kind: the row below has it at its right, the row above is whole.
        Assert.Equal(["M0 50h66.7v50h-66.7zM0 0h100v50h-100z", "M66.7 50h33.3v50h-33.3z"], CellPaths.Of(map, Frame(map)));
    }

    [Fact]
    public void Equal_rows_are_one_rectangle()
    {
        CategoryMap map = new([1, 2], [1, 2, 3], [0, 0, 0, 1, 1, 1], "a", "b");
        Assert.Equal(["M0 0h50v100h-50z", "M50 0h50v100h-50z"], CellPaths.Of(map, Frame(map)));
    }

    [Fact]
    public void Gaps_are_not_painted()
    {
        CategoryMap map = new([1, 2], [1], [-1, 0], "a");
        Assert.Equal(["M50 0h50v100h-50z"], CellPaths.Of(map, Frame(map)));
    }

    // Fixed levels from a formula that mixes bits: nothing about the grid is regular.
    [Fact]
    public void The_rectangles_cover_every_cell_once()
    {
        double[] x = [.. Enumerable.Range(0, 17).Select(i => i + (i * i / 30.0))];
        double[] y = [.. Enumerable.Range(0, 13).Select(i => Math.Sqrt(i + 1))];
        int[] levels = [.. Enumerable.Range(0, 17 * 13).Select(i => (i * i / 7 % 3) - 1)];
        CategoryMap map = new(x, y, levels, "a", "b");
        Frame frame = Frame(map);
        (double Left, double Top, double Width, double Height)[][] rectangles = [.. CellPaths.Of(map, frame).Select(Parse)];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                (double px, double py) = (frame.X(x[i]), frame.Y(y[j]));
                for (int level = 0; level < 2; level++)
                {
                    int covered = rectangles[level].Count(r => px > r.Left && px < r.Left + r.Width && py > r.Top && py < r.Top + r.Height);
                    Assert.Equal(levels[(i * y.Length) + j] == level ? 1 : 0, covered);
                }
            }
        }
    }

    [Fact]
    public void Cells_of_a_logarithmic_axis_are_even_in_the_logarithm()
    {
        HeatMap map = new([1, 10, 100], [0], [1, 2, 3], Axis.Linear(""));
        double[] ends = [.. CellEdges.Ends(map.X, AxisScale.Logarithmic)];
        Assert.Equal(Math.Sqrt(0.1), ends[0], 1e-15);
        Assert.Equal(100 * Math.Sqrt(10), ends[1], 1e-12);
    }

    [Fact]
    public void Numbers_beyond_the_scale_take_the_color_of_its_end()
    {
        HeatMap map = new([1, 2, 3, 4, 5], [0], [0, double.PositiveInfinity, 1e-3, 10, double.NaN], Axis.Logarithmic("", 1, 100));
        Assert.Equal([0, HeatMap.Steps - 1, 0, HeatMap.Steps / 2, -1], Enumerable.Range(0, 5).Select(i => map.Level(i, 0)));
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Axis axis = Axis.Linear("");
        Assert.Contains("2 x 2 cells take 4 values, but 3", Assert.Throws<ArgumentException>(() => new HeatMap([0, 1], [0, 1], [1, 2, 3], axis)).Message, StringComparison.Ordinal);
        Assert.Contains("ascending", Assert.Throws<ArgumentException>(() => new HeatMap([1, 0], [0], [1, 2], axis)).Message, StringComparison.Ordinal);
        Assert.Contains("from -1 to 0", Assert.Throws<ArgumentException>(() => new CategoryMap([0], [0], [1], "only")).Message, StringComparison.Ordinal);
        Assert.Contains("4 categories", Assert.Throws<ArgumentException>(() => new CategoryMap([], [], [], "1", "2", "3", "4", "5")).Message, StringComparison.Ordinal);
        HeatMap map = new([0, 1], [1], [1, 2], axis);
        Assert.Contains("one colour bar", Assert.Throws<ArgumentException>(() => new Chart("", axis, axis, map, map)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot show cells at 0", Assert.Throws<ArgumentException>(() => new Chart("", Axis.Logarithmic("x"), axis, map)).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 4", Assert.Throws<ArgumentException>(() => new Line("", [], 5)).Message, StringComparison.Ordinal);
    }

    private static Frame Frame(Grid grid) => new(
        new AxisRange(Axis.Linear(""), CellEdges.Ends(grid.X, AxisScale.Linear)),
        new AxisRange(Axis.Linear(""), CellEdges.Ends(grid.Y, AxisScale.Linear)),
        0,
        0,
        100,
        100);

    private static (double Left, double Top, double Width, double Height)[] Parse(string path) =>
    [
        .. path.Split('z', StringSplitOptions.RemoveEmptyEntries).Select(rectangle =>
        {
            double[] n = [.. rectangle.Split(['M', ' ', 'h', 'v'], StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Assert.Equal(-n[2], n[4]);
            return (n[0], n[1], n[2], n[3]);
        }),
    ];
}
