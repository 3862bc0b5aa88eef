using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;
using NtkAnalytic.OpenBlas;

namespace NtkAnalytic.Benchmarks;

/// <summary>MathNet's managed provider against OpenBLAS, on what kernel matrices and kernel regression need.</summary>
[Config(typeof(InOneProcess))]
public class LinearAlgebraBenchmarks
{
    private readonly Dictionary<int, Matrix<double>> _matrices = [];
    private Matrix<double> _positiveDefinite = null!;
    private Matrix<double> _symmetric = null!;

    /// <summary>Whether OpenBLAS is in use; without the library this case fails instead of timing the managed code under its name.</summary>
    [Params(false, true)]
    public bool OpenBlas { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        if (!OpenBlas)
        {
            LinearAlgebraControl.UseManaged();
        }
        else if (!OpenBlasProvider.TryUse(out string description))
        {
            throw new InvalidOperationException(description);
        }

        var random = new Random(1);
        foreach (int order in new[] { 500, 512, 1000, 1024 })
        {
            _matrices[order] = Matrix<double>.Build.Dense(order, order, (_, _) => (2 * random.NextDouble()) - 1);
        }

        _positiveDefinite = _matrices[1000].TransposeAndMultiply(_matrices[1000]) + Matrix<double>.Build.DenseIdentity(1000);
        _symmetric = _matrices[500] + _matrices[500].Transpose();
    }

    [Benchmark]
    [Arguments(512)]
    [Arguments(1024)]
    public Matrix<double> Product(int n) => _matrices[n].TransposeAndMultiply(_matrices[n]);

    [Benchmark]
    public Cholesky<double> CholeskyOf1000() => _positiveDefinite.Cholesky();

    [Benchmark]
    public Evd<double> SymmetricEigenOf500() => _symmetric.Evd(Symmetricity.Symmetric);
}
