namespace NtkAnalytic.OpenBlas;

/// <summary>
/// The BLAS and LAPACK routines in use, for one precision: their Fortran interface (LAPACK Users' Guide, 3rd ed.), in which every argument is
/// a pointer, matrices are stored by columns, and the lengths of character arguments follow at the end (gfortran's convention; routines
/// written in C ignore them).
/// </summary>
/// <typeparam name="T">double or float.</typeparam>
internal sealed unsafe class Lapack<T>
    where T : unmanaged
{
    public Lapack(OpenBlasLibrary library)
    {
        char prefix = typeof(T) == typeof(double) ? 'd' : 's';
        nint Routine(string name) => library.Routine($"{prefix}{name}_");

        Gemm = (delegate* unmanaged[Cdecl]<byte*, byte*, int*, int*, int*, T*, T*, int*, T*, int*, T*, T*, int*, nint, nint, void>)Routine("gemm");
        Potrf = (delegate* unmanaged[Cdecl]<byte*, int*, T*, int*, int*, nint, void>)Routine("potrf");
        Potrs = (delegate* unmanaged[Cdecl]<byte*, int*, int*, T*, int*, T*, int*, int*, nint, void>)Routine("potrs");
        Getrf = (delegate* unmanaged[Cdecl]<int*, int*, T*, int*, int*, int*, void>)Routine("getrf");
        Getrs = (delegate* unmanaged[Cdecl]<byte*, int*, int*, T*, int*, int*, T*, int*, int*, nint, void>)Routine("getrs");
        Getri = (delegate* unmanaged[Cdecl]<int*, T*, int*, int*, T*, int*, int*, void>)Routine("getri");
        Geqrf = (delegate* unmanaged[Cdecl]<int*, int*, T*, int*, T*, T*, int*, int*, void>)Routine("geqrf");
        Orgqr = (delegate* unmanaged[Cdecl]<int*, int*, int*, T*, int*, T*, T*, int*, int*, void>)Routine("orgqr");
        Gesdd = (delegate* unmanaged[Cdecl]<byte*, int*, int*, T*, int*, T*, T*, int*, T*, int*, T*, int*, int*, int*, nint, void>)Routine("gesdd");
        Syevd = (delegate* unmanaged[Cdecl]<byte*, byte*, int*, T*, int*, T*, T*, int*, int*, int*, int*, nint, nint, void>)Routine("syevd");
    }

    /// <summary>transA, transB, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc: C = alpha op(A) op(B) + beta C.</summary>
    public delegate* unmanaged[Cdecl]<byte*, byte*, int*, int*, int*, T*, T*, int*, T*, int*, T*, T*, int*, nint, nint, void> Gemm { get; }

    /// <summary>uplo, n, A, lda, info: Cholesky factor in place.</summary>
    public delegate* unmanaged[Cdecl]<byte*, int*, T*, int*, int*, nint, void> Potrf { get; }

    /// <summary>uplo, n, nrhs, A, lda, B, ldb, info: solves with a Cholesky factor.</summary>
    public delegate* unmanaged[Cdecl]<byte*, int*, int*, T*, int*, T*, int*, int*, nint, void> Potrs { get; }

    /// <summary>m, n, A, lda, ipiv, info: LU factors in place.</summary>
    public delegate* unmanaged[Cdecl]<int*, int*, T*, int*, int*, int*, void> Getrf { get; }

    /// <summary>trans, n, nrhs, A, lda, ipiv, B, ldb, info: solves with LU factors.</summary>
    public delegate* unmanaged[Cdecl]<byte*, int*, int*, T*, int*, int*, T*, int*, int*, nint, void> Getrs { get; }

    /// <summary>n, A, lda, ipiv, work, lwork, info: the inverse from LU factors.</summary>
    public delegate* unmanaged[Cdecl]<int*, T*, int*, int*, T*, int*, int*, void> Getri { get; }

    /// <summary>m, n, A, lda, tau, work, lwork, info: QR factors in place.</summary>
    public delegate* unmanaged[Cdecl]<int*, int*, T*, int*, T*, T*, int*, int*, void> Geqrf { get; }

    /// <summary>m, n, k, A, lda, tau, work, lwork, info: the first n columns of Q from k reflectors.</summary>
    public delegate* unmanaged[Cdecl]<int*, int*, int*, T*, int*, T*, T*, int*, int*, void> Orgqr { get; }

    /// <summary>jobz, m, n, A, lda, s, U, ldu, VT, ldvt, work, lwork, iwork, info: singular values and vectors.</summary>
    public delegate* unmanaged[Cdecl]<byte*, int*, int*, T*, int*, T*, T*, int*, T*, int*, T*, int*, int*, int*, nint, void> Gesdd { get; }

    /// <summary>jobz, uplo, n, A, lda, w, work, lwork, iwork, liwork, info: eigenvalues and eigenvectors of a symmetric matrix, ascending.</summary>
    public delegate* unmanaged[Cdecl]<byte*, byte*, int*, T*, int*, T*, T*, int*, int*, int*, int*, nint, nint, void> Syevd { get; }
}
