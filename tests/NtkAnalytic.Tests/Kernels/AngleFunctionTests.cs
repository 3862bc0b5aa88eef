using System.Runtime.Intrinsics;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Tests.Kernels;

public sealed class AngleFunctionTests
{
    public static TheoryData<string, int, double, double, Architecture> Cases => new()
    {
        { "relu", 3, 2, 0, Architecture.FullyConnected },
        { "relu", 300, 2, 0, Architecture.FullyConnected },
        { "relu", 20_000, 2, 0, Architecture.FullyConnected },
        { "relu", 40, 1.5, 0.3, Architecture.FullyConnected },
        { "leaky-relu(0.1)", 50, 1.9, 0, Architecture.FullyConnected },
        { "abs", 10, 1, 0, Architecture.FullyConnected },
        { "relu", 30, 2, 0, Architecture.Residual },
        { "relu", 100, 2, 0, Architecture.ScaledResidual },
        { "erf", 10, 1.25, 0.05, Architecture.FullyConnected },
        { "erf", 5, 3, 0.05, Architecture.FullyConnected },
        { "gelu", 4, 2, 0.1, Architecture.FullyConnected },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ItFollowsTheRecursionWithinItsStatedError(string activation, int layers, double weightVariance, double biasVariance, Architecture architecture)
    {
        Network network = new Network(Activation.Parse(activation), layers, weightVariance, biasVariance).WithArchitecture(architecture);
        DualActivation dual = DualActivation.Of(network.Activation);
        AngleFunction? function = AngleFunction.Compile(network, dual, 0.7, 1, KernelKinds.Both);

        Assert.NotNull(function);
        Assert.InRange(function.ErrorEstimate, 0, 2e-12);
        var kernel = new Kernel(network);
        foreach (double gap in new[] { 0, 1e-15, 1e-9, 1e-4, 0.03, 0.5, 1, 1.5, 1.97, 2 - 1e-12, 2 })
        {
            KernelPair pair = kernel.Evaluate(GaussianPair.FromOneMinusCorrelation(0.7, 0.7, gap));
            function.Evaluate(Vector512.Create(gap), Vector512.Create(2 - gap), out Vector512<double> nngp, out Vector512<double> ntk);

            Assert.Equal(pair.Nngp / pair.Outputs.Variance1, nngp[3], function.ErrorEstimate);
            Assert.Equal(pair.Ntk / pair.Ntk1, ntk[3], function.ErrorEstimate);
        }
    }

    [Fact]
    public void TheDegreeHardlyGrowsWithDepth()
    {
        static int Degree(int layers) => AngleFunction.Compile(
            new Network(Activation.Parse("relu"), layers), DualActivation.Of(Activation.Parse("relu")), 1, 1, KernelKinds.Both)!.Degree;

        Assert.InRange(Degree(3), 10, 40);
        Assert.InRange(Degree(3000), 10, 80);
    }

    [Fact]
    public void AJumpHasNoNtkOnTheDiagonalAndIsNotCompiled() =>
        Assert.Null(AngleFunction.Compile(
            new Network(Activation.Parse("sign"), 3), DualActivation.Of(Activation.Parse("sign")), 1, 1, KernelKinds.Both));
}
