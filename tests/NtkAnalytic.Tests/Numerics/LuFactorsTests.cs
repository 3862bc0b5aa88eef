using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Numerics;
using NtkAnalytic.Tests.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class LuFactorsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(60)]
    public void The_solution_solves_the_system(int order)
    {
        Matrix<double> matrix = Samples.Uniform(order, order, 5);
        double[] expected = Samples.Uniform(order, 1, 6).ToColumnMajorArray();
        var factors = new LuFactors(order);
        for (int repetition = 0; repetition < 2; repetition++)
        {
            matrix.ToRowMajorArray().CopyTo(factors.Matrix);
            double[] right = [.. matrix * Vector<double>.Build.Dense(expected)];

            Assert.True(factors.Factor());
            factors.Solve(right);

            // Backward stable with partial pivoting: n epsilon times the condition number.
            double tolerance = order * matrix.ConditionNumber() * 2.3e-16;
            Assert.All(right.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, tolerance));
        }
    }

    [Fact]
    public void A_pivot_of_zero_is_exchanged()
    {
        var factors = new LuFactors(2);
        double[] matrix = [0, 2, 4, 0];
        matrix.CopyTo(factors.Matrix);
        double[] right = [6, 4];

        Assert.True(factors.Factor());
        factors.Solve(right);

        Assert.Equal([1, 3], right);
    }

    [Theory]
    [InlineData(1, 2, 2, 4)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(double.NaN, 1, 1, 1)]
    [InlineData(1, 1, 1, double.PositiveInfinity)]
    public void A_singular_matrix_is_none(double a, double b, double c, double d)
    {
        var factors = new LuFactors(2);
        double[] matrix = [a, b, c, d];
        matrix.CopyTo(factors.Matrix);

        Assert.False(factors.Factor());
    }
}
