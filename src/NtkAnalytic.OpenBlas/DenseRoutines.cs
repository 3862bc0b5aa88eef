using System.Numerics;
using MathNet.Numerics;

namespace NtkAnalytic.OpenBlas;

/// <summary>
/// The routines of a MathNet provider on <see cref="Lapack{T}"/>: column-major arrays that fit their dimensions (the caller has checked that),
/// with MathNet's conventions on what is overwritten.
/// </summary>
/// <typeparam name="T">double or float.</typeparam>
internal sealed unsafe class DenseRoutines<T>(Lapack<T> lapack)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const byte No = (byte)'N';
    private const byte Yes = (byte)'T';
    private const byte Lower = (byte)'L';
    private const byte Vectors = (byte)'V';
    private const byte All = (byte)'A';

    /// <summary>c = alpha op(a) op(b) + beta c, where op(a) is m x k and op(b) is k x n; c may be a or b.</summary>
    public void Multiply(bool transposeA, bool transposeB, T alpha, T[] a, int rowsA, T[] b, int rowsB, int m, int n, int k, T beta, T[] c)
    {
        byte operationA = transposeA ? Yes : No;
        byte operationB = transposeB ? Yes : No;
        int leadingA = Math.Max(1, rowsA);
        int leadingB = Math.Max(1, rowsB);
        int leadingC = Math.Max(1, m);
        T[] safeA = ReferenceEquals(a, c) ? (T[])a.Clone() : a;
        T[] safeB = ReferenceEquals(b, c) ? (T[])b.Clone() : b;
        fixed (T* pa = safeA, pb = safeB, pc = c)
        {
            lapack.Gemm(&operationA, &operationB, &m, &n, &k, &alpha, pa, &leadingA, pb, &leadingB, &beta, pc, &leadingC, 1, 1);
        }
    }

    /// <summary>The lower Cholesky factor in place, with zeros above it; only the lower triangle of <paramref name="a"/> is read.</summary>
    /// <returns>Whether the matrix is positive definite; if not, <paramref name="a"/> is left half done.</returns>
    public bool TryCholeskyFactor(T[] a, int order)
    {
        byte uplo = Lower;
        int leading = Math.Max(1, order);
        int info;
        fixed (T* pa = a)
        {
            lapack.Potrf(&uplo, &order, pa, &leading, &info, 1);
        }

        if (info != 0)
        {
            return false;
        }

        for (int column = 0; column < order; column++)
        {
            // OpenBLAS stops at a pivot <= 0, which NaN is not.
            if (T.IsNaN(a[(column * order) + column]))
            {
                return false;
            }

            Array.Clear(a, column * order, column);
        }

        return true;
    }

    /// <summary>Solves with a Cholesky factor; b is overwritten.</summary>
    public void CholeskySolveFactored(T[] factor, int order, T[] b, int columns)
    {
        byte uplo = Lower;
        int leading = Math.Max(1, order);
        int info;
        fixed (T* pa = factor, pb = b)
        {
            lapack.Potrs(&uplo, &order, &columns, pa, &leading, pb, &leading, &info, 1);
        }
    }

    /// <summary>LU factors in place; pivots[i] is the row, counted from 0, that row i was exchanged with.</summary>
    public void LuFactor(T[] a, int order, int[] pivots)
    {
        int leading = Math.Max(1, order);
        int info;
        fixed (T* pa = a)
        fixed (int* pp = pivots)
        {
            lapack.Getrf(&order, &order, pa, &leading, pp, &info);
        }

        for (int i = 0; i < order; i++)
        {
            pivots[i]--;
        }
    }

    /// <summary>Solves with LU factors; b is overwritten. A singular matrix gives infinities, as in managed code.</summary>
    public void LuSolveFactored(T[] factors, int order, int[] pivots, T[] b, int columns)
    {
        byte operation = No;
        int leading = Math.Max(1, order);
        int info;
        int[] fortran = FromOne(pivots, order);
        fixed (T* pa = factors, pb = b)
        fixed (int* pp = fortran)
        {
            lapack.Getrs(&operation, &order, &columns, pa, &leading, pp, pb, &leading, &info, 1);
        }
    }

    /// <summary>The inverse in place of LU factors.</summary>
    /// <returns>False when a pivot is 0; the factors are then untouched.</returns>
    public bool TryLuInverse(T[] factors, int order, int[] pivots)
    {
        int leading = Math.Max(1, order);
        int info;
        int query = -1;
        T size;
        int[] fortran = FromOne(pivots, order);
        fixed (T* pa = factors)
        fixed (int* pp = fortran)
        {
            lapack.Getri(&order, pa, &leading, pp, &size, &query, &info);
            T[] work = Workspace(size, out int length);
            fixed (T* pw = work)
            {
                lapack.Getri(&order, pa, &leading, pp, pw, &length, &info);
            }
        }

        return info == 0;
    }

    /// <summary>QR factors: reflectors below R in a; then the first <paramref name="columnsQ"/> columns of Q in q, which may be a.</summary>
    /// <param name="a">rows x columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="tau">The min(rows, columns) factors of the reflectors.</param>
    /// <param name="takeR">Called when a holds R and the reflectors.</param>
    /// <param name="q">rows x columnsQ, holding the reflectors in its leading columns after <paramref name="takeR"/>.</param>
    /// <param name="columnsQ">At least min(rows, columns).</param>
    public void QrFactor(T[] a, int rows, int columns, T[] tau, Action takeR, T[] q, int columnsQ)
    {
        int leading = Math.Max(1, rows);
        int reflectors = Math.Min(rows, columns);
        int info;
        int query = -1;
        T size;
        fixed (T* pa = a, pt = tau)
        {
            lapack.Geqrf(&rows, &columns, pa, &leading, pt, &size, &query, &info);
            T[] work = Workspace(size, out int length);
            fixed (T* pw = work)
            {
                lapack.Geqrf(&rows, &columns, pa, &leading, pt, pw, &length, &info);
            }
        }

        takeR();
        fixed (T* pq = q, pt = tau)
        {
            lapack.Orgqr(&rows, &columnsQ, &reflectors, pq, &leading, pt, &size, &query, &info);
            T[] work = Workspace(size, out int length);
            fixed (T* pw = work)
            {
                lapack.Orgqr(&rows, &columnsQ, &reflectors, pq, &leading, pt, pw, &length, &info);
            }
        }
    }

    /// <summary>Singular values, descending, and (where <paramref name="computeVectors"/>) u, rows x rows, and vt, columns x columns; a is destroyed.</summary>
    /// <exception cref="NonConvergenceException">The iteration did not converge.</exception>
    public void SingularValues(bool computeVectors, T[] a, int rows, int columns, T[] s, T[] u, T[] vt)
    {
        byte job = computeVectors ? All : No;
        int leading = Math.Max(1, rows);
        int leadingVt = Math.Max(1, columns);
        int info;
        int query = -1;
        T size;
        int[] integers = new int[8 * Math.Max(1, Math.Min(rows, columns))];
        fixed (T* pa = a, ps = s, pu = u, pv = vt)
        fixed (int* pi = integers)
        {
            lapack.Gesdd(&job, &rows, &columns, pa, &leading, ps, pu, &leading, pv, &leadingVt, &size, &query, pi, &info, 1);
            T[] work = Workspace(size, out int length);
            fixed (T* pw = work)
            {
                lapack.Gesdd(&job, &rows, &columns, pa, &leading, ps, pu, &leading, pv, &leadingVt, pw, &length, pi, &info, 1);
            }
        }

        if (info != 0)
        {
            throw new NonConvergenceException();
        }
    }

    /// <summary>Eigenvalues of a symmetric matrix, ascending, and its eigenvectors in place of it; only its lower triangle is read.</summary>
    /// <exception cref="NonConvergenceException">The iteration did not converge.</exception>
    public T[] SymmetricEigen(T[] a, int order)
    {
        byte job = Vectors;
        byte uplo = Lower;
        int leading = Math.Max(1, order);
        int info;
        int query = -1;
        T size;
        int integerSize;
        T[] values = new T[order];
        fixed (T* pa = a, pv = values)
        {
            lapack.Syevd(&job, &uplo, &order, pa, &leading, pv, &size, &query, &integerSize, &query, &info, 1, 1);
            T[] work = Workspace(size, out int length);
            int[] integers = new int[Math.Max(1, integerSize)];
            fixed (T* pw = work)
            fixed (int* pi = integers)
            {
                lapack.Syevd(&job, &uplo, &order, pa, &leading, pv, pw, &length, pi, &integerSize, &info, 1, 1);
            }
        }

        return info == 0 ? values : throw new NonConvergenceException();
    }

    // LAPACK counts rows from 1.
    private static int[] FromOne(int[] pivots, int order)
    {
        int[] fortran = new int[order];
        for (int i = 0; i < order; i++)
        {
            fortran[i] = pivots[i] + 1;
        }

        return fortran;
    }

    // The answer to a workspace query comes as a floating-point number; in single precision it may have been rounded down.
    private static T[] Workspace(T size, out int length)
    {
        length = Math.Max(1, int.CreateSaturating(T.BitIncrement(size)));
        return new T[length];
    }
}
