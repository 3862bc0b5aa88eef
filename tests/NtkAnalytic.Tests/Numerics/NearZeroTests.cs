using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class NearZeroTests
{
    private const double Epsilon = 2.220446049250313e-16;

    // Taylor's series, an independent algorithm for |x| <= 1/2: 25 terms leave 2^-25 / 25! < 1e-32.
    private static double SeriesOfExpM1(double x)
    {
        double sum = 0;
        for (int k = 25; k >= 1; k--)
        {
            sum = x / k * (1 + sum);
        }

        return sum;
    }

    public static TheoryData<double> Small => [0, 1e-300, -1e-300, 1e-16, -1e-16, 1e-9, -3e-5, 1e-3, -0.1, 0.3, 0.5, -0.5];

    [Theory]
    [MemberData(nameof(Small))]
    public void ExpM1_keeps_its_digits_near_zero(double x) =>
        Assert.Equal(SeriesOfExpM1(x), NearZero.ExpM1(x), 4 * Epsilon * Math.Abs(x));

    [Theory]
    [InlineData(-1000, -1)]
    [InlineData(-40, -1)]
    [InlineData(1, Math.E - 1)]
    [InlineData(1000, double.PositiveInfinity)]
    public void ExpM1_holds_far_from_zero(double x, double expected) => Assert.Equal(expected, NearZero.ExpM1(x), 1e-15);

    [Fact]
    public void Spans_give_what_the_scalar_gives()
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => Math.Pow(10, (i / 100.0) - 8) * (i % 2 == 0 ? -1 : 1)).Where(x => x < 700)];
        double[] exponential = new double[x.Length];
        double[] lessOne = new double[x.Length];
        NearZero.ExpAndExpM1(x, exponential, lessOne);
        for (int i = 0; i < x.Length; i++)
        {
            // Both are within two units of the exact value.
            Assert.Equal(Math.Exp(x[i]), exponential[i], 4 * Epsilon * Math.Exp(x[i]));
            Assert.Equal(NearZero.ExpM1(x[i]), lessOne[i], 6 * Epsilon * Math.Abs(lessOne[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Log1P_undoes_ExpM1(double x) =>
        Assert.Equal(x, NearZero.Log1P(NearZero.ExpM1(x)), 8 * Epsilon * Math.Abs(x));

    [Theory]
    [InlineData(1, 0.6931471805599453)]
    [InlineData(2, 1.0986122886681098)]
    [InlineData(1e300, 690.7755278982137)]
    public void Log1P_holds_far_from_zero(double x, double expected) => Assert.Equal(expected, NearZero.Log1P(x), 4 * Epsilon * expected);
}
