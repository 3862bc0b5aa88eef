using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class NewtonToleranceTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Fact]
    public void A_change_is_held_against_a_thousandth_of_the_tolerance_or_a_few_roundings()
    {
        var tolerance = new NewtonTolerance(2);
        tolerance.Begin([1, -1e12], [1e-6, 1e-6]);

        // 4 epsilon 1e12 = 9e-4 is more than a thousandth of 1e-6.
        Assert.Equal(2, tolerance.Norm([2e-9, 0]), 1e-12);
        Assert.Equal(2, tolerance.Norm([0, -8 * Epsilon * 1e12]), 1e-12);
    }

    [Fact]
    public void Under_fixed_steps_it_is_held_against_rounding_and_small_components_against_the_largest()
    {
        var tolerance = new NewtonTolerance(3);
        tolerance.Begin([-4, 1, 1e-9], []);

        Assert.Equal(2, tolerance.Norm([2 * 4 * Epsilon / 64, 0, 0]), 1e-12);
        Assert.Equal(2, tolerance.Norm([0, 2 * Epsilon / 64, 0]), 1e-12);
        Assert.Equal(2, tolerance.Norm([0, 0, 2 * 4e-3 * Epsilon / 64]), 1e-12);
    }

    [Fact]
    public void A_state_of_zeros_holds_no_change_for_small()
    {
        var tolerance = new NewtonTolerance(2);
        tolerance.Begin([0, 0], []);

        Assert.True(tolerance.Norm([1e-280, 0]) > 1);
        Assert.Equal(0, tolerance.Norm([0, 0]));
    }

    [Fact]
    public void Changes_that_do_not_shrink_any_more_are_rounding_only_when_they_are_small()
    {
        var tolerance = new NewtonTolerance(1);
        tolerance.Begin([1], [1e-6]);
        Assert.True(tolerance.IsRounding(10));
        Assert.False(tolerance.IsRounding(11));
        Assert.False(tolerance.IsRounding(double.NaN));

        // Under fixed steps a unit is epsilon/64: rounding of a stiff right side may be thousands of them.
        tolerance.Begin([1], []);
        Assert.True(tolerance.IsRounding(1e6));
        Assert.False(tolerance.IsRounding(2e6));
    }

    [Fact]
    public void Fixed_steps_have_more_iterations() => Assert.True(Iterations([]) > Iterations([1e-6]));

    private static int Iterations(double[] scale)
    {
        var tolerance = new NewtonTolerance(1);
        tolerance.Begin([1], scale);
        return tolerance.MostIterations;
    }
}
