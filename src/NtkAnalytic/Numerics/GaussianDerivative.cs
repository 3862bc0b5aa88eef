namespace NtkAnalytic.Numerics;

/// <summary>The derivatives of exp(-(s x)^2): (-s)^n H_n(s x) exp(-(s x)^2), H_n the physicists' Hermite polynomials.</summary>
internal static class GaussianDerivative
{
    /// <summary>The largest order for which no derivative of exp(-x^2) comes near overflow: max |H_128(x) exp(-x^2)| is 4e127.</summary>
    public const int HighestOrder = 128;

    // exp(-y^2) is 0 in double beyond 27.3, and so is every product with it.
    private const double Nothing = 30;

    /// <summary>The n-th derivative at x, by H_(n+1) = 2 y H_n - 2 n H_(n-1) (Abramowitz and Stegun 22.7), stable upwards for real y.</summary>
    public static double Of(int order, double x, double scale)
    {
        double y = scale * x;
        if (Math.Abs(y) > Nothing)
        {
            return 0;
        }

        double before = 0;
        double current = Math.Exp(-y * y);
        for (int n = 0; n < order; n++)
        {
            (before, current) = (current, -scale * ((2 * y * current) + (2 * n * scale * before)));
        }

        return current;
    }
}
