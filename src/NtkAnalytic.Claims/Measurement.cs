namespace NtkAnalytic.Claims;

/// <summary>A measured number and its uncertainty.</summary>
internal readonly record struct Measurement(double Value, double Uncertainty)
{
    /// <summary>A sequence that settles: its last value, and twice what it still moved in the last step.</summary>
    public static Measurement Settled(params ReadOnlySpan<double> values) =>
        new(values[^1], 2 * Math.Abs(values[^1] - values[^2]));

    /// <summary>The largest of some deviations from 0, to be compared with 0 up to a rounding error.</summary>
    public static Measurement Deviation(IEnumerable<double> deviations, double rounding) =>
        new(deviations.Max(Math.Abs), rounding);
}
