using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>
/// y' = -lambda y with the matrix of another rate mu: the error of the iteration is multiplied by 1 - (1 + c lambda) / (1 + c mu) each time, and
/// z = (psi - c lambda y) / (1 + c lambda).
/// </summary>
public class StageNewtonTests
{
    private const double Coefficient = 0.5;
    private const double Psi = 0.3;
    private const double Scale = 1e-6;

    [Theory]
    [InlineData(3, 3, 0, true)]
    [InlineData(3, 4, 1.0 / 6, false)]
    [InlineData(3, 8, 0.5, false)]
    [InlineData(3, 30, 0.84375, false)]
    [InlineData(3, 70, double.NaN, false)]
    [InlineData(8, 3, double.NaN, false)]
    public void It_converges_at_the_rate_that_it_reports_or_says_that_it_does_not(double lambda, double mu, double rate, bool converges)
    {
        StageNewton newton = Create(_ => lambda, mu);
        newton.Begin([1], [Scale]);
        double[] increment = [0];

        bool isSolved = newton.Solve(0, [1], [Psi], Coefficient, increment);

        // Ten iterations from an error of order 1 to one of 1e-9: rates above 0.13 are too slow. From 0.9 on it gives up at once.
        Assert.Equal(converges, isSolved);
        Assert.Equal(double.IsNaN(rate) ? 0 : rate, newton.Rate, 1e-6);
        Assert.Equal(double.IsNaN(rate) ? 2 : converges ? 2 : 10, newton.Evaluations);
    }

    [Theory]
    [InlineData(2.9, 3)]
    [InlineData(3.2, 3)]
    [InlineData(2.8, 3)]
    public void What_is_left_is_a_thousandth_of_the_tolerance(double lambda, double mu)
    {
        StageNewton newton = Create(_ => lambda, mu);
        foreach (double guess in new[] { 0, -0.2, -0.28, 5 })
        {
            newton.Begin([1], [Scale]);
            double[] increment = [guess];

            Assert.True(newton.Solve(0, [1], [Psi], Coefficient, increment));

            Assert.Equal(Solution(lambda), increment[0], 1e-3 * Scale);
        }
    }

    [Fact]
    public void A_stage_that_converges_fast_promises_nothing_for_the_next()
    {
        // The matrix is right at t = 0 and off by a fifth at t = 1.
        StageNewton newton = Create(time => 3 + time, 3);
        newton.Begin([1], [Scale]);
        double[] increment = [0];
        Assert.True(newton.Solve(0, [1], [Psi], Coefficient, increment));

        increment[0] = Solution(4) + 1e-7;
        Assert.True(newton.Solve(1, [1], [Psi], Coefficient, increment));

        Assert.Equal(Solution(4), increment[0], 1e-3 * Scale);
        Assert.Equal(0.2, newton.Rate, 1e-3);
    }

    [Fact]
    public void The_slowest_stage_of_a_step_counts()
    {
        StageNewton newton = Create(time => 3 + time, 3);
        newton.Begin([1], [Scale]);
        Assert.True(newton.Solve(1, [1], [Psi], Coefficient, (double[])[Solution(4) + 1e-7]));
        Assert.True(newton.Solve(0, [1], [Psi], Coefficient, (double[])[Solution(3) + 1e-7]));
        Assert.Equal(0.2, newton.Rate, 1e-3);

        newton.Begin([1], [Scale]);
        Assert.Equal(0, newton.Rate);
    }

    [Fact]
    public void A_good_guess_takes_one_iteration()
    {
        StageNewton newton = Create(_ => 3, 3.1);
        newton.Begin([1], [Scale]);
        double[] increment = [Solution(3) + 5e-10];

        Assert.True(newton.Solve(0, [1], [Psi], Coefficient, increment));

        Assert.Equal((1, 1), (newton.Evaluations, newton.Solves));
        Assert.Equal(0, newton.Rate);
    }

    [Fact]
    public void Without_tolerances_it_iterates_to_rounding()
    {
        StageNewton newton = Create(_ => 3, 3.1);
        newton.Begin([1], []);
        double[] increment = [0];

        Assert.True(newton.Solve(0, [1], [Psi], Coefficient, increment));

        // A few roundings of numbers of order 1.
        Assert.Equal(Solution(3), increment[0], 1e-15);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_field_that_is_not_finite_is_not_solved(double value)
    {
        StageNewton newton = Create(_ => value, 1);
        newton.Begin([1], [Scale]);

        Assert.False(newton.Solve(0, [1], [Psi], Coefficient, new double[1]));
    }

    private static double Solution(double lambda) => (Psi - (Coefficient * lambda)) / (1 + (Coefficient * lambda));

    private static StageNewton Create(Func<double, double> lambda, double mu)
    {
        var field = new FunctionField(1, (time, state, derivative) => derivative[0] = -lambda(time) * state[0]);
        var system = new ScaledNewtonSystem(mu);
        Assert.True(system.Factor(Coefficient));
        return new StageNewton(field, system);
    }
}
