using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.Networks;

namespace NtkAnalytic.Simulation.Tests.EmpiricalKernels;

/// <summary>Small networks of every kind, with points.</summary>
internal static class SampleDraws
{
    private static readonly string[] Activations = ["relu", "tanh", "erf", "sigmoid", "gelu", "leaky-relu(0.2)", "sin", "softplus", "hard-tanh"];

    public static Gen<(FiniteNetwork Network, int Seed, int Points, int Points2)> Settings =>
        from activation in Gen.Elements(Activations)
        from depth in Gen.Choose(0, 4)
        from architecture in Gen.Elements(Architecture.FullyConnected, Architecture.Residual, Architecture.ScaledResidual)
        from widths in Gen.ArrayOf(Gen.Choose(3, 7), depth)
        from inputs in Gen.Choose(1, 4)
        from outputs in Gen.Choose(1, 3)
        from standard in Gen.Elements(false, true)
        from weightVariance in Gen.Choose(5, 30)
        from biasVariance in Gen.Elements(0, 0.4)
        from factor in Gen.Elements<double?>(null, 0, 0.7)
        from mirrored in Gen.Elements(Initialization.Standard, Initialization.Mirrored)
        from seed in Gen.Choose(0, 1_000_000)
        from points in Gen.Choose(1, 4)
        from points2 in Gen.Choose(1, 5)
        select (Build(activation, architecture, widths, inputs, outputs, standard, weightVariance / 10.0, biasVariance, factor, mirrored), seed, points, points2);

    /// <summary>Rows of normal numbers.</summary>
    public static Matrix<double> Points(int count, int inputs, int seed)
    {
        var random = new Random(seed);
        return Matrix<double>.Build.Dense(count, inputs, (_, _) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }

    /// <summary>Parameters other than at the start, so that copies differ and biases are not 0.</summary>
    public static void Move(NetworkSample sample, int seed)
    {
        var random = new Random(seed);
        for (int b = 0; b < sample.Count; b++)
        {
            double[] parameters = sample.Parameters(b);
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] += random.NextDouble() - 0.5;
            }

            sample.SetParameters(b, parameters);
        }
    }

    private static FiniteNetwork Build(
        string activation,
        Architecture architecture,
        int[] widths,
        int inputs,
        int outputs,
        bool standard,
        double weightVariance,
        double biasVariance,
        double? factor,
        Initialization initialization)
    {
        int[] used = architecture == Architecture.FullyConnected ? widths : [.. widths.Select(_ => widths[0])];
        Network network = new Network(Activation.Parse(activation), used.Length, weightVariance, biasVariance)
            .WithArchitecture(architecture)
            .WithBiasGradientFactor(factor);
        return new FiniteNetwork(standard ? network.WithStandardParameterization(8) : network, inputs, used, outputs, initialization);
    }
}
