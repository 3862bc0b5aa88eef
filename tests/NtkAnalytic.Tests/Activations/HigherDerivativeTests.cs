using System.Globalization;
using NtkAnalytic.Activations;
using Xunit;

namespace NtkAnalytic.Tests.Activations;

/// <summary>The derivatives of order two and more of the activations of the catalog.</summary>
public class HigherDerivativeTests
{
    private const double Epsilon = 2.220446049250313e-16;

    private static readonly Dictionary<string, double[][]> Table = Repository.ReferenceTable("activation-derivatives.tsv")
        .GroupBy(row => row[0], row => row.Skip(1).Select(Number).ToArray(), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    // Entries with a kink or a jump, and the order up to which their derivatives are functions.
    private static readonly Dictionary<string, int> Kinked = new(StringComparer.Ordinal)
    {
        ["relu"] = 1,
        ["leaky-relu"] = 1,
        ["two-slope(-0.5,1)"] = 1,
        ["abs"] = 1,
        ["step"] = 1,
        ["sign"] = 1,
        ["hard-tanh"] = 1,
        ["hard-sigmoid"] = 1,
        ["elu(0.5)"] = 1,
        ["elu(0)"] = 1,
        ["selu"] = 1,
        ["elu"] = 2,
        ["softsign"] = 2,
        ["rectified-monomial(2)"] = 2,
        ["rectified-monomial(5)"] = 5,
    };

    public static TheoryData<string> Smooth => [.. Table.Keys];

    public static TheoryData<string> WithKinks => [.. Kinked.Keys];

    [Theory]
    [MemberData(nameof(Smooth))]
    public void Smooth_activations_agree_with_numbers_in_high_precision(string name)
    {
        Activation phi = Activation.Parse(name);
        foreach (IGrouping<double, double[]> rows in Table[name].GroupBy(row => row[0]))
        {
            int order = (int)rows.Key;
            double[] x = [.. rows.Select(row => row[1])];
            double[] expected = [.. rows.Select(row => row[2])];
            double[] actual = new double[x.Length];
            phi.EvaluateDerivative(order, x, actual);
            for (int i = 0; i < x.Length; i++)
            {
                // The scale is the largest derivative nearer to 0 than x, at least on [-2.5, 2.5]: so tails and growth count as
                // such. Up to order 8 each order adds a few roundings; the order 16 amplifies by (pi/2)^17 / 2 at worst.
                double reach = Math.Max(2.5, Math.Abs(x[i]));
                double scale = x.Zip(expected).Where(pair => Math.Abs(pair.First) <= reach).Max(pair => Math.Abs(pair.Second));
                double tolerance = (order <= 8 ? 64 : 1024) * Epsilon * scale;
                Assert.True(
                    Math.Abs(expected[i] - actual[i]) <= tolerance,
                    $"{name}, order {order} at {x[i]}: expected {expected[i]:R}, but was {actual[i]:R}, {Math.Abs(expected[i] - actual[i]) / (Epsilon * scale):G3} roundings off.");
            }
        }
    }

    [Fact]
    public void Every_entry_of_the_catalog_is_in_the_table_or_has_a_kink() =>
        Assert.All(ActivationCatalog.Entries, entry => Assert.NotEqual(Table.ContainsKey(entry.Example.Name), Kinked.ContainsKey(entry.Example.Name)));

    [Theory]
    [MemberData(nameof(Smooth))]
    public void Smooth_activations_have_derivatives_of_a_hundred_orders(string name) =>
        Assert.InRange(Activation.Parse(name).HighestDerivative, 100, int.MaxValue);

    [Theory]
    [MemberData(nameof(WithKinks))]
    public void Activations_with_kinks_refuse_orders_that_are_not_functions(string name)
    {
        Activation phi = Activation.Parse(name);
        Assert.Equal(Kinked[name], phi.HighestDerivative);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => phi.EvaluateDerivative(Kinked[name] + 1, [0.5], new double[1]));
        Assert.Contains(phi.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"the highest is of order {Kinked[name]}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Smooth))]
    [MemberData(nameof(WithKinks))]
    public void Each_order_is_the_slope_of_the_one_below(string name)
    {
        Activation phi = Activation.Parse(name);
        double[] x = [-5.3, -2.1, -0.6, 0.35, 1.4, 3.2];
        for (int order = 1; order <= Math.Min(6, phi.HighestDerivative); order++)
        {
            double[] actual = At(phi, order, x);
            double[] above = At(phi, Math.Min(order + 4, phi.HighestDerivative), x);
            for (int i = 0; i < x.Length; i++)
            {
                // Two central differences extrapolated: 4 h^4 phi^(k+4) / 30 and about epsilon phi^(k-1) / h.
                const double h = 2e-3;
                double[] near = At(phi, order - 1, [x[i] - (2 * h), x[i] - h, x[i] + h, x[i] + (2 * h)]);
                double slope = ((8 * (near[2] - near[1])) - (near[3] - near[0])) / (12 * h);
                double tolerance = (h * h * h * h * Math.Abs(above[i])) + (64 * Epsilon * near.Max(Math.Abs) / h) + (1e-9 * (1 + Math.Abs(actual[i])));
                Assert.True(Math.Abs(slope - actual[i]) <= tolerance, $"{name}, order {order} at {x[i]}: {actual[i]:R}, but the slope is {slope:R}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Smooth))]
    [MemberData(nameof(WithKinks))]
    public void Orders_zero_and_one_are_the_value_and_the_derivative(string name)
    {
        Activation phi = Activation.Parse(name);
        double[] x = [-40, -1.5, 0, 0.25, 3, 700];
        double[] expected = new double[x.Length];
        phi.Evaluate(x, expected);
        Assert.Equal(expected, At(phi, 0, x));
        phi.EvaluateDerivative(x, expected);
        Assert.Equal(expected, At(phi, 1, x));
    }

    [Theory]
    [MemberData(nameof(Smooth))]
    [MemberData(nameof(WithKinks))]
    public void The_parity_changes_with_each_order(string name)
    {
        Activation phi = Activation.Parse(name);
        int odd = phi.Parity switch { Parity.Even => 0, Parity.Odd => 1, _ => -1 };
        double[] x = [0, 1e-3, 0.3, 1.7, 4, 25];
        for (int order = 0; odd >= 0 && order <= Math.Min(9, phi.HighestDerivative); order++)
        {
            double sign = (order + odd) % 2 == 0 ? 1 : -1;
            Assert.Equal(At(phi, order, x).Select(value => sign * value), At(phi, order, [.. x.Select(value => -value)]));
        }
    }

    [Theory]
    [MemberData(nameof(Smooth))]
    public void Points_in_any_number_and_in_place_give_the_same_numbers(string name)
    {
        Activation phi = Activation.Parse(name);
        double[] x = [.. Enumerable.Range(0, 301).Select(i => (i - 150) / 16.0)];
        for (int order = 2; order <= 5; order++)
        {
            double[] inPlace = [.. x];
            phi.EvaluateDerivative(order, inPlace, inPlace);
            double[] expected = [.. x.Select(value => At(phi, order, [value])[0])];
            double scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(inPlace), pair => Assert.Equal(pair.First, pair.Second, 64 * Epsilon * scale));
        }
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("tanh(1E+06)")]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    [InlineData("silu")]
    [InlineData("swish(1E+20)")]
    [InlineData("mish")]
    [InlineData("erf")]
    [InlineData("erf(1E+20)")]
    [InlineData("gelu")]
    [InlineData("gaussian")]
    public void Far_out_every_derivative_is_zero(string name)
    {
        Activation phi = Activation.Parse(name);
        foreach (int order in new[] { 2, 3, 8, 64, 128 })
        {
            Assert.All(At(phi, order, [-1e300, -1e5, -800, 800, 1e5, 1e300]), value => Assert.Equal(0, value, 1e-300));
        }
    }

    // tanh = 1 - 2 e^-2x + ..., and the like: the first term of the tail, whose next one is smaller by e^-40.
    [Theory]
    [InlineData("tanh", -20.0, 2, 2)]
    [InlineData("tanh", 20.0, -2, -2)]
    [InlineData("sigmoid", -40.0, 1, 1)]
    [InlineData("sigmoid", 40.0, -1, -1)]
    [InlineData("softplus", 40.0, 1, -1)]
    [InlineData("softplus(0.5)", -80.0, 2, 0.5)]
    public void Tails_keep_their_relative_accuracy(string name, double x, double factor, double rate)
    {
        for (int order = 2; order <= 12; order++)
        {
            double expected = factor * Math.Pow(rate, order) * Math.Exp(rate * x);
            Assert.Equal(expected, At(Activation.Parse(name), order, [x])[0], 128 * Epsilon * Math.Abs(expected));
        }
    }

    // The poles of tanh at i pi (n + 1/2) give |tanh^(k)(0)| = 2 k! (2 / pi)^(k+1) (1 + 3^-(k+1) + 5^-(k+1) + ...) for odd k.
    [Theory]
    [InlineData(15)]
    [InlineData(31)]
    [InlineData(63)]
    [InlineData(127)]
    public void Orders_far_up_agree_with_the_sum_over_poles(int order)
    {
        double expected = order % 4 == 3 ? -2 : 2;
        for (int k = 1; k <= order + 1; k++)
        {
            expected *= (k <= order ? k : 1) * 2 / Math.PI;
        }

        expected *= Enumerable.Range(0, 50).Sum(n => Math.Pow((2 * n) + 1, -order - 1));
        Assert.Equal(expected, At(Activation.Tanh, order, [0])[0], 8 * order * Epsilon * Math.Abs(expected));
    }

    [Fact]
    public void Jumps_of_a_derivative_are_given_by_the_mean_of_both_sides()
    {
        Assert.Equal([1, 0.5, 0], At(Activation.Elu(), 2, [-1e-300, 0, 1e-300]));
        Assert.Equal([2, 0, -2], At(Activation.Parse("softsign"), 2, [-1e-300, 0, 1e-300]));
        Assert.Equal([0, 3, 6], At(Activation.Parse("rectified-monomial(3)"), 3, [-1e-300, 0, 1e-300]));
    }

    [Fact]
    public void Functions_of_ones_own_may_have_derivatives()
    {
        var phi = Activation.FromFunctions("exp(2 x)", (order, x) => Math.Pow(2, order) * Math.Exp(2 * x), 5);
        Assert.Equal(5, phi.HighestDerivative);
        for (int order = 0; order <= 5; order++)
        {
            Assert.Equal([Math.Pow(2, order) * Math.Exp(0.5)], At(phi, order, [0.25]));
        }

        Assert.Equal(Math.Exp(1), phi.Evaluate(0.5));
        Assert.Equal(2 * Math.Exp(1), phi.EvaluateDerivative(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => At(phi, 6, [0]));
        Assert.Equal(1, Activation.FromFunctions("id", x => x, _ => 1).HighestDerivative);
    }

    [Fact]
    public void Functions_with_a_kink_cannot_claim_a_second_derivative()
    {
        static double Kink(int order, double x) => order == 0 ? Math.Abs(x) : Math.Sign(x);
        static double Bend(int order, double x) => order == 0 ? x * Math.Abs(x) / 2 : order == 1 ? Math.Abs(x) : Math.Sign(x);
        Assert.Equal(1, Activation.FromFunctions("abs", Kink, 1, 0).HighestDerivative);
        Assert.Contains("kink at 0", Assert.Throws<ArgumentException>(() => Activation.FromFunctions("abs", Kink, 2, 0)).Message, StringComparison.Ordinal);
        Assert.Equal(2, Activation.FromFunctions("bend", Bend, 2, 0).HighestDerivative);
        Assert.Throws<ArgumentOutOfRangeException>(() => Activation.FromFunctions("abs", Kink, 0, 0));
    }

    [Fact]
    public void Orders_and_destinations_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Activation.Tanh.EvaluateDerivative(-1, [0.5], new double[1]));
        Assert.Throws<ArgumentException>(() => Activation.Tanh.EvaluateDerivative(2, [0.5, 1], new double[1]));
    }

    private static double[] At(Activation phi, int order, double[] x)
    {
        double[] values = new double[x.Length];
        phi.EvaluateDerivative(order, x, values);
        return values;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
