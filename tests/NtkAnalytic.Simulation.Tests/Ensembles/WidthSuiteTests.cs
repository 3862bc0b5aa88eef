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
        new WidthSetting("tanh", 3, 3, 0.1, 16) { Correlation = 0.9 },
        new WidthSetting("tanh", 3, 0.8, 0.3, 8),
        new WidthSetting("tanh", 2, 1.5, 0.1, 8, standard: true),
        new WidthSetting("erf", 2, 1.3, 0.1, 8),
        new WidthSetting("erf", 4, 1.1, 0.01, 16),
        new WidthSetting("erf", 2, 3, 0, 8, standard: true) { Correlation = 0.9 },
        new WidthSetting("gelu", 2, 2, 0.1, 16),
        new WidthSetting("silu", 3, 2, 0.2, 16),
        new WidthSetting("sin", 2, 2, 0, 16) { Correlation = 0.9 },
        new WidthSetting("sigmoid", 2, 4, 0.1, 8),
        new WidthSetting("softplus", 2, 1, 0.1, 16),
        new WidthSetting("relu", 3, 1, 0, 16, architecture: Architecture.Residual),
        new WidthSetting("tanh", 3, 1, 0.1, 16, architecture: Architecture.Residual),
        new WidthSetting("relu", 3, 2, 0, 16, architecture: Architecture.ScaledResidual),
        new WidthSetting("erf", 2, 1.5, 0.1, 16, standard: true, architecture: Architecture.ScaledResidual));

    /// <summary>Those with a bias that stands out, at four widths and as many networks as its power takes.</summary>
    public static TheoryData<WidthSetting> Biased => new(
        new WidthSetting("tanh", 4, 1, 0.05, 8) { Widths = 4, Thousands = 200, Correlation = 0.9 },
        new WidthSetting("tanh", 4, 1, 0.05, 8, standard: true) { Widths = 4, Thousands = 200, Correlation = 0.9 },
        new WidthSetting("tanh", 4, 9, 0.05, 8) { Widths = 4, Thousands = 100, Correlation = 0.9 },
        new WidthSetting("tanh", 4, 1, 0.05, 12, architecture: Architecture.Residual) { Widths = 4, Thousands = 250, Correlation = 0.1 },
        new WidthSetting("erf", 4, 9, 0.05, 12) { Widths = 4, Thousands = 100, Correlation = 0.9 },
        new WidthSetting("erf", 4, 4, 0.05, 8, standard: true) { Widths = 4, Thousands = 100, Correlation = 0.9 },
        new WidthSetting("gelu", 4, 1, 0.05, 8) { Widths = 4, Thousands = 200, Correlation = 0.9 },
        new WidthSetting("gelu", 4, 4, 0.05, 8, architecture: Architecture.ScaledResidual) { Widths = 4, Thousands = 120, Correlation = 0.9 },
        new WidthSetting("silu", 4, 1, 0.05, 8) { Widths = 4, Thousands = 100, Correlation = 0.9 },
        new WidthSetting("sin", 4, 1, 0.05, 8) { Widths = 4, Thousands = 300, Correlation = 0.9 },
        new WidthSetting("sin", 4, 1, 0.05, 8, standard: true) { Widths = 4, Thousands = 100, Correlation = 0.9 },
        new WidthSetting("sin", 4, 3, 0.05, 8) { Widths = 4, Thousands = 200, Correlation = 0.9 },
        new WidthSetting("relu", 4, 2, 0, 8) { Widths = 4, Thousands = 120, Correlation = 0.1 },
        new WidthSetting("relu", 5, 2, 0, 16) { Widths = 4, Thousands = 100, Correlation = 0.5 },
        new WidthSetting("leaky-relu(0.2)", 4, 1.9, 0, 8) { Widths = 4, Thousands = 200, Correlation = 0.1 },
        new WidthSetting("abs", 4, 1, 0, 8) { Widths = 4, Thousands = 150, Correlation = 0.9 });

    /// <summary>Cheap ones, at four times the error.</summary>
    public static TheoryData<WidthSetting> Some => new(
        new WidthSetting("relu", 2, 2, 0, 8),
        new WidthSetting("tanh", 2, 1.5, 0.1, 4, standard: true),
        new WidthSetting("erf", 2, 1, 0.1, 4, architecture: Architecture.Residual),
        new WidthSetting("gelu", 4, 1, 0.05, 8) { Correlation = 0.9 });

    [Theory]
    [MemberData(nameof(Some))]
    public void Sampled_kernels_are_those_of_theory(WidthSetting setting) => Check(setting, 0.012);

    [Theory]
    [MemberData(nameof(All))]
    public void Sampled_kernels_are_those_of_theory_to_three_per_mille(WidthSetting setting)
    {
        SlowTests.SkipUnlessAskedFor();
        Check(setting, 0.003);
    }

    [Theory]
    [MemberData(nameof(Biased))]
    public void Biases_fall_as_the_inverse_of_the_width(WidthSetting setting)
    {
        SlowTests.SkipUnlessAskedFor();
        var suite = WidthSuite.Run(setting, null);
        Check(suite);

        // A power that is not known well agrees with anything.
        Assert.InRange(suite.Exponents.Min(one => one.Error), 0, 0.15);
    }

    private void Check(WidthSetting setting, double error)
    {
        var suite = WidthSuite.Run(setting, error);
        Check(suite);
        Assert.InRange(suite.LargestError, 0, error);
    }

    private void Check(WidthSuite suite)
    {
        output.WriteLine(suite.ToString());
        Assert.All(suite.ExactScores, one => Assert.InRange(one.Score, -5, 5));
        Assert.All(suite.LimitScores, one => Assert.InRange(one.Score, -5, 5));
        Assert.All(suite.FirstOrderScores, one => Assert.InRange(one.Score, -5, 5));
        Assert.All(suite.Exponents, one => Assert.InRange(one.Exponent, -1 - (2 * one.Error), -1 + (2 * one.Error)));
    }
}
