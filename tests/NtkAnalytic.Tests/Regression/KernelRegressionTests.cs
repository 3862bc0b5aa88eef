using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Numerics;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

public class KernelRegressionTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(40, 5)]
    public void The_posterior_mean_interpolates_the_targets_without_ridge(int points, int targets)
    {
        Matrix<double> gram = Samples.Gram(points);
        Matrix<double> y = Samples.Uniform(points, targets, 7);

        var regression = KernelRegression.Fit(gram, y, Ridge.None);

        Assert.Same(SolveStatus.Converged, regression.Status);
        AssertClose(y, regression.Predict(gram), 16 * points * regression.Conditioning.ConditionNumber * Epsilon);
    }

    [Fact]
    public void The_posterior_variance_is_zero_at_the_training_points_without_ridge()
    {
        Matrix<double> gram = Samples.Gram(30);
        var regression = KernelRegression.Fit(gram, Samples.Uniform(30, 1, 3), Ridge.None);

        double[] variance = regression.PosteriorVariance(gram, gram.Diagonal().ToArray());

        double rounding = 16 * 30 * regression.Conditioning.ConditionNumber * Epsilon;
        Assert.All(variance, value => Assert.InRange(value, 0, rounding));
    }

    [Fact]
    public void The_posterior_is_the_prior_where_the_kernel_to_the_training_points_is_zero()
    {
        var regression = KernelRegression.Fit(Samples.Gram(20), Samples.Uniform(20, 2, 3), Ridge.Relative());
        Matrix<double> cross = Matrix<double>.Build.Dense(3, 20);

        Assert.Equal([0.5, 1, 2], regression.PosteriorVariance(cross, [0.5, 1, 2]));
        Assert.Equal(Matrix<double>.Build.Dense(3, 2), regression.Predict(cross));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Mean_and_variance_are_those_of_the_joint_Gaussian_given_the_targets(double noise)
    {
        // The precision matrix of the joint Gaussian of (test, training): its leading block is the inverse of the conditional covariance,
        // and the conditional mean follows from the other block. Nothing of the regression's own route is used.
        const int Test = 4;
        const int Training = 9;
        Matrix<double> joint = Samples.Gram(Test + Training);
        Matrix<double> noisy = joint.Clone();
        for (int i = Test; i < Test + Training; i++)
        {
            noisy[i, i] += noise;
        }

        Matrix<double> y = Samples.Uniform(Training, 2, 5);
        Matrix<double> precision = noisy.Inverse();
        Matrix<double> covariance = precision.SubMatrix(0, Test, 0, Test).Inverse();
        Matrix<double> mean = -covariance * precision.SubMatrix(0, Test, Test, Training) * y;
        Matrix<double> cross = joint.SubMatrix(0, Test, Test, Training);

        var regression = KernelRegression.Fit(joint.SubMatrix(Test, Training, Test, Training), y, Ridge.Absolute(noise));

        double tolerance = 1e3 * regression.Conditioning.ConditionNumber * Epsilon;
        AssertClose(mean, regression.Predict(cross), tolerance);
        double[] variance = regression.PosteriorVariance(cross, [.. joint.Diagonal().Take(Test)]);
        for (int i = 0; i < Test; i++)
        {
            Assert.Equal(covariance[i, i], variance[i], tolerance);
            Assert.InRange(variance[i], 1e-3, joint[i, i]);
        }
    }

    [Fact]
    public void Variances_of_many_points_are_those_of_one_at_a_time()
    {
        // More rows than are solved for at once.
        const int Points = 1100;
        var regression = KernelRegression.Fit(Samples.Gram(6), Samples.Uniform(6, 1, 1), Ridge.Absolute(0.1));
        Matrix<double> cross = Samples.Uniform(Points, 6, 2);
        double[] prior = [.. Enumerable.Range(0, Points).Select(i => 200 + (0.01 * i))];

        double[] variances = regression.PosteriorVariance(cross, prior);

        foreach (int i in new[] { 0, 511, 512, 513, 1024, Points - 1 })
        {
            double alone = regression.PosteriorVariance(cross.SubMatrix(i, 1, 0, 6), [prior[i]])[0];
            Assert.InRange(alone, 1, prior[i] - 0.1);
            Assert.Equal(alone, variances[i], 1e-10);
        }
    }

    [Fact]
    public void Several_targets_are_fitted_as_one_at_a_time()
    {
        Matrix<double> gram = Samples.Gram(25);
        Matrix<double> y = Samples.Uniform(25, 4, 11);
        Matrix<double> cross = Samples.Uniform(6, 25, 12);
        var together = KernelRegression.Fit(gram, y, Ridge.Absolute(0.1));
        Matrix<double> predictions = together.Predict(cross);

        double likelihood = 0;
        for (int column = 0; column < y.ColumnCount; column++)
        {
            var alone = KernelRegression.Fit(gram, y.SubMatrix(0, 25, column, 1), Ridge.Absolute(0.1));
            likelihood += alone.LogMarginalLikelihood!.Value;
            AssertClose(predictions.SubMatrix(0, 6, column, 1), alone.Predict(cross), 100 * alone.Conditioning.RidgedConditionNumber * Epsilon);
        }

        Assert.Equal(likelihood, together.LogMarginalLikelihood!.Value, 1e-12 * Math.Abs(likelihood));
    }

    [Fact]
    public void The_log_marginal_likelihood_is_the_log_density_of_the_targets()
    {
        // n = 2 by hand: covariance [[2, 1], [1, 3]], determinant 5, inverse [[3, -1], [-1, 2]] / 5, y = (1, -1): y^T C^-1 y = 7/5.
        Matrix<double> gram = Matrix<double>.Build.DenseOfArray(new double[,] { { 1.5, 1 }, { 1, 2.5 } });
        Matrix<double> y = Matrix<double>.Build.DenseOfArray(new double[,] { { 1 }, { -1 } });

        var regression = KernelRegression.Fit(gram, y, Ridge.Absolute(0.5));

        Assert.Equal(-0.7 - (0.5 * Math.Log(5)) - Math.Log(2 * Math.PI), regression.LogMarginalLikelihood!.Value, 1e-14);
    }

    private static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance) =>
        Assert.InRange((expected - actual).Enumerate().Max(Math.Abs), 0, tolerance);
}
