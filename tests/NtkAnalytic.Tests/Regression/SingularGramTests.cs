using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Numerics;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

/// <summary>Gram matrices that are singular, indefinite or nearly so: a status and an answer, no NaN and no exception.</summary>
public class SingularGramTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Fact]
    public void Repeated_rows_without_ridge_are_fitted_by_the_mean_of_their_targets()
    {
        // Rows 3 and 7 are one point: no function takes two values there, and the pseudoinverse takes the least-squares one.
        Matrix<double> gram = WithRepeatedPoint(Samples.Gram(12), original: 3, copy: 7);
        Matrix<double> y = Samples.Uniform(12, 2, 4);

        var regression = KernelRegression.Fit(gram, y, Ridge.None);
        Matrix<double> fitted = regression.Predict(gram);

        Assert.Same(SolveStatus.NotPositiveDefinite, regression.Status);
        Assert.Null(regression.LogMarginalLikelihood);
        Assert.True(double.IsPositiveInfinity(regression.Conditioning.RidgedConditionNumber) || regression.Conditioning.RidgedConditionNumber > 1e14);
        for (int i = 0; i < 12; i++)
        {
            Vector<double> expected = i is 3 or 7 ? (y.Row(3) + y.Row(7)) / 2 : y.Row(i);
            Assert.Equal(0, (expected - fitted.Row(i)).AbsoluteMaximum(), 1e-10);
        }
    }

    [Fact]
    public void Repeated_rows_are_singular_whichever_way_the_pivot_is_rounded()
    {
        // The pivot of the copy is 0 up to rounding: in about half of the draws it comes out positive, and the factorization succeeds.
        int factored = 0;
        for (int seed = 1; seed <= 60; seed++)
        {
            Matrix<double> gram = WithRepeatedPoint(Samples.Gram(12, seed), original: 3, copy: 7);
            factored += CholeskyInverse.TryFactor(gram, 0) is null ? 0 : 1;
            Assert.Same(SolveStatus.NotPositiveDefinite, KernelRegression.Fit(gram, Samples.Uniform(12, 1, seed), Ridge.None).Status);
        }

        Assert.InRange(factored, 5, 55);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.1)]
    public void Repeated_rows_with_ridge_count_as_one_point_with_half_the_noise(double noise)
    {
        // Two observations a, b of one function value with noise r are one observation (a + b) / 2 with noise r / 2.
        const int Order = 10;
        Matrix<double> single = Samples.Gram(Order - 1);
        Matrix<double> gram = WithRepeatedPoint(single.Append(Matrix<double>.Build.Dense(Order - 1, 1)).Stack(Matrix<double>.Build.Dense(1, Order)), original: 0, copy: Order - 1);
        Matrix<double> y = Samples.Uniform(Order, 1, 4);
        Matrix<double> merged = single.Clone();
        Matrix<double> mergedTargets = y.SubMatrix(0, Order - 1, 0, 1);
        mergedTargets[0, 0] = (y[0, 0] + y[Order - 1, 0]) / 2;
        for (int i = 0; i < Order - 1; i++)
        {
            merged[i, i] += i == 0 ? noise / 2 : noise;
        }

        var regression = KernelRegression.Fit(gram, y, Ridge.Absolute(noise));
        Matrix<double> expected = single * merged.Inverse() * mergedTargets;

        Assert.Same(SolveStatus.Converged, regression.Status);
        Assert.Equal(0, regression.Conditioning.SmallestEigenvalue, 1e-14);
        double tolerance = 100 * regression.Conditioning.RidgedConditionNumber * Epsilon;
        Assert.InRange((expected - regression.Predict(gram.SubMatrix(0, Order - 1, 0, Order))).Enumerate().Max(Math.Abs), 0, tolerance);
    }

    [Fact]
    public void A_zero_matrix_without_ridge_gives_the_prior()
    {
        var regression = KernelRegression.Fit(Matrix<double>.Build.Dense(4, 4), Samples.Uniform(4, 2, 1), Ridge.Relative());

        Assert.Same(SolveStatus.NotPositiveDefinite, regression.Status);
        Assert.Equal(Matrix<double>.Build.Dense(1, 2), regression.Predict(Matrix<double>.Build.Dense(1, 4)));
        Assert.Equal([3.0], regression.PosteriorVariance(Matrix<double>.Build.Dense(1, 4), [3]));
        Assert.Equal(0, regression.Conditioning.SmallestEigenvalue);
        Assert.Equal(0, regression.Conditioning.LargestEigenvalue);
        Assert.True(double.IsPositiveInfinity(regression.Conditioning.ConditionNumber));
    }

    [Fact]
    public void A_zero_matrix_with_ridge_is_solved()
    {
        var regression = KernelRegression.Fit(Matrix<double>.Build.Dense(4, 4), Samples.Uniform(4, 2, 1), Ridge.Absolute(2));

        Assert.Same(SolveStatus.Converged, regression.Status);
        Assert.Equal(1, regression.Conditioning.RidgedConditionNumber);
        Assert.Equal(Matrix<double>.Build.Dense(1, 2), regression.Predict(Matrix<double>.Build.Dense(1, 4)));
    }

    [Theory]
    [InlineData(4, 0, 3, 1.5)]
    [InlineData(4, 1, 5, 2)]
    [InlineData(1e-200, 0, 1e-200, 2)]
    [InlineData(1e200, 0, 1e200, 2)]
    public void A_single_point_is_divided_by(double kernel, double ridge, double cross, double target)
    {
        var regression = KernelRegression.Fit(One(kernel), One(target), Ridge.Absolute(ridge));

        Assert.Same(SolveStatus.Converged, regression.Status);
        Assert.Equal(1, regression.Conditioning.ConditionNumber, 1e-12);
        Assert.Equal(kernel, regression.Conditioning.SmallestEigenvalue, 1e-12 * kernel);
        double expected = cross / (kernel + ridge) * target;
        Assert.Equal(expected, regression.Predict(One(cross))[0, 0], 4 * Epsilon * expected);
    }

    [Fact]
    public void A_single_point_that_is_zero_gives_the_prior()
    {
        var regression = KernelRegression.Fit(One(0), One(1), Ridge.None);
        Assert.Same(SolveStatus.NotPositiveDefinite, regression.Status);
        Assert.Equal(0, regression.Predict(One(0))[0, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void An_indefinite_matrix_is_solved_on_its_positive_eigenvectors(double ridge)
    {
        double[] spectrum = [-1, -1e-3, 0.5, 1, 3];
        Matrix<double> gram = Samples.WithSpectrum(spectrum);
        Matrix<double> y = Samples.Uniform(5, 2, 8);
        var decomposition = gram.Evd(Symmetricity.Symmetric);
        Matrix<double> positive = decomposition.EigenVectors.SubMatrix(0, 5, 2, 3);
        Matrix<double> shrink = Matrix<double>.Build.DenseOfDiagonalArray([.. spectrum[2..].Select(value => value / (value + ridge))]);

        var regression = KernelRegression.Fit(gram, y, Ridge.Absolute(ridge));

        Assert.Same(SolveStatus.NotPositiveDefinite, regression.Status);
        Assert.False(regression.Status.IsSuccess);
        Assert.Equal(-1, regression.Conditioning.SmallestEigenvalue, 1e-13);
        Assert.Equal(3, regression.Conditioning.LargestEigenvalue, 1e-13);
        Assert.True(double.IsPositiveInfinity(regression.Conditioning.ConditionNumber));
        Assert.InRange((positive * shrink * positive.Transpose() * y - regression.Predict(gram)).Enumerate().Max(Math.Abs), 0, 1e-12);
        Assert.All(regression.PosteriorVariance(gram, [1, 1, 1, 1, 1]), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void A_negative_definite_matrix_gives_the_prior()
    {
        var regression = KernelRegression.Fit(Samples.WithSpectrum([-3, -2, -1]), Samples.Uniform(3, 1, 8), Ridge.Relative());
        Assert.Same(SolveStatus.NotPositiveDefinite, regression.Status);
        Assert.Equal(0, regression.Predict(Samples.Uniform(2, 3, 9)).Enumerate().Max(Math.Abs));
    }

    [Fact]
    public void A_condition_number_that_costs_ten_digits_is_told()
    {
        double[] spectrum = [.. Enumerable.Range(0, 30).Select(i => Math.Pow(10, -11.0 * i / 29))];
        Matrix<double> gram = Samples.WithSpectrum(spectrum);
        Matrix<double> y = Samples.Uniform(30, 1, 8);

        var regression = KernelRegression.Fit(gram, y, Ridge.None);
        var ridged = KernelRegression.Fit(gram, y, Ridge.Absolute(1e-6));

        Assert.Same(SolveStatus.IllConditioned, regression.Status);
        Assert.Equal(1e11, regression.Conditioning.ConditionNumber, 1e7);
        Assert.Contains("about 5 of 16 digits", regression.Conditioning.Implication, StringComparison.Ordinal);
        Assert.Same(SolveStatus.Converged, ridged.Status);
        Assert.Equal(1e-11, ridged.Conditioning.SmallestEigenvalue, 1e-15);
        Assert.Equal(1e6, ridged.Conditioning.RidgedConditionNumber, 100.0);
        Assert.Contains("about 10 of 16 digits", ridged.Conditioning.Implication, StringComparison.Ordinal);
    }

    private static Matrix<double> One(double value) => Matrix<double>.Build.Dense(1, 1, value);

    private static Matrix<double> WithRepeatedPoint(Matrix<double> gram, int original, int copy)
    {
        Matrix<double> repeated = gram.Clone();
        repeated.SetRow(copy, repeated.Row(original));
        repeated.SetColumn(copy, repeated.Column(original));
        return repeated;
    }
}
