namespace NtkAnalytic.Activations;

/// <summary>The logistic function, which several activations are built from.</summary>
internal static class Logistic
{
    /// <summary>1 / (1 + e^-x) from w = exp(-|x|), good in relative terms at both ends.</summary>
    public static double Of(double x, double decay) => (x >= 0 ? 1 : decay) / (1 + decay);
}
