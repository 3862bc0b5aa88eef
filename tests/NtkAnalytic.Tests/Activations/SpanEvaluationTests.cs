using Xunit;

namespace NtkAnalytic.Tests.Activations;

/// <summary>The vectorised paths of the activations with closed-form duals against their scalar ones, tighter than the common contract.</summary>
public class SpanEvaluationTests
{
    public static TheoryData<string> Names => ClosedFormActivations.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Many_points_at_once_give_the_scalar_values_within_two_units_in_the_last_place(string name)
    {
        Activation phi = ClosedFormActivations.All[name].Activation;
        double[] x = [0, 1, -1, .. Enumerable.Range(0, 400).Select(i => (i % 2 == 0 ? 1 : -1) * 20 * Math.Pow(10, -8 * i / 400.0))];
        double[] values = new double[x.Length];
        double[] slopes = [.. x];
        phi.Evaluate(x, values);
        phi.EvaluateDerivative(slopes, slopes);
        for (int i = 0; i < x.Length; i++)
        {
            AssertWithinTwoUlps(phi.Evaluate(x[i]), values[i], x[i]);
            AssertWithinTwoUlps(phi.EvaluateDerivative(x[i]), slopes[i], x[i]);
        }
    }

    private static void AssertWithinTwoUlps(double expected, double actual, double x) =>
        Assert.True(
            Math.Abs(expected - actual) <= 2 * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)),
            $"at {x:R}: expected {expected:R}, but was {actual:R}");
}
