using NtkAnalytic.Networks;

namespace NtkAnalytic.Tests.FiniteWidth;

/// <summary>Tangent kernels of drawn networks by forward and backward passes, with plain loops.</summary>
internal static class SampledKernel
{
    /// <summary>Theta(x, x) of the first of the outputs.</summary>
    /// <param name="network">The network; its depth and widths are those of the list.</param>
    /// <param name="widths">n_0, ..., n_D.</param>
    /// <param name="normSquared">|x|^2 of the input, which lies along the first axis.</param>
    /// <param name="random">Draws the weights and biases.</param>
    public static double Draw(Network network, int[] widths, double normSquared, Random random)
    {
        int depth = widths.Length - 1;
        double[][] inputs = new double[depth][];
        double[][] slopes = new double[depth][];
        double[][,] weights = new double[depth][,];
        double[] x = new double[widths[0]];
        x[0] = Math.Sqrt(normSquared);
        for (int l = 0; l < depth; l++)
        {
            inputs[l] = x;
            int units = l == depth - 1 ? 1 : widths[l + 1];
            double weightDeviation = Math.Sqrt(network.WeightVariance(l + 1) / widths[l]);
            double biasDeviation = Math.Sqrt(network.BiasVariance(l + 1));
            weights[l] = new double[units, widths[l]];
            slopes[l] = new double[units];
            double[] next = new double[units];
            for (int i = 0; i < units; i++)
            {
                double z = biasDeviation == 0 ? 0 : biasDeviation * Normal(random);
                for (int j = 0; j < widths[l]; j++)
                {
                    weights[l][i, j] = weightDeviation * Normal(random);
                    z += weights[l][i, j] * x[j];
                }

                next[i] = network.Activation.Evaluate(z);
                slopes[l][i] = network.Activation.EvaluateDerivative(z);
            }

            x = next;
        }

        double kernel = 0;
        double[] delta = [1];
        for (int l = depth - 1; l >= 0; l--)
        {
            double weight = network.Parameterization == Parameterization.Ntk ? network.WeightVariance(l + 1) / widths[l] : 1;
            kernel += Square(delta) * ((weight * Square(inputs[l])) + network.BiasGradient(l + 1));
            if (l > 0)
            {
                double[] below = new double[widths[l]];
                for (int j = 0; j < below.Length; j++)
                {
                    for (int i = 0; i < delta.Length; i++)
                    {
                        below[j] += weights[l][i, j] * delta[i];
                    }

                    below[j] *= slopes[l - 1][j];
                }

                delta = below;
            }
        }

        return kernel;
    }

    /// <summary>The means of the first four powers, their sample size beside them.</summary>
    public static Powers Sample(Network network, int[] widths, double normSquared, int seed, int count)
    {
        var random = new Random(seed);
        double[] sums = new double[4];
        for (int sample = 0; sample < count; sample++)
        {
            double kernel = Draw(network, widths, normSquared, random);
            double power = 1;
            for (int k = 0; k < 4; k++)
            {
                power *= kernel;
                sums[k] += power;
            }
        }

        return new Powers(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count, count);
    }

    private static double Square(double[] vector) => vector.Sum(value => value * value);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>Sample means of powers of Theta.</summary>
internal sealed record Powers(double First, double Second, double Third, double Fourth, int Count)
{
    public double MeanError => Math.Sqrt((Second - (First * First)) / Count);

    public double SecondError => Math.Sqrt((Fourth - (Second * Second)) / Count);

    public double Variance => Second - (First * First);

    /// <summary>The standard error of the variance, from the fourth central moment.</summary>
    public double VarianceError
    {
        get
        {
            double m = First;
            double fourth = Fourth - (4 * m * Third) + (6 * m * m * Second) - (3 * m * m * m * m);
            return Math.Sqrt((fourth - (Variance * Variance)) / Count);
        }
    }
}
