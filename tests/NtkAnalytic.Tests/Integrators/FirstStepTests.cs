using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class FirstStepTests
{
    // For y' = -y: S = 1/tolerance, w = 1, so (w h)^5 is a hundredth of the tolerance.
    [Fact]
    public void It_is_where_the_error_should_be_a_hundredth_of_the_tolerance()
    {
        double[] scale = [1e-6];
        Assert.Equal(Math.Pow(1e-8, 0.2), FirstStep.Of(Problems.Decay(1), [-1], scale, 5, 100), 1e-12);
        Assert.Equal(Math.Pow(1e-8, 0.125) / 50, FirstStep.Of(Problems.Decay(50), [-50], scale, 8, 100), 1e-12);
    }

    [Fact]
    public void It_is_no_longer_than_the_whole() => Assert.Equal(1e-3, FirstStep.Of(Problems.Decay(1), [-1], [1e-6], 5, 1e-3));

    [Fact]
    public void Nothing_that_moves_takes_one_step()
    {
        var still = new InitialValueProblem(new FunctionField(2, (_, _, f) => f.Clear()), 0, [0, 1]);
        Assert.Equal(7, FirstStep.Of(still, [0, 0], [1e-6, 1e-6], 5, 7));
    }

    // A start at rest is seen by its second derivative: y' = t, S = 1.
    [Fact]
    public void A_start_at_rest_moves_by_its_second_derivative()
    {
        var rest = new InitialValueProblem(new FunctionField(1, (t, _, f) => f[0] = t), 0, [0]);
        Assert.Equal(Math.Pow(0.01, 0.2) / Math.Sqrt(1e6), FirstStep.Of(rest, [0], [1e-6], 5, 1), 1e-12);
    }

    [Fact]
    public void A_field_that_overflows_takes_the_short_trial()
    {
        var wild = new InitialValueProblem(new FunctionField(1, (t, _, f) => f[0] = t > 0 ? double.PositiveInfinity : 1), 0, [1]);
        Assert.Equal(0.01, FirstStep.Of(wild, [1], [1e-6], 5, 100), 1e-15);
        Assert.Equal(1e-3, FirstStep.Of(wild, [1], [1e-6], 5, 1), 1e-15);
    }

    // No step is tried in vain, and three are enough on the way to the right size: each grows at most tenfold.
    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-8)]
    [InlineData(1e-12)]
    public void It_is_neither_rejected_nor_far_too_short(double tolerance)
    {
        foreach (SolvedProblem problem in Problems.All)
        {
            var options = new IntegrationOptions { MaxSteps = 3 };
            IntegrationResult result = Integrator.Integrate(
                problem.Problem, [problem.End], IntegrationMethods.Tsitouras5, StepControl.Adaptive(tolerance, tolerance), (_, _, _) => { }, options);
            Assert.Equal(0, result.Statistics.RejectedSteps);
            Assert.True(result.Statistics.LargestStep < 20 * result.Statistics.SmallestStep, problem.Name);
        }
    }
}
