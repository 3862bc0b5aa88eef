using System.Globalization;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Tests.Activations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

/// <summary>Every closed-form dual against closed-form-duals.tsv, whose header says how it was computed.</summary>
public class DualReferenceTests
{
    private static readonly ILookup<string, double[]> Rows = Repository.ReferenceTable("closed-form-duals.tsv").ToLookup(
        row => row[0],
        row => row.Skip(1).Select(field => field == "inf" ? double.PositiveInfinity : double.Parse(field, CultureInfo.InvariantCulture)).ToArray(),
        StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_the_table(string name)
    {
        DualActivation dual = DualActivation.Of(ClosedFormActivations.All[name].Activation);
        foreach (double[] row in Rows[name])
        {
            var pair = new GaussianPair(row[0], row[1], row[2], row[3]);
            DualPair result = dual.Evaluate(pair);
            DualMoments first = dual.Diagonal(row[0]);
            DualMoments second = dual.Diagonal(row[1]);
            double scale = Math.Sqrt(row[8]) * Math.Sqrt(row[9]);
            double derivativeScale = double.IsFinite(row[10]) ? Math.Sqrt(row[10]) * Math.Sqrt(row[11]) : row[5];
            AssertClose(row[4], result.Value, 1e-13 * scale, "value", name, pair);
            AssertClose(row[5], result.Derivative, 1e-13 * derivativeScale, "derivative", name, pair);
            AssertClose(row[6], result.OneMinusCorrelation, 1e-12 * row[6], "1 - C", name, pair);
            AssertClose(row[7], result.OnePlusCorrelation, 1e-12 * row[7], "1 + C", name, pair);
            AssertClose(row[8], first.SecondMoment, 1e-13 * row[8], "moment 1", name, pair);
            AssertClose(row[9], second.SecondMoment, 1e-13 * row[9], "moment 2", name, pair);
            AssertClose(row[10], first.DerivativeSecondMoment, 1e-13 * row[10], "derivative moment 1", name, pair);
            AssertClose(row[11], second.DerivativeSecondMoment, 1e-13 * row[11], "derivative moment 2", name, pair);

            // The estimates are honest: they cover the true errors, and promise no more than 1e-12 of the scale.
            AssertClose(row[4], result.Value, result.ValueError, "error estimate of the value", name, pair);
            Assert.True(result.ValueError <= 1e-12 * scale && result.DerivativeError <= 1e-12 * derivativeScale);
            AssertClose(row[5], result.Derivative, result.DerivativeError, "error estimate of the derivative", name, pair);
            AssertClose(row[8], first.SecondMoment, first.SecondMomentError, "error estimate of the moment", name, pair);
        }
    }

    private static void AssertClose(double expected, double actual, double tolerance, string what, string name, GaussianPair pair) =>
        Assert.True(
            expected == actual || Math.Abs(expected - actual) <= tolerance,
            $"{what} of {name} at {pair}: expected {expected:R}, but was {actual:R}, off by {(actual - expected) / tolerance:G3} tolerances");
}
