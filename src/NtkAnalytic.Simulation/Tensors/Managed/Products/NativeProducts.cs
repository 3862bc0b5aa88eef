namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>Large products by a routine that was given: one network after another, since the routine has threads of its own.</summary>
internal static unsafe class NativeProducts
{
    // Below this the routine, which is called for one network at a time, gains nothing.
    private const double LeastCost = 256.0 * 256 * 256;

    // Thin products are bound by memory, and read where they lie by this backend's own loops.
    private const int LeastDimension = 32;

    /// <summary>Whether the routine is used for a product of m x k and k x n matrices: a matter of one network's shape alone.</summary>
    public static bool IsWorthwhile(int m, int n, int k) => (double)m * n * k >= LeastCost && Math.Min(m, Math.Min(n, k)) >= LeastDimension;

    /// <summary>Does it.</summary>
    public static void Run<T>(MatrixProduct<T> product, in ProductOperands<T> of)
        where T : unmanaged
    {
        bool transposeA = of.ColumnA != 1;
        bool transposeB = of.ColumnB != 1;
        for (int network = 0; network < of.Networks; network++)
        {
            product(
                transposeA,
                transposeB,
                of.M,
                of.N,
                of.K,
                of.Alpha,
                new ReadOnlySpan<T>(of.A(network, 0, 0), of.M * of.K),
                transposeA ? of.M : of.K,
                new ReadOnlySpan<T>(of.B(network, 0, 0), of.K * of.N),
                transposeB ? of.K : of.N,
                of.Beta,
                new Span<T>(of.C(network, 0, 0), of.M * of.N),
                of.N);
        }
    }
}
