using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace NtkAnalytic.OpenBlas.Tests;

/// <summary>How the library is found, said and put to use. The provider in use is one for the process: these tests run alone.</summary>
[CollectionDefinition(nameof(OpenBlasProviderTests), DisableParallelization = true)]
[Collection(nameof(OpenBlasProviderTests))]
public class OpenBlasProviderTests
{
    [Fact]
    public void The_description_names_version_and_threads()
    {
        string description = Native.Provider.ToString()!;
        Assert.StartsWith("OpenBLAS", description, StringComparison.Ordinal);
        Assert.Matches(@"\d+ threads?$", description);
    }

    [Fact]
    public void Off_means_managed()
    {
        Assert.False(OpenBlasProvider.TryCreate("off", out ILinearAlgebraProvider? provider, out string description));
        Assert.Null(provider);
        Assert.Equal("managed (NTK_OPENBLAS is off)", description);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Assert.False(OpenBlasProvider.TryCreate("/nowhere/libopenblas.so", out ILinearAlgebraProvider? _, out string description));
        Assert.Equal("managed (NTK_OPENBLAS names /nowhere/libopenblas.so, which cannot be loaded)", description);
    }

    [Fact]
    public void A_library_that_is_not_OpenBlas_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The C library has this name on Linux.");
        Assert.False(OpenBlasProvider.TryCreate("libc.so.6", out ILinearAlgebraProvider? _, out string description));
        Assert.Equal("managed (libc.so.6 is not OpenBLAS)", description);
    }

    [Fact]
    public void In_use_it_serves_MathNet_matrices()
    {
        string expected = Native.Provider.ToString()!;
        ILinearAlgebraProvider before = LinearAlgebraControl.Provider;
        var random = new Random(1);
        Matrix<double> a = Matrix<double>.Build.Dense(20, 20, (_, _) => random.NextDouble());
        Matrix<double> gram = a.TransposeAndMultiply(a) + Matrix<double>.Build.DenseIdentity(20);
        Matrix<double> b = Matrix<double>.Build.Dense(20, 3, (_, _) => random.NextDouble());
        Matrix<double> managedSolution = gram.Cholesky().Solve(b);
        try
        {
            Assert.True(OpenBlasProvider.TryUse(out string description));
            Assert.Equal(expected, description);
            Assert.Equal(expected, LinearAlgebraControl.Provider.ToString());

            // Condition number below 150.
            const double Tolerance = 1e-12;
            AssertClose(managedSolution, gram.Cholesky().Solve(b), Tolerance);
            AssertClose(managedSolution, gram.Solve(b), Tolerance);
            AssertClose(managedSolution, gram.Inverse() * b, Tolerance);
            AssertClose(managedSolution, gram.QR(QRMethod.Full).Solve(b), Tolerance);
            AssertClose(managedSolution, gram.QR(QRMethod.Thin).Solve(b), Tolerance);
            AssertClose(managedSolution, gram.Svd().Solve(b), Tolerance);
            Evd<double> eigen = gram.Evd(Symmetricity.Symmetric);
            AssertClose(gram, eigen.EigenVectors * eigen.D * eigen.EigenVectors.Transpose(), Tolerance);
            AssertClose(gram, a * a.Transpose() + Matrix<double>.Build.DenseIdentity(20), Tolerance);
        }
        finally
        {
            LinearAlgebraControl.Provider = before;
        }
    }

    private static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance) =>
        Assert.InRange((expected - actual).Enumerate().Max(Math.Abs), 0, tolerance);
}
