namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>C = alpha A B + beta C for each network, where A is m x k, B is k x n, and each has its distances of rows and of columns.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct ProductOperands<T>
    where T : unmanaged
{
    private readonly T* _a;
    private readonly T* _b;
    private readonly T* _c;
    private readonly long _networkA;
    private readonly long _networkB;
    private readonly long _networkC;

    public ProductOperands(ManagedTensor<T> a, bool transposeA, ManagedTensor<T> b, bool transposeB, ManagedTensor<T> c, T alpha, T beta)
    {
        _a = a.Data;
        _b = b.Data;
        _c = c.Data;
        (_networkA, _networkB, _networkC) = (a.BroadcastStride, b.BroadcastStride, c.Stride);
        Networks = c.Shape.Networks;
        (M, N, K) = (c.Shape.Rows, c.Shape.Columns, transposeA ? a.Shape.Rows : a.Shape.Columns);
        (RowA, ColumnA) = transposeA ? (1, M) : (K, 1);
        (RowB, ColumnB) = transposeB ? (1, K) : (N, 1);
        (RowC, ColumnC) = (N, 1);
        (Alpha, Beta) = (alpha, beta);
    }

    // The transpose of the product: C^T = B^T A^T.
    private ProductOperands(in ProductOperands<T> of)
    {
        _a = of._b;
        _b = of._a;
        _c = of._c;
        (_networkA, _networkB, _networkC) = (of._networkB, of._networkA, of._networkC);
        Networks = of.Networks;
        (M, N, K) = (of.N, of.M, of.K);
        (RowA, ColumnA) = (of.ColumnB, of.RowB);
        (RowB, ColumnB) = (of.ColumnA, of.RowA);
        (RowC, ColumnC) = (of.ColumnC, of.RowC);
        (Alpha, Beta) = (of.Alpha, of.Beta);
    }

    public int Networks { get; }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    public int RowA { get; }

    public int ColumnA { get; }

    public int RowB { get; }

    public int ColumnB { get; }

    public int RowC { get; }

    public int ColumnC { get; }

    public T Alpha { get; }

    public T Beta { get; }

    /// <summary>The multiplications in one network's product.</summary>
    public double Cost => (double)M * N * K;

    /// <summary>The same product, seen as that of the transposed matrices.</summary>
    public ProductOperands<T> Transposed => new(in this);

    public T* A(int network, int row, int inner) => _a + (network * _networkA) + ((long)row * RowA) + ((long)inner * ColumnA);

    public T* B(int network, int inner, int column) => _b + (network * _networkB) + ((long)inner * RowB) + ((long)column * ColumnB);

    public T* C(int network, int row, int column) => _c + (network * _networkC) + ((long)row * RowC) + ((long)column * ColumnC);
}
