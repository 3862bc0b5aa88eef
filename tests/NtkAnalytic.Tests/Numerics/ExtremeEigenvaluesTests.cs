using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using NtkAnalytic.Numerics;
using NtkAnalytic.Tests.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class ExtremeEigenvaluesTests
{
    private const double Epsilon = 2.220446049250313e-16;

    public static TheoryData<string, double[]> Spectra => new()
    {
        { "one", [3] },
        { "two", [1, 4] },
        { "two equal", [2, 2] },
        { "identity", Repeat(1, 50) },
        { "linear", [.. Enumerable.Range(1, 200).Select(i => (double)i)] },
        { "geometric to condition 1e12", [.. Enumerable.Range(0, 200).Select(i => Math.Pow(10, -12.0 * i / 199))] },
        { "algebraic, as of a kernel with a kink", [.. Enumerable.Range(1, 300).Select(i => Math.Pow(i, -3))] },
        { "clusters at both ends", [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 1 + (1e-9 * i) : 1e3 * (1 + (1e-9 * i)))] },
        { "repeated at both ends", [.. Repeat(0.5, 30), .. Enumerable.Range(1, 40).Select(i => (double)i), .. Repeat(41, 30)] },
        { "one far outlier, as of positive kernels", [.. Enumerable.Range(1, 150).Select(i => i == 150 ? 1e4 : i / 150.0)] },
        { "near the largest double", [1e299, 2e300, 3e300] },
        { "near the smallest normal double", [1e-300, 2e-299, 3e-299] },
    };

    [Theory]
    [MemberData(nameof(Spectra))]
    public void Both_ends_are_those_of_the_spectrum(string name, double[] spectrum)
    {
        Matrix<double> matrix = Samples.WithSpectrum(spectrum);
        double largest = spectrum.Max();
        double smallest = spectrum.Min();

        EigenvalueEstimate top = ExtremeEigenvalues.Largest(matrix);
        EigenvalueEstimate bottom = ExtremeEigenvalues.Smallest(matrix.Cholesky());

        // The matrix itself has its spectrum to some n epsilon of the largest eigenvalue only.
        double rounding = 8 * spectrum.Length * Epsilon * largest;
        Assert.True(Math.Abs(top.Value - largest) <= top.Error + rounding, $"{name}: largest {top} against {largest:R}");
        Assert.True(Math.Abs(bottom.Value - smallest) <= bottom.Error + rounding, $"{name}: smallest {bottom} against {smallest:R}");
        Assert.InRange(top.Error, 0, 1e-6 * largest);
        Assert.InRange(bottom.Error, 0, (1e-6 * smallest) + rounding);
    }

    [Theory]
    [MemberData(nameof(Spectra))]
    public void Both_ends_are_those_of_the_full_decomposition(string name, double[] spectrum)
    {
        Matrix<double> matrix = Samples.WithSpectrum(spectrum, seed: 2);
        double scale = spectrum.Max();
        Evd<double> decomposition = (matrix / scale).Evd(Symmetricity.Symmetric);

        double top = ExtremeEigenvalues.Largest(matrix).Value / scale;
        double bottom = ExtremeEigenvalues.Smallest(matrix.Cholesky()).Value / scale;

        // The residual bound is 1e-9 relative, and the error of an eigenvalue is of second order in it unless its neighbours are as near.
        double rounding = 8 * spectrum.Length * Epsilon;
        double expected = decomposition.EigenValues[0].Real;
        Assert.True(Math.Abs(top - decomposition.EigenValues[^1].Real) <= 1e-9 + rounding, name);
        Assert.True(Math.Abs(bottom - expected) <= (1e-9 * expected) + rounding, name);
    }

    [Fact]
    public void The_largest_eigenvalue_of_a_singular_an_indefinite_and_a_zero_matrix_is_found()
    {
        Assert.Equal(1, ExtremeEigenvalues.Largest(Samples.WithSpectrum([.. Repeat(0, 60), .. Repeat(1, 3)])).Value, 1e-13);
        Assert.Equal(0.5, ExtremeEigenvalues.Largest(Samples.WithSpectrum([-8, -3, -1, 0, 0.25, 0.5])).Value, 1e-13);
        Assert.Equal(-1, ExtremeEigenvalues.Largest(Samples.WithSpectrum([-8, -3, -1])).Value, 1e-13);
        Assert.Equal(0, ExtremeEigenvalues.Largest(Matrix<double>.Build.Dense(5, 5)).Value);
    }

    [Fact]
    public void The_same_matrix_gives_the_same_estimate()
    {
        Matrix<double> matrix = Samples.Gram(60);
        Assert.Equal(ExtremeEigenvalues.Largest(matrix), ExtremeEigenvalues.Largest(matrix));
    }

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];
}
