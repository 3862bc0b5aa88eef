using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Tests.Kernels;

/// <summary>
/// Kernels against sampled networks. With one hidden layer E[f(x) f(x')] and E[Theta(x, x')] are those of infinite width at any
/// width, because the preactivations are exactly Gaussian: no extrapolation is needed, and the z-score alone judges.
/// </summary>
public sealed class FiniteNetworkTests
{
    private const int Samples = 20_000;
    private const int Width = 8;
    private static readonly double[] First = [0.8, -0.4, 1.1];
    private static readonly double[] Second = [0.3, 0.9, 0.5];

    public static TheoryData<string, double, double, Parameterization, double?> Settings => new()
    {
        { "relu", 2, 0, Parameterization.Ntk, null },
        { "relu", 1.4, 0.6, Parameterization.Standard, null },
        { "erf", 1.7, 0.3, Parameterization.Ntk, null },
        { "tanh", 1.5, 0.5, Parameterization.Ntk, 0.25 },
        { "sigmoid", 3, 0.2, Parameterization.Standard, null },
        { "leaky-relu(0.2)", 1.2, 0, Parameterization.Ntk, 1.0 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void TheMeanOverNetworksOfOneHiddenLayerIsTheKernel(
        string activation,
        double weightVariance,
        double biasVariance,
        Parameterization parameterization,
        double? biasGradient)
    {
        Network network = new Network(Activation.Parse(activation), 1, weightVariance, biasVariance).WithBiasGradientFactor(biasGradient);
        if (parameterization == Parameterization.Standard)
        {
            network = network.WithStandardParameterization(Width);
        }

        KernelPair theory = new Kernel(network).Evaluate(First, Second);
        var random = new Random(20_261);
        var nngp = new Tally();
        var ntk = new Tally();
        for (int sample = 0; sample < Samples; sample++)
        {
            (double product, double tangent) = Sample(network, random);
            nngp.Add(product);
            ntk.Add(tangent);
        }

        Assert.InRange(nngp.Score(theory.Nngp), -5, 5);
        Assert.InRange(ntk.Score(theory.Ntk), -5, 5);
    }

    // Weights ~ N(0, sigma_w^2 / fan-in) and biases ~ N(0, sigma_b^2) in the forward pass of either parameterization; a gradient
    // with respect to a parameter carries its factor squared under Ntk (sigma_w^2 / fan-in, sigma_b^2) and 1 under Standard.
    private static (double Product, double Tangent) Sample(Network network, Random random)
    {
        int dimension = First.Length;
        bool standard = network.Parameterization == Parameterization.Standard;
        double weight1 = network.WeightVariance(1) / dimension;
        double weight2 = network.WeightVariance(2) / Width;
        double gradient1 = standard ? 1 : weight1;
        double gradient2 = standard ? 1 : weight2;
        double overlap = First.Zip(Second, (a, b) => a * b).Sum();
        double bias = network.BiasVariance(2) > 0 ? Math.Sqrt(network.BiasVariance(2)) * Normal(random) : 0;
        double f1 = bias;
        double f2 = bias;
        double tangent = network.BiasGradient(2);
        for (int unit = 0; unit < Width; unit++)
        {
            double shift = Math.Sqrt(network.BiasVariance(1)) * Normal(random);
            double z1 = shift;
            double z2 = shift;
            for (int k = 0; k < dimension; k++)
            {
                double w = Math.Sqrt(weight1) * Normal(random);
                z1 += w * First[k];
                z2 += w * Second[k];
            }

            double a = Math.Sqrt(weight2) * Normal(random);
            double phi1 = network.Activation.Evaluate(z1);
            double phi2 = network.Activation.Evaluate(z2);
            f1 += a * phi1;
            f2 += a * phi2;
            double slopes = network.Activation.EvaluateDerivative(z1) * network.Activation.EvaluateDerivative(z2);
            tangent += (gradient2 * phi1 * phi2) + (a * a * slopes * ((gradient1 * overlap) + network.BiasGradient(1)));
        }

        return (f1 * f2, tangent);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Mean and standard error of a sample.</summary>
    private sealed class Tally
    {
        private int _count;
        private double _mean;
        private double _squares;

        public void Add(double value)
        {
            _count++;
            double difference = value - _mean;
            _mean += difference / _count;
            _squares += difference * (value - _mean);
        }

        public double Score(double theory) => (_mean - theory) / Math.Sqrt(_squares / (_count - 1.0) / _count);
    }
}
