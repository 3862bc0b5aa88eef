namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// Panels for a product of functions that live on different scales: from one end to the other in steps as long as every
/// function's mesh allows, with an end at each point where one of them is not smooth. The variable is a standard normal one.
/// </summary>
internal static class PanelMarch
{
    // Around t the density falls like exp(-|t| x): over a panel by at most exp(-30), a polynomial of degree 40 to rounding.
    private const double TailFall = 30;

    /// <summary>Fills <paramref name="ends"/> with the ends of the panels from low to high, ascending.</summary>
    /// <param name="ends">Receives the ends; emptied first.</param>
    /// <param name="low">The first end.</param>
    /// <param name="high">The last end.</param>
    /// <param name="longest">No panel is longer.</param>
    /// <param name="share">The part of the length that a mesh allows, 1 at first, smaller to refine.</param>
    /// <param name="views">The meshes.</param>
    public static void Fill(List<double> ends, double low, double high, double longest, double share, ReadOnlySpan<MeshView> views)
    {
        ends.Clear();
        ends.Add(low);
        double t = low;
        while (t < high)
        {
            double step = Math.Min(longest, TailFall / Math.Abs(t));
            double stop = high;
            foreach (MeshView view in views)
            {
                step = Math.Min(step, share * view.StepFrom(t));
                stop = Math.Min(stop, view.NextBreak(t));
            }

            // A step below the resolution of t would stand still.
            step = Math.Max(step, 1e-14 * Math.Max(Math.Abs(t), Math.Abs(high - low)));
            double remainder = stop - t;

            // Two halves rather than a step and a sliver; a step is never stretched, as it may end where a short scale begins.
            t = remainder <= step ? stop : remainder < 2 * step ? t + (remainder / 2) : t + step;
            ends.Add(t);
        }
    }
}
