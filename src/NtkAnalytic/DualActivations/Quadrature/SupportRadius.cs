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
    private static readonly (double Position, double HalfSquare, double LogSquare)[] Steps = MakeSteps();

    /// <summary>
    /// The radius R with M1(r) M2(r) r^2 exp(-r^2/2) below 2e-16 of its largest value for all r &gt; R, where M is the largest
    /// |phi(x)| over |x| &lt;= sqrt(q) r; 9 for a constant. NaN when there is none below <see cref="Largest"/>.
    /// </summary>
    public static double Of(ActivationMesh mesh, double deviation1, double deviation2)
    {
        double position1 = ActivationMesh.GrowthPosition(deviation1);
        double position2 = ActivationMesh.GrowthPosition(deviation2);
        return Math.Max(Scan(mesh.LogGrowths, position1, position2), Scan(mesh.LogDerivativeGrowths, position1, position2));
    }

    // Logarithms are taken once for all scans: the growth is looked up by position, which is the logarithm of a product.
    private static (double Position, double HalfSquare, double LogSquare)[] MakeSteps()
    {
        var steps = new (double, double, double)[(int)(Largest / Step) + 1];
        for (int i = 0; i < steps.Length; i++)
        {
            double r = (i + 1) * Step;
            steps[i] = (ActivationMesh.GrowthPosition(r), r * r / 2, 2 * Math.Log(r));
        }

        return steps;
    }

    private static double Scan(ReadOnlySpan<double> logGrowth, double position1, double position2)
    {
        double peak = double.NegativeInfinity;
        int last = 0;
        for (int i = 0; i < Steps.Length; i++)
        {
            (double position, double halfSquare, double logSquare) = Steps[i];
            double log = logGrowth[ActivationMesh.GrowthIndex(position1 + position)]
                + logGrowth[ActivationMesh.GrowthIndex(position2 + position)]
                - halfSquare;
            if (double.IsPositiveInfinity(log))
            {
                return last > 0 && last < i ? last * Step : double.NaN;
            }

            peak = Math.Max(peak, log);
            if (log + logSquare > peak + LogNegligible)
            {
                last = i + 1;
            }
        }

        double radius = last * Step;
        return radius > Largest ? double.NaN : Math.Max(radius, 1);
    }
}
