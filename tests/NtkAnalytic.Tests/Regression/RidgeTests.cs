using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

public class RidgeTests
{
    private static readonly Matrix<double> Diagonal = Matrix<double>.Build.DenseOfDiagonalArray([1, 2, 6]);

    [Fact]
    public void A_relative_ridge_is_times_the_mean_of_the_diagonal()
    {
        Assert.Equal(0.3, Ridge.Relative(0.1).On(Diagonal), 1e-15);
        Assert.Equal(3e-8, Ridge.Relative().On(Diagonal), 1e-22);
        Assert.Equal(0, Ridge.Relative(0.1).On(-Diagonal));
    }

    [Fact]
    public void An_absolute_ridge_is_itself() => Assert.Equal(0.1, Ridge.Absolute(0.1).On(Diagonal));

    [Fact]
    public void The_default_is_no_ridge()
    {
        Assert.Equal(Ridge.None, default);
        Assert.Equal(0, default(Ridge).On(Diagonal));
    }

    [Fact]
    public void The_mean_of_a_huge_diagonal_does_not_overflow() =>
        Assert.Equal(1e300, Ridge.Relative(1e-8).On(1e308 * Matrix<double>.Build.DenseIdentity(4)), 1e288);

    [Theory]
    [InlineData(-1e-300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_ridge_that_is_negative_or_not_finite_is_refused(double value)
    {
        Assert.Throws<ArgumentException>(() => Ridge.Relative(value));
        Assert.Throws<ArgumentException>(() => Ridge.Absolute(value));
    }

    [Fact]
    public void A_matrix_that_is_not_square_is_refused() =>
        Assert.Throws<ArgumentException>(() => Ridge.Relative().On(Matrix<double>.Build.Dense(2, 3)));

    [Fact]
    public void A_ridge_says_its_unit()
    {
        Assert.Equal("1E-08 times the mean of the diagonal", Ridge.Relative().ToString());
        Assert.Equal("0.5", Ridge.Absolute(0.5).ToString());
    }
}
