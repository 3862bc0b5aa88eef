using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class DifferenceNewtonSystemTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    public void A_system_is_solved_with_the_Jacobian_to_half_the_digits_in_any_unit(double unit)
    {
        // F = (y_0^2 / u, y_0 y_1 / u) at (2, 3) u has J = ((4, 0), (3, 2)).
        var field = new FunctionField(2, (_, y, f) =>
        {
            f[0] = y[0] * y[0] / unit;
            f[1] = y[0] * y[1] / unit;
        });
        NewtonSystem system = field.CreateNewtonSystem();
        double[] state = [2 * unit, 3 * unit];
        double[] derivative = [4 * unit, 6 * unit];
        double[] right = [1, 1];

        system.Linearise(0, state, derivative);

        Assert.Equal(2, system.Evaluations);
        Assert.True(system.Factor(0.125));
        system.Solve(right);
        Assert.Equal(2, right[0], 1e-6);
        Assert.Equal((1 + (3 * 0.125 * 2)) / 0.75, right[1], 1e-6);
    }

    [Fact]
    public void A_field_with_an_edge_is_differenced_to_the_other_side()
    {
        var field = new FunctionField(1, (_, y, f) => f[0] = y[0] > 1 ? double.NaN : -3 * y[0]);
        NewtonSystem system = field.CreateNewtonSystem();
        double[] right = [4];

        system.Linearise(0, [1], [-3]);
        Assert.True(system.Factor(1));
        system.Solve(right);

        Assert.Equal(1, right[0], 1e-6);
    }

    [Fact]
    public void A_field_that_is_no_number_has_no_factor()
    {
        var field = new FunctionField(1, (_, _, f) => f[0] = double.NaN);
        NewtonSystem system = field.CreateNewtonSystem();

        system.Linearise(0, [1], [-3]);

        Assert.False(system.Factor(1));
    }

    [Fact]
    public void A_dense_Jacobian_that_no_array_holds_is_refused() =>
        Assert.Contains("50000 components", Assert.Throws<ArgumentException>(() => new FunctionField(50_000, (_, _, _) => { }).CreateNewtonSystem()).Message, StringComparison.Ordinal);
}
