namespace NtkAnalytic.DepthLimits;

/// <summary>
/// The normalised NTK at sigma_w^2 E[phi(Z)^2] = 1 with bias, for inputs whose first variances differ by delta: the difference
/// stays while both grow like sigma_b^2 l, and keeps the angle open.
/// </summary>
/// <remarks>
/// With m the mean of the variances, sqrt(q q') = m - delta^2/(8 m), so that the step adds delta^2 sigma_b^2/(8 m^2) to
/// sqrt(q q') - K(x, x') and gamma = x^2 / l^2 must have s x^3 - x^2 = (delta / sigma_b^2)^2 / 8. The slope is
/// 1 - (3/2) s x / l, and Theta = sigma_b^2 l^2 / (2 + (3/2) s x) off the diagonal: 4/7 of it for delta = 0, where x = 1/s.
/// </remarks>
internal static class MarginalRatio
{
    /// <summary>The limit.</summary>
    /// <param name="kink">s of the map 1 - C = gamma - s gamma^(3/2) + ..., positive.</param>
    /// <param name="difference">delta / sigma_b^2.</param>
    public static double Of(double kink, double difference)
    {
        double right = difference * difference / 8;

        // Newton's method falls to the root of a convex function from a point above it: x^2 (s x - 1) >= right there.
        double x = (1 / kink) + Math.Cbrt(right / kink);
        while (true)
        {
            double next = x - (((x * x * ((kink * x) - 1)) - right) / (x * ((3 * kink * x) - 2)));
            if (!(next < x))
            {
                return 2 / (2 + (1.5 * kink * x));
            }

            x = next;
        }
    }
}
