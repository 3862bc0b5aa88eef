using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.ClosedForms;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class QuadratureDualTests
{
    [Fact]
    public void Functions_of_a_user_go_by_quadrature()
    {
        var dual = DualActivation.Of(SampleActivations.Tanh);
        Assert.IsType<QuadratureDual>(dual);
        Assert.False(dual.IsClosedForm);
    }

    // 1 - C of the closed form holds a few units in the last place near c = 1; of the black box, at unequal variances, an
    // absolute error of some 1e-30 from the rounding of phi itself.
    [Fact]
    public void A_kink_agrees_with_its_closed_form_everywhere() => ForAll(100, pair =>
    {
        var closed = (TwoSlopeDual)DualActivation.Of(Activation.Parse("relu"));
        AssertAgree(closed, new QuadratureDual(SampleActivations.Relu), pair, 1e-13);
    });

    [Fact]
    public void A_step_agrees_with_its_closed_form() => ForAll(100, pair =>
    {
        // E[sign sign] = (2/pi) asin(c), E[sign' sign'] = 4 p_uv(0, 0).
        DualPair result = new QuadratureDual(SampleActivations.Sign).Evaluate(pair);
        double product = pair.OneMinusCorrelation * pair.OnePlusCorrelation;
        double angle = 2 * Math.Asin(Math.Sqrt(Math.Min(pair.OneMinusCorrelation, pair.OnePlusCorrelation) / 2));
        double gap = 2 * angle / Math.PI;
        bool positive = pair.OneMinusCorrelation <= pair.OnePlusCorrelation;
        Assert.Equal(gap, positive ? result.OneMinusCorrelation : result.OnePlusCorrelation, 1e-12 * gap);
        Assert.Equal(positive ? 1 - gap : gap - 1, result.Value, 1e-13);
        double derivative = 2 / Math.PI / Math.Sqrt(product) / (Math.Sqrt(pair.Variance1) * Math.Sqrt(pair.Variance2));
        Assert.Equal(derivative, result.Derivative, 1e-12 * derivative);
    });

    [Theory]
    [InlineData("tanh")]
    [InlineData("softplus")]
    [InlineData("elu")]
    [InlineData("softsign")]
    [InlineData("hard-tanh")]
    public void The_decrease_of_the_value_is_the_integral_of_the_derivative_dual(string name)
    {
        var dual = new QuadratureDual(SampleActivations.Named(name));
        Assert.All(PricePoints, point => AssertPrice(dual, point.Variance1, point.Variance2));
    }

    [Fact]
    public void The_integral_identity_holds_with_jumps()
    {
        var dual = new QuadratureDual(SampleActivations.JumpingTanh);
        Assert.All(PricePoints, point => AssertPrice(dual, point.Variance1, point.Variance2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, -1)]
    [InlineData(0.4, 1)]
    public void A_jump_has_no_derivative_dual_where_it_meets_itself(double variance2, double correlation)
    {
        DualPair pair = new QuadratureDual(SampleActivations.Sign).Evaluate(GaussianPair.FromCorrelation(1, variance2, correlation));
        Assert.Equal(double.PositiveInfinity, pair.Derivative);
        Assert.Equal(0, pair.DerivativeError);
        Assert.Same(SolveStatus.Diverges, pair.Status);
        Assert.Equal(correlation, pair.Value, 1e-14);
    }

    [Fact]
    public void A_jump_has_no_second_moment_of_the_derivative()
    {
        DualMoments moments = new QuadratureDual(SampleActivations.JumpingTanh).Diagonal(0.7);
        Assert.Equal(double.PositiveInfinity, moments.DerivativeSecondMoment);
        Assert.Same(SolveStatus.Diverges, moments.Status);
        Assert.True(double.IsFinite(moments.SecondMoment));
    }

    // At c = 1 with unequal variances u and v are not at 0.3 together: sum of J p(0.3/r)/r psi(r'/r 0.3), and E[psi psi] by a
    // rule of its own kind, a trapezoid sum.
    [Fact]
    public void Jumps_that_do_not_meet_give_a_finite_derivative_dual()
    {
        const double r1 = 1;
        const double r2 = 1.5;
        DualPair pair = new QuadratureDual(SampleActivations.JumpingTanh).Evaluate(new GaussianPair(r1 * r1, r2 * r2, 0, 2));
        double expected = (Density(0.3 / r1) / r1 * Slope(r2 / r1 * 0.3)) + (Density(0.3 / r2) / r2 * Slope(r1 / r2 * 0.3));
        const double step = 0.05;
        for (double z = -10; z <= 10; z += step)
        {
            expected += step * Density(z) * Slope(r1 * z) * Slope(r2 * z);
        }

        Assert.Equal(expected, pair.Derivative, 1e-13);
        Assert.Same(SolveStatus.Converged, pair.Status);

        static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        static double Slope(double x) => 1 / (Math.Cosh(x) * Math.Cosh(x));
    }

    [Fact]
    public void Equal_pairs_are_the_diagonal_to_the_bit()
    {
        foreach (Activation activation in SampleActivations.All)
        {
            var dual = new QuadratureDual(activation);
            foreach (double q in new[] { 1e-8, 0.3, 1, 20 })
            {
                DualPair pair = dual.Evaluate(GaussianPair.FromCorrelation(q, q, 1));
                Assert.Equal(dual.Diagonal(q).SecondMoment, pair.Value);
                Assert.Equal(0, pair.OneMinusCorrelation);
                Assert.Equal(2, pair.OnePlusCorrelation);
            }
        }
    }

    [Fact]
    public void Swapping_the_pair_changes_nothing()
    {
        var dual = new QuadratureDual(SampleActivations.Elu);
        var pair = GaussianPair.FromCorrelation(0.4, 3, -0.7);
        Assert.Equal(dual.Evaluate(pair), dual.Evaluate(pair.Swapped));
    }

    [Fact]
    public void A_declared_parity_changes_nothing_but_the_route()
    {
        // The catalog's tanh says that it is odd; the function does not.
        var declared = new QuadratureDual(Activation.Parse("tanh"));
        var plain = new QuadratureDual(SampleActivations.Tanh);
        foreach (double onePlus in new[] { 1e-12, 1e-3, 0.4 })
        {
            var pair = new GaussianPair(0.8, 1.7, 2 - onePlus, onePlus);
            DualPair expected = plain.Evaluate(pair);
            DualPair actual = declared.Evaluate(pair);
            Assert.Equal(expected.Value, actual.Value, 1e-14);
            Assert.Equal(expected.Derivative, actual.Derivative, 1e-14);
            Assert.Equal(expected.OnePlusCorrelation, actual.OnePlusCorrelation, 1e-13 * expected.OnePlusCorrelation);
            Assert.Equal(expected.OneMinusCorrelation, actual.OneMinusCorrelation, 1e-14);
        }
    }

    [Fact]
    public void An_even_activation_agrees_with_its_closed_form() => ForAll(40, pair =>
    {
        Activation abs = Activation.Parse("abs");
        AssertAgree(DualActivation.Of(abs), new QuadratureDual(abs), pair, 1e-13);
    });

    [Fact]
    public void Opposite_inputs_of_an_odd_function_have_an_exact_one_plus_c()
    {
        var dual = new QuadratureDual(SampleActivations.HardTanh);
        foreach (double gap in new[] { 1e-15, 1e-7, 0.2 })
        {
            DualPair near = dual.Evaluate(new GaussianPair(1.3, 2, gap, 2 - gap));
            DualPair opposite = dual.Evaluate(new GaussianPair(1.3, 2, 2 - gap, gap));
            Assert.Equal(near.OneMinusCorrelation, opposite.OnePlusCorrelation, 1e-13 * near.OneMinusCorrelation);
            Assert.Equal(-near.Value, opposite.Value, 1e-14);
            Assert.Equal(near.Derivative, opposite.Derivative, 1e-14);
        }
    }

    // 1 + tanh(x)/1000: the outputs are nearly the same constant whatever c, and 1 - C is the small difference that matters.
    [Fact]
    public void A_constant_does_not_drown_the_correlation()
    {
        const double part = 1e-3;
        var small = new QuadratureDual(Activation.FromFunctions(
            "1 + tanh(x)/1000",
            x => 1 + (part * Math.Tanh(x)),
            x => part / (Math.Cosh(x) * Math.Cosh(x))));
        var tanh = new QuadratureDual(SampleActivations.Tanh);
        foreach (double correlation in new[] { 0.99, 0.5, 0, -0.5, -1 })
        {
            var pair = GaussianPair.FromCorrelation(2, 2, correlation);
            double moment = part * part * tanh.Diagonal(2).SecondMoment;
            double expected = (moment - (part * part * tanh.Evaluate(pair).Value)) / (1 + moment);
            Assert.Equal(expected, small.Evaluate(pair).OneMinusCorrelation, 1e-11 * expected);
        }
    }

    [Fact]
    public void Zero_variances_make_one_input_a_constant()
    {
        var dual = new QuadratureDual(SampleActivations.Softplus);
        double mean = 0;
        var rule = GaussianRule.For(SampleActivations.Softplus, 2);
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            mean += rule.Weights[i] * SampleActivations.Softplus.Evaluate(Math.Sqrt(2) * rule.Nodes[i]);
        }

        double expected = Math.Log(2) * mean;
        foreach (double correlation in new[] { -1, -0.2, 0, 0.7, 1 })
        {
            DualPair pair = dual.Evaluate(GaussianPair.FromCorrelation(0, 2, correlation));
            double cosine = mean / Math.Sqrt(dual.Diagonal(2).SecondMoment);
            Assert.Equal(expected, pair.Value, 1e-14);
            Assert.Equal(1 - cosine, pair.OneMinusCorrelation, 1e-14);
            Assert.Equal(0.25, pair.Derivative, 1e-14);
            DualPair both = dual.Evaluate(GaussianPair.FromCorrelation(0, 0, correlation));
            Assert.Equal(Math.Log(2) * Math.Log(2), both.Value, 1e-15);
            Assert.Equal(0, both.OneMinusCorrelation, 1e-15);
        }

        DualPair nothing = new QuadratureDual(SampleActivations.Tanh).Evaluate(GaussianPair.FromCorrelation(0, 2, 0.3));
        Assert.Equal((0, 1, 1), (nothing.Value, nothing.OneMinusCorrelation, nothing.OnePlusCorrelation));
    }

    // v = 0: E[phi'(u)] = E[psi(u)] + J p_u(0.3) times phi'(0) = 1, and infinite where phi jumps at 0 itself.
    [Fact]
    public void A_constant_input_meets_jumps()
    {
        var pair = GaussianPair.FromCorrelation(1, 0, 0.4);
        double mean = Math.Exp(-0.045) / Math.Sqrt(2 * Math.PI);
        const double step = 0.05;
        for (double z = -10; z <= 10; z += step)
        {
            mean += step * Math.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * Math.Pow(Math.Cosh(z), 2));
        }

        Assert.Equal(mean, new QuadratureDual(SampleActivations.JumpingTanh).Evaluate(pair).Derivative, 1e-13);
        DualPair sign = new QuadratureDual(SampleActivations.Sign).Evaluate(pair);
        Assert.Equal(double.PositiveInfinity, sign.Derivative);
        Assert.Same(SolveStatus.Diverges, sign.Status);
        Assert.Equal((0, 1, 1), (sign.Value, sign.OneMinusCorrelation, sign.OnePlusCorrelation));
        DualPair both = new QuadratureDual(SampleActivations.Sign).Evaluate(GaussianPair.FromCorrelation(0, 0, 0.4));
        Assert.Equal(double.PositiveInfinity, both.Derivative);
        Assert.Equal(1, new QuadratureDual(SampleActivations.JumpingTanh).Diagonal(0).DerivativeSecondMoment, 1e-15);
    }

    // Both squares are smooth, so that nothing but the two orders tells of the error.
    [Fact]
    public void A_kink_or_a_jump_that_nobody_named_is_reported()
    {
        AssertReported("|x - 0.3|", x => Math.Abs(x - 0.3), x => Math.Sign(x - 0.3));
        AssertReported("sign(x - 0.3)", x => Math.Sign(x - 0.3), _ => 0);

        static void AssertReported(string name, Func<double, double> value, Func<double, double> derivative)
        {
            var pair = GaussianPair.FromCorrelation(1, 1, 0.5);
            DualPair hidden = new QuadratureDual(Activation.FromFunctions(name, value, derivative)).Evaluate(pair);
            DualPair named = new QuadratureDual(Activation.FromFunctions(name, value, derivative, 0.3)).Evaluate(pair);
            Assert.Same(SolveStatus.ToleranceNotMet, hidden.Status);
            Assert.InRange(Math.Abs(named.Value - hidden.Value), 0, 3 * hidden.ValueError);
        }
    }

    [Fact]
    public void Too_large_a_value_is_a_status()
    {
        var dual = new QuadratureDual(SampleActivations.Exponential);
        DualPair pair = dual.Evaluate(GaussianPair.FromCorrelation(1e4, 1, 0.2));
        Assert.Same(SolveStatus.Overflow, pair.Status);
        Assert.Equal(double.PositiveInfinity, pair.Value);
        Assert.Same(SolveStatus.Overflow, dual.Diagonal(1e4).Status);

        // E[exp(u + v)] = exp((q1 + q2)/2 + c sqrt(q1 q2)), where the scale is exp(q1 + q2).
        DualPair large = dual.Evaluate(GaussianPair.FromCorrelation(25, 16, 0.9));
        Assert.Equal(Math.Exp(38.5), large.Value, 1e-13 * Math.Exp(41));
    }

    [Fact]
    public void The_tolerance_is_what_is_asked_for()
    {
        Activation rough = Activation.FromFunctions("sqrt|x|", x => Math.Sqrt(Math.Abs(x)), x => 0.5 * Math.Sign(x) / Math.Sqrt(Math.Abs(x)), 0);
        var pair = GaussianPair.FromCorrelation(1, 1, 0.5);
        Assert.Same(SolveStatus.ToleranceNotMet, new QuadratureDual(rough).Evaluate(pair).Status);
        Assert.Same(SolveStatus.Converged, new QuadratureDual(rough, 0.5).Evaluate(pair).Status);
    }

    private static (double Variance1, double Variance2)[] PricePoints => [(1, 1), (0.05, 0.05), (40, 40), (2, 0.3), (1, 1.01)];

    // The value at c = 0.9 less that at c = -0.6 is sqrt(q1 q2) times the integral of the derivative dual between the two,
    // here by 24 Gauss-Legendre points in the angle; the duals are analytic for |c| < 1.
    private static void AssertPrice(QuadratureDual dual, double variance1, double variance2)
    {
        double low = Math.Acos(0.9);
        double high = Math.Acos(-0.6);
        GaussLegendre rule = GaussLegendre.OfOrder(24);
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            double angle = ((low + high) / 2) + ((high - low) / 2 * rule.Nodes[i]);
            DualPair pair = dual.Evaluate(GaussianPair.FromCorrelation(variance1, variance2, Math.Cos(angle)));
            sum += (high - low) / 2 * rule.Weights[i] * pair.Derivative * Math.Sin(angle);
        }

        double difference = dual.Evaluate(GaussianPair.FromCorrelation(variance1, variance2, 0.9)).Value
            - dual.Evaluate(GaussianPair.FromCorrelation(variance1, variance2, -0.6)).Value;
        Assert.Equal(difference, Math.Sqrt(variance1 * variance2) * sum, 1e-12 * Math.Max(1, difference));
    }

    private static void AssertAgree(DualActivation closed, QuadratureDual quadrature, GaussianPair pair, double tolerance)
    {
        DualPair expected = closed.Evaluate(pair);
        DualPair actual = quadrature.Evaluate(pair);
        double scale = Math.Sqrt(closed.Diagonal(pair.Variance1).SecondMoment) * Math.Sqrt(closed.Diagonal(pair.Variance2).SecondMoment);
        double derivativeScale = closed.Diagonal(pair.Variance1).DerivativeSecondMoment;
        Assert.Equal(expected.Value, actual.Value, tolerance * scale);
        Assert.Equal(expected.Derivative, actual.Derivative, tolerance * derivativeScale);
        Assert.Equal(expected.OneMinusCorrelation, actual.OneMinusCorrelation, (10 * tolerance * expected.OneMinusCorrelation) + 1e-29);
        Assert.Equal(expected.OnePlusCorrelation, actual.OnePlusCorrelation, 10 * tolerance);
        Assert.Same(SolveStatus.Converged, actual.Status);
        Assert.InRange(Math.Abs(expected.Value - actual.Value), 0, actual.ValueError);
    }

    // Variances from 1e-8 to 1e4, often nearly equal; 1 - c or 1 + c down to 1e-15.
    private static void ForAll(int count, Action<GaussianPair> check)
    {
        Gen<double> unit = Gen.Choose(0, 1 << 30).Select(i => i / (double)(1 << 30));
        Gen<double> variance = Gen.OneOf(unit.Select(t => Math.Pow(10, -8 + (12 * t))), Gen.Elements(1e-8, 1, 1e4));
        Gen<double> ratio = Gen.OneOf(Gen.Constant(1.0), unit.Select(t => 1 - Math.Pow(10, -1 - (11 * t))));
        Gen<double> gap = Gen.OneOf(unit.Select(t => Math.Pow(10, -15 * t)), unit.Select(t => 1e-15 + t));
        Gen<GaussianPair> pairs =
            from variance1 in variance
            from near in Gen.Elements(true, false)
            from factor in ratio
            from other in variance
            from d in gap
            from negative in Gen.Elements(true, false)
            let variance2 = near ? variance1 * factor : other
            select negative ? new GaussianPair(variance1, variance2, 2 - d, d) : new GaussianPair(variance1, variance2, d, 2 - d);
        Check.One(Config.QuickThrowOnFailure.WithReplay(71, 1729).WithMaxTest(count), Prop.ForAll(pairs.ToArbitrary(), check));
    }
}
