using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

public class RegressionArgumentsTests
{
    private static readonly Matrix<double> Gram = Samples.Gram(3);
    private static readonly Matrix<double> Targets = Samples.Uniform(3, 2, 1);

    [Fact]
    public void A_Gram_matrix_that_is_not_square_is_refused() =>
        Refused("2 rows and 3 columns", () => KernelRegression.Fit(Samples.Uniform(2, 3, 1), Targets, Ridge.None));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_entry_that_is_not_finite_is_named(double value)
    {
        Refused("Row 2, column 0", () => KernelRegression.Fit(With(Gram, 2, 0, value), Targets, Ridge.None));
        Refused("Row 1, column 1", () => KernelRegression.Fit(Gram, With(Targets, 1, 1, value), Ridge.None));
        var regression = KernelRegression.Fit(Gram, Targets, Ridge.None);
        Refused("Row 0, column 2", () => regression.Predict(With(Gram, 0, 2, value)));
        Refused("Row 0, column 2", () => regression.PosteriorVariance(With(Gram, 0, 2, value), [1, 1, 1]));
        Refused("row 1", () => regression.PosteriorVariance(Gram, [1, value, 1]));
    }

    [Fact]
    public void Asymmetry_beyond_rounding_is_named() =>
        Refused("row 1, column 0", () => KernelRegression.Fit(With(Gram, 1, 0, Gram[1, 0] + 1e-9), Targets, Ridge.None));

    [Fact]
    public void Asymmetry_of_rounding_is_allowed() =>
        Assert.True(KernelRegression.Fit(With(Gram, 1, 0, Gram[1, 0] + 1e-15), Targets, Ridge.None).Status.IsSuccess);

    [Fact]
    public void Shapes_that_differ_are_refused()
    {
        Refused("rows of targets", () => KernelRegression.Fit(Gram, Samples.Uniform(4, 2, 1), Ridge.None));
        var regression = KernelRegression.Fit(Gram, Targets, Ridge.None);
        Refused("3 training points", () => regression.Predict(Samples.Uniform(3, 2, 1)));
        Refused("prior variances", () => regression.PosteriorVariance(Gram, [1, 1]));
        Refused("row 0", () => regression.PosteriorVariance(Gram, [-1, 1, 1]));
    }

    [Fact]
    public void Weights_beyond_the_largest_double_are_an_overflow() =>
        Assert.Throws<OverflowException>(() => KernelRegression.Fit(Matrix<double>.Build.Dense(1, 1, 1e-200), Matrix<double>.Build.Dense(1, 1, 1e200), Ridge.None));

    [Theory]
    [InlineData(1e308)]
    [InlineData(1e-320)]
    public void A_kernel_at_the_ends_of_double_precision_is_an_overflow_and_no_NaN(double scale) =>
        Assert.Throws<OverflowException>(() => KernelRegression.Fit(Matrix<double>.Build.Dense(3, 3, scale), Samples.Uniform(3, 1, 1), Ridge.None));

    private static void Refused(string part, Action action) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static Matrix<double> With(Matrix<double> matrix, int row, int column, double value)
    {
        Matrix<double> changed = matrix.Clone();
        changed[row, column] = value;
        return changed;
    }
}
