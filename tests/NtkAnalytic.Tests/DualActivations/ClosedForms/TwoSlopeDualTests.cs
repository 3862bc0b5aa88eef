using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class TwoSlopeDualTests
{
    private const double Epsilon = 2.220446049250313e-16;

    public static TheoryData<double, double> Slopes => new() { { 0, 1 }, { 0.1, 1 }, { -1, 1 }, { 1, 1 }, { -0.4, 2.5 } };

    // Both evaluate the same polynomials; they may differ where a multiplication and an addition are fused.
    [Theory]
    [MemberData(nameof(Slopes))]
    public void A_row_gives_what_the_pairs_give(double negative, double positive)
    {
        DualActivation dual = DualActivation.Of(new TwoSlope("test", negative, positive));
        (double[] minus, double[] plus) = Correlations(101);
        (double[] rowMinus, double[] rowPlus, double[] slopes, double error) = Row(dual, minus, plus);
        double moment = dual.Diagonal(1).SecondMoment;
        for (int j = 0; j < minus.Length; j++)
        {
            DualPair pair = dual.Evaluate(new GaussianPair(1.3, 0.7 + (j % 5), minus[j], plus[j]));
            Assert.Equal(pair.OneMinusCorrelation, rowMinus[j], 4 * Epsilon * pair.OneMinusCorrelation);
            Assert.Equal(pair.OnePlusCorrelation, rowPlus[j], 4 * Epsilon * pair.OnePlusCorrelation);
            Assert.Equal(pair.Derivative, slopes[j], 4 * Epsilon * moment);
        }

        Assert.InRange(error, Epsilon, 1e-14);
    }

    [Fact]
    public void The_result_of_a_pair_does_not_depend_on_its_place()
    {
        DualActivation dual = DualActivation.Of(new TwoSlope("relu", 0, 1));
        (double[] minus, double[] plus) = Correlations(40);
        (double[] whole, double[] wholePlus, double[] wholeSlopes, _) = Row(dual, minus, plus);
        for (int start = 0; start < 20; start++)
        {
            for (int length = 1; length <= 19; length++)
            {
                (double[] part, double[] partPlus, double[] partSlopes, _) =
                    Row(dual, minus[start..(start + length)], plus[start..(start + length)]);
                Assert.Equal(whole[start..(start + length)], part);
                Assert.Equal(wholePlus[start..(start + length)], partPlus);
                Assert.Equal(wholeSlopes[start..(start + length)], partSlopes);
            }
        }
    }

    // 1 - c of the layers of a relu network on the edge of chaos, from c = 0: 1 - c -> 1 - c - (sin t - t cos t)/pi,
    // t = 2 asin(sqrt((1 - c)/2)), in 50-digit arithmetic (mpmath).
    [Theory]
    [InlineData(10, 0.128464483978482379151376420581)]
    [InlineData(1_000, 0.0000431297325492140132835399324728)]
    [InlineData(100_000, 4.43939866660673027751284133912e-9)]
    [InlineData(1_000_000, 4.441098917743471764121178e-11)]
    public void The_correlation_map_of_relu_keeps_its_digits_through_a_million_layers(int layers, double expected)
    {
        DualActivation dual = DualActivation.Of(new TwoSlope("relu", 0, 1));
        double minus = 1;
        double plus = 1;
        for (int layer = 0; layer < layers; layer++)
        {
            DualPair pair = dual.Evaluate(new GaussianPair(1, 1, minus, plus));
            (minus, plus) = (pair.OneMinusCorrelation, pair.OnePlusCorrelation);
        }

        Assert.Equal(expected, minus, 1e-11 * expected);
    }

    private static (double[] Minus, double[] Plus) Correlations(int count)
    {
        // Both ends, the middle and sizes down to 1e-15.
        double[] gaps = [.. Enumerable.Range(0, count).Select(j => j switch
        {
            0 => 0,
            1 => 1,
            _ => Math.Pow(10, -15.0 * (j - 2) / (count - 2)),
        })];
        double[] minus = [.. gaps.Select((gap, j) => j % 3 == 0 ? 2 - gap : gap)];
        return (minus, [.. gaps.Select((gap, j) => j % 3 == 0 ? gap : 2 - gap)]);
    }

    private static (double[] Minus, double[] Plus, double[] Slopes, double Error) Row(DualActivation dual, double[] minus, double[] plus)
    {
        double[] oneMinus = [.. minus];
        double[] onePlus = [.. plus];
        double[] slopes = new double[minus.Length];
        RowProfile left = dual.Profile([9, 1.3]);
        RowProfile right = dual.Profile([2, .. Enumerable.Range(0, minus.Length).Select(j => 0.7 + (j % 5))]);
        double error = dual.EvaluateRow(left, 1, right, 1, oneMinus, onePlus, slopes);
        return (oneMinus, onePlus, slopes, error);
    }
}
