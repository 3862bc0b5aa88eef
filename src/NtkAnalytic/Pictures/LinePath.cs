using System.Text;

namespace NtkAnalytic.Pictures;

/// <summary>Points as the data of an SVG path: broken where a point cannot be drawn, cut at the frame.</summary>
internal static class LinePath
{
    /// <summary>The path of a line.</summary>
    public static string Of(IReadOnlyList<ChartPoint> points, Frame frame)
    {
        var path = new StringBuilder();
        (double X, double Y) pen = (double.NaN, double.NaN);
        for (int i = 0; i < points.Count; i++)
        {
            (double X, double Y) here = Pixel(points[i], frame);
            if (!IsDrawable(here))
            {
                continue;
            }

            (double X, double Y) before = i > 0 ? Pixel(points[i - 1], frame) : (double.NaN, double.NaN);
            bool isAlone = !IsDrawable(before) && (i + 1 == points.Count || !IsDrawable(Pixel(points[i + 1], frame)));
            if (isAlone && IsInside(here, frame))
            {
                Append(path, 'M', here).Append("h0");
            }
            else if (IsDrawable(before) && Clip(before, here, frame) is { } segment)
            {
                if (segment.From != pen)
                {
                    Append(path, 'M', segment.From);
                }

                Append(path, 'L', segment.To);
                pen = segment.To;
            }
        }

        return path.ToString();
    }

    /// <summary>The path of dots: strokes of length 0, which round caps show.</summary>
    public static string Dots(IReadOnlyList<ChartPoint> points, Frame frame)
    {
        var path = new StringBuilder();
        foreach ((double X, double Y) here in points.Select(point => Pixel(point, frame)).Where(here => IsDrawable(here) && IsInside(here, frame)))
        {
            Append(path, 'M', here).Append("h0");
        }

        return path.ToString();
    }

    private static (double X, double Y) Pixel(ChartPoint point, Frame frame) => (frame.X(point.X), frame.Y(point.Y));

    private static bool IsDrawable((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static bool IsInside((double X, double Y) point, Frame frame) =>
        point.X >= frame.Left && point.X <= frame.Right && point.Y >= frame.Top && point.Y <= frame.Bottom;

    // Liang and Barsky (1984): the part of a segment in a rectangle, by its parameter at each of the four sides.
    private static ((double X, double Y) From, (double X, double Y) To)? Clip((double X, double Y) from, (double X, double Y) to, Frame frame)
    {
        double dx = to.X - from.X;
        double dy = to.Y - from.Y;
        double enter = 0;
        double leave = 1;
        foreach ((double speed, double room) in new[]
        {
            (-dx, from.X - frame.Left), (dx, frame.Right - from.X), (-dy, from.Y - frame.Top), (dy, frame.Bottom - from.Y),
        })
        {
            if (speed == 0)
            {
                if (room < 0)
                {
                    return null;
                }
            }
            else if (speed < 0)
            {
                enter = Math.Max(enter, room / speed);
            }
            else
            {
                leave = Math.Min(leave, room / speed);
            }
        }

        if (!(enter <= leave))
        {
            return null;
        }

        return (
            enter == 0 ? from : (from.X + (enter * dx), from.Y + (enter * dy)),
            leave == 1 ? to : (from.X + (leave * dx), from.Y + (leave * dy)));
    }

    private static StringBuilder Append(StringBuilder path, char command, (double X, double Y) point) =>
        path.Append(command).Append(SvgWriter.Number(point.X)).Append(' ').Append(SvgWriter.Number(point.Y));
}
