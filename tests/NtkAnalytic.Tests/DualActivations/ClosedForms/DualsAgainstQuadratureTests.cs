using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Tests.Activations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

/// <summary>The closed forms against the other algorithm: quadrature of the definition, which knows of an activation only phi and phi'.</summary>
public class DualsAgainstQuadratureTests
{
    public static TheoryData<string> Names => ClosedFormActivations.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Closed_form_and_quadrature_agree(string name)
    {
        (Activation activation, double largest) = ClosedFormActivations.All[name];
        DualActivation closed = DualActivation.Of(activation);
        var quadrature = new QuadratureDual(activation);
        PairDraws.ForAll(largest, 8, pair =>
        {
            DualPair expected = quadrature.Evaluate(pair);
            DualPair actual = closed.Evaluate(pair);
            DualMoments first = closed.Diagonal(pair.Variance1);
            DualMoments second = closed.Diagonal(pair.Variance2);
            double scale = Math.Sqrt(first.SecondMoment) * Math.Sqrt(second.SecondMoment);
            double derivativeScale = double.IsFinite(first.DerivativeSecondMoment)
                ? Math.Sqrt(first.DerivativeSecondMoment) * Math.Sqrt(second.DerivativeSecondMoment)
                : actual.Derivative;
            AssertClose(expected.Value, actual.Value, 1e-12 * scale, "value", name, pair);
            AssertClose(expected.Derivative, actual.Derivative, 1e-12 * derivativeScale, "derivative", name, pair);
            AssertClose(expected.OneMinusCorrelation, actual.OneMinusCorrelation, Relative(pair) * actual.OneMinusCorrelation, "1 - C", name, pair);
            AssertClose(expected.OnePlusCorrelation, actual.OnePlusCorrelation, Relative(pair) * actual.OnePlusCorrelation, "1 + C", name, pair);
        });
    }

    // The quadrature asks 1e-12 of itself for the value, and its 1 - C is good to a few of them; it forms differences of phi at
    // variances that differ by delta, which costs epsilon/delta.
    private static double Relative(GaussianPair pair)
    {
        double delta = Math.Abs(pair.Variance1 - pair.Variance2) / Math.Max(pair.Variance1, pair.Variance2);
        return 4e-12 + (delta > 0 ? 1e-15 / delta : 0);
    }

    private static void AssertClose(double expected, double actual, double tolerance, string what, string name, GaussianPair pair) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance,
            $"{what} of {name} at {pair}: {expected:R} by quadrature, {actual:R} in closed form, off by {(actual - expected) / tolerance:G3} tolerances");
}
