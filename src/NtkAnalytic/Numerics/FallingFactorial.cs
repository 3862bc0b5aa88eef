namespace NtkAnalytic.Numerics;

/// <summary>n (n - 1) ... (n - k + 1), the factor that k derivatives leave of x^n.</summary>
internal static class FallingFactorial
{
    /// <summary>The product of k factors, k &gt;= 0; exact below 2^53.</summary>
    public static double Of(int n, int k)
    {
        double product = 1;
        for (int i = 0; i < k; i++)
        {
            product *= n - i;
        }

        return product;
    }
}
