using System.Diagnostics.CodeAnalysis;

namespace NtkAnalytic.OpenBlas;

/// <summary>
/// Matrix products in the OpenBLAS of this machine, on matrices stored row by row. The library is looked for as by <see cref="OpenBlasProvider"/>.
/// </summary>
public sealed class OpenBlasProducts
{
    private readonly Lapack<double> _double;
    private readonly Lapack<float> _single;

    private OpenBlasProducts(OpenBlasLibrary library)
    {
        _double = new Lapack<double>(library);
        _single = new Lapack<float>(library);
    }

    /// <summary>Finds the library.</summary>
    /// <param name="products">Its products, or null when there is no usable library.</param>
    /// <param name="description">The library's version, build and number of threads; or, when there is none, why.</param>
    /// <returns>Whether there is a usable library.</returns>
    public static bool TryCreate([NotNullWhen(true)] out OpenBlasProducts? products, out string description) =>
        TryCreate(Environment.GetEnvironmentVariable(OpenBlasLibrary.Variable), out products, out description);

    internal static bool TryCreate(string? setting, [NotNullWhen(true)] out OpenBlasProducts? products, out string description)
    {
        products = null;
        if (!OpenBlasLibrary.TryOpen(setting, out OpenBlasLibrary? library, out string? reason))
        {
            description = reason;
            return false;
        }

        try
        {
            products = new OpenBlasProducts(library);
            description = library.Description;
            return true;
        }
        catch (EntryPointNotFoundException exception)
        {
            description = $"{library.Configuration} lacks a routine: {exception.Message}";
            return false;
        }
    }

    /// <summary>c = alpha op(a) op(b) + beta c, in double precision.</summary>
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
    /// <exception cref="ArgumentException">A dimension is less than 1, rows overlap, or a matrix does not fit in its memory.</exception>
    public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, double alpha, ReadOnlySpan<double> a, int strideA, ReadOnlySpan<double> b, int strideB, double beta, Span<double> c, int strideC) =>
        Multiply(_double, transposeA, transposeB, m, n, k, alpha, a, strideA, b, strideB, beta, c, strideC);

    /// <summary>c = alpha op(a) op(b) + beta c, in single precision.</summary>
    /// <inheritdoc cref="Multiply(bool, bool, int, int, int, double, ReadOnlySpan{double}, int, ReadOnlySpan{double}, int, double, Span{double}, int)"/>
    public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float alpha, ReadOnlySpan<float> a, int strideA, ReadOnlySpan<float> b, int strideB, float beta, Span<float> c, int strideC) =>
        Multiply(_single, transposeA, transposeB, m, n, k, alpha, a, strideA, b, strideB, beta, c, strideC);

    private static unsafe void Multiply<T>(Lapack<T> lapack, bool transposeA, bool transposeB, int m, int n, int k, T alpha, ReadOnlySpan<T> a, int strideA, ReadOnlySpan<T> b, int strideB, T beta, Span<T> c, int strideC)
        where T : unmanaged
    {
        RequireFit(transposeA ? k : m, transposeA ? m : k, strideA, a.Length, nameof(a));
        RequireFit(transposeB ? n : k, transposeB ? k : n, strideB, b.Length, nameof(b));
        RequireFit(m, n, strideC, c.Length, nameof(c));

        // Rows are the columns of the transpose: c^T = op(b)^T op(a)^T.
        byte operationA = (byte)(transposeA ? 'T' : 'N');
        byte operationB = (byte)(transposeB ? 'T' : 'N');
        fixed (T* pa = a, pb = b, pc = c)
        {
            lapack.Gemm(&operationB, &operationA, &n, &m, &k, &alpha, pb, &strideB, pa, &strideA, &beta, pc, &strideC, 1, 1);
        }
    }

    private static void RequireFit(int rows, int columns, int stride, int length, string name)
    {
        if (rows < 1 || columns < 1 || stride < columns || ((rows - 1L) * stride) + columns > length)
        {
            throw new ArgumentException($"{rows} x {columns} numbers at a distance of {stride} do not fit in {length}.", name);
        }
    }
}
