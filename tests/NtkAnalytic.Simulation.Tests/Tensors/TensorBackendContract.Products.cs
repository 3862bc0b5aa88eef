using FsCheck.Fluent;
using NtkAnalytic.Simulation.Tensors;
using Xunit;
using static NtkAnalytic.Simulation.Tests.Tensors.Comparison;

namespace NtkAnalytic.Simulation.Tests.Tensors;

public abstract partial class TensorBackendContract
{
    [Fact]
    public void Matrix_products_of_every_transpose_and_broadcast() =>
        ShapeDraws.Check(
            from networks in ShapeDraws.Networks
            from kinds in Gen.Choose(0, 15)
            from m in ShapeDraws.Sizes
            from n in ShapeDraws.Sizes
            from k in ShapeDraws.Sizes
            from alpha in ShapeDraws.Factors
            from beta in ShapeDraws.Factors
            from seed in Gen.Choose(0, 1000)
            select (networks, kinds, m, n, k, alpha, beta, seed),
            500,
            draw => CheckProduct(draw.networks, draw.kinds, draw.m, draw.n, draw.k, draw.alpha, draw.beta, draw.seed));

    // Shapes beyond every block of the fast paths, and thin ones: one point, few points, one output, outer products.
    [Theory]
    [InlineData(1, 1, 700, 300)]
    [InlineData(3, 1, 100, 100)]
    [InlineData(1, 3, 130, 257)]
    [InlineData(2, 130, 1, 257)]
    [InlineData(1, 131, 2, 99)]
    [InlineData(2, 90, 70, 1)]
    [InlineData(1, 1, 1, 5000)]
    [InlineData(1, 110, 60, 400)]
    [InlineData(1, 233, 70, 20)]
    [InlineData(1, 20, 900, 13)]
    public void Large_and_thin_matrix_products(int networks, int m, int n, int k)
    {
        for (int kinds = 0; kinds < 4; kinds++)
        {
            CheckProduct(networks, kinds, m, n, k, -0.75, 1.5, kinds);
            CheckProduct(networks, kinds, m, n, k, 1, 0, kinds);
        }
    }

    // Where a routine of another library may take over: 256^3 multiplications, each dimension at least 32. Too many for the plain loops of the reference, so
    // entries come from powers of two that make each sum exact: a_ip = 2^(i mod 3) (p mod 5 - 2), b_pj = (p + j) mod 7 - 3.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Products_beyond_every_threshold_are_exact_where_their_sums_are(bool transposeA, bool transposeB)
    {
        const int M = 300;
        const int N = 260;
        const int K = 257;
        TensorBackend backend = Create();
        using TensorScope scope = backend.NewScope();
        double A(int i, int p) => (1 << (i % 3)) * ((p % 5) - 2);
        double B(int p, int j) => ((p + j) % 7) - 3;
        double[] Flat(int rows, int columns, Func<int, int, double> entry) => [.. Enumerable.Range(0, rows * columns).Select(at => entry(at / columns, at % columns))];
        Tensor a = transposeA ? scope.Allocate(1, K, M) : scope.Allocate(1, M, K);
        Tensor b = transposeB ? scope.Allocate(1, N, K) : scope.Allocate(1, K, N);
        backend.Write(transposeA ? Flat(K, M, (p, i) => A(i, p)) : Flat(M, K, A), a);
        backend.Write(transposeB ? Flat(N, K, (j, p) => B(p, j)) : Flat(K, N, B), b);
        Tensor c = scope.Allocate(1, M, N);
        backend.Fill(c, 3);
        if (backend is ReferenceBackend)
        {
            Assert.Skip("It has one path for all sizes.");
        }

        backend.MatrixProduct(a, transposeA, b, transposeB, c, 0.5, 2);
        double[] actual = backend.ToArray(c);
        var sums = new double[3 * 7];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 7; j++)
            {
                sums[(7 * i) + j] = Enumerable.Range(0, K).Sum(p => A(i, p) * B(p, j));
            }
        }

        for (int at = 0; at < actual.Length; at++)
        {
            Assert.Equal((0.5 * sums[(7 * (at / N % 3)) + (at % N % 7)]) + 6, actual[at]);
        }
    }

    private void CheckProduct(int networks, int kinds, int m, int n, int k, double alpha, double beta, int seed)
    {
        bool transposeA = (kinds & 1) != 0;
        bool transposeB = (kinds & 2) != 0;
        TensorShape shapeA = new((kinds & 4) == 0 ? networks : 1, m, k);
        TensorShape shapeB = new((kinds & 8) == 0 ? networks : 1, k, n);
        using var comparison = new Comparison(Create(), seed);
        Triple a = comparison.Draw(transposeA ? shapeA.Transposed : shapeA);
        Triple b = comparison.Draw(transposeB ? shapeB.Transposed : shapeB);
        Triple result = comparison.Draw(new TensorShape(networks, m, n), isNaN: beta == 0);
        comparison.Do((backend, of, sign) => backend.MatrixProduct(of(a), transposeA, of(b), transposeB, of(result), sign(alpha), sign(beta)));

        // k roundings of k additions in any order, and Elementwise others.
        comparison.Check(result, k + Elementwise, $"product {m} x {n} x {k}{(transposeA ? ", a transposed" : "")}{(transposeB ? ", b transposed" : "")}, seed {seed}");
    }
}
