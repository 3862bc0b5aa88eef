namespace NtkAnalytic.Simulation.Tensors;

/// <summary>A routine for one matrix product, <c>c = alpha op(a) op(b) + beta c</c>, on matrices stored row by row.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="transposeA">Whether op(a) is the transpose of a.</param>
/// <param name="transposeB">Whether op(b) is the transpose of b.</param>
/// <param name="m">The rows of op(a) and of c.</param>
/// <param name="n">The columns of op(b) and of c.</param>
/// <param name="k">The columns of op(a) and the rows of op(b).</param>
/// <param name="alpha">The factor of the product.</param>
/// <param name="a">m x k, or k x m when transposed.</param>
/// <param name="strideA">The distance of two rows of a.</param>
/// <param name="b">k x n, or n x k when transposed.</param>
/// <param name="strideB">The distance of two rows of b.</param>
/// <param name="beta">The factor of the old contents of c, which are not read when it is 0.</param>
/// <param name="c">m x n; shares no memory with a and b.</param>
/// <param name="strideC">The distance of two rows of c.</param>
public delegate void MatrixProduct<T>(
    bool transposeA,
    bool transposeB,
    int m,
    int n,
    int k,
    T alpha,
    ReadOnlySpan<T> a,
    int strideA,
    ReadOnlySpan<T> b,
    int strideB,
    T beta,
    Span<T> c,
    int strideC)
    where T : unmanaged;
