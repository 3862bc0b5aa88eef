namespace NtkAnalytic.Pictures;

/// <summary>The area between the axes of a chart, and where points of the chart fall in it.</summary>
internal sealed record Frame(AxisRange XRange, AxisRange YRange, double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double X(double value) => Left + (Width * XRange.Share(value));

    public double Y(double value) => Bottom - (Height * YRange.Share(value));
}
