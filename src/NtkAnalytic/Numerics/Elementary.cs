namespace NtkAnalytic.Numerics;

/// <summary>
/// Elementary functions near the point where they vanish, in relative accuracy: .NET's ExpM1 and LogP1 are the plain
/// differences.
/// </summary>
internal static class Elementary
{
    /// <summary>exp(x) - 1, through tanh(x/2) where it would cancel.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.7)
        {
            return Math.Exp(x) - 1;
        }

        double t = Math.Tanh(x / 2);
        return 2 * t / (1 - t);
    }

    /// <summary>log(1 + x), through atanh(x/(2 + x)) where the sum would round x away.</summary>
    public static double Log1p(double x) => Math.Abs(x) > 0.5 ? Math.Log(1 + x) : 2 * Math.Atanh(x / (2 + x));

    /// <summary>x - sin(x) for x >= 0, by its series below 1, where the difference would cancel.</summary>
    public static double AngleMinusSine(double x)
    {
        if (x > 1)
        {
            return x - Math.Sin(x);
        }

        double term = x * x * x / 6;
        double sum = 0;
        for (int k = 4; k <= 20; k += 2)
        {
            sum += term;
            term *= -x * x / (k * (k + 1));
        }

        return sum;
    }
}
