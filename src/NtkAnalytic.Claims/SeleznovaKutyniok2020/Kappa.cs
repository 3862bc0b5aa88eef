namespace NtkAnalytic.Claims.SeleznovaKutyniok2020;

/// <summary>
/// The paper's kappa_1 and kappa_2 for layers of one width M: with D weight layers Theta(x, x) = D M kappa_1 at infinite width, and
/// kappa_1 = (1/D) sum over l of qhat^(l-1) p^l; kappa_2 is the same for two inputs. qhat^l is the mean square of a unit's activation,
/// qhat^0 = |x|^2 / n_0, and p^l that of the gradients' norm, p^D = 1.
/// </summary>
internal static class Kappa
{
    /// <summary>kappa of erf from the closed forms as printed.</summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="biasVariance">sigma_b^2.</param>
    /// <param name="correlation">qhat^0 of two inputs with |x|^2 = n_0; 1 for kappa_1.</param>
    /// <param name="weightLayers">D.</param>
    public static double OfErf(double weightVariance, double biasVariance, double correlation, int weightLayers)
    {
        double q = weightVariance + biasVariance;
        double pair = (weightVariance * correlation) + biasVariance;
        double activation = correlation;
        double[] activations = new double[weightLayers];
        double[] slopes = new double[weightLayers];
        for (int layer = 0; layer < weightLayers; layer++)
        {
            // For one input the forms for two are unstable: in the chaotic phase the rounding of pair - q grows.
            activations[layer] = activation;
            slopes[layer] = correlation == 1 ? ErfSlope(weightVariance, q) : ErfSlope(weightVariance, q, pair);
            pair = correlation == 1 ? ErfVariance(weightVariance, biasVariance, q) : ErfVariance(weightVariance, biasVariance, q, pair);
            q = ErfVariance(weightVariance, biasVariance, q);
            activation = (pair - biasVariance) / weightVariance;
        }

        double p = 1;
        double sum = 0;
        for (int layer = weightLayers - 1; layer >= 0; layer--)
        {
            sum += activations[layer] * p;
            p *= layer > 0 ? slopes[layer - 1] : 1;
        }

        return sum / weightLayers;
    }

    /// <summary>q^l of one input, as printed.</summary>
    public static double ErfVariance(double weightVariance, double biasVariance, double q) =>
        (2 * weightVariance / Math.PI * Math.Atan(q / Math.Sqrt(q + 0.25))) + biasVariance;

    /// <summary>q^l of two inputs of one variance, as printed.</summary>
    public static double ErfVariance(double weightVariance, double biasVariance, double q, double pair) =>
        (2 * weightVariance / Math.PI * Math.Atan(2 * pair / Math.Sqrt(((1 + (2 * q)) * (1 + (2 * q))) - (4 * pair * pair)))) + biasVariance;

    /// <summary>p^(l-1) / p^l of one input, as printed.</summary>
    public static double ErfSlope(double weightVariance, double q) => 2 * weightVariance / Math.PI / Math.Sqrt(q + 0.25);

    /// <summary>p^(l-1) / p^l of two inputs of one variance, as printed.</summary>
    public static double ErfSlope(double weightVariance, double q, double pair) =>
        4 * weightVariance / Math.PI / Math.Sqrt(((1 + (2 * q)) * (1 + (2 * q))) - (4 * pair * pair));
}
