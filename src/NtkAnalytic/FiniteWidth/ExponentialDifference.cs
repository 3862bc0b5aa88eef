namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// The divided difference exp[a, b, c], which is the integral of e^(a u + b v + c w) over u + v + w = 1, u, v, w &gt;= 0: the averages over
/// depth of products of exponentials.
/// </summary>
internal static class ExponentialDifference
{
    // Below this spread the series has lost no digits to alternation (e^2 at most) and ends after 30 terms.
    private const double SeriesSpread = 2;
    private const int Terms = 30;

    /// <summary>exp[a, b, c]; two of the three may be equal.</summary>
    public static double Of(double a, double b, double c)
    {
        // Sorted from the largest, which is taken out: what remains is at most 1/2.
        double high = Math.Max(a, Math.Max(b, c));
        double low = Math.Min(a, Math.Min(b, c));
        double middle = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
        double near = high - middle;
        double far = high - low;
        return Math.Exp(high) * (far <= SeriesSpread ? Series(-near, -far) : Shifted(near, far));
    }

    // exp[0, x, y] = sum over k of h_k(0, x, y) / (k + 2)!, h_k = sum of x^i y^(k-i).
    private static double Series(double x, double y)
    {
        double sum = 0;
        double complete = 1;
        double power = 1;
        double factorial = 2;
        for (int k = 0; k < Terms; k++)
        {
            sum += complete / factorial;
            power *= x;
            complete = (complete * y) + power;
            factorial *= k + 3;
        }

        return sum;
    }

    // exp[0, -near, -far] with far > 2: (exp[0, -m] - exp[-m, -far]) / far, where neither difference is of close numbers.
    private static double Shifted(double near, double far) => (Slope(near) - (Math.Exp(-near) * Slope(far - near))) / far;

    // (1 - e^-x) / x.
    private static double Slope(double x) => x == 0 ? 1 : -Expm1(-x) / x;

    private static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        // sinh keeps the digits: e^x - 1 = 2 sinh(x/2) e^(x/2).
        return 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
    }
}
