using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Simulation.Networks;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

/// <summary>Tiny smooth networks of every kind that has higher kernels, with numbers of points and an order.</summary>
internal static class JetDraws
{
    private static readonly Activation[] Activations =
    [
        .. new[] { "tanh", "erf", "sigmoid", "gelu", "silu", "softplus", "softplus(10)", "sin", "cos", "exp", "mish", "gaussian(0.5)", "hermite(3)", "identity" }.Select(Activation.Parse),
        new ShiftedSine(),
    ];

    public static Gen<(FiniteNetwork Network, int Seed, int Points, int Tests, int Order)> Settings =>
        from activation in Gen.Elements(Activations)
        from depth in Gen.Choose(0, 3)
        from widths in Gen.ArrayOf(Gen.Choose(1, depth > 1 ? 3 : 5), depth)
        from inputs in Gen.Choose(1, 3)
        from outputs in Gen.Choose(1, 2)
        from standard in Gen.Elements(false, true)
        from biasVariance in Gen.Elements(0, 0.4)
        from factor in Gen.Elements<double?>(null, 0, 0.7)
        from mirrored in Gen.Elements(Initialization.Standard, Initialization.Mirrored)
        from seed in Gen.Choose(0, 1_000_000)
        from points in Gen.Choose(1, outputs == 2 ? 1 : 3)
        from tests in Gen.Choose(0, 2)
        from order in Gen.Choose(2, points * outputs > 2 ? 4 : 5)
        select (Build(activation, widths, inputs, outputs, standard, biasVariance, factor, mirrored), seed, points, tests, order);

    private static FiniteNetwork Build(Activation activation, int[] widths, int inputs, int outputs, bool standard, double biasVariance, double? factor, Initialization initialization)
    {
        Network network = new Network(activation, widths.Length, 1.3, biasVariance).WithBiasGradientFactor(factor);
        return new FiniteNetwork(standard ? network.WithStandardParameterization(8) : network, inputs, widths, outputs, initialization);
    }
}
