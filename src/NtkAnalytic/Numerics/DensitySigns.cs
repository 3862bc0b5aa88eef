namespace NtkAnalytic.Numerics;

/// <summary>The signs of the density h(v) of a Laplace transform, from v = 0 outwards.</summary>
/// <remarks>
/// The transform has at most as many positive zeros, counted with multiplicity, as its density has changes of sign (Polya and
/// Szego, Problems and Theorems in Analysis II, part V, problem 80; Karlin, Total Positivity, 1968, chapter 5).
/// </remarks>
/// <param name="First">The sign next to v = 0, which is that of the transform for s -> infinity; 0 when the density vanishes.</param>
/// <param name="Changes">Where the sign changes, ascending.</param>
/// <param name="Smoothing">How many times the density was integrated, which multiplies the transform by 1/s each time.</param>
internal sealed record DensitySigns(int First, double[] Changes, int Smoothing)
{
    private const int MostSmoothing = 12;

    /// <summary>The sign at v -> infinity, which is that of the transform for s -> 0.</summary>
    public int Last => Changes.Length % 2 == 0 ? First : -First;

    /// <summary>
    /// The signs of a density sampled in u = sqrt(v). A density that changes its sign more than a few times is integrated
    /// first: that keeps the zeros of the transform and leaves fewer changes, never more.
    /// </summary>
    /// <param name="ends">The ends of the cells in u, one more than there are samples.</param>
    /// <param name="points">The point of each sample.</param>
    /// <param name="density">h(v) dv/du there.</param>
    /// <param name="zero">What counts as zero there: the rounding error of the sample.</param>
    /// <param name="fewest">The number of changes at which integration stops.</param>
    public static DensitySigns Of(ReadOnlySpan<double> ends, ReadOnlySpan<double> points, ReadOnlySpan<double> density, ReadOnlySpan<double> zero, int fewest)
    {
        DensitySigns signs = Scan(points, density, zero, 0);
        if (signs.Changes.Length <= fewest)
        {
            return signs;
        }

        double[] value = density.ToArray();
        double[] error = zero.ToArray();
        for (int smoothing = 1; smoothing <= MostSmoothing && signs.Changes.Length > fewest; smoothing++)
        {
            Integrate(ends, value, smoothing);
            Integrate(ends, error, smoothing);
            signs = Scan(ends[1..], value, error, smoothing);
        }

        return signs;
    }

    // The integral up to the upper end of each cell: of h dv = (h dv/du) du at first, of H dv = H 2 u du from then on.
    private static void Integrate(ReadOnlySpan<double> ends, double[] value, int smoothing)
    {
        double sum = 0;
        double previous = 0;
        for (int i = 0; i < value.Length; i++)
        {
            double low = ends[i];
            double high = ends[i + 1];
            double mean = smoothing == 1 ? value[i] : (previous + value[i]) / 2 * (low + high);
            previous = value[i];
            sum += mean * (high - low);
            value[i] = sum;
        }
    }

    private static DensitySigns Scan(ReadOnlySpan<double> points, ReadOnlySpan<double> density, ReadOnlySpan<double> zero, int smoothing)
    {
        int first = 0;
        int current = 0;
        int place = 0;
        var changes = new List<double>();
        for (int i = 0; i < density.Length; i++)
        {
            if (!(Math.Abs(density[i]) > zero[i]))
            {
                continue;
            }

            int sign = Math.Sign(density[i]);
            if (current == 0)
            {
                first = sign;
            }
            else if (sign != current)
            {
                changes.Add(Square(Crossing(points[place], density[place], points[i], density[i])));
            }

            current = sign;
            place = i;
        }

        return new DensitySigns(first, [.. changes], smoothing);
    }

    private static double Crossing(double low, double atLow, double high, double atHigh)
    {
        double part = atLow / (atLow - atHigh);
        return double.IsFinite(part) ? low + (part * (high - low)) : low;
    }

    private static double Square(double x) => x * x;
}
