namespace NtkAnalytic.Numerics;

/// <summary>The limit of a function for h -> 0 from its values at several h (Neville's interpolation by a polynomial in h).</summary>
internal static class Extrapolation
{
    /// <summary>The value of the interpolating polynomial at h = 0, and how far it is from that without the first point.</summary>
    /// <param name="h">The points, descending and positive; at least two.</param>
    /// <param name="values">The values there; overwritten.</param>
    public static (double Limit, double Change) ToZero(ReadOnlySpan<double> h, Span<double> values)
    {
        double change = 0;
        for (int level = 1; level < h.Length; level++)
        {
            for (int i = 0; i < h.Length - level; i++)
            {
                double correction = (values[i + 1] - values[i]) * h[i + level] / (h[i] - h[i + level]);
                change = Math.Abs(correction);
                values[i] = values[i + 1] + correction;
            }
        }

        return (values[0], change);
    }
}
