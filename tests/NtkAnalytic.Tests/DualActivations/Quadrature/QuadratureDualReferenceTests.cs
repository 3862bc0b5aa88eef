using System.Globalization;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

/// <summary>Duals by quadrature against tables computed otherwise; the headers of the tables say how.</summary>
public class QuadratureDualReferenceTests
{
    public static TheoryData<string> Names => ["tanh", "softplus", "elu", "softsign", "hard-tanh"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_21_digits(string name)
    {
        var dual = new QuadratureDual(SampleActivations.Named(name));
        int rows = 0;
        foreach (double[] row in Rows("quadrature-duals.tsv", name))
        {
            var pair = GaussianPair.FromOneMinusCorrelation(row[0], row[1], row[2]);
            DualPair result = dual.Evaluate(pair);
            DualMoments first = dual.Diagonal(row[0]);
            DualMoments second = dual.Diagonal(row[1]);
            double scale = Math.Sqrt(first.SecondMoment * second.SecondMoment);
            double derivativeScale = Math.Sqrt(first.DerivativeSecondMoment * second.DerivativeSecondMoment);
            Assert.Equal(row[3], result.Value, 1e-14 * scale);
            Assert.Equal(row[4], result.Derivative, 1e-14 * derivativeScale);
            Assert.Equal(row[5], result.OneMinusCorrelation, 1e-13 * row[5]);
            Assert.Equal(row[6], result.OnePlusCorrelation, 1e-13 * row[6]);
            Assert.Same(SolveStatus.Converged, result.Status);

            // The estimates are honest, and not more than a hundred times too large.
            Assert.InRange(Math.Abs(row[3] - result.Value), 0, result.ValueError);
            Assert.InRange(Math.Abs(row[4] - result.Derivative), 0, result.DerivativeError);
            Assert.InRange(result.ValueError, 0, 1e-12 * scale);
            rows++;
        }

        Assert.Equal(8, rows);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("dtanh")]
    [InlineData("softplus")]
    public void Agrees_with_the_trapezoid_rule(string function)
    {
        bool derivative = function[0] == 'd';
        var dual = new QuadratureDual(SampleActivations.Named(derivative ? function[1..] : function));
        int rows = 0;
        foreach (double[] row in Rows("duals.tsv", function))
        {
            DualPair result = dual.Evaluate(GaussianPair.FromCorrelation(row[0], row[0], row[1]));
            Assert.Equal(row[2], derivative ? result.Derivative : result.Value, 1e-13 * row[2]);
            rows++;
        }

        Assert.Equal(6, rows);
    }

    private static IEnumerable<double[]> Rows(string table, string name) => Repository.ReferenceTable(table)
        .Where(row => row[0] == name)
        .Select(row => row.Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray());
}
