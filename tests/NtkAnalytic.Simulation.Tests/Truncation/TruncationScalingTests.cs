using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tests.Ensembles;
using NtkAnalytic.Simulation.Truncation;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Truncation;

/// <summary>Truncation errors fall with the width as Huang and Yau's theorem 2.6 says, m^(-p/2) for even p; order 3 as order 2.</summary>
public class TruncationScalingTests
{
    [Fact]
    public void Errors_fall_with_powers_of_the_width()
    {
        TruncationScaling scaling = TruncationScaling.Measure(TruncationCases.OneLayer(1), [64, 256, 1024], 6, TruncationCases.Options([2, 3, 4], [1, 4], 1e-10));

        // Of 6 networks of each width the standard errors are 0.1 and, at order 4, 0.2; the law still bends at width 64.
        AssertPower(-1, 0.3, scaling.OfOutputs(2));
        AssertPower(-1, 0.4, scaling.OfOutputs(3));
        AssertPower(-2, 0.5, scaling.OfOutputs(4));
        AssertPower(-2, 0.5, scaling.OfKernel(4));
        AssertPower(-2, 0.5, scaling.OfTestOutputs(4));
        AssertPower(-1, 0.3, scaling.OfKernelChange());
        AssertPower(-1, 0.3, scaling.OfKernelNorm(3));
        AssertPower(-1, 0.3, scaling.OfKernelNorm(4));
        Assert.Null(scaling.OfKernelNorm(5));

        // Each law is that of its own error, at the last time.
        AssertLaw(scaling.OfKernel(4), record => record.Of(4).Kernel);
        AssertLaw(scaling.OfTestOutputs(4), record => record.Of(4).Test!.Value);
        AssertLaw(scaling.OfOutputs(4), record => record.Of(4).Output);

        void AssertLaw(PowerLaw? law, Func<TruncationRecord, double> error) => Assert.Equal(
            PowerLaw.Fit([64, 256, 1024], [.. scaling.Runs.Select(sample => sample.Select(run => error(run.Records[1])).ToArray())]).Exponent, law!.Exponent);

        TruncationRun[] runs = [.. scaling.Runs.SelectMany(sample => sample)];
        Assert.Equal(Enumerable.Range(0, 18).Select(i => (uint)i), runs.Select(run => run.Number));
        TruncationBound bound = TruncationBound.Fit(runs, 4)!;
        Assert.True(bound.SmallestRatio < bound.Constant);
        Assert.All(runs.SelectMany(run => run.Records.Select(record => record.Of(4).Output / run.BoundShape(4, record.Time))), ratio => Assert.InRange(ratio, bound.SmallestRatio, bound.Constant));
    }

    [Fact]
    public void With_sixteen_networks_up_to_width_4096_the_exponents_are_within_a_fifth()
    {
        SlowTests.SkipUnlessAskedFor();
        TruncationScaling scaling = TruncationScaling.Measure(TruncationCases.OneLayer(1), [256, 1024, 4096], 16, TruncationCases.Options([2, 3, 4], [1, 2, 3, 4], 1e-12));
        AssertPower(-1, 0.2, scaling.OfOutputs(2));
        AssertPower(-2, 0.2, scaling.OfOutputs(4));
        AssertPower(-1, 0.2, scaling.OfKernelNorm(3));
        AssertPower(-1, 0.2, scaling.OfKernelNorm(4));
        PowerLaw two = scaling.OfOutputs(2)!;
        PowerLaw three = scaling.OfOutputs(3)!;
        AssertPower(two.Exponent, 0.2, three);
        Assert.All([two, three, scaling.OfOutputs(4)!], law => Assert.InRange(law.StandardError!.Value, 0.01, 0.1));
    }

    [Fact]
    public void A_study_that_is_stopped_keeps_whole_widths()
    {
        using CancellationTokenSource stop = new();
        var scaling = TruncationScaling.Measure(
            TruncationCases.OneLayer(1),
            [4, 8, 16],
            2,
            TruncationCases.Options([2], [0.5], 1e-6) with { CancellationToken = stop.Token, Progress = new StopAt(stop, 0.5) });
        Assert.Equal([4], scaling.Widths);
        Assert.Equal(2, scaling.Runs.Single().Count);
        Assert.Null(scaling.OfOutputs(2));
    }

    [Fact]
    public void Widths_that_do_not_ascend_are_refused()
    {
        TruncationOptions options = TruncationCases.Options([2], [0.5], 1e-6);
        foreach (int[] widths in new int[][] { [4], [8, 4], [0, 4] })
        {
            ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => TruncationScaling.Measure(TruncationCases.OneLayer(1), widths, 2, options));
            Assert.Contains(string.Join(", ", widths), refused.Message, StringComparison.Ordinal);
        }
    }

    private static void AssertPower(double expected, double tolerance, PowerLaw? law)
    {
        Assert.NotNull(law);
        TestContext.Current.SendDiagnosticMessage($"exponent {law.Exponent:F3} +- {law.StandardError:F3}, expected {expected:F1} +- {tolerance:F1}");
        Assert.InRange(law.Exponent, expected - tolerance, expected + tolerance);
    }
}
