namespace NtkAnalytic.Activations;

/// <summary>The logistic function s(x) = 1 / (1 + e^-x), which several activations are built from.</summary>
internal static class Logistic
{
    /// <summary>s(x) from w = exp(-|x|), good in relative terms at both ends.</summary>
    public static double Of(double x, double decay) => (x >= 0 ? 1 : decay) / (1 + decay);

    /// <summary>The Taylor coefficients c_1, ..., c_n of s at x into jet[1..n], n = jet.Length - 1; jet[0] is not used.</summary>
    /// <remarks>
    /// s' = s (1 - s) gives (k + 1) c_(k+1) = (1 - 2 s) c_k - sum over 0 &lt; i &lt; k of c_i c_(k-i), and 1 - 2 s = -tanh(x / 2).
    /// Far out c_1 is of the size of w and the products of w^2: each c_k keeps its relative accuracy. Only the sign of
    /// tanh depends on that of x, so c_k(-x) = (-1)^(k+1) c_k(x) to the last bit.
    /// </remarks>
    public static void Jet(double x, double decay, double decayLessOne, Span<double> jet)
    {
        double slope = Math.CopySign(decayLessOne / (2 + decayLessOne), x);
        jet[1] = decay / ((1 + decay) * (1 + decay));
        for (int k = 1; k + 1 < jet.Length; k++)
        {
            double sum = -slope * jet[k];
            for (int i = 1; i < k; i++)
            {
                sum -= jet[i] * jet[k - i];
            }

            jet[k + 1] = sum / (k + 1);
        }
    }
}
