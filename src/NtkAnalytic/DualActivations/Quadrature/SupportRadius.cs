namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// How far from the origin of the plane of two independent standard normals an integrand phi(u) phi(v) or phi'(u) phi'(v) still
/// counts: exp(-r^2/2) wins over every activation of interest, but not at the same radius.
/// </summary>
internal static class SupportRadius
{
    /// <summary>Beyond this radius the Gaussian density is below the smallest normal double.</summary>
    public const double Largest = 37.5;

    private const double Step = 0.25;
    private const double LogNegligible = -36;

    /// <summary>
    /// The radius R with M1(r) M2(r) r^2 exp(-r^2/2) below 2e-16 of its largest value for all r &gt; R, where M is the largest
    /// |phi(x)| over |x| &lt;= sqrt(q) r; 9 for a constant. NaN when there is none below <see cref="Largest"/>.
    /// </summary>
    public static double Of(ActivationMesh mesh, double deviation1, double deviation2) => Math.Max(
        Scan(mesh.LogGrowth, deviation1, deviation2),
        Scan(mesh.LogDerivativeGrowth, deviation1, deviation2));

    private static double Scan(Func<double, double> logGrowth, double deviation1, double deviation2)
    {
        double peak = double.NegativeInfinity;
        double radius = 0;
        for (double r = Step; r <= Largest + Step; r += Step)
        {
            double log = logGrowth(deviation1 * r) + logGrowth(deviation2 * r) - (r * r / 2);
            if (double.IsPositiveInfinity(log))
            {
                return radius > 0 && radius < r - Step ? radius : double.NaN;
            }

            peak = Math.Max(peak, log);
            if (log + (2 * Math.Log(r)) > peak + LogNegligible)
            {
                radius = r;
            }
        }

        return radius > Largest ? double.NaN : Math.Max(radius, 1);
    }
}
