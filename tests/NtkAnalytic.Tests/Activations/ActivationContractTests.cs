using NtkAnalytic.Activations;
using Xunit;

namespace NtkAnalytic.Tests.Activations;

/// <summary>What every activation of the catalog promises: a new one is tested by standing there.</summary>
public class ActivationContractTests
{
    private const double Epsilon = 2.220446049250313e-16;

    private static readonly double[] Points =
        [-30.5, -7.3, -3.1, -2.2, -1.2, -0.9, -0.4, -0.05, -1e-3, -1e-8, 1e-8, 1e-3, 0.05, 0.4, 0.9, 1.2, 2.2, 3.1, 7.3, 30.5];

    public static TheoryData<string> Names =>
        [.. ActivationCatalog.Entries.Select(entry => entry.Example.Name)
            .Concat(["tanh(0.3)", "softplus(4)", "swish(2)", "elu(0.5)", "leaky-relu(-1)", "two-slope(2,2)",
                "rectified-monomial(3)", "erf(2)", "sin(3)", "cos(0.5)", "rbf(0.1)", "exp(-0.5)", "gaussian(3)", "monomial(4)",
                "polynomial(1,0,-2)", "hermite(0)", "hermite(6)"])];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_is_the_slope_of_the_value(string name)
    {
        Activation activation = Activation.Parse(name);
        foreach (double x in Points.Where(x => Math.Abs(x) > 1e-2))
        {
            // Two central differences extrapolated: an error of order h^4 phi^(5) and of rounding, epsilon |phi| / h.
            const double h = 1e-3;
            if (activation.Breakpoints.Any(b => Math.Abs(b.Location - x) <= 2 * h))
            {
                continue;
            }

            double near = (activation.Evaluate(x + h) - activation.Evaluate(x - h)) / (2 * h);
            double far = (activation.Evaluate(x + (2 * h)) - activation.Evaluate(x - (2 * h))) / (4 * h);
            double scale = 1 + Math.Abs(activation.Evaluate(x)) + Math.Abs(far);
            Assert.Equal(near + ((near - far) / 3), activation.EvaluateDerivative(x), 1e-9 * scale);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_give_what_the_scalars_give(string name)
    {
        Activation activation = Activation.Parse(name);
        double[] x = [.. Enumerable.Range(0, 15).SelectMany(_ => Points)];
        double[] values = new double[x.Length];
        double[] derivatives = (double[])x.Clone();
        activation.Evaluate(x, values);
        activation.EvaluateDerivative(derivatives, derivatives);
        for (int i = 0; i < x.Length; i++)
        {
            // The vectorised exponential may differ in its last place; for a sum of terms the larger one counts.
            double value = activation.Evaluate(x[i]);
            double derivative = activation.EvaluateDerivative(x[i]);
            Assert.Equal(value, values[i], 16 * Epsilon * Math.Abs(value));
            Assert.Equal(derivative, derivatives[i], 16 * Epsilon * (Math.Abs(derivative) + Math.Abs(value)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parity_is_what_it_says(string name)
    {
        Activation activation = Activation.Parse(name);
        bool even = Points.All(x => Same(activation.Evaluate(-x), activation.Evaluate(x)));
        bool odd = Points.All(x => Same(activation.Evaluate(-x), -activation.Evaluate(x)));
        Assert.Equal(odd ? Parity.Odd : even ? Parity.Even : Parity.None, activation.Parity);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Homogeneity_is_what_it_says(string name)
    {
        Activation activation = Activation.Parse(name);
        int? found = Enumerable.Range(0, 6).Select(k => (int?)k)
            .FirstOrDefault(k => Points.All(x => Same(activation.Evaluate(3 * x), Math.Pow(3, k!.Value) * activation.Evaluate(x))));
        Assert.Equal(found, activation.HomogeneityDegree);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Breakpoints_are_in_order_and_their_jumps_are_measured(string name)
    {
        Activation activation = Activation.Parse(name);
        Assert.Equal(activation.Breakpoints.Select(b => b.Location).Order(), activation.Breakpoints.Select(b => b.Location));
        foreach (Breakpoint breakpoint in activation.Breakpoints)
        {
            double above = breakpoint.Location + 1e-9;
            double below = breakpoint.Location - 1e-9;
            Assert.Equal(breakpoint.ValueJump, activation.Evaluate(above) - activation.Evaluate(below), 1e-7);
            Assert.Equal(breakpoint.DerivativeJump, activation.EvaluateDerivative(above) - activation.EvaluateDerivative(below), 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_a_breakpoint_the_derivative_is_the_mean_of_both_sides(string name)
    {
        Activation activation = Activation.Parse(name);
        foreach (Breakpoint breakpoint in activation.Breakpoints)
        {
            double mean = (activation.EvaluateDerivative(breakpoint.Location + 1e-9) + activation.EvaluateDerivative(breakpoint.Location - 1e-9)) / 2;
            Assert.Equal(mean, activation.EvaluateDerivative(breakpoint.Location), 1e-7);
        }
    }

    // A kink that is not named would show as a second difference of phi' that does not shrink with its step.
    [Theory]
    [MemberData(nameof(Names))]
    public void There_is_no_kink_beside_the_breakpoints(string name)
    {
        Activation activation = Activation.Parse(name);
        const double h = 1e-4;
        for (double x = -4.00005; x < 4; x += 2 * h)
        {
            if (activation.Breakpoints.Any(b => Math.Abs(b.Location - x) <= 2 * h))
            {
                continue;
            }

            double value = activation.Evaluate(x);
            double bend = activation.Evaluate(x + h) - (2 * value) + activation.Evaluate(x - h);
            Assert.True(Math.Abs(bend) < 0.01 * h * (1 + Math.Abs(value)), $"{name} bends by {bend} at {x}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_name_parses_to_the_same_activation(string name)
    {
        Activation activation = Activation.Parse(name);
        Activation again = Activation.Parse(activation.Name);
        Assert.Equal(activation.Name, again.Name);
        Assert.Equal(activation.Formula, again.Formula);
        Assert.All(Points, x => Assert.Equal(activation.Evaluate(x), again.Evaluate(x)));
    }

    private static bool Same(double first, double second) =>
        Math.Abs(first - second) <= 64 * Epsilon * Math.Max(Math.Abs(first), Math.Abs(second));
}
