using System.Numerics;

namespace NtkAnalytic.OpenBlas;

/// <summary>
/// The replaced members of a MathNet provider for one precision. Each returns false, with nothing changed, when an argument is not what
/// the native routine can take safely: then the managed code does the work, or throws its own exception.
/// </summary>
/// <typeparam name="T">double or float.</typeparam>
internal sealed class ProviderRoutines<T>(DenseRoutines<T> native)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The workspaces of xSYEVD, 1 + 6 n + 2 n^2, and of xGESDD, 4 n^2 + 6 n + max(rows, columns), must fit the int that LAPACK counts them in.
    private const int LargestSymmetricOrder = 32766;
    private const int LargestSingularOrder = 23000;

    public bool Multiply(bool transposeA, bool transposeB, T alpha, T[] a, int rowsA, int columnsA, T[] b, int rowsB, int columnsB, T beta, T[] c)
    {
        (int m, int k) = transposeA ? (columnsA, rowsA) : (rowsA, columnsA);
        (int inner, int n) = transposeB ? (columnsB, rowsB) : (rowsB, columnsB);
        if (!Holds(a, rowsA, columnsA) || !Holds(b, rowsB, columnsB) || !Holds(c, m, n) || k != inner)
        {
            return false;
        }

        native.Multiply(transposeA, transposeB, alpha, a, rowsA, b, rowsB, m, n, k, beta, c);
        return true;
    }

    public bool CholeskyFactor(T[] a, int order)
    {
        if (!Holds(a, order, order))
        {
            return false;
        }

        // The type and the words of the managed provider's exception.
        return native.TryCholeskyFactor(a, order) ? true : throw new ArgumentException("Matrix must be positive definite.");
    }

    public bool CholeskySolve(T[] a, int order, T[] b, int columns)
    {
        if (!Holds(a, order, order) || !Holds(b, order, columns) || ReferenceEquals(a, b))
        {
            return false;
        }

        T[] factor = (T[])a.Clone();
        CholeskyFactor(factor, order);
        native.CholeskySolveFactored(factor, order, b, columns);
        return true;
    }

    public bool CholeskySolveFactored(T[] a, int order, T[] b, int columns)
    {
        if (!Holds(a, order, order) || !Holds(b, order, columns) || ReferenceEquals(a, b))
        {
            return false;
        }

        native.CholeskySolveFactored(a, order, b, columns);
        return true;
    }

    public bool LuFactor(T[] data, int order, int[] pivots)
    {
        if (!Holds(data, order, order) || !HoldsPivots(pivots, order))
        {
            return false;
        }

        native.LuFactor(data, order, pivots);
        return true;
    }

    public bool LuInverse(T[] a, int order)
    {
        if (!Holds(a, order, order))
        {
            return false;
        }

        T[] factors = (T[])a.Clone();
        int[] pivots = new int[order];
        native.LuFactor(factors, order, pivots);
        if (!native.TryLuInverse(factors, order, pivots))
        {
            return false;
        }

        factors.CopyTo(a, 0);
        return true;
    }

    public bool LuInverseFactored(T[] a, int order, int[] pivots) =>
        Holds(a, order, order) && HoldsPivots(pivots, order) && native.TryLuInverse(a, order, pivots);

    public bool LuSolve(int columns, T[] a, int order, T[] b)
    {
        if (!Holds(a, order, order) || !Holds(b, order, columns) || ReferenceEquals(a, b))
        {
            return false;
        }

        T[] factors = (T[])a.Clone();
        int[] pivots = new int[order];
        native.LuFactor(factors, order, pivots);
        native.LuSolveFactored(factors, order, pivots, b, columns);
        return true;
    }

    public bool LuSolveFactored(int columns, T[] a, int order, int[] pivots, T[] b)
    {
        if (!Holds(a, order, order) || !Holds(b, order, columns) || !HoldsPivots(pivots, order) || ReferenceEquals(a, b))
        {
            return false;
        }

        native.LuSolveFactored(a, order, pivots, b, columns);
        return true;
    }

    public bool QrFactor(T[] a, int rows, int columns, T[] q, T[] tau)
    {
        int reflectors = Math.Min(rows, columns);
        if (!Holds(a, rows, columns) || !Holds(q, rows, rows) || tau is null || tau.Length < reflectors || ReferenceEquals(a, q))
        {
            return false;
        }

        native.QrFactor(
            a,
            rows,
            columns,
            tau,
            () =>
            {
                Array.Copy(a, q, rows * reflectors);
                for (int column = 0; column < reflectors; column++)
                {
                    Array.Clear(a, (column * rows) + column + 1, rows - column - 1);
                }
            },
            q,
            rows);
        return true;
    }

    public bool ThinQrFactor(T[] a, int rows, int columns, T[] r, T[] tau)
    {
        if (rows < columns || !Holds(a, rows, columns) || !Holds(r, columns, columns) || tau is null || tau.Length < columns || ReferenceEquals(a, r))
        {
            return false;
        }

        native.QrFactor(
            a,
            rows,
            columns,
            tau,
            () =>
            {
                Array.Clear(r);
                for (int column = 0; column < columns; column++)
                {
                    Array.Copy(a, column * rows, r, column * columns, column + 1);
                }
            },
            a,
            columns);
        return true;
    }

    public bool SingularValues(bool computeVectors, T[] a, int rows, int columns, T[] s, T[] u, T[] vt)
    {
        int order = Math.Min(rows, columns);
        if (!Holds(a, rows, columns) || s is null || s.Length != order || !Holds(u, rows, rows) || !Holds(vt, columns, columns)
            || order > LargestSingularOrder || !AllFinite(a))
        {
            return false;
        }

        native.SingularValues(computeVectors, a, rows, columns, s, u, vt);
        return true;
    }

    public bool SymmetricEigen(int order, T[] matrix, T[] vectors, Complex[] values, T[] diagonal)
    {
        if (!Holds(matrix, order, order) || !Holds(vectors, order, order) || !Holds(diagonal, order, order)
            || values is null || values.Length != order || order > LargestSymmetricOrder || !AllFinite(matrix))
        {
            return false;
        }

        matrix.CopyTo(vectors, 0);
        T[] real = native.SymmetricEigen(vectors, order);
        Array.Clear(diagonal);
        for (int i = 0; i < order; i++)
        {
            values[i] = double.CreateChecked(real[i]);
            diagonal[(i * order) + i] = real[i];
        }

        return true;
    }

    private static bool Holds(T[] array, int rows, int columns) => array is not null && rows > 0 && columns > 0 && array.LongLength == (long)rows * columns;

    // Also that they are row numbers: the native routine would exchange whatever lies there.
    private static bool HoldsPivots(int[] pivots, int order) =>
        pivots is not null && pivots.Length == order && Array.TrueForAll(pivots, row => row >= 0 && row < order);

    // xSYEVD and xGESDD may not come back from NaN.
    private static bool AllFinite(T[] array) => Array.TrueForAll(array, T.IsFinite);
}
