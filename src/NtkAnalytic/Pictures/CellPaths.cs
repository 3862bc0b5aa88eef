using System.Text;

namespace NtkAnalytic.Pictures;

/// <summary>The cells of a grid as one path for each colour: equal neighbours in a row are one rectangle, and equal rows below each other too.</summary>
internal static class CellPaths
{
    /// <summary>The data of the path of each level, empty where no cell has it.</summary>
    public static string[] Of(Grid grid, Frame frame)
    {
        double[] x = Edges(grid.X, frame.XRange, frame.X, frame.Left, frame.Right);
        double[] y = Edges(grid.Y, frame.YRange, frame.Y, frame.Top, frame.Bottom);
        StringBuilder[] paths = [.. Enumerable.Range(0, grid.Levels).Select(_ => new StringBuilder())];

        // A run that the next row repeats stays open; its first row is remembered.
        Dictionary<(int Start, int End, int Level), int> open = [];
        for (int j = 0; j <= grid.Y.Count; j++)
        {
            Dictionary<(int Start, int End, int Level), int> next = [];
            foreach ((int Start, int End, int Level) run in j < grid.Y.Count ? Runs(grid, j) : [])
            {
                next[run] = open.GetValueOrDefault(run, j);
            }

            foreach ((int Start, int End, int Level) run in open.Keys.Where(run => !next.ContainsKey(run)))
            {
                Rectangle(paths[run.Level], x[run.Start], x[run.End], y[open[run]], y[j]);
            }

            open = next;
        }

        return [.. paths.Select(path => path.ToString())];
    }

    private static IEnumerable<(int Start, int End, int Level)> Runs(Grid grid, int j)
    {
        int start = 0;
        for (int i = 1; i <= grid.X.Count; i++)
        {
            if (i == grid.X.Count || grid.Level(i, j) != grid.Level(start, j))
            {
                if (grid.Level(start, j) >= 0)
                {
                    yield return (start, i, grid.Level(start, j));
                }

                start = i;
            }
        }
    }

    // Borders halfway between centres, as even as the axis, the outer ones as far out; rounded first, so that cells leave no gaps.
    private static double[] Edges(IReadOnlyList<double> centres, AxisRange range, Func<double, double> pixel, double low, double high) =>
        [.. CellEdges.Of(centres, range).Select(edge => Math.Round(Math.Clamp(pixel(edge), low, high), 1, MidpointRounding.AwayFromZero))];

    private static void Rectangle(StringBuilder path, double left, double right, double bottom, double top)
    {
        if (right > left && bottom > top)
        {
            string width = SvgWriter.Number(right - left);
            path.Append('M').Append(SvgWriter.Number(left)).Append(' ').Append(SvgWriter.Number(top))
                .Append('h').Append(width).Append('v').Append(SvgWriter.Number(bottom - top)).Append("h-").Append(width).Append('z');
        }
    }
}
