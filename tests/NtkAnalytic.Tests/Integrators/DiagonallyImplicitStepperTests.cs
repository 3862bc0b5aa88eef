using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class DiagonallyImplicitStepperTests
{
    private static readonly double[] s_scale = [1e-8];

    [Fact]
    public void Matrices_are_kept_while_steps_are_nearly_the_same()
    {
        Stepper stepper = Start(new StiffField(1, new ScaledNewtonSystem(1)));
        foreach ((double step, long factorisations) in new[] { (0.1, 1L), (0.1, 1), (0.101, 1), (0.099, 1), (0.104, 2), (0.05, 3), (0.05, 3) })
        {
            Assert.True(stepper.Attempt(step, s_scale));
            stepper.Accept();
            Assert.Equal(factorisations, stepper.Work.Factorisations);
        }

        Assert.Equal(1, stepper.Work.Linearisations);
    }

    [Fact]
    public void Slow_contraction_asks_for_a_new_jacobian_in_the_next_step()
    {
        // With gamma = 0.184 and h = 1 the matrix of rate 2 contracts the field of rate 3 by 0.13.
        var system = new ScaledNewtonSystem(2);
        Stepper stepper = Start(new StiffField(3, system));
        Assert.True(stepper.Attempt(1, [1e-4]));
        stepper.Accept();
        Assert.Equal(1, stepper.Work.Linearisations);

        Assert.True(stepper.Attempt(1, [1e-4]));
        stepper.Accept();
        Assert.Equal((2, 2), (stepper.Work.Linearisations, stepper.Work.Factorisations));

        // That of 2.7 by 0.04.
        system.Rate = 2.7;
        for (int i = 0; i < 3; i++)
        {
            Assert.True(stepper.Attempt(1, [1e-4]));
            stepper.Accept();
        }

        Assert.Equal((3, 3), (stepper.Work.Linearisations, stepper.Work.Factorisations));
    }

    [Fact]
    public void An_iteration_that_fails_is_tried_once_more_with_a_present_jacobian()
    {
        var system = new ScaledNewtonSystem(1);
        var field = new StiffField(1, system);
        Stepper stepper = Start(field);
        Assert.True(stepper.Attempt(1, s_scale));
        stepper.Accept();

        field.Rate = 1000;
        system.Rate = 1000;
        Assert.True(stepper.Attempt(1, s_scale));

        Assert.Equal(2, stepper.Work.Linearisations);
    }

    [Fact]
    public void An_iteration_that_fails_with_a_present_jacobian_leaves_the_state()
    {
        var system = new ScaledNewtonSystem(1);
        var field = new StiffField(1000, system);
        Stepper stepper = Start(field);

        Assert.False(stepper.Attempt(1, s_scale));
        Assert.Equal(1, stepper.Work.Linearisations);
        Assert.Equal((0, 1, -1000), (stepper.Time, stepper.State[0], stepper.Derivative[0]));

        // Jacobian and state are the same: a shorter step takes another matrix only.
        Assert.True(stepper.Attempt(1e-5, s_scale));
        Assert.Equal((1, 2), (stepper.Work.Linearisations, stepper.Work.Factorisations));
        stepper.Accept();
        Assert.Equal(1e-5, stepper.Time);
        Assert.Equal(Math.Exp(-0.01), stepper.State[0], 1e-10);
    }

    [Fact]
    public void A_singular_matrix_gives_no_proposal_and_is_made_anew()
    {
        var system = new ScaledNewtonSystem(1) { IsSingular = true };
        Stepper stepper = Start(new StiffField(1, system));
        Assert.False(stepper.Attempt(0.1, s_scale));

        system.IsSingular = false;
        Assert.True(stepper.Attempt(0.1, s_scale));
        Assert.Equal(2, stepper.Work.Factorisations);
        stepper.Accept();
        Assert.Equal(Math.Exp(-0.1), stepper.State[0], 1e-7);
    }

    // R(z) - R^(z) tends to a number of order 1/4 as z = -h lambda becomes large; over 1 + gamma h lambda it tends to 0 and R(z) does, too.
    [Theory]
    [InlineData(1e4)]
    [InlineData(1e8)]
    public void Components_that_have_decayed_have_no_error(double rate)
    {
        Stepper stepper = Start(new StiffField(rate, new ScaledNewtonSystem(rate)));

        Assert.True(stepper.Attempt(1, s_scale));

        // 1 / (4 gamma), and R(z) is 15.6 / z there.
        Assert.Equal(0.25 / KennedyCarpenter5.Tableau.Gamma, Math.Abs(stepper.Error[0]) * rate, 0.02);
        Assert.InRange(Math.Abs(stepper.Proposal[0]) * rate, 0, 20);
    }

    // A field that is linear in the state: stages are those of a solution of linear equations by hand.
    [Fact]
    public void The_error_is_the_difference_of_both_methods_divided_by_the_matrix()
    {
        const double Rate = 2.5;
        const double Step = 0.8;
        DiagonallyImplicitTableau tableau = KennedyCarpenter5.Tableau;
        double[] slopes = new double[tableau.Nodes.Length];
        double error = 0;
        double end = 0;
        for (int i = 0; i < slopes.Length; i++)
        {
            double state = 1;
            for (int j = 0; j < tableau.Row(i).Length; j++)
            {
                state += Step * tableau.Row(i)[j] * slopes[j];
            }

            end = state / (1 + (i == 0 ? 0 : Step * tableau.Gamma * Rate));
            slopes[i] = -Rate * end;
            error += Step * tableau.Error[i] * slopes[i];
        }

        Stepper stepper = Start(new StiffField(Rate, new ScaledNewtonSystem(Rate)));
        Assert.True(stepper.Attempt(Step, []));

        // Some roundings of numbers of order 1.
        Assert.Equal(end, stepper.Proposal[0], 2e-15);
        Assert.Equal(error / (1 + (Step * tableau.Gamma * Rate)), stepper.Error[0], 2e-15);
        stepper.Accept();
        Assert.Equal(-Rate * end, stepper.Derivative[0], 2e-14);
    }

    [Fact]
    public void The_path_joins_both_ends()
    {
        Stepper stepper = Start(new StiffField(2, new ScaledNewtonSystem(2)));
        double[] state = new double[1];
        for (int i = 0; i < 3; i++)
        {
            double before = stepper.State[0];
            Assert.True(stepper.Attempt(0.2, s_scale));
            stepper.Accept();
            stepper.Interpolate(0, state);
            Assert.Equal(before, state[0]);
            stepper.Interpolate(1, state);
            Assert.Equal(stepper.State[0], state[0], 1e-15);
        }
    }

    // A good guess of each stage is worth an iteration: without it the first one has all of z to find.
    [Fact]
    public void Stages_of_a_smooth_solution_take_two_iterations_or_fewer()
    {
        SampledPath path = Integrator.Sample(Problems.Oscillator.Problem, [8], IntegrationMethods.KennedyCarpenter5, StepControl.Adaptive(1e-8, 1e-8));
        StepperWork work = path.Result.Statistics.Work;
        double solves = (double)work.Solves / (path.Result.Statistics.AcceptedSteps + path.Result.Statistics.RejectedSteps);

        // Six stages and a filter.
        Assert.InRange(solves, 7, 19.5);
    }

    private static Stepper Start(StiffField field)
    {
        Stepper stepper = new DiagonallyImplicitStepper(KennedyCarpenter5.Tableau, field);
        stepper.Start(0, [1]);
        return stepper;
    }

    private sealed class StiffField(double rate, NewtonSystem system) : VectorField
    {
        public double Rate { get; set; } = rate;

        public override int Dimension => 1;

        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative) => derivative[0] = -Rate * state[0];

        public override NewtonSystem CreateNewtonSystem() => system;
    }
}
