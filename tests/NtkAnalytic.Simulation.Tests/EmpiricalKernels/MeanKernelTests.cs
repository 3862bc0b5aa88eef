using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.EmpiricalKernels;

/// <summary>
/// Means over sampled networks. With one hidden layer those of both kernels are the kernels of infinite width, at any width, because the
/// preactivations are exactly Gaussian: no extrapolation is needed, and the z-score alone judges.
/// </summary>
public class MeanKernelTests
{
    private const int Samples = 20_000;
    private const int Width = 8;
    private static readonly Matrix<double> Points = Matrix<double>.Build.DenseOfRowArrays([0.8, -0.4, 1.1], [0.3, 0.9, 0.5]);

    public static TheoryData<string, double, double, Architecture, Parameterization, double?> Settings => new()
    {
        { "relu", 2, 0, Architecture.FullyConnected, Parameterization.Ntk, null },
        { "relu", 1.4, 0.6, Architecture.FullyConnected, Parameterization.Standard, null },
        { "erf", 1.7, 0.3, Architecture.FullyConnected, Parameterization.Ntk, null },
        { "tanh", 1.5, 0.5, Architecture.FullyConnected, Parameterization.Ntk, 0.25 },
        { "sigmoid", 3, 0.2, Architecture.FullyConnected, Parameterization.Standard, null },
        { "gelu", 1.3, 0.4, Architecture.FullyConnected, Parameterization.Standard, 0.5 },
        { "leaky-relu(0.2)", 1.2, 0, Architecture.FullyConnected, Parameterization.Ntk, 1.0 },
        { "relu", 1.2, 0.3, Architecture.Residual, Parameterization.Ntk, null },
        { "erf", 1.5, 0.2, Architecture.Residual, Parameterization.Standard, null },
        { "tanh", 1.8, 0, Architecture.ScaledResidual, Parameterization.Ntk, 0.7 },
        { "sin", 1.1, 0.5, Architecture.ScaledResidual, Parameterization.Standard, 0.0 },
    };

    public static TheoryData<Architecture> Architectures => new(Enum.GetValues<Architecture>());

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_mean_over_networks_of_one_hidden_layer_is_the_kernel(
        string activation,
        double weightVariance,
        double biasVariance,
        Architecture architecture,
        Parameterization parameterization,
        double? biasGradient)
    {
        Network description = new Network(Activation.Parse(activation), 1, weightVariance, biasVariance)
            .WithArchitecture(architecture)
            .WithBiasGradientFactor(biasGradient);
        if (parameterization == Parameterization.Standard)
        {
            description = description.WithStandardParameterization(Width);
        }

        var network = new FiniteNetwork(description, 3, [Width]);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double), 20_261, 0, Samples);
        KernelMatrices theory = new Kernel(network.AtInfiniteWidth).Gram(Points);
        IReadOnlyList<Matrix<double>> outputs = sample.Outputs(Points);
        IReadOnlyList<Matrix<double>> nngp = sample.Nngp(Points);
        IReadOnlyList<Matrix<double>> ntk = sample.Ntk(Points);
        foreach ((int i, int j) in new[] { (0, 0), (0, 1), (1, 1) })
        {
            Assert.InRange(Score(outputs.Select(f => f[i, 0] * f[j, 0]), theory.Nngp![i, j]), -5, 5);
            Assert.InRange(Score(nngp.Select(kernel => kernel[i, j]), theory.Nngp[i, j]), -5, 5);
            Assert.InRange(Score(ntk.Select(kernel => kernel[i, j]), theory.Ntk![i, j]), -5, 5);
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void The_mean_of_the_NNGP_kernel_is_the_second_moment_of_the_outputs_at_any_depth(Architecture architecture)
    {
        Network description = new Network(Activation.Tanh, 3, 1.9, 0.2).WithArchitecture(architecture);
        using var sample = new NetworkSample(new FiniteNetwork(description, 3, [3]), new ManagedBackend(Precision.Double), 5, 0, Samples);
        Matrix<double>[] moments = [.. sample.Outputs(Points).Select(f => f.TransposeAndMultiply(f))];
        IReadOnlyList<Matrix<double>> nngp = sample.Nngp(Points);
        foreach ((int i, int j) in new[] { (0, 0), (0, 1), (1, 1) })
        {
            Assert.InRange(Score(moments.Zip(nngp, (moment, kernel) => moment[i, j] - kernel[i, j]), 0), -5, 5);
        }
    }

    private static double Score(IEnumerable<double> values, double theory)
    {
        double[] all = [.. values];
        double mean = all.Average();
        double variance = all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1.0);
        return (mean - theory) / Math.Sqrt(variance / all.Length);
    }
}
