using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;

namespace NtkAnalytic.Tests.FiniteWidth;

/// <summary>
/// E[Theta] and E[Theta^2] of tiny networks by going through everything: the side of 0 of every unit is a fair coin, and a Gaussian
/// weight takes three values, which is exact for polynomials of degree 5 (Theta^2 has degree 4 in each weight).
/// </summary>
internal static class MaskEnumeration
{
    /// <summary>The moments.</summary>
    /// <param name="network">A network of very few weights.</param>
    /// <param name="deadSlope">phi' of units whose layer sees 0; null for coins there as well.</param>
    public static (double Mean, double SecondMoment) Moments(TwoSlopeNetwork network, double? deadSlope)
    {
        int[] widths = [.. network.Widths.Take(network.WeightLayers), 1];
        int depth = widths.Length - 1;
        int hidden = widths[1..depth].Sum();
        int weights = Enumerable.Range(0, depth).Sum(l => widths[l] * widths[l + 1]);
        double[] slopes = [network.NegativeSlope.ToDouble(), network.PositiveSlope.ToDouble()];
        double mean = 0;
        double second = 0;
        double[][] masks = [.. Enumerable.Range(1, depth - 1).Select(l => new double[widths[l]])];
        double[] values = new double[weights];
        for (int coins = 0; coins < 1 << hidden; coins++)
        {
            int bit = 0;
            bool dead = false;
            foreach (double[] mask in masks)
            {
                for (int i = 0; i < mask.Length; i++)
                {
                    double slope = slopes[(coins >> bit++) & 1];
                    mask[i] = dead && deadSlope is { } forced ? forced : slope;
                }

                dead = dead || mask.All(slope => slope == 0);
            }

            for (int point = 0; point < (int)Math.Pow(3, weights); point++)
            {
                double probability = 1;
                int rest = point;
                for (int k = 0; k < weights; k++)
                {
                    int digit = rest % 3;
                    rest /= 3;
                    values[k] = (digit - 1) * Math.Sqrt(3);
                    probability *= digit == 1 ? 2.0 / 3 : 1.0 / 6;
                }

                double kernel = Kernel(network, widths, masks, values);
                mean += probability * kernel;
                second += probability * kernel * kernel;
            }
        }

        double all = Math.ScaleB(1, -hidden);
        return (mean * all, second * all);
    }

    // The network is linear when its masks are given.
    private static double Kernel(TwoSlopeNetwork network, int[] widths, double[][] masks, double[] values)
    {
        int depth = widths.Length - 1;
        double variance = network.WeightVariance.ToDouble();
        double[][] inputs = new double[depth][];
        int[] offsets = new int[depth];
        double[] x = new double[widths[0]];
        x[0] = Math.Sqrt(network.NormSquared.ToDouble());
        for (int l = 0, offset = 0; l < depth; l++)
        {
            inputs[l] = x;
            offsets[l] = offset;
            double[] next = new double[widths[l + 1]];
            for (int i = 0; i < next.Length; i++)
            {
                for (int j = 0; j < x.Length; j++)
                {
                    next[i] += Math.Sqrt(variance / widths[l]) * values[offset++] * x[j];
                }

                next[i] *= l < depth - 1 ? masks[l][i] : 1;
            }

            x = next;
        }

        double kernel = 0;
        double[] delta = [1];
        for (int l = depth - 1; l >= 0; l--)
        {
            double weight = network.Parameterization == Parameterization.Ntk ? variance / widths[l] : 1;
            kernel += delta.Sum(d => d * d) * ((weight * inputs[l].Sum(v => v * v)) + network.BiasGradient.ToDouble());
            double[] below = new double[widths[l]];
            for (int j = 0; j < below.Length; j++)
            {
                for (int i = 0; i < delta.Length; i++)
                {
                    below[j] += Math.Sqrt(variance / widths[l]) * values[offsets[l] + (i * widths[l]) + j] * delta[i];
                }

                below[j] *= l > 0 ? masks[l - 1][j] : 1;
            }

            delta = below;
        }

        return kernel;
    }
}
