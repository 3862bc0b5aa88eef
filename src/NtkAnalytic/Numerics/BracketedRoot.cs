namespace NtkAnalytic.Numerics;

/// <summary>
/// A zero between two points of different sign, by inverse quadratic interpolation where it is safe and by halving where it
/// is not (Chandrupatla, Advances in Engineering Software 28, 1997).
/// </summary>
internal static class BracketedRoot
{
    private const int MostSteps = 200;

    /// <summary>The zero to within the given width of its bracket.</summary>
    /// <param name="function">The function.</param>
    /// <param name="low">One end.</param>
    /// <param name="atLow">Its value there.</param>
    /// <param name="high">The other end.</param>
    /// <param name="atHigh">Its value there, of the other sign.</param>
    /// <param name="width">The width at which to stop.</param>
    public static double Find(Func<double, double> function, double low, double atLow, double high, double atHigh, double width)
    {
        (double a, double fa, double b, double fb) = (low, atLow, high, atHigh);
        double t = 0.5;
        for (int i = 0; i < MostSteps; i++)
        {
            double x = a + (t * (b - a));
            double fx = function(x);
            double c;
            double fc;
            if (fx > 0 == fa > 0)
            {
                (c, fc) = (a, fa);
            }
            else
            {
                (c, fc, b, fb) = (b, fb, a, fa);
            }

            (a, fa) = (x, fx);
            (double best, double atBest) = Math.Abs(fa) < Math.Abs(fb) ? (a, fa) : (b, fb);
            double part = width / (2 * Math.Abs(b - a));
            if (part > 0.5 || atBest == 0)
            {
                return best;
            }

            double xi = (a - b) / (c - b);
            double phi = (fa - fb) / (fc - fb);
            bool safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
            t = safe
                ? (fa / (fb - fa) * (fc / (fb - fc))) + ((c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb)))
                : 0.5;
            t = Math.Clamp(double.IsNaN(t) ? 0.5 : t, part, 1 - part);
        }

        return a;
    }
}
