using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class StepScaleTests
{
    private static readonly AdaptiveSteps s_steps = (AdaptiveSteps)StepControl.Adaptive(0.1, 0.01);

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(1300)]
    public void The_norm_is_the_largest_share_of_the_tolerance(int length)
    {
        double[] error = [.. Enumerable.Range(0, length).Select(i => Math.Sin(i + 1))];
        double[] before = [.. Enumerable.Range(0, length).Select(i => 3 * Math.Cos(2 * i))];
        double[] after = [.. Enumerable.Range(0, length).Select(i => -3 * Math.Cos(3 * i))];
        double expected = 0;
        double expectedBefore = 0;
        for (int i = 0; i < length; i++)
        {
            expected = Math.Max(expected, Math.Abs(error[i]) / (0.01 + (0.1 * Math.Max(Math.Abs(before[i]), Math.Abs(after[i])))));
            expectedBefore = Math.Max(expectedBefore, Math.Abs(error[i]) / (0.01 + (0.1 * Math.Abs(before[i]))));
        }

        // Four roundings.
        Assert.Equal(expected, StepScale.Norm(s_steps, error, before, after), 4 * 2.3e-16 * expected);
        double[] scale = new double[length];
        StepScale.Fill(s_steps, before, scale);
        Assert.Equal(expectedBefore, StepScale.Norm(error, scale), 4 * 2.3e-16 * expectedBefore);
    }

    [Fact]
    public void What_is_no_number_is_no_small_error()
    {
        double[] error = new double[600];
        double[] state = new double[600];
        error[3] = double.NaN;
        Assert.True(double.IsNaN(StepScale.Norm(s_steps, error, state, state)));
        error[3] = 0;
        error[599] = double.NaN;
        Assert.True(double.IsNaN(StepScale.Norm(s_steps, error, state, state)));
        error[599] = double.NegativeInfinity;
        Assert.Equal(double.PositiveInfinity, StepScale.Norm(s_steps, error, state, state));
    }
}
