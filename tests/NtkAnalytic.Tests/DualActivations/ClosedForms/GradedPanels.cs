namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

/// <summary>
/// Splits an interval into panels that are short near given centres and grow in proportion to the distance from them, so that
/// a fixed Gauss-Legendre rule on each panel sees a smooth function: a function analytic away from the centre converges like
/// rho^(-2n) on every panel, whatever the scale of the centre.
/// </summary>
internal static class GradedPanels
{
    /// <summary>The ends of the panels, ascending, from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="centers">Each centre with the length of its shortest panel; a length of 0 asks for a panel end there and no grading.</param>
    /// <param name="longest">No panel is longer.</param>
    public static double[] Build(double low, double high, ReadOnlySpan<(double Location, double Finest)> centers, double longest)
    {
        var ends = new List<double> { low, high };
        foreach ((double location, double finest) in centers)
        {
            Add(ends, location, low, high);
            if (finest <= 0)
            {
                continue;
            }

            double reach = Math.Max(Math.Abs(high - location), Math.Abs(location - low));
            for (double offset = finest; offset < reach; offset *= 2)
            {
                Add(ends, location - offset, low, high);
                Add(ends, location + offset, low, high);
            }
        }

        ends.Sort();
        var panels = new List<double>(ends.Count) { low };
        foreach (double end in ends)
        {
            double start = panels[^1];
            if (end - start <= 1e-14 * Math.Max(Math.Abs(start), Math.Abs(end)))
            {
                continue;
            }

            int pieces = (int)Math.Ceiling((end - start) / longest);
            for (int piece = 1; piece < pieces; piece++)
            {
                panels.Add(start + ((end - start) * piece / pieces));
            }

            panels.Add(end);
        }

        return [.. panels];
    }

    private static void Add(List<double> ends, double point, double low, double high)
    {
        if (point > low && point < high)
        {
            ends.Add(point);
        }
    }
}
