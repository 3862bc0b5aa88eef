using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

public class WidthSuiteTests(ITestOutputHelper output)
{
    /// <summary>The whole: activations, depths, phases, architectures and parameterizations.</summary>
    public static TheoryData<WidthSetting> All => new(
        new WidthSetting("relu", 1, 2, 0, 8),
        new WidthSetting("relu", 2, 2, 0, 16),
        new WidthSetting("relu", 3, 2, 0, 16),
        new WidthSetting("relu", 3, 1, 0, 16),
        new WidthSetting("relu", 3, 3, 0, 16),
        new WidthSetting("relu", 2, 2, 0, 16, standard: true),
        new WidthSetting("relu", 3, 1, 0, 16, standard: true),
        new WidthSetting("relu", 2, 3, 0, 16, standard: true),
        new WidthSetting("relu", 3, 1.5, 0.5, 16),
        new WidthSetting("relu", 2, 1.5, 0.5, 16, standard: true),
        new WidthSetting("leaky-relu(0.2)", 3, 1.9, 0, 16),
        new WidthSetting("leaky-relu(0.2)", 2, 1.5, 0.1, 16, standard: true),
        new WidthSetting("abs", 3, 1, 0, 16),
        new WidthSetting("abs", 2, 1.5, 0.2, 16),
        new WidthSetting("identity", 3, 1, 0, 16),
        new WidthSetting("identity", 4, 0.8, 0, 16, standard: true),
        new WidthSetting("tanh", 1, 1.5, 0.05, 8),
        new WidthSetting("tanh", 2, 1.5, 0.05, 8),
        new WidthSetting("tanh", 3, 3, 0.1, 16),
        new WidthSetting("tanh", 3, 0.8, 0.3, 8),
        new WidthSetting("tanh", 2, 1.5, 0.1, 8, standard: true),
        new WidthSetting("erf", 2, 1.3, 0.1, 8),
        new WidthSetting("erf", 4, 1.1, 0.01, 16),
        new WidthSetting("erf", 2, 3, 0, 8, standard: true),
        new WidthSetting("gelu", 2, 2, 0.1, 16),
        new WidthSetting("silu", 3, 2, 0.2, 16),
        new WidthSetting("sin", 2, 2, 0, 16),
        new WidthSetting("sigmoid", 2, 4, 0.1, 8),
        new WidthSetting("softplus", 2, 1, 0.1, 16),
        new WidthSetting("relu", 3, 1, 0, 16, architecture: Architecture.Residual),
        new WidthSetting("tanh", 3, 1, 0.1, 16, architecture: Architecture.Residual),
        new WidthSetting("relu", 3, 2, 0, 16, architecture: Architecture.ScaledResidual),
        new WidthSetting("erf", 2, 1.5, 0.1, 16, standard: true, architecture: Architecture.ScaledResidual));

    /// <summary>Cheap ones, at four times the error.</summary>
    public static TheoryData<WidthSetting> Some => new(
        new WidthSetting("relu", 2, 2, 0, 8),
        new WidthSetting("tanh", 2, 1.5, 0.1, 4, standard: true),
        new WidthSetting("erf", 2, 1, 0.1, 4, architecture: Architecture.Residual));

    [Theory]
    [MemberData(nameof(Some))]
    public void Sampled_kernels_are_those_of_theory(WidthSetting setting) => Check(WidthSuite.Run(setting, 0.012, 20_000), 0.012);

    [Theory]
    [MemberData(nameof(All))]
    public void Sampled_kernels_are_those_of_theory_to_three_per_mille(WidthSetting setting)
    {
        SlowTests.SkipUnlessAskedFor();
        Check(WidthSuite.Run(setting, 0.003, 400_000), 0.003);
    }

    private void Check(WidthSuite suite, double error)
    {
        output.WriteLine(suite.ToString());
        Assert.InRange(suite.LargestError, 0, error);
        Assert.All(suite.ExactScores, one => Assert.InRange(one.Score, -5, 5));
        Assert.All(suite.LimitScores, one => Assert.InRange(one.Score, -5, 5));
        Assert.All(suite.Exponents, one => Assert.InRange(one.Exponent, -1 - (2 * one.Error), -1 + (2 * one.Error)));
    }
}
