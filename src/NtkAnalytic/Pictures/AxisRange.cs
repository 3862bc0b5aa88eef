namespace NtkAnalytic.Pictures;

/// <summary>The numbers that an axis shows: its own bounds, or those of the data; never empty.</summary>
internal sealed class AxisRange
{
    private const double Largest = 1e300;

    private readonly double _start;
    private readonly double _length;

    public AxisRange(Axis axis, IEnumerable<double> data, double margin = 0)
    {
        Scale = axis.Scale;
        double[] usable = [.. data.Where(IsUsable)];
        double from = axis.From ?? (usable.Length > 0 ? usable.Min() : double.NaN);
        double to = axis.To ?? (usable.Length > 0 ? usable.Max() : double.NaN);
        (from, to) = NotEmpty(from, to, axis.From is not null, axis.To is not null);

        // On a margin no mark touches the frame; bounds that were asked for are kept.
        double room = margin * (Map(to) - Map(from));
        From = Bounded(axis.From is null ? Unmap(Map(from) - room) : from);
        To = Bounded(axis.To is null ? Unmap(Map(to) + room) : to);
        _start = Map(From);
        _length = Map(To) - _start;
    }

    public AxisScale Scale { get; }

    public double From { get; }

    public double To { get; }

    /// <summary>Where a number stands between the ends: 0 at the first, 1 at the last; not finite when it cannot be drawn.</summary>
    public double Share(double value) => (Map(value) - _start) / _length;

    /// <summary>The number at a share.</summary>
    public double At(double share) => Unmap(_start + (share * _length));

    /// <summary>The coordinate in which the axis is even: the number or its logarithm.</summary>
    public double Map(double value) => Scale == AxisScale.Linear ? value : value < 0 ? double.NaN : Math.Log10(value);

    /// <summary>The number at an even coordinate.</summary>
    public double Unmap(double even) => Scale == AxisScale.Linear ? even : Math.Pow(10, even);

    // The length of an axis and the steps between its ticks must be numbers too.
    private double Bounded(double bound) => Math.Clamp(bound, Scale == AxisScale.Linear ? -Largest : 1 / Largest, Largest);

    private bool IsUsable(double value) => double.IsFinite(value) && (Scale == AxisScale.Linear || value > 0);

    // Data beyond the one bound that was asked for, a single value, or none at all.
    private (double From, double To) NotEmpty(double from, double to, bool keepFrom, bool keepTo)
    {
        if (double.IsNaN(from) && double.IsNaN(to))
        {
            return Scale == AxisScale.Linear ? (0, 1) : (1, 10);
        }

        if (from < to && Map(to) - Map(from) > 1e-12 * Math.Max(Math.Abs(Map(from)), Math.Abs(Map(to))))
        {
            return (from, to);
        }

        return keepFrom ? (from, Above(from)) : keepTo ? (Below(to), to) : (Below(from), Above(to));
    }

    // Half a decade to either side holds a power of ten; half the size of the number holds a round one.
    private double Below(double value) => Scale == AxisScale.Linear ? value - Half(value) : value / Math.Sqrt(10);

    private double Above(double value) => Scale == AxisScale.Linear ? value + Half(value) : value * Math.Sqrt(10);

    private static double Half(double value) => value == 0 ? 0.5 : Math.Abs(value) / 2;
}
