namespace NtkAnalytic.Numerics;

/// <summary>From Taylor coefficients to derivatives.</summary>
internal static class TaylorCoefficient
{
    /// <summary>c k! rate^k, the k-th derivative of f(rate x) when c is the k-th coefficient of f: infinite or 0 only where the result is.</summary>
    public static double Derivative(double coefficient, int order, double rate = 1)
    {
        for (int k = 1; k <= order; k++)
        {
            coefficient *= k * rate;
        }

        return coefficient;
    }
}
