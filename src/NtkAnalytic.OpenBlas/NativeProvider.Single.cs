using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace NtkAnalytic.OpenBlas;

internal sealed partial class NativeProvider
{
    public override void MatrixMultiply(float[] x, int rowsX, int columnsX, float[] y, int rowsY, int columnsY, float[] result)
    {
        if (!_single.Multiply(false, false, 1, x, rowsX, columnsX, y, rowsY, columnsY, 0, result))
        {
            base.MatrixMultiply(x, rowsX, columnsX, y, rowsY, columnsY, result);
        }
    }

    public override void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, float alpha, float[] a, int rowsA, int columnsA, float[] b, int rowsB, int columnsB, float beta, float[] c)
    {
        if (!_single.Multiply(transposeA != Transpose.DontTranspose, transposeB != Transpose.DontTranspose, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c))
        {
            base.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);
        }
    }

    public override void LUFactor(float[] data, int order, int[] ipiv)
    {
        if (!_single.LuFactor(data, order, ipiv))
        {
            base.LUFactor(data, order, ipiv);
        }
    }

    public override void LUInverse(float[] a, int order)
    {
        if (!_single.LuInverse(a, order))
        {
            base.LUInverse(a, order);
        }
    }

    public override void LUInverseFactored(float[] a, int order, int[] ipiv)
    {
        if (!_single.LuInverseFactored(a, order, ipiv))
        {
            base.LUInverseFactored(a, order, ipiv);
        }
    }

    public override void LUSolve(int columnsOfB, float[] a, int order, float[] b)
    {
        if (!_single.LuSolve(columnsOfB, a, order, b))
        {
            base.LUSolve(columnsOfB, a, order, b);
        }
    }

    public override void LUSolveFactored(int columnsOfB, float[] a, int order, int[] ipiv, float[] b)
    {
        if (!_single.LuSolveFactored(columnsOfB, a, order, ipiv, b))
        {
            base.LUSolveFactored(columnsOfB, a, order, ipiv, b);
        }
    }

    public override void CholeskyFactor(float[] a, int order)
    {
        if (!_single.CholeskyFactor(a, order))
        {
            base.CholeskyFactor(a, order);
        }
    }

    public override void CholeskySolve(float[] a, int orderA, float[] b, int columnsB)
    {
        if (!_single.CholeskySolve(a, orderA, b, columnsB))
        {
            base.CholeskySolve(a, orderA, b, columnsB);
        }
    }

    public override void CholeskySolveFactored(float[] a, int orderA, float[] b, int columnsB)
    {
        if (!_single.CholeskySolveFactored(a, orderA, b, columnsB))
        {
            base.CholeskySolveFactored(a, orderA, b, columnsB);
        }
    }

    public override void QRFactor(float[] a, int rowsA, int columnsA, float[] q, float[] tau)
    {
        if (!_single.QrFactor(a, rowsA, columnsA, q, tau))
        {
            base.QRFactor(a, rowsA, columnsA, q, tau);
        }
    }

    public override void ThinQRFactor(float[] a, int rowsA, int columnsA, float[] r, float[] tau)
    {
        if (!_single.ThinQrFactor(a, rowsA, columnsA, r, tau))
        {
            base.ThinQRFactor(a, rowsA, columnsA, r, tau);
        }
    }

    public override void SingularValueDecomposition(bool computeVectors, float[] a, int rowsA, int columnsA, float[] s, float[] u, float[] vt)
    {
        if (!_single.SingularValues(computeVectors, a, rowsA, columnsA, s, u, vt))
        {
            base.SingularValueDecomposition(computeVectors, a, rowsA, columnsA, s, u, vt);
        }
    }

    public override void EigenDecomp(bool isSymmetric, int order, float[] matrix, float[] matrixEv, Complex[] vectorEv, float[] matrixD)
    {
        if (!isSymmetric || !_single.SymmetricEigen(order, matrix, matrixEv, vectorEv, matrixD))
        {
            base.EigenDecomp(isSymmetric, order, matrix, matrixEv, vectorEv, matrixD);
        }
    }
}
