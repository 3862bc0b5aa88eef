using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims;

/// <summary>
/// How fast a distance falls or grows when it goes like L^p e^(r L): the log of its step from L to L + 1 is r + p / x + ... at
/// x = L + 1/2, so r and p are the coefficients of a fit. Laws with p = 1 are (L + B) e^(r L) at best and have a series in 1 / x; where
/// p = 0 is expected, only exponentials are left over, and the fit needs no further term.
/// </summary>
internal static class DepthRate
{
    /// <summary>r and p of a distance, far enough for faster exponentials to be gone, near enough for it to have digits.</summary>
    /// <param name="network">The network.</param>
    /// <param name="correlation">The cosine of the angle between two inputs with |x|^2 = n_0.</param>
    /// <param name="scale">About 1 / |r|.</param>
    /// <param name="power">The p that is expected.</param>
    /// <param name="magnitude">Of the numbers that the distance is the difference of: it is their rounding that limits it.</param>
    /// <param name="distance">The distance of a point from its limit.</param>
    public static (Measurement Rate, Measurement Power) OfPair(
        Network network,
        double correlation,
        double scale,
        int power,
        double magnitude,
        Func<DepthPoint, double> distance)
    {
        int[] depths = Depths(scale, power == 0 ? 10 : 5, power == 0 ? 1.12 : 1.3);
        IReadOnlyList<DepthPoint> points = Pairs.Run(network, correlation, [.. depths.SelectMany(depth => new[] { depth, depth + 1 })]);

        // A limit such as q / (1 - chi) is known to about scale * epsilon.
        return Of(depths, [.. points.Select(distance)], power, 1e-15 * Math.Max(1, scale) * magnitude);
    }

    /// <summary>r and p of anything; p = 1 or more is expected.</summary>
    /// <param name="scale">About 1 / |r|.</param>
    /// <param name="first">The first depth in units of the scale; the last is 3.7 times as deep.</param>
    /// <param name="distance">The distance by depth.</param>
    public static (Measurement Rate, Measurement Power) Of(double scale, double first, Func<int, double> distance)
    {
        int[] depths = Depths(scale, first, 1.3);
        return Of(depths, [.. depths.SelectMany(depth => new[] { distance(depth), distance(depth + 1) })], 1, 0);
    }

    private static (Measurement Rate, Measurement Power) Of(int[] depths, double[] distances, int power, double rounding)
    {
        double[] steps = [.. depths.Select((_, i) => Math.Log(Math.Abs(distances[(2 * i) + 1] / distances[2 * i])))];
        double[] roundings = [.. depths.Select((_, i) => 2 * rounding / Math.Abs(distances[(2 * i) + 1]))];
        Func<double, double>[] terms = [l => 1, l => 1 / (l + 0.5), l => 1 / ((l + 0.5) * (l + 0.5))];
        Measurement[] fit = DepthFit.Coefficients(depths, steps, roundings, power == 0 ? terms[..2] : terms);
        return (fit[0], fit[1]);
    }

    // No two alike also when the scale is below one layer.
    private static int[] Depths(double scale, double first, double factor) =>
        [.. Enumerable.Range(0, 6).Select(i => (int)Math.Ceiling(first * Math.Pow(factor, i) * scale) + (2 * i))];
}
