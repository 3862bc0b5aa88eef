namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>Panel ends of a function of x, ascending, and those among them where the function is not smooth.</summary>
/// <param name="Ends">The ends; beyond the first and the last nothing changes any more.</param>
/// <param name="Breaks">The points that must be ends of every panel.</param>
internal sealed record MeshSide(double[] Ends, double[] Breaks)
{
    /// <summary>The same of the function of -x.</summary>
    public MeshSide Mirror() => new([.. Ends.Reverse().Select(e => -e)], [.. Breaks.Reverse().Select(b => -b)]);

    /// <summary>
    /// How long a panel that starts at x may be: as long as the panel of the mesh around x, but not deep into a next panel
    /// that is shorter.
    /// </summary>
    public double StepFrom(double x)
    {
        int found = Array.BinarySearch(Ends, x);
        int next = found >= 0 ? found + 1 : ~found;
        if (next >= Ends.Length)
        {
            return double.PositiveInfinity;
        }

        double distance = Ends[next] - x;
        double length = next == 0 ? double.PositiveInfinity : Ends[next] - Ends[next - 1];
        double following = next + 1 < Ends.Length ? Ends[next + 1] - Ends[next] : double.PositiveInfinity;
        return following >= length ? length : distance >= following / 2 ? distance : following;
    }

    /// <summary>The length of the shortest panel that meets [low, high].</summary>
    public double ShortestPanel(double low, double high)
    {
        int found = Array.BinarySearch(Ends, low);
        int i = found >= 0 ? found : ~found - 1;
        double shortest = double.PositiveInfinity;
        for (; i + 1 < Ends.Length && (i < 0 || Ends[i] <= high); i++)
        {
            if (i >= 0)
            {
                shortest = Math.Min(shortest, Ends[i + 1] - Ends[i]);
            }
        }

        return shortest;
    }

    /// <summary>
    /// A mesh of the mean of the function over a Gaussian neighbourhood of x: nothing there is sharper than the Gaussian, and
    /// beyond nine deviations from a break or a shorter panel the mean is as smooth as the function itself.
    /// </summary>
    /// <param name="deviation">The standard deviation of the neighbourhood.</param>
    public MeshSide Smooth(double deviation)
    {
        double reach = 9 * deviation;
        double panel = 5 * deviation;
        var ends = new List<double>(Ends.Length);
        double zoneStart = double.NaN;
        double zoneEnd = double.NegativeInfinity;
        for (int i = 1; i < Ends.Length - 1; i++)
        {
            double end = Ends[i];
            bool sharp = Math.Min(end - Ends[i - 1], Ends[i + 1] - end) < panel || Array.BinarySearch(Breaks, end) >= 0;
            if (sharp && end - reach <= zoneEnd)
            {
                zoneEnd = end + reach;
            }
            else if (sharp || end > zoneEnd)
            {
                CloseZone();
                (zoneStart, zoneEnd) = sharp ? (end - reach, end + reach) : (double.NaN, zoneEnd);
                if (sharp)
                {
                    // Ends that stand before a break, but within its neighbourhood, are part of the zone.
                    while (ends.Count > 0 && ends[^1] >= zoneStart)
                    {
                        ends.RemoveAt(ends.Count - 1);
                    }
                }
                else
                {
                    ends.Add(end);
                }
            }
        }

        CloseZone();
        return new MeshSide([.. ends], []);

        void CloseZone()
        {
            if (!double.IsNaN(zoneStart))
            {
                int pieces = (int)Math.Ceiling((zoneEnd - zoneStart) / panel);
                for (int piece = 0; piece <= pieces; piece++)
                {
                    ends.Add(zoneStart + ((zoneEnd - zoneStart) * piece / pieces));
                }

                zoneStart = double.NaN;
            }
        }
    }
}
