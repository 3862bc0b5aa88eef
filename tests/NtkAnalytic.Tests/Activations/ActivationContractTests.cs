using NtkAnalytic.Activations;

namespace NtkAnalytic.Tests.Activations;

/// <summary>What every activation promises, whatever it is.</summary>
public class ActivationContractTests
{
    public static TheoryData<string> Names => ClosedFormActivations.Names;

    // Irregular points on both sides of 0, of sizes 1e-6 to 6.
    private static double[] Points { get; } =
        [.. Enumerable.Range(0, 61).Select(i => (i % 2 == 0 ? 1 : -1) * 6 * Math.Pow(10, -6 * i / 60.0) * (1 + (0.01 * Math.Sin(i))))];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_is_the_slope_of_the_function(string name)
    {
        Activation phi = ClosedFormActivations.All[name].Activation;
        foreach (double x in Points)
        {
            // Eighth-order central differences inside the smooth piece: truncation (h/|x|)^8 next to a kink.
            double h = Math.Min(0.02, Math.Abs(x) / 40);
            double[] weights = [0.8, -0.2, 4.0 / 105, -1.0 / 280];
            double slope = 0;
            double size = 0;
            for (int k = 1; k <= 4; k++)
            {
                double above = phi.Evaluate(x + (k * h));
                double below = phi.Evaluate(x - (k * h));
                slope += weights[k - 1] * (above - below) / h;
                size = Math.Max(size, Math.Max(Math.Abs(above), Math.Abs(below)));
            }

            // Rounding of phi over h, and of the argument through the slope and the curvature.
            double tolerance = (4e-16 * size * (1 + Math.Abs(x)) * 40 / h) + (1e-9 * Math.Abs(slope)) + 1e-11;
            Assert.True(
                Math.Abs(slope - phi.EvaluateDerivative(x)) <= tolerance,
                $"{name} at {x:R}: slope {slope:R}, derivative {phi.EvaluateDerivative(x):R}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Many_points_at_once_give_the_same_values(string name)
    {
        Activation phi = ClosedFormActivations.All[name].Activation;
        double[] x = [.. Points, 0, 1, -1];
        double[] values = new double[x.Length];
        double[] slopes = new double[x.Length];
        phi.Evaluate(x, values);
        phi.EvaluateDerivative(x, slopes);
        double[] inPlace = [.. x];
        phi.Evaluate(inPlace, inPlace);
        Assert.Equal(values, inPlace);
        for (int i = 0; i < x.Length; i++)
        {
            AssertWithinUlps(phi.Evaluate(x[i]), values[i], 2);
            AssertWithinUlps(phi.EvaluateDerivative(x[i]), slopes[i], 2);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stated_parity_holds_to_the_bit(string name)
    {
        Activation phi = ClosedFormActivations.All[name].Activation;
        bool even = true;
        bool odd = true;
        foreach (double x in Points)
        {
            even &= phi.Evaluate(-x) == phi.Evaluate(x) && phi.EvaluateDerivative(-x) == -phi.EvaluateDerivative(x);
            odd &= phi.Evaluate(-x) == -phi.Evaluate(x) && phi.EvaluateDerivative(-x) == phi.EvaluateDerivative(x);
        }

        Assert.Equal(phi.Parity, even ? Parity.Even : odd ? Parity.Odd : Parity.None);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stated_homogeneity_holds(string name)
    {
        Activation phi = ClosedFormActivations.All[name].Activation;
        double ratio = phi.Evaluate(2 * 1.3) / phi.Evaluate(1.3);
        double ratioBelow = phi.Evaluate(-4 * 0.7) / phi.Evaluate(-0.7);
        if (phi.HomogeneityDegree is { } degree)
        {
            Assert.Equal(Math.Pow(2, degree), ratio, 1e-14 * Math.Pow(2, degree));
            Assert.True(double.IsNaN(ratioBelow) || Math.Abs(ratioBelow - Math.Pow(4, degree)) <= 1e-14 * Math.Pow(4, degree));
        }
        else
        {
            double guess = Math.Log2(ratio);
            Assert.False(Math.Abs(guess - Math.Round(guess)) < 1e-9 && phi.Evaluate(8 * 1.3) == Math.Pow(8, guess) * phi.Evaluate(1.3));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Breakpoints_name_the_jumps_of_value_and_derivative(string name)
    {
        Activation phi = ClosedFormActivations.All[name].Activation;
        double value = phi.Evaluate(1e-300) - phi.Evaluate(-1e-300);
        double slope = phi.EvaluateDerivative(1e-300) - phi.EvaluateDerivative(-1e-300);
        Breakpoint atZero = phi.Breakpoints.SingleOrDefault();
        Assert.True(phi.Breakpoints.Count <= 1 && atZero.Location == 0);
        Assert.Equal(atZero.ValueJump, Math.Abs(value) < 1e-200 ? 0 : value);
        Assert.Equal(atZero.DerivativeJump, Math.Abs(slope) < 1e-200 ? 0 : slope);
    }

    private static void AssertWithinUlps(double expected, double actual, int ulps) =>
        Assert.True(
            Math.Abs(expected - actual) <= ulps * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)),
            $"expected {expected:R}, but was {actual:R}");
}
