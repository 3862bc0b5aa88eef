using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>The factors of Hairer and Wanner for an error of exponent 5: 0.9 e^-(1/5 - 3/4 beta) e_before^beta with beta = 1/25.</summary>
public class ProportionalIntegralRuleTests
{
    private static readonly StepRule s_rule = StepRule.ProportionalIntegral;

    [Fact]
    public void An_accepted_step_is_followed_by_one_that_knows_two_errors()
    {
        StepMemory memory = s_rule.Judge(s_rule.Begin(2), 5, 2, 0.5);
        Assert.False(memory.IsRejected);
        Assert.Equal(2 * 0.9 * Math.Pow(0.5, -0.17) * Math.Pow(1e-4, 0.04), memory.Step, 1e-14);
        StepMemory next = s_rule.Judge(memory, 5, memory.Step, 0.02);
        Assert.False(next.IsRejected);
        Assert.Equal(memory.Step * 0.9 * Math.Pow(0.02, -0.17) * Math.Pow(0.5, 0.04), next.Step, 1e-14);
    }

    [Fact]
    public void The_exponent_is_that_of_the_method()
    {
        StepMemory memory = s_rule.Judge(s_rule.Begin(1), 8, 1, 0.5);
        Assert.Equal(0.9 * Math.Pow(0.5, -0.85 / 8) * Math.Pow(1e-4, 0.2 / 8), memory.Step, 1e-14);
        Assert.Equal(0.9 * Math.Pow(3, -1.0 / 8), s_rule.Judge(s_rule.Begin(1), 8, 1, 3).Step, 1e-14);
    }

    [Fact]
    public void A_rejected_step_shrinks_and_the_next_does_not_grow()
    {
        StepMemory memory = s_rule.Judge(s_rule.Begin(1), 5, 1, 32);
        Assert.True(memory.IsRejected);
        Assert.Equal(0.9 / 2, memory.Step, 1e-15);
        memory = s_rule.Judge(memory, 5, 0.45, 1e-3);
        Assert.False(memory.IsRejected);
        Assert.Equal(0.45, memory.Step, 1e-15);
        Assert.InRange(s_rule.Judge(memory, 5, 0.45, 1e-3).Step, 0.9, 4.5);
    }

    [Fact]
    public void Factors_are_limited_and_errors_far_below_the_tolerance_count_alike()
    {
        Assert.All([1e30, double.NaN, double.PositiveInfinity], error => Assert.Equal(new StepMemory(0.2, 1e-4, true), s_rule.Judge(s_rule.Begin(1), 5, 1, error)));
        StepMemory memory = s_rule.Judge(new StepMemory(1, 1, false), 5, 1, 0);
        Assert.Equal(0.9 * Math.Pow(1e-4, -0.17), memory.Step, 1e-14);
        Assert.Equal(1e-4, memory.Error);
        Assert.Equal(100, s_rule.Judge(new StepMemory(10, 1e40, false), 5, 10, 1e-4).Step);
    }

    [Fact]
    public void A_step_that_was_cut_does_not_shorten_the_next()
    {
        StepMemory memory = s_rule.Judge(s_rule.Begin(3), 5, 0.01, 0.5);
        Assert.Equal(3, memory.Step);
        Assert.Equal(0.0045, s_rule.Judge(memory, 5, 0.01, 32).Step, 1e-17);
    }
}
