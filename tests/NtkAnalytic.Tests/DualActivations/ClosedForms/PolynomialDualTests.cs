using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class PolynomialDualTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    [InlineData(1001)]
    public void At_variance_one_a_Hermite_polynomial_has_the_power_of_the_correlation(int degree)
    {
        DualActivation dual = DualActivation.Of(new HermiteActivation("h", degree));
        double c = 1 - (0.5 / degree);
        DualPair pair = dual.Evaluate(new GaussianPair(1, 1, 0.5 / degree, 2 - (0.5 / degree)));
        Assert.Equal(Math.Pow(c, degree), pair.Value, 4 * degree * Epsilon);
        Assert.Equal(degree * Math.Pow(c, degree - 1), pair.Derivative, 4 * degree * degree * Epsilon);
    }

    // E[h_n(sqrt(q) Z)^2] = sum over j of (n! / ((n - 2j)! j!^2 4^j)) q^(n-2j) (q-1)^(2j), exact in rational arithmetic; n = 200.
    [Theory]
    [InlineData(0.1, 0.029700313907878525661)]
    [InlineData(0.75, 0.05645476857090190519)]
    [InlineData(4, 4.5062036067037618874e+167)]
    public void Hermite_polynomials_of_degree_200_have_their_exact_moments(double variance, double expected)
    {
        DualActivation dual = DualActivation.Of(new HermiteActivation("h", 200));
        DualMoments moments = dual.Diagonal(variance);
        Assert.Equal(1, moments.SecondMoment / expected, 200 * Epsilon);
        Assert.True(moments.SecondMomentError >= Math.Abs(moments.SecondMoment - expected));
    }

    [Fact]
    public void A_polynomial_in_powers_and_the_same_in_Hermite_form_agree()
    {
        DualActivation powers = DualActivation.Of(new PolynomialActivation("p", [0, Math.Sqrt(120) / 8, 0, -10 / Math.Sqrt(120), 0, 1 / Math.Sqrt(120)]));
        DualActivation hermite = DualActivation.Of(new HermiteActivation("h", 5));
        PairDraws.ForAll(1e4, 50, pair =>
        {
            DualPair first = powers.Evaluate(pair);
            DualPair second = hermite.Evaluate(pair);
            double scale = Math.Sqrt(powers.Diagonal(pair.Variance1).SecondMoment) * Math.Sqrt(powers.Diagonal(pair.Variance2).SecondMoment);

            // The coefficients in powers cancel around q = 1: up to (2 + q)^5-fold of the result.
            Assert.Equal(second.Value, first.Value, 1e-13 * scale);
        });
    }

    [Fact]
    public void A_monomial_of_degree_200_has_a_correlation_where_its_moment_overflows()
    {
        DualActivation dual = DualActivation.Of(new PolynomialActivation("p", [.. Enumerable.Repeat(0.0, 200), 1]));
        DualPair overflown = dual.Evaluate(new GaussianPair(1, 2, 1e-6, 2 - 1e-6));
        DualPair moderate = dual.Evaluate(new GaussianPair(0.01, 0.02, 1e-6, 2 - 1e-6));
        Assert.Same(SolveStatus.Overflow, overflown.Status);
        Assert.Equal(double.PositiveInfinity, overflown.Value);
        Assert.Same(SolveStatus.Converged, moderate.Status);
        Assert.Equal(moderate.OneMinusCorrelation, overflown.OneMinusCorrelation);

        // 1 - C = n^2/(2n - 1) (1 - c) + O((1 - c)^2) for x^n: E[phi'^2]/E[phi^2] at q = 1.
        Assert.Equal(200.0 * 200 / 399 * 1e-6, moderate.OneMinusCorrelation, 1e-2 * 1e-4);
    }

    [Fact]
    public void A_row_gives_what_the_pairs_give_to_the_bit()
    {
        DualActivation dual = DualActivation.Of(new PolynomialActivation("p", [0.5, -1, 0.25, 1]));
        double[] variances = [1, 1, 0.3, 0, 7, 1];
        double[] minus = [0, 1e-9, 0.5, 1, 1.5, 2];
        double[] plus = [.. minus.Select(m => 2 - m)];
        double[] slopes = new double[6];
        DualPair[] pairs = [.. variances.Select((q, j) => dual.Evaluate(new GaussianPair(1, q, minus[j], plus[j])))];
        dual.EvaluateRow(dual.Profile([3, 1]), 1, dual.Profile([5, .. variances]), 1, minus, plus, slopes);
        Assert.Equal(pairs.Select(pair => pair.OneMinusCorrelation), minus);
        Assert.Equal(pairs.Select(pair => pair.OnePlusCorrelation), plus);
        Assert.Equal(pairs.Select(pair => pair.Derivative), slopes);
    }
}
