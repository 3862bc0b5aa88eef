using System.Globalization;
using Xunit;

namespace NtkAnalytic.Tests.Activations;

/// <summary>Every activation computed by quadrature, against a table in high precision.</summary>
public class DecayActivationTests
{
    private const double Epsilon = 2.220446049250313e-16;

    public static TheoryData<string> Names =>
        [.. Repository.ReferenceTable("activations.tsv").Select(row => row[0]).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_have_all_digits_from_1e_minus_12_to_1e4(string name)
    {
        Activation activation = Activation.Parse(name);
        foreach (string[] row in Repository.ReferenceTable("activations.tsv").Where(row => row[0] == name))
        {
            double x = Number(row[1]);

            // exp(-rate x) inherits |rate x| times the rounding of its argument; the rest is a handful of operations.
            double relative = 4 * Epsilon * (2 + Math.Min(Math.Abs(x), 700));
            Assert.Equal(Number(row[2]), activation.Evaluate(x), (relative * Math.Abs(Number(row[2]))) + 1e-300);
            Assert.Equal(Number(row[3]), activation.EvaluateDerivative(x), (relative * Math.Abs(Number(row[3]))) + 1e-300);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_largest_numbers_do_not_overflow(string name)
    {
        Activation activation = Activation.Parse(name);
        double[] x = [-1e300, -1e5, 1e5, 1e300];
        double[] values = new double[4];
        activation.Evaluate(x, values);
        Assert.All(values, value => Assert.True(double.IsFinite(value)));
        activation.EvaluateDerivative(x, values);
        Assert.All(values, value => Assert.InRange(value, 0, 2.5));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
