using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace NtkAnalytic.OpenBlas;

internal sealed partial class NativeProvider
{
    public override void MatrixMultiply(double[] x, int rowsX, int columnsX, double[] y, int rowsY, int columnsY, double[] result)
    {
        if (!_double.Multiply(false, false, 1, x, rowsX, columnsX, y, rowsY, columnsY, 0, result))
        {
            base.MatrixMultiply(x, rowsX, columnsX, y, rowsY, columnsY, result);
        }
    }

    public override void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA, double[] b, int rowsB, int columnsB, double beta, double[] c)
    {
        if (!_double.Multiply(transposeA != Transpose.DontTranspose, transposeB != Transpose.DontTranspose, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c))
        {
            base.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);
        }
    }

    public override void LUFactor(double[] data, int order, int[] ipiv)
    {
        if (!_double.LuFactor(data, order, ipiv))
        {
            base.LUFactor(data, order, ipiv);
        }
    }

    public override void LUInverse(double[] a, int order)
    {
        if (!_double.LuInverse(a, order))
        {
            base.LUInverse(a, order);
        }
    }

    public override void LUInverseFactored(double[] a, int order, int[] ipiv)
    {
        if (!_double.LuInverseFactored(a, order, ipiv))
        {
            base.LUInverseFactored(a, order, ipiv);
        }
    }

    public override void LUSolve(int columnsOfB, double[] a, int order, double[] b)
    {
        if (!_double.LuSolve(columnsOfB, a, order, b))
        {
            base.LUSolve(columnsOfB, a, order, b);
        }
    }

    public override void LUSolveFactored(int columnsOfB, double[] a, int order, int[] ipiv, double[] b)
    {
        if (!_double.LuSolveFactored(columnsOfB, a, order, ipiv, b))
        {
            base.LUSolveFactored(columnsOfB, a, order, ipiv, b);
        }
    }

    public override void CholeskyFactor(double[] a, int order)
    {
        if (!_double.CholeskyFactor(a, order))
        {
            base.CholeskyFactor(a, order);
        }
    }

    public override void CholeskySolve(double[] a, int orderA, double[] b, int columnsB)
    {
        if (!_double.CholeskySolve(a, orderA, b, columnsB))
        {
            base.CholeskySolve(a, orderA, b, columnsB);
        }
    }

    public override void CholeskySolveFactored(double[] a, int orderA, double[] b, int columnsB)
    {
        if (!_double.CholeskySolveFactored(a, orderA, b, columnsB))
        {
            base.CholeskySolveFactored(a, orderA, b, columnsB);
        }
    }

    public override void QRFactor(double[] a, int rowsA, int columnsA, double[] q, double[] tau)
    {
        if (!_double.QrFactor(a, rowsA, columnsA, q, tau))
        {
            base.QRFactor(a, rowsA, columnsA, q, tau);
        }
    }

    public override void ThinQRFactor(double[] a, int rowsA, int columnsA, double[] r, double[] tau)
    {
        if (!_double.ThinQrFactor(a, rowsA, columnsA, r, tau))
        {
            base.ThinQRFactor(a, rowsA, columnsA, r, tau);
        }
    }

    public override void SingularValueDecomposition(bool computeVectors, double[] a, int rowsA, int columnsA, double[] s, double[] u, double[] vt)
    {
        if (!_double.SingularValues(computeVectors, a, rowsA, columnsA, s, u, vt))
        {
            base.SingularValueDecomposition(computeVectors, a, rowsA, columnsA, s, u, vt);
        }
    }

    public override void EigenDecomp(bool isSymmetric, int order, double[] matrix, double[] matrixEv, Complex[] vectorEv, double[] matrixD)
    {
        if (!isSymmetric || !_double.SymmetricEigen(order, matrix, matrixEv, vectorEv, matrixD))
        {
            base.EigenDecomp(isSymmetric, order, matrix, matrixEv, vectorEv, matrixD);
        }
    }
}
