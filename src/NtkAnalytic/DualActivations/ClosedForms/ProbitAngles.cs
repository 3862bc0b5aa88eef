namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// The angle that every expectation of two normal distribution functions is made of: asin(|k| / sqrt((1 + q1)(1 + q2))), at the
/// pair's correlation and at correlation 1, and their difference without cancellation.
/// </summary>
/// <remarks>
/// With rho^2 = q1 q2 / ((1 + q1)(1 + q2)), x and y the cosines at correlation 1 and c >= 0, and w = 1 - c^2:
/// x^2 = (1 + q1 + q2)/((1 + q1)(1 + q2)) = 1 - rho^2, y^2 = x^2 + rho^2 w, so the sine of the difference is
/// rho y - c rho x = rho w / (y + c x) and its cosine is c rho^2 + x y.
/// </remarks>
internal readonly struct ProbitAngles
{
    /// <summary>Takes the variances, at most 1e300 each, and 1 - |c|, 1 - c^2 of the pair.</summary>
    public ProbitAngles(double variance1, double variance2, double gap, double sineSquared)
    {
        Inverse1 = 1 / (1 + variance1);
        Inverse2 = 1 / (1 + variance2);
        double rhoSquare = variance1 * Inverse1 * (variance2 * Inverse2);

        // Of the roots: the product of two small variances may underflow.
        Rho = Math.Sqrt(variance1 * Inverse1) * Math.Sqrt(variance2 * Inverse2);
        SineSquared = sineSquared;
        Correlation = 1 - gap;
        double cosineSquare = Inverse1 + (variance1 * Inverse1 * Inverse2);
        FullCosine = Math.Sqrt(cosineSquare);
        PairCosine = Math.Sqrt(cosineSquare + (rhoSquare * sineSquared));
        Full = Math.Atan2(Rho, FullCosine);
        Pair = Math.Atan2(Correlation * Rho, PairCosine);
        Gap = Math.Atan2(
            Rho * sineSquared / (PairCosine + (Correlation * FullCosine)),
            (Correlation * rhoSquare) + (FullCosine * PairCosine));
    }

    /// <summary>1/(1 + q1).</summary>
    public double Inverse1 { get; }

    /// <summary>1/(1 + q2).</summary>
    public double Inverse2 { get; }

    /// <summary>|c|.</summary>
    public double Correlation { get; }

    /// <summary>1 - c^2.</summary>
    public double SineSquared { get; }

    /// <summary>The sine of <see cref="Full"/>.</summary>
    public double Rho { get; }

    /// <summary>The cosine of <see cref="Full"/>.</summary>
    public double FullCosine { get; }

    /// <summary>The cosine of <see cref="Pair"/>.</summary>
    public double PairCosine { get; }

    /// <summary>The angle at correlation 1.</summary>
    public double Full { get; }

    /// <summary>The angle at |c|.</summary>
    public double Pair { get; }

    /// <summary><see cref="Full"/> - <see cref="Pair"/>.</summary>
    public double Gap { get; }

    /// <summary>The angle of an input with itself.</summary>
    public static double OfOne(double variance)
    {
        double inverse = 1 / (1 + variance);
        return Math.Atan2(variance * inverse, Math.Sqrt(inverse + (variance * inverse * inverse)));
    }

    /// <summary>t - sin(t) for t >= 0, by its series below 1, where the difference would cancel.</summary>
    public static double AngleMinusSine(double angle)
    {
        if (angle > 1)
        {
            return angle - Math.Sin(angle);
        }

        double term = angle * angle * angle / 6;
        double sum = 0;
        for (int k = 4; k <= 20; k += 2)
        {
            sum += term;
            term *= -angle * angle / (k * (k + 1));
        }

        return sum;
    }
}
