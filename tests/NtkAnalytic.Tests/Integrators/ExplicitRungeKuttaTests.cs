using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class ExplicitRungeKuttaTests
{
    private static readonly ExplicitRungeKutta s_midpoint = new("midpoint", RungeKuttaTableauTests.Midpoint());

    // R(z) = 1 + z + z^2/2: |R(-x)| <= 1 up to 2.
    [Fact]
    public void The_limit_of_the_midpoint_rule_is_2() => Assert.Equal(2, s_midpoint.RealStabilityLimit, 1e-13);

    // Of R(z) = 1 + z + z^2/2 + z^3/6 + z^4/24 + z^5/120 + z^6/600, the polynomial of the pair (Hairer and Wanner, Solving Ordinary
    // Differential Equations II, section IV.2); its root of R(-x) = 1 by Newton's method.
    [Fact]
    public void The_limit_of_Dormand_and_Prince_is_that_of_their_polynomial()
    {
        double x = 3.3;
        for (int i = 0; i < 20; i++)
        {
            double value = (x * (-1 + (x * ((1.0 / 2) + (x * ((-1.0 / 6) + (x * ((1.0 / 24) + (x * ((-1.0 / 120) + (x / 600)))))))))));
            double slope = -1 + (x * (1 + (x * ((-1.0 / 2) + (x * ((1.0 / 6) + (x * ((-1.0 / 24) + (x / 100)))))))));
            x -= value / slope;
        }

        Assert.Equal(x, IntegrationMethods.DormandPrince5.RealStabilityLimit, 1e-12);
    }

    [Theory]
    [InlineData("dormand-prince-5", 6, 0)]
    [InlineData("tsitouras-5", 6, 0)]
    [InlineData("dormand-prince-8", 12, 3)]
    public void A_step_costs_what_is_said(string name, int perStep, int perPath)
    {
        Stepper stepper = IntegrationMethods.Parse(name).CreateStepper(Problems.Clock.Problem.Field);
        stepper.Start(0, Problems.Clock.Problem.State);
        Assert.Equal(new StepperWork(1, 0, 0, 0), stepper.Work);
        double[] state = new double[3];
        for (int i = 1; i <= 3; i++)
        {
            Assert.True(stepper.Attempt(0.1, []));
            stepper.Accept();
            stepper.Interpolate(0.3, state);
            stepper.Interpolate(0.6, state);
            Assert.Equal(1 + (i * (perStep + perPath)), stepper.Work.Evaluations);
        }
    }

    // The derivative at the end of a step of order 8 is not part of its error, so a rejected step goes without it.
    [Fact]
    public void A_rejected_step_of_order_8_costs_11()
    {
        Stepper stepper = IntegrationMethods.DormandPrince8.CreateStepper(Problems.Clock.Problem.Field);
        stepper.Start(0, Problems.Clock.Problem.State);
        stepper.Attempt(0.1, []);
        stepper.Attempt(0.05, []);
        Assert.Equal(23, stepper.Work.Evaluations);
    }

    // E^2 / sqrt(E^2 + E'^2 / 100), with E = 0 where both are.
    [Fact]
    public void The_error_is_corrected_by_a_second_difference()
    {
        var method = new ExplicitRungeKutta("corrected", RungeKuttaTableauTests.Midpoint(error: [-1, 1], correction: [1, 2, -3]));
        var field = new FunctionField(2, (time, _, derivative) =>
        {
            derivative[0] = time;
            derivative[1] = 1;
        });
        Stepper stepper = method.CreateStepper(field);
        stepper.Start(0, [0, 0]);
        Assert.True(stepper.Attempt(2, []));

        // The stages stand at 0, 1 and 2: E = 2 (1 - 0), E' = 2 (0 + 2 - 6).
        Assert.Equal(4 / Math.Sqrt(4 + 0.64), stepper.Error[0], 1e-15);
        Assert.Equal(0, stepper.Error[1]);
    }

    [Fact]
    public void A_method_of_ones_own_is_a_tableau()
    {
        double end = 0;
        Integrator.Integrate(Problems.Decay(1), [1], s_midpoint, StepControl.Fixed(1e-3), (_, _, state) => end = state[0]);

        // Each step multiplies by 1 - h + h^2/2, which exceeds e^-h by h^3/6.
        Assert.Equal(1e-6 / 6 * Math.Exp(-1), end - Math.Exp(-1), 1e-9);
    }
}
