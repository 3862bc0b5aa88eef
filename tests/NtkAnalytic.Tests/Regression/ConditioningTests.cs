using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

public class ConditioningTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Fact]
    public void Eigenvalues_lie_within_their_errors_and_weights_solve_the_system_whatever_the_spectrum()
    {
        // Orders 2 to 30, smallest eigenvalues from 1e-12 of the largest, scales from 1e-20 to 1e20, ridges from 1e-12 to 10 of the scale.
        var draws = from order in Gen.Choose(2, 30)
                    from seed in Gen.Choose(0, 1000000)
                    from decades in Gen.Choose(0, 12)
                    from scale in Gen.Choose(-20, 20)
                    from ridge in Gen.Choose(-13, 1)
                    select (order, seed, decades, scale: Math.Pow(10, scale), ridge: ridge == -13 ? 0 : Math.Pow(10, ridge));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(1, 3), Prop.ForAll(draws.ToArbitrary(), draw =>
        {
            double[] spectrum = [.. Enumerable.Range(0, draw.order).Select(i => draw.scale * Math.Pow(10, -draw.decades * i / (draw.order - 1.0)))];
            Matrix<double> gram = Samples.WithSpectrum(spectrum, draw.seed);
            Matrix<double> y = Samples.Uniform(draw.order, 2, draw.seed);

            var regression = KernelRegression.Fit(gram, y, Ridge.Absolute(draw.ridge * draw.scale));
            Conditioning conditioning = regression.Conditioning;

            // The matrix was made in double precision, too: it has its spectrum to some epsilons of the largest eigenvalue only.
            double rounding = 8 * draw.order * Epsilon * draw.scale;
            Assert.InRange(conditioning.SmallestEigenvalue, spectrum[^1] - conditioning.SmallestEigenvalueError - rounding, spectrum[^1] + conditioning.SmallestEigenvalueError + rounding);
            Assert.InRange(conditioning.LargestEigenvalue, spectrum[0] - conditioning.LargestEigenvalueError - rounding, spectrum[0] + conditioning.LargestEigenvalueError + rounding);
            Assert.InRange(conditioning.SmallestEigenvalueError, 0, (1e-6 * spectrum[^1]) + (1e-6 * draw.ridge * draw.scale) + rounding);
            Assert.InRange(conditioning.LargestEigenvalueError, 0, 1e-6 * spectrum[0]);
            Assert.Equal(draw.ridge * draw.scale, conditioning.Ridge);
            Assert.True(regression.LogMarginalLikelihood.HasValue);

            // G W - (Y - r W): the weights are Predict of the unit rows.
            Matrix<double> weights = regression.Predict(Matrix<double>.Build.DenseIdentity(draw.order));
            Matrix<double> residual = (gram * weights) + (conditioning.Ridge * weights) - y;
            double size = (draw.scale * (1 + draw.ridge) * weights.Enumerate().Max(Math.Abs)) + 1;
            Assert.InRange(residual.Enumerate().Max(Math.Abs), 0, 8 * draw.order * Epsilon * size);
        }));
    }

    [Fact]
    public void A_ridge_above_the_smallest_eigenvalue_is_told()
    {
        Matrix<double> gram = Samples.WithSpectrum([1e-3, 1, 10]);
        Assert.Equal(
            "The ridge of 0.1 exceeds the smallest eigenvalue and brings the condition number down to 100: about 14 of 16 digits are left in the weights, and the directions below the ridge are not fitted.",
            KernelRegression.Fit(gram, Samples.Uniform(3, 1, 1), Ridge.Absolute(0.1)).Conditioning.Implication);
        Assert.Equal(
            "The system that is solved has condition number 1E+04: about 12 of 16 digits are left in the weights.",
            KernelRegression.Fit(gram, Samples.Uniform(3, 1, 1), Ridge.None).Conditioning.Implication);
    }

    [Fact]
    public void A_singular_matrix_is_told() =>
        Assert.Contains(
            "not positive definite within rounding",
            KernelRegression.Fit(Samples.WithSpectrum([0, 1, 10]), Samples.Uniform(3, 1, 1), Ridge.None).Conditioning.Implication,
            StringComparison.Ordinal);

    [Fact]
    public void Rounding_puts_no_condition_number_below_one()
    {
        var conditioning = KernelRegression.Fit(Matrix<double>.Build.DenseIdentity(40), Samples.Uniform(40, 1, 1), Ridge.Absolute(3)).Conditioning;
        Assert.InRange(conditioning.ConditionNumber, 1, 1 + 1e-12);
        Assert.InRange(conditioning.RidgedConditionNumber, 1, 1 + 1e-12);
    }
}
