using MathNet.Numerics.Integration;
using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;
using NtkAnalytic.Tests.Activations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

/// <summary>What holds for every closed-form dual, over draws biased to the corners. See <see cref="ClosedFormActivations"/>.</summary>
public class DualContractTests
{
    private const double Epsilon = 2.220446049250313e-16;
    private static readonly GaussLegendreRule PanelRule = new(0, 1, 16);

    public static TheoryData<string> Names => ClosedFormActivations.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_a_closed_form(string name) => Assert.True(Find(name).Dual.IsClosedForm);

    /// <summary>
    /// Price's theorem dE[phi phi]/dc = sqrt(q1 q2) E[phi' phi'], integrated from d to d + w in d = 1 - c and in d = 1 + c, where
    /// 1 - C and 1 + C keep their relative accuracy. The panel is at most d and (2 - d)/2 long (the functions may be singular at d = 0 and 2) and
    /// short against the scale 1/sqrt(q1 q2) of exponentials, so that 16 points leave no error.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_dual_integrates_to_the_differences_of_the_correlation(string name)
    {
        (DualActivation dual, double largest) = Find(name);
        PairDraws.ForAll(largest, 150, pair =>
        {
            bool near = pair.OneMinusCorrelation <= pair.OnePlusCorrelation;
            double d = near ? pair.OneMinusCorrelation : pair.OnePlusCorrelation;
            double root = Math.Sqrt(pair.Variance1) * Math.Sqrt(pair.Variance2);
            double width = Math.Min(Math.Min(d, (2 - d) / 2), 1 / (1 + (4 * root)));
            double scale = Scale(dual, pair);
            double integral = 0;
            double size = 0;
            for (int i = 0; i < PanelRule.Order; i++)
            {
                double slope = dual.Evaluate(At(pair, near, d + (width * PanelRule.GetAbscissa(i)))).Derivative;
                integral += width * PanelRule.GetWeight(i) * slope * root / scale;
                size += width * PanelRule.GetWeight(i) * Math.Abs(slope) * root / scale;
            }

            DualPair low = dual.Evaluate(At(pair, near, d));
            DualPair high = dual.Evaluate(At(pair, near, d + width));
            double rise = near
                ? high.OneMinusCorrelation - low.OneMinusCorrelation
                : high.OnePlusCorrelation - low.OnePlusCorrelation;
            double value = Math.Max(
                near ? low.OneMinusCorrelation : low.OnePlusCorrelation,
                near ? high.OneMinusCorrelation : high.OnePlusCorrelation);

            // The derivative dual is good to 1e-13 of its own scale.
            double derivativeScale = Math.Sqrt(dual.Diagonal(pair.Variance1).DerivativeSecondMoment)
                * Math.Sqrt(dual.Diagonal(pair.Variance2).DerivativeSecondMoment) * root / scale;
            double slack = double.IsFinite(derivativeScale) ? 1e-13 * derivativeScale * width : 0;
            Assert.True(
                Math.Abs(rise - integral) <= (1e-13 * value) + (1e-13 * size) + slack,
                $"{name} at {pair}: {rise:R} by values, {integral:R} by the derivative dual");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Exchanging_the_inputs_changes_no_bit(string name)
    {
        (DualActivation dual, double largest) = Find(name);
        PairDraws.ForAll(largest, 100, pair => Assert.Equal(dual.Evaluate(pair), dual.Evaluate(pair.Swapped)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_both_differences_agree_and_obey_Cauchy_Schwarz(string name)
    {
        (DualActivation dual, double largest) = Find(name);
        PairDraws.ForAll(largest, 200, pair =>
        {
            DualPair result = dual.Evaluate(pair);
            double scale = Scale(dual, pair);
            double tolerance = 8 * ((result.ValueError / scale) + Epsilon);
            Assert.InRange(result.OneMinusCorrelation, 0, 2 + tolerance);
            Assert.InRange(result.OnePlusCorrelation, 0, 2 + tolerance);
            Assert.Equal(2, result.OneMinusCorrelation + result.OnePlusCorrelation, tolerance);
            Assert.Equal(result.Value / scale, 1 - result.OneMinusCorrelation, tolerance);
            Assert.InRange(result.ValueError / scale, 0, 1e-12);

            double bound = Math.Sqrt(dual.Diagonal(pair.Variance1).DerivativeSecondMoment)
                * Math.Sqrt(dual.Diagonal(pair.Variance2).DerivativeSecondMoment);
            Assert.True(Math.Abs(result.Derivative) <= bound + (2 * result.DerivativeError));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reflection_of_one_input_follows_the_parity(string name)
    {
        (DualActivation dual, double largest) = Find(name);
        PairDraws.ForAll(largest, 100, pair =>
        {
            DualPair result = dual.Evaluate(pair);
            DualPair reflected = dual.Evaluate(pair.Reflected);
            double tolerance = 8 * result.ValueError;
            switch (dual.Activation.Parity)
            {
                case Parity.Odd:
                    Assert.Equal(-result.Value, reflected.Value, tolerance);
                    Assert.Equal(result.Derivative, reflected.Derivative, 8 * result.DerivativeError);
                    AssertRelative(result.OneMinusCorrelation, reflected.OnePlusCorrelation, 1e-14);
                    break;
                case Parity.Even:
                    Assert.Equal(result.Value, reflected.Value, tolerance);
                    Assert.Equal(-result.Derivative, reflected.Derivative, 8 * result.DerivativeError);
                    AssertRelative(result.OneMinusCorrelation, reflected.OneMinusCorrelation, 1e-14);
                    break;
                default:
                    // The even and the odd part show in the sum and the difference; neither is absent at c = 1.
                    DualPair one = dual.Evaluate(new GaussianPair(1, 1, 0, 2));
                    DualPair minusOne = dual.Evaluate(new GaussianPair(1, 1, 2, 0));
                    Assert.True(Math.Abs(minusOne.Value) < one.Value * (1 - 1e-3));
                    break;
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Homogeneous_activations_have_homogeneous_duals(string name)
    {
        (DualActivation dual, _) = Find(name);
        if (dual.Activation.HomogeneityDegree is not { } degree)
        {
            return;
        }

        PairDraws.ForAll(100, 100, pair =>
        {
            DualPair result = dual.Evaluate(pair);
            DualPair scaled = dual.Evaluate(pair with { Variance1 = 16 * pair.Variance1, Variance2 = 4 * pair.Variance2 });
            AssertRelative(result.Value * Math.Pow(8, degree), scaled.Value, 1e-13, 4 * scaled.ValueError);
            AssertRelative(result.OneMinusCorrelation, scaled.OneMinusCorrelation, 1e-14);
            AssertRelative(result.OnePlusCorrelation, scaled.OnePlusCorrelation, 1e-14);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_equal_pair_is_the_diagonal_to_the_bit_and_is_approached(string name)
    {
        (DualActivation dual, double largest) = Find(name);
        PairDraws.ForAll(largest, 50, pair =>
        {
            double q = pair.Variance1;
            DualMoments moments = dual.Diagonal(q);
            DualPair equal = dual.Evaluate(new GaussianPair(q, q, 0, 2));
            Assert.Equal(moments.SecondMoment, equal.Value);
            Assert.Equal(0, equal.OneMinusCorrelation);
            Assert.Equal(2, equal.OnePlusCorrelation);
            Assert.Equal(moments.DerivativeSecondMoment, equal.Derivative, 4 * moments.DerivativeSecondMomentError);

            DualPair close = dual.Evaluate(new GaussianPair(q, q, 1e-60, 2));
            Assert.Equal(moments.SecondMoment, close.Value, 2 * moments.SecondMomentError);
            if (double.IsFinite(moments.DerivativeSecondMoment))
            {
                Assert.Equal(moments.DerivativeSecondMoment, close.Derivative, 2 * moments.DerivativeSecondMomentError);
            }
        });
    }

    /// <summary>E[phi(u)^2], E[phi'(u)^2] and at c = 0 E[phi(u)] E[phi(v)], against Gauss-Legendre panels graded around the origin.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_and_independent_inputs_agree_with_quadrature_in_one_dimension(string name)
    {
        (DualActivation dual, double largest) = Find(name);
        Activation phi = dual.Activation;
        PairDraws.ForAll(largest, 20, drawn =>
        {
            var pair = new GaussianPair(drawn.Variance1, drawn.Variance2, 1, 1);
            DualMoments moments = dual.Diagonal(pair.Variance1);
            double square = Expect(pair.Variance1, u => phi.Evaluate(u) * phi.Evaluate(u));
            AssertRelative(square, moments.SecondMoment, 1e-13);
            if (double.IsFinite(moments.DerivativeSecondMoment))
            {
                double slopes = Expect(pair.Variance1, u => phi.EvaluateDerivative(u) * phi.EvaluateDerivative(u));
                AssertRelative(slopes, moments.DerivativeSecondMoment, 1e-13);
            }

            double mean1 = Expect(pair.Variance1, phi.Evaluate);
            double mean2 = Expect(pair.Variance2, phi.Evaluate);
            Assert.Equal(mean1 * mean2, dual.Evaluate(pair).Value, 1e-13 * Scale(dual, pair));
        });
    }

    /// <summary>
    /// At c = 1 and unequal variances 1 - C is half the mean square of phi(sqrt(q1) Z)/sqrt(m11) - phi(sqrt(q2) Z)/sqrt(m22). The
    /// quadrature of that square has the rounding error epsilon |phi|/sqrt(m) of each difference, so 4 epsilon sqrt(1 - C) in all.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Unequal_variances_alone_give_the_mean_square_difference(string name)
    {
        (DualActivation dual, double largest) = Find(name);
        Activation phi = dual.Activation;
        PairDraws.ForAll(largest, 40, drawn =>
        {
            GaussianPair pair = drawn with { OneMinusCorrelation = 0, OnePlusCorrelation = 2 };
            double root1 = Math.Sqrt(dual.Diagonal(pair.Variance1).SecondMoment);
            double root2 = Math.Sqrt(dual.Diagonal(pair.Variance2).SecondMoment);
            double ratio = Math.Sqrt(pair.Variance2) / Math.Sqrt(pair.Variance1);
            double expected = Expect(pair.Variance1, u => Square((phi.Evaluate(u) / root1) - (phi.Evaluate(ratio * u) / root2))) / 2;
            AssertRelative(expected, dual.Evaluate(pair).OneMinusCorrelation, 1e-12, (16 * Epsilon * Math.Sqrt(expected)) + (Epsilon * Epsilon * 1e4));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_NaN_or_out_of_range_at_the_ends_of_double_precision(string name)
    {
        (DualActivation dual, _) = Find(name);
        double[] variances = [0, double.Epsilon, 1e-300, 1e-160, 1e-20, 1, 1e20, 1e160, 1e300, double.MaxValue];
        double[] gaps = [0, double.Epsilon, 1e-300, 1e-16, 0.5, 1, 1.5, 2 - 4.440892098500626E-16, 2];
        foreach (double q1 in variances)
        {
            DualMoments moments = dual.Diagonal(q1);
            Assert.True(moments.SecondMoment >= 0 && moments.DerivativeSecondMoment >= 0, $"{name} at {q1}: {moments}");
            Assert.True(moments.SecondMomentError >= 0 && moments.DerivativeSecondMomentError >= 0, $"{name} at {q1}: {moments}");
            foreach (double q2 in variances)
            {
                foreach (double gap in gaps)
                {
                    var pair = new GaussianPair(q1, q2, gap, 2 - gap);
                    DualPair result = dual.Evaluate(pair);
                    Assert.False(double.IsNaN(result.Value) || double.IsNaN(result.Derivative), $"{name} at {pair}: {result}");
                    Assert.True(result.ValueError >= 0 && result.DerivativeError >= 0, $"{name} at {pair}: {result}");
                    Assert.True(result.OneMinusCorrelation is >= 0 and <= 2 + 1e-13, $"{name} at {pair}: {result}");
                    Assert.True(result.OnePlusCorrelation is >= 0 and <= 2 + 1e-13, $"{name} at {pair}: {result}");
                    Assert.True(double.IsFinite(result.Value) || result.Status == SolveStatus.Overflow, $"{name} at {pair}: {result}");
                    Assert.True(double.IsFinite(result.Derivative) || result.Status != SolveStatus.Converged, $"{name} at {pair}: {result}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_zero_variance_makes_a_constant_input(string name)
    {
        (DualActivation dual, _) = Find(name);
        Activation phi = dual.Activation;
        double constant = phi.Evaluate(0);
        foreach (double gap in new[] { 0, 0.3, 1, 2 })
        {
            DualPair pair = dual.Evaluate(new GaussianPair(0, 1.7, gap, 2 - gap));
            double second = dual.Diagonal(1.7).SecondMoment;
            Assert.Equal(constant * constant, dual.Diagonal(0).SecondMoment, 1e-15);
            Assert.Equal(constant * Expect(1.7, phi.Evaluate), pair.Value, 1e-13 * Math.Sqrt(second));
            double correlation = Math.Abs(constant) < 1e-12 ? 0 : pair.Value / (Math.Abs(constant) * Math.Sqrt(second));
            Assert.Equal(1 - correlation, pair.OneMinusCorrelation, 1e-13);
            Assert.Equal(1 + correlation, pair.OnePlusCorrelation, 1e-13);
        }
    }

    private static (DualActivation Dual, double Largest) Find(string name)
    {
        (Activation activation, double largest) = ClosedFormActivations.All[name];
        return (DualActivation.Of(activation), largest);
    }

    private static double Scale(DualActivation dual, GaussianPair pair) =>
        Math.Sqrt(dual.Diagonal(pair.Variance1).SecondMoment) * Math.Sqrt(dual.Diagonal(pair.Variance2).SecondMoment);

    private static GaussianPair At(GaussianPair pair, bool near, double d) => near
        ? pair with { OneMinusCorrelation = d, OnePlusCorrelation = 2 - d }
        : pair with { OneMinusCorrelation = 2 - d, OnePlusCorrelation = d };

    private static double Expect(double variance, Func<double, double> function)
    {
        double root = Math.Sqrt(variance);
        double[] ends = GradedPanels.Build(-26, 26, [(0, 0.25 / (1 + root))], 0.5);
        double sum = 0;
        for (int panel = 0; panel + 1 < ends.Length; panel++)
        {
            double width = ends[panel + 1] - ends[panel];
            for (int i = 0; i < PanelRule.Order; i++)
            {
                double z = ends[panel] + (width * PanelRule.GetAbscissa(i));
                sum += width * PanelRule.GetWeight(i) * Math.Exp(-z * z / 2) * function(root * z);
            }
        }

        return sum / Math.Sqrt(2 * Math.PI);
    }

    private static double Square(double x) => x * x;

    private static void AssertRelative(double expected, double actual, double relative, double absolute = 0) =>
        Assert.True(
            Math.Abs(expected - actual) <= (relative * Math.Abs(expected)) + absolute,
            $"expected {expected:R}, but was {actual:R}");
}
